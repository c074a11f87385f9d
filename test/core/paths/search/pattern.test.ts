import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  parsePattern,
  patternText,
  type RelationEnds,
  relationEnds,
} from '../../../../src/core/paths/search/pattern.ts';
import { smallManifest, smallSnapshot } from '../../../fixtures/small-graph.ts';

const ends: RelationEnds = new Map([
  ['RATED', new Set(['User>Item'])],
  ['DIRECTED_BY', new Set(['Item>Attribute'])],
  ['FRIEND_OF', new Set(['User>User'])],
  ['GOES_WITH', new Set(['Item>Item'])],
]);
const parse = (text: string, stepsMax = 6) => parsePattern(text, ends, stepsMax);

describe('parsePattern', () => {
  it('reads labels and the three kinds of steps', () => {
    const text = 'User-RATED>Item-DIRECTED_BY>Attribute<DIRECTED_BY-Item-GOES_WITH-Item';
    expect(parse(text)).toEqual({
      labels: ['User', 'Item', 'Attribute', 'Item', 'Item'],
      steps: [
        { type: 'RATED', isForward: true },
        { type: 'DIRECTED_BY', isForward: true },
        { type: 'DIRECTED_BY', isForward: false },
        { type: 'GOES_WITH', isForward: null },
      ],
    });
    expect(patternText(parse(text))).toBe(text);
  });

  it('takes blanks around labels and types', () => {
    expect(patternText(parse(' User - RATED > Item < RATED - User '))).toBe('User-RATED>Item<RATED-User');
  });

  it.each([
    ['', 'at character 1 it ends where a label'],
    ['User', 'has no step'],
    ['User>Item', 'at character 5 ">Item" stands where a step'],
    ['User-RATED>', 'at character 12 it ends where a label'],
    ['User--RATED>Item', 'at character 5 "--RATED>Item" stands where a step'],
    ['User-RATED>Item Item', 'at character 17 "Item" stands where a step'],
    ['user-RATED>Item', 'There is no label "user". Did you mean User?'],
    ['User-RATED>Itm', 'There is no label "Itm". Did you mean Item?'],
    [
      'Attribute-DIRECTED_BY>Item',
      'Step 1 of the pattern walks DIRECTED_BY from Attribute to Item, but it leads from Item to Attribute. Write Item-DIRECTED_BY>Attribute or Attribute<DIRECTED_BY-Item.',
    ],
    [
      'User-RATED>Item<DIRECTED_BY-Attribute',
      'Step 2 of the pattern walks DIRECTED_BY from Item to Attribute, against',
    ],
    ['Item<RATED-User-FRIEND_OF>User-RATED>Item', 'passes two people in a row'],
  ])('refuses %j', (text, message) => {
    expect(() => parse(text)).toThrow(expect.objectContaining({ code: 'request-invalid' }) as Error);
    expect(() => parse(text)).toThrow(message);
  });

  it('names the nearest relations of one that is unknown', () => {
    const unknown = (): unknown => parse('User-RATE>Item');
    expect(unknown).toThrow(expect.objectContaining({ code: 'relation-unknown' }) as Error);
    expect(unknown).toThrow('no relation "RATE". Nearest: RATED');
  });

  it('refuses more steps than a path may have', () => {
    expect(() => parse('User-RATED>Item<RATED-User', 1)).toThrow('has 2 steps, and a path at most 1');
  });

  it('may begin with the asker and one other person', () => {
    expect(parse('User-FRIEND_OF>User-RATED>Item').labels).toEqual(['User', 'User', 'Item']);
  });
});

describe('relationEnds', () => {
  it('knows the ends that the graph has and those that only the manifest names', () => {
    const snapshot = smallSnapshot({
      relations: {
        RATED: { role: 'interaction', edges: [['User:u', 'Item:a']] },
        LIKES: {
          edges: [
            ['User:u', 'Attribute:x'],
            ['Item:a', 'Item:b'],
          ],
        },
      },
    });
    const manifest = smallManifest({
      interactions: [{ kind: 'BOUGHT', weight: 1 }],
      relations: [{ type: 'MADE_BY', ends: [['Item', 'Attribute']] }],
    });
    expect(
      Object.fromEntries([...relationEnds(snapshot, manifest)].map(([type, set]) => [type, [...set].sort()])),
    ).toEqual({
      MADE_BY: ['Item>Attribute'],
      BOUGHT: ['User>Item'],
      RATED: ['User>Item'],
      LIKES: ['Item>Item', 'User>Attribute'],
    });
  });
});

describe('any text at all', () => {
  it('is a meta-path or a refusal with a code, and what is read reads the same again', () => {
    const token = fc.constantFrom(
      'User',
      'Item',
      'Attribute',
      '-',
      '>',
      '<',
      ' ',
      'RATED',
      'DIRECTED_BY',
      '-RATED>',
      '<RATED-',
      'é',
    );
    const step = fc.tuple(
      fc.constantFrom('-RATED>', '<RATED-', '-RATED-', '-DIRECTED_BY>'),
      fc.constantFrom('User', 'Item', ' Item '),
    );
    const nearly = fc
      .array(step, { minLength: 1, maxLength: 4 })
      .map((steps) => `User${steps.flat().join('')}`);
    const text = fc.oneof(
      fc.string({ maxLength: 60 }),
      fc.array(token, { maxLength: 12 }).map((parts) => parts.join('')),
      nearly,
    );
    let read = 0;
    fc.assert(
      fc.property(text, (written) => {
        try {
          const path = parse(written);
          expect(parse(patternText(path))).toEqual(path);
          read++;
        } catch (error) {
          expect(error).toMatchObject({
            code: expect.stringMatching(/^(request-invalid|relation-unknown)$/),
          });
        }
      }),
      { numRuns: 3000 },
    );
    expect(read).toBeGreaterThan(5);
  });
});
