import { describe, expect, it } from 'vitest';
import { idAt } from '../../../src/core/graph/keys.ts';
import {
  aspectExpectation,
  type ExpectationSettings,
  expectationDefaults,
  expectedAspects,
  likeliest,
} from '../../../src/core/opinions/expected-aspects.ts';
import { nodeAt, type SmallEdge, smallSnapshot } from '../../fixtures/small-graph.ts';

const derived = (edges: readonly SmallEdge[]) => ({ role: 'derived' as const, edges });
// Pedals are spoken of by noise and knob, strings by tone and life; the new pedal has one opinion on its knob.
const snapshot = smallSnapshot({
  relations: {
    PRAISED_FOR: derived([
      ['Item:pedal', 'Aspect:knob', 4],
      ['Item:string', 'Aspect:tone', 6],
      ['Item:string', 'Aspect:life', 5],
      ['Item:cord', 'Aspect:tone', 1],
      ['Item:new', 'Aspect:knob', 1],
    ]),
    CRITICISED_FOR: derived([['Item:pedal', 'Aspect:noise', 3]]),
    VALUES: derived([['User:ann', 'Aspect:life', 5]]),
    MINDS: derived([['User:ann', 'Aspect:noise', 1]]),
  },
  nodes: ['Item:unknown', 'User:bo', 'Aspect:unsaid'],
});

const expected = (item: string, user: string | null, change: Partial<ExpectationSettings> = {}): string[] => {
  const expectation = aspectExpectation(snapshot, { ...expectationDefaults, ...change });
  const node = (reference: string): number => nodeAt(snapshot.keys, reference);
  return expectedAspects(
    expectation,
    user === null ? null : node(`User:${user}`),
    node(`Item:${item}`),
    9,
  ).map((aspect) => idAt(snapshot.keys, aspect));
};

describe('expectedAspects', () => {
  it('puts what is said of the item first, then what is said of items like it', () => {
    expect(expected('new', null)).toEqual(['knob', 'noise', 'tone', 'life']);
    // Without what alike items lend, the popular aspects follow.
    expect(expected('new', null, { lent: 0 })).toEqual(['knob', 'tone', 'life', 'noise']);
  });

  it('leaves out what nobody speaks of, and falls back to what all speak of', () => {
    expect(expected('unknown', null)).toEqual(['tone', 'knob', 'life', 'noise']);
    expect(expected('unknown', 'bo')).toEqual(expected('unknown', null));
  });

  it('moves up what the user speaks of more than others', () => {
    expect(expected('unknown', 'ann', { lentToUser: 1 })[0]).toBe('life');
    expect(expected('unknown', 'ann', { lentToUser: 1, userPower: 0 })[0]).toBe('tone');
  });

  it('lets few alike items speak louder than much talk about others', () => {
    const graph = smallSnapshot({
      relations: {
        PRAISED_FOR: derived([
          ['Item:probe', 'Aspect:grip', 5],
          ['Item:probe', 'Aspect:price', 1],
          ['Item:alike', 'Aspect:grip', 5],
          ['Item:alike', 'Aspect:strap', 4],
          ['Item:other', 'Aspect:price', 1],
          ['Item:other', 'Aspect:engine', 30],
          ['Item:fourth', 'Aspect:colour', 1],
        ]),
      },
    });
    const louder = (likenessPower: number): string => {
      const settings = { ...expectationDefaults, lentByAll: 0, likenessPower };
      const expectation = aspectExpectation(graph, settings);
      const found = expectedAspects(expectation, null, nodeAt(graph.keys, 'Item:probe'), 9);
      const names = found.map((aspect) => idAt(graph.keys, aspect));
      return names.filter((name) => name === 'strap' || name === 'engine')[0] ?? '';
    };
    expect(louder(3)).toBe('strap');
    expect(louder(0)).toBe('engine');
  });

  it('gives no more than asked for, and nothing without opinions', () => {
    const expectation = aspectExpectation(smallSnapshot({ relations: {}, nodes: ['Item:a', 'Aspect:x'] }));
    expect(expectedAspects(expectation, null, expectation.itemStart, 5)).toEqual([]);
    expect(likeliest(Float64Array.of(0.2, 0, 0.5, 0.2), 2)).toEqual([2, 0]);
  });

  it('shares out all opinions', () => {
    const { popularity } = aspectExpectation(snapshot);
    expect(popularity.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });
});
