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
