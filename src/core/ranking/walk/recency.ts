import type { Csr } from '../../graph/csr.ts';
import { actOrder } from './act-order.ts';
import type { WalkSettings } from './walk-settings.ts';

/**
 * Returns what each like weighs where its user is the one who is asked for: its weight times exp(-r / recency), r the
 * number of her likes with a later act (so equal moments have equal rank; a like of unknown moment is older than all
 * others), times exp(-fade (1 - o)), o its place in her history (`actOrder`). `Float64Array`, one entry a slot of
 * `likes`; the very weights where neither holds. A user's weights keep their sum, so that her score stays of the same
 * size. Cost: O(likes log likes of one user).
 */
export function recencyWeights(
  likes: Csr,
  likedAt: Float64Array,
  { recency, fade }: Pick<WalkSettings, 'recency' | 'fade'>,
): Float64Array {
  if (recency === null && fade === 0) return likes.weights;
  const { later, place } = actOrder(likes, likedAt);
  const weights = new Float64Array(likes.weights.length);
  for (let row = 0; row < likes.offsets.length - 1; row++) {
    const start = likes.offsets[row]!;
    const end = likes.offsets[row + 1]!;
    let sum = 0;
    let total = 0;
    for (let slot = start; slot < end; slot++) {
      const decay = (recency === null ? 0 : later[slot]! / recency) + fade * (1 - place[slot]!);
      weights[slot] = likes.weights[slot]! * Math.exp(-decay);
      sum += weights[slot]!;
      total += likes.weights[slot]!;
    }
    for (let slot = start; slot < end; slot++) weights[slot]! *= total / sum;
  }
  return weights;
}

/**
 * Returns what each like of another person weighs where it links: its weight times exp(-lead o), o its place in her
 * history (`actOrder`), so that what she came to afterwards counts for more than what she had come from. `Float64Array`,
 * one entry a slot of `likes`; the very weights where `lead` is 0. Cost: O(likes log likes of one user).
 */
export function leadWeights(likes: Csr, likedAt: Float64Array, lead: number): Float64Array {
  if (lead === 0) return likes.weights;
  const { place } = actOrder(likes, likedAt);
  return likes.weights.map((weight, slot) => weight * Math.exp(-lead * place[slot]!));
}
