import { describe, expect, it } from 'vitest';
import { placeFigures, placeWithout, removalCurve } from '../../../src/core/evaluation/removal-curves.ts';

/**
 * Three items and three facts, by hand. Item 0 is explained: its score 6 = 3 + 2 + 1. Without fact 0 it has 3 and item 1
 * has 4, without 0 and 1 it has 1, item 1 has 3 and item 2 has 2; without all nothing is left.
 */
const parts = [Float64Array.of(3, 1, 1), Float64Array.of(2, 1, 1), Float64Array.of(1, 3, 2)];
const one = {
  scores: Float64Array.of(6, 5, 4),
  isExcluded: Uint8Array.of(0, 0, 0),
  position: 0,
  parts,
};

describe('removalCurve', () => {
  it('has the figures worked by hand', () => {
    const [first, second, third] = removalCurve(one, [0, 1, 2]);
    // Without fact 0: 3, 4, 3: rank 2 (ties by position). Without the worst, fact 2: 5, 2, 2.
    expect(first).toMatchObject({ 'pos@1': 0, 'pos@5': 1, 'neg@1': 1, deletion: 0.5, insertion: 0.5 });
    expect(first?.['cdcg']).toBeCloseTo(1 / Math.log2(3), 12);
    // Without 0 and 1: 1, 3, 2: rank 3. Without the worst two, 2 and 1: 3, 1, 1.
    expect(second).toMatchObject({ 'pos@1': 0, 'neg@1': 1, deletion: 1 / 6, insertion: 5 / 6 });
    expect(second?.['cdcg']).toBeCloseTo(0.5, 12);
    expect(third).toMatchObject({ 'pos@20': 0, 'neg@20': 0, deletion: 0, insertion: 1, cdcg: 0 });
  });

  it('tells a good order from its reverse', () => {
    const [good, bad] = [removalCurve(one, [0, 1, 2]), removalCurve(one, [2, 1, 0])];
    expect(good[0]?.['deletion']).toBeLessThan(bad[0]?.['deletion'] ?? 0);
    expect(bad[0]?.['pos@1']).toBe(1);
    expect(bad[0]?.['neg@1']).toBe(0);
  });
});

describe('placeWithout', () => {
  it('leaves excluded items out of the ranks', () => {
    const alone = { ...one, isExcluded: Uint8Array.of(0, 1, 0) };
    expect(placeWithout(alone, [0])).toEqual({ rank: 1, score: 3 });
    expect(placeFigures({ rank: 1, score: 3 }, 6)).toMatchObject({
      citedDeletion: 0.5,
      'citedPos@1': 1,
      citedCdcg: 1,
    });
  });
});
