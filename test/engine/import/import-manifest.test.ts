import { describe, expect, it } from 'vitest';
import type { GraphManifest } from '../../../src/contract/types.ts';
import { checkedManifest, mergeManifests } from '../../../src/engine/import/import-manifest.ts';
import { plainManifest } from '../../fixtures/import/data-folder.ts';

const likes: GraphManifest = {
  ...plainManifest,
  relations: [{ type: 'LIKES', ends: [['User', 'Item']], weight: 0.5, forward: '{from} likes {to}' }],
  interactions: [
    { kind: 'RATED', weight: 1 },
    { kind: 'BOUGHT', weight: 2 },
  ],
  numbers: [{ name: 'price', unit: 'EUR' }],
  peopleMin: 7,
};

describe('mergeManifests', () => {
  it('is the new one in an empty store, and changes nothing the second time', () => {
    expect(mergeManifests(null, likes)).toBe(likes);
    expect(mergeManifests(likes, likes)).toEqual(likes);
  });

  it('adds nothing to a language that brings no words of its own', () => {
    const german: GraphManifest = {
      ...likes,
      languages: [{ code: 'de', names: { designer: 'Gestaltung' } }],
    };
    // The store holds the text, and a text that differs moves its revision.
    expect(JSON.stringify(mergeManifests(german, german))).toBe(JSON.stringify(german));
  });

  it('keeps what only the store states and lets the new data set win', () => {
    const added: GraphManifest = {
      ...plainManifest,
      name: 'new',
      relations: [
        {
          type: 'LIKES',
          ends: [
            ['User', 'Attribute'],
            ['User', 'Item'],
          ],
          forward: '{from} is fond of {to}',
        },
        { type: 'MADE_BY', ends: [['Item', 'Attribute']] },
      ],
      interactions: [{ kind: 'BOUGHT', weight: 3 }],
      rating: { min: 0, max: 1 },
    };
    expect(mergeManifests(likes, added)).toEqual({
      ...plainManifest,
      name: 'new',
      relations: [
        {
          type: 'LIKES',
          ends: [
            ['User', 'Item'],
            ['User', 'Attribute'],
          ],
          weight: 0.5,
          forward: '{from} is fond of {to}',
        },
        { type: 'MADE_BY', ends: [['Item', 'Attribute']] },
      ],
      interactions: [
        { kind: 'RATED', weight: 1 },
        { kind: 'BOUGHT', weight: 3 },
      ],
      numbers: [{ name: 'price', unit: 'EUR' }],
      peopleMin: 7,
      rating: { min: 0, max: 1 },
    });
    const merged = mergeManifests(likes, added);
    expect(mergeManifests(merged, added)).toEqual(merged);
  });
});

describe('checkedManifest', () => {
  const relation = (type: string, more: object = {}): object => ({
    type,
    ends: [['Item', 'Attribute']],
    ...more,
  });

  it.each([
    ['a type twice', [relation('A'), relation('A')], 'two relations have the type A'],
    [
      'a source name twice',
      [relation('A', { source: 's' }), relation('B', { source: 's' })],
      '"s" belongs to both A and B',
    ],
    ['a reserved type', [relation('PRAISED_FOR')], 'PRAISED_FOR is one that the engine writes itself'],
    [
      'an inverse of nothing',
      [relation('A', { inverseOf: 'B' })],
      'the inverse of B, which is no other relation',
    ],
    [
      'an inverse of itself',
      [relation('A', { inverseOf: 'A' })],
      'the inverse of A, which is no other relation',
    ],
    ['a type that is no type', [relation('made by')], 'relations.0.type is "made by"'],
  ])('refuses %s', (_, relations, part) => {
    expect(() => checkedManifest({ ...plainManifest, relations }, 'toys')).toThrow(
      expect.objectContaining({ code: 'data-invalid', message: expect.stringContaining(part) as string }),
    );
  });

  it('refuses kinds of interactions that the engine writes itself', () => {
    const manifest = { ...plainManifest, interactions: [{ kind: 'STRUCK', weight: 1 }] };
    expect(() => checkedManifest(manifest, 'toys')).toThrow('kind of interaction STRUCK');
  });

  it('returns a good one', () => {
    expect(checkedManifest(likes, 'toys')).toBe(likes);
  });
});
