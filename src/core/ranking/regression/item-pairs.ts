import type { Interactions } from '../interactions.ts';

/** Most items for which a full table of pairs is kept: 4096² numbers are 128 MiB. */
const pairItemsMax = 4096;

/** Σ_v damping(v) l(v,i) w(v,j), l what the like weighs where it links, for each two items: row i holds the slots [i × itemCount, (i + 1) × itemCount). */
export type ItemPairs = Float64Array;

/**
 * Returns what passes from each item to each other through all users, or null where there are more items than a table
 * is kept for, or where walking costs less. `linkWeights` are those of `leadWeights`; without them the result is
 * symmetric. Cost: O(Σ_v likes(v)²).
 */
export function buildItemPairs(
  interactions: Interactions,
  userDamping: Float64Array,
  linkWeights: Float64Array = interactions.likes.weights,
): ItemPairs | null {
  const { likes, itemCount, itemStart } = interactions;
  if (itemCount > pairItemsMax || likes.targets.length * itemCount > walkSteps(interactions)) return null;
  // Shared memory, since the table is large and threads may read it.
  const pairs = new Float64Array(
    new SharedArrayBuffer(itemCount * itemCount * Float64Array.BYTES_PER_ELEMENT),
  );
  for (let row = 0; row < likes.offsets.length - 1; row++) {
    const start = likes.offsets[row]!;
    const end = likes.offsets[row + 1]!;
    for (let slot = start; slot < end; slot++) {
      const mass = userDamping[row]! * linkWeights[slot]!;
      const base = (likes.targets[slot]! - itemStart) * itemCount;
      for (let other = start; other < end; other++)
        pairs[base + likes.targets[other]! - itemStart]! += mass * likes.weights[other]!;
    }
  }
  return pairs;
}

/** Last steps of the walks of all users: Σ_u Σ_{i liked by u} Σ_{v likes i} likes(v). */
function walkSteps({ likers, likes, userStart }: Interactions): number {
  let steps = 0;
  for (let row = 0; row < likers.offsets.length - 1; row++) {
    const start = likers.offsets[row]!;
    const end = likers.offsets[row + 1]!;
    let reached = 0;
    for (let slot = start; slot < end; slot++) {
      const user = likers.targets[slot]! - userStart;
      reached += likes.offsets[user + 1]! - likes.offsets[user]!;
    }
    steps += reached * (end - start);
  }
  return steps;
}
