import { describe, expect, it } from 'vitest';
import { listSpread, noveltyOf } from '../../../src/core/evaluation/list-spread.ts';

describe('the spread of lists', () => {
  it('has the values worked by hand', () => {
    // ascending 0 1 3: (2·1-4)·0 + (2·2-4)·1 + (2·3-4)·3 = 6, by 3 · 4
    expect(listSpread(Uint32Array.of(3, 0, 1))).toEqual({ coverage: 2 / 3, gini: 0.5 });
  });

  it('is 0 where all items are listed alike, and undefined without a list', () => {
    expect(listSpread(Uint32Array.of(2, 2, 2))).toEqual({ coverage: 1, gini: 0 });
    expect(listSpread(Uint32Array.of(0, 0))).toBeNull();
  });
});

describe('novelty', () => {
  it('is the mean distance from the most popular item', () => {
    expect(noveltyOf([0, 2], Float64Array.of(10, 5, 1), 10)).toBeCloseTo((0 + 0.9) / 2, 12);
    expect(noveltyOf([], Float64Array.of(10), 10)).toBeNull();
  });
});
