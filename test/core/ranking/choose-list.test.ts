import { describe, expect, it } from 'vitest';
import { chooseList } from '../../../src/core/ranking/choose-list.ts';

const scores = Float64Array.of(10, 9, 8, 1, -1);
const degrees = Float64Array.of(0, 3, 99, 0, 5);
const nothing = new Uint8Array(5);
const never = (_left: number, _right: number): number => 0;
const items = (controls: Partial<Parameters<typeof chooseList>[3]>, likeness = never): number[] =>
  chooseList(scores, nothing, degrees, { limit: 4, popularity: 0, diversity: 0, ...controls }, likeness).map(
    ({ item }) => item,
  );

describe('chooseList', () => {
  it('is the list by score without controls', () => {
    expect(items({})).toEqual([0, 1, 2, 3]);
    expect(items({ limit: 2 })).toEqual([0, 1]);
    expect(
      chooseList(
        scores,
        Uint8Array.of(1, 0, 0, 0, 0),
        degrees,
        { limit: 1, popularity: 0, diversity: 0 },
        never,
      ),
    ).toEqual([{ item: 1, popularityFactor: 1, likeness: null }]);
  });

  it('multiplies scores by (1 + degree) to the power that is asked for', () => {
    // 10 × 1, 9 × 2, 8 × 10, 1 × 1
    expect(items({ popularity: 0.5 })).toEqual([2, 1, 0, 3]);
    // 10, 9 / 4, 8 / 100, 1
    expect(items({ popularity: -1 })).toEqual([0, 1, 3, 2]);
    const [first] = chooseList(scores, nothing, degrees, { limit: 1, popularity: 0.5, diversity: 0 }, never);
    expect(first?.popularityFactor).toBeCloseTo(10, 12);
  });

  it('lets an item lose for being like one above it', () => {
    // .5 × .9 - .5 × 1 = -.05 for item 1, .5 × .8 for item 2, .5 × .1 for item 3
    const alike = (left: number, right: number): number => (left + right === 1 ? 1 : 0);
    expect(items({ diversity: 0.5 }, alike)).toEqual([0, 2, 3, 1]);
    expect(items({ diversity: 0.01 }, alike)).toEqual([0, 1, 2, 3]);
    const chosen = chooseList(scores, nothing, degrees, { limit: 4, popularity: 0, diversity: 0.5 }, alike);
    expect(chosen.map(({ likeness }) => likeness)).toEqual([null, 0, 0, 1]);
  });

  it('is empty where nothing has a score', () => {
    const none = chooseList(
      new Float64Array(3),
      new Uint8Array(3),
      new Float64Array(3),
      { limit: 2, popularity: 1, diversity: 1 },
      never,
    );
    expect(none).toEqual([]);
  });
});
