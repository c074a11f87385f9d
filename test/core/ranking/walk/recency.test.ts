import { describe, expect, it } from 'vitest';
import { leadWeights, recencyWeights } from '../../../../src/core/ranking/walk/recency.ts';

const likes = {
  firstNode: 7,
  offsets: Uint32Array.of(0, 3, 3, 5),
  targets: Uint32Array.of(0, 1, 2, 0, 2),
  weights: Float64Array.of(1, 1, 1, 2, 1),
};

const times = Float64Array.of(50, 10, 50, Number.NaN, 3);

describe('recency of the own acts', () => {
  it('is the very weights without a setting', () => {
    expect(recencyWeights(likes, times, { recency: null, fade: 0 })).toBe(likes.weights);
  });

  it('falls by rank, gives equal moments equal rank, and keeps the sum of a user', () => {
    const weights = recencyWeights(likes, times, { recency: 2, fade: 0 });
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

  it('falls by the share of acts that came later, beside the ranks', () => {
    const weights = recencyWeights(likes, times, { recency: 2, fade: 3 });
    // places 2/3, 1/6, 2/3 of the first user
    const [late, early] = [Math.exp(-1), Math.exp(-1 - 2.5)];
    expect(weights[0]).toBeCloseTo((3 * late) / (2 * late + early), 12);
    expect(weights[1]).toBeCloseTo((3 * early) / (2 * late + early), 12);
    expect(weights.slice(0, 3).reduce((sum, one) => sum + one, 0)).toBeCloseTo(3, 12);
  });
});

describe('the lead of early acts of others', () => {
  it('is the very weights without a setting', () => {
    expect(leadWeights(likes, times, 0)).toBe(likes.weights);
  });

  it('falls by the share of acts that came earlier, those of the same moment counting half', () => {
    const weights = leadWeights(likes, times, 3);
    // places 2/3, 1/6, 2/3 of the first user; 1/4, 3/4 of the second, whose unknown moment is the older
    [Math.exp(-2), Math.exp(-0.5), Math.exp(-2), 2 * Math.exp(-0.75), Math.exp(-2.25)].forEach(
      (one, slot) => {
        expect(weights[slot]).toBeCloseTo(one, 12);
      },
    );
  });

  it('is the same for all acts of a person whose moments are unknown', () => {
    const weights = leadWeights(likes, new Float64Array(5).fill(Number.NaN), 2);
    expect(weights[3]).toBeCloseTo(2 * Math.exp(-1), 12);
    expect(weights[4]).toBeCloseTo(Math.exp(-1), 12);
  });
});
