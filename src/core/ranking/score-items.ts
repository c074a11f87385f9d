import type { RankingIndex } from './ranking-index.ts';
import { scoreUser, seenItems } from './score-user.ts';

/**
 * Returns how much each item suits a known user: `Float64Array`, one entry an item, not negative, 0 for what she has
 * acted on; not normalised. For a stranger pass null: the popularity of each item. Cost: that of `scoreUser`.
 */
export function scoreItems(index: RankingIndex, user: number | null): Float64Array {
  if (user === null) return index.itemDegrees.slice();
  const isSeen = seenItems(index, user);
  return scoreUser(index, user).scores.map((score, item) => (isSeen[item] === 0 ? Math.max(0, score) : 0));
}
