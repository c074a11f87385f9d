import { edgesEnd, edgesStart } from '../graph/csr.ts';
import type { RankingIndex } from './ranking-index.ts';

/** What counts as the likes of the user who is asked for: her row of the index, or that row with changes. */
export interface OwnLikes {
  /** Whose likes they are; she is none of the other users on a path. */
  readonly user: number;
  /** Liked items by node index, each once. */
  readonly items: Uint32Array;
  /** What each like weighs, recency included; follows `items`. */
  readonly weights: Float64Array;
}

/** Returns the likes of a user as the index holds them, without a copy. */
export function ownLikes({ likes, ownWeights }: RankingIndex, user: number): OwnLikes {
  const [start, end] = [edgesStart(likes, user), edgesEnd(likes, user)];
  return { user, items: likes.targets.subarray(start, end), weights: ownWeights.subarray(start, end) };
}

/**
 * Returns the likes with one more, the latest of them, whose raw weight is `weight`. With recency the others move one
 * rank back, and all keep the sum of the raw weights, as `recencyWeights` would have it. `own` must be a row of `index`.
 */
export function withLike(index: RankingIndex, own: OwnLikes, item: number, weight: number): OwnLikes {
  const { recency } = index.walk.settings;
  const fade = recency === null ? 1 : Math.exp(-1 / recency);
  const start = edgesStart(index.likes, own.user);
  let total = weight;
  let stretch = 1;
  own.weights.forEach((own, like) => {
    const raw = index.likes.weights[start + like]!;
    total += raw;
    // The latest like has not faded, so its weight shows by how much all were stretched to keep their sum.
    stretch = Math.max(stretch, own / raw);
  });
  const faded = own.weights.map((own) => (own / stretch) * fade);
  const keep = total / faded.reduce((sum, one) => sum + one, weight);
  return {
    user: own.user,
    items: Uint32Array.of(...own.items, item),
    weights: Float64Array.of(...faded, weight).map((one) => (recency === null ? one : one * keep)),
  };
}
