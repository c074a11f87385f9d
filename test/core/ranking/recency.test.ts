import { describe, expect, it } from 'vitest';
import { recencyWeights } from '../../../src/core/ranking/recency.ts';

const likes = {
  firstNode: 7,
  offsets: Uint32Array.of(0, 3, 3, 5),
  targets: Uint32Array.of(0, 1, 2, 0, 2),
  weights: Float64Array.of(1, 1, 1, 2, 1),
};

describe('recency of the own acts', () => {
  it('is the very weights without a setting', () => {
    expect(recencyWeights(likes, Float64Array.of(1, 2, 3, 4, 5), null)).toBe(likes.weights);
  });

  it('falls by rank, gives equal moments equal rank, and keeps the sum of a user', () => {
    const weights = recencyWeights(likes, Float64Array.of(50, 10, 50, Number.NaN, 3), 2);
    // ranks 0, 2, 0: 1, e^-1, 1, scaled to sum 3
    const sum = 2 + Math.exp(-1);
    expect(weights[0]).toBeCloseTo(3 / sum, 12);
    expect(weights[1]).toBeCloseTo((3 * Math.exp(-1)) / sum, 12);
    expect(weights[2]).toBeCloseTo(3 / sum, 12);
    // an unknown moment is older than all others: ranks 1 and 0, weights 2 e^-1/2 and 1
    const second = 2 * Math.exp(-0.5);
    expect(weights[3]).toBeCloseTo((3 * second) / (second + 1), 12);
    expect(weights[4]).toBeCloseTo(3 / (second + 1), 12);
  });
});
