import { describe, expect, it } from 'vitest';
import type { Csr } from '../../../src/core/graph/csr.ts';
import { ownLikes, withLike } from '../../../src/core/ranking/own-likes.ts';
import { buildRankingIndex } from '../../../src/core/ranking/ranking-index.ts';
import { recencyWeights } from '../../../src/core/ranking/walk/recency.ts';
import { walkVariants } from '../../../src/core/ranking/walk/walk-variants.ts';
import { randomCatalogue } from '../../fixtures/random-graph.ts';

/** One user's row of likes with times that rise from like to like. */
const row = (weights: readonly number[]): Csr => ({
  firstNode: 0,
  offsets: Uint32Array.of(0, weights.length),
  targets: Uint32Array.from(weights, (_, at) => at + 1),
  weights: Float64Array.from(weights),
});
const times = (count: number): Float64Array => Float64Array.from({ length: count }, (_, at) => 1000 + at);

describe('withLike', () => {
  it('weighs likes as if the new one had been the latest act all along', () => {
    const base = buildRankingIndex(randomCatalogue(3).snapshot, randomCatalogue(3).manifest);
    for (const [recency, fade] of [
      [null, 0],
      [1, 0],
      [null, 3],
      [4, 1.5],
    ] as const) {
      for (const weights of [[], [1], [2, 1, 0.5], [1, 1, 3, 2, 1]]) {
        const likes = row(weights);
        const settings = { ...base.walk.settings, recency, fade };
        const index = {
          ...walkVariants(base)(settings),
          likes,
          likedAt: times(weights.length),
          ownWeights: recencyWeights(likes, times(weights.length), settings),
        };
        const changed = withLike(index, ownLikes(index, 0), 77, 1);
        const expected = recencyWeights(row([...weights, 1]), times(weights.length + 1), settings);
        expect(Array.from(changed.items)).toEqual([...likes.targets, 77]);
        expect(changed.weights).toHaveLength(expected.length);
        changed.weights.forEach((weight, like) => {
          expect(weight).toBeCloseTo(expected[like]!, 12);
        });
      }
    }
  });
});
