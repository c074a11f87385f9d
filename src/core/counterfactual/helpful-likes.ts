import { ownLikes, withLike } from '../ranking/own-likes.ts';
import type { RankingIndex } from '../ranking/ranking-index.ts';
import { scoreAt, scoreUser, type UserScoring } from '../ranking/score-user.ts';
import { rankOf, topK } from '../ranking/top-k.ts';

/** A like that the user does not have, and where another item would stand with it. */
export interface HelpfulLike {
  /** Node index of the liked item. */
  readonly liked: number;
  readonly rank: number | null;
  readonly score: number;
}

/** What list the item shall come into. */
export interface HelpfulLikesOptions {
  /** Length of the list. */
  readonly limit: number;
  /** Most likes in the answer. */
  readonly count: number;
  /** One entry an item, 1 where it may not be listed; what she has seen where absent. */
  readonly isExcluded?: Uint8Array;
  /** What orders the list by the scores of all; the scores themselves where absent. */
  readonly valuesOf?: (scores: Float64Array) => Float64Array;
}

/** Items tried: those nearest to the item in question. */
const candidatesMax = 30;

/**
 * Returns up to `count` items whose liking would lift an item furthest, best rank first, ties by score, then by index;
 * of those that bring it among the first `limit` where any does, else the best one alone. Each is tried by scoring with
 * it as the user's latest like of weight 1, scales kept, and counts as seen then. Items she acted on are not proposed.
 * Cost: `candidatesMax` scorings.
 */
export function helpfulLikes(
  index: RankingIndex,
  scoring: UserScoring,
  position: number,
  isSeen: Uint8Array,
  { limit, count, isExcluded: excluded = isSeen, valuesOf = (scores) => scores }: HelpfulLikesOptions,
): HelpfulLike[] {
  const { user } = scoring;
  // Without a history the terms have no mass to take their scales from.
  const scales = scoring.method === 'popularity' ? {} : { scales: scoring.scales };
  const own = ownLikes(index, user);
  const item = index.itemStart + position;
  const tried = nearestItems(index, user, item, isSeen).map((near): HelpfulLike => {
    const left = scoreUser(index, user, {
      ...scales,
      own: withLike(index, own, index.itemStart + near, 1),
    });
    const isExcluded = excluded.slice();
    isExcluded[near] = 1;
    const rank = left.method === 'popularity' ? null : rankOf(valuesOf(left.scores), isExcluded, position);
    return { liked: index.itemStart + near, rank, score: scoreAt(left, position) };
  });
  const ranked = tried.filter((one) => one.rank !== null);
  ranked.sort(
    (left, right) =>
      (left.rank ?? 0) - (right.rank ?? 0) || right.score - left.score || left.liked - right.liked,
  );
  const helpful = ranked.filter((one) => (one.rank ?? Number.POSITIVE_INFINITY) <= limit);
  return helpful.length > 0 ? helpful.slice(0, count) : ranked.slice(0, 1);
}

/** Positions of the items that a user who liked only this one would be shown. */
function nearestItems(index: RankingIndex, user: number, item: number, isSeen: Uint8Array): number[] {
  const own = { user, items: Uint32Array.of(item), weights: Float64Array.of(1) };
  const probe = scoreUser(index, user, { own });
  const isExcluded = isSeen.slice();
  isExcluded[item - index.itemStart] = 1;
  return probe.method === 'popularity' ? [] : topK(probe.scores, isExcluded, candidatesMax);
}
