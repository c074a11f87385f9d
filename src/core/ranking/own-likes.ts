import { edgesEnd, edgesStart } from '../graph/csr.ts';
import type { RankingIndex } from './ranking-index.ts';
import { recencyWeights } from './walk/recency.ts';

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
 * Returns the likes with one more, the latest of them, whose raw weight is `weight`: all weigh what `recencyWeights`
 * gives to such a history. `own` must be a row of `index`. Cost: O(likes log likes).
 */
export function withLike(index: RankingIndex, own: OwnLikes, item: number, weight: number): OwnLikes {
  const { likes, likedAt } = index;
  const [start, end] = [edgesStart(likes, own.user), edgesEnd(likes, own.user)];
  const items = Uint32Array.of(...own.items, item);
  const row = {
    firstNode: own.user,
    offsets: Uint32Array.of(0, items.length),
    targets: items,
    weights: Float64Array.of(...likes.weights.subarray(start, end), weight),
  };
  const moments = Float64Array.of(...likedAt.subarray(start, end), Number.MAX_SAFE_INTEGER);
  return { user: own.user, items, weights: recencyWeights(row, moments, index.walk.settings) };
}
