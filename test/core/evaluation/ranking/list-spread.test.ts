import { describe, expect, it } from 'vitest';
import {
  listSpread,
  listSpreadErrors,
  noveltyOf,
} from '../../../../src/core/evaluation/ranking/list-spread.ts';

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

describe('the errors of the spread', () => {
  it('have the values worked by hand', () => {
    // Without either of two groups: coverage 1/2 and 1, mean 3/4; √(1/2 · 2 · (1/4)²) = 1/4. Gini 1/2 and 0: 1/4.
    const groups = [Uint32Array.of(2, 2), Uint32Array.of(3, 0)];
    expect(listSpreadErrors(groups)?.coverage).toBeCloseTo(0.25, 12);
    expect(listSpreadErrors(groups)?.gini).toBeCloseTo(0.25, 12);
  });

  it('are 0 where all groups are alike, and undefined with fewer than two', () => {
    expect(listSpreadErrors([Uint32Array.of(1, 2), Uint32Array.of(1, 2), Uint32Array.of(0, 0)])).toEqual({
      coverage: 0,
      gini: 0,
    });
    expect(listSpreadErrors([Uint32Array.of(1, 2), Uint32Array.of(0, 0)])).toBeNull();
  });
});

describe('novelty', () => {
  it('is the mean distance from the most popular item', () => {
    expect(noveltyOf([0, 2], Float64Array.of(10, 5, 1), 10)).toBeCloseTo((0 + 0.9) / 2, 12);
    expect(noveltyOf([], Float64Array.of(10), 10)).toBeNull();
  });
});
