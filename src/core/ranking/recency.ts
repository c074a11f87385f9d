import type { Csr } from '../graph/csr.ts';

/**
 * Returns what each like weighs where its user is the one who is asked for: its weight times exp(-r / recency), r the
 * number of her likes with a later act (so equal moments have equal rank; a like of unknown moment is older than all
 * others). `Float64Array`, one entry a slot of `likes`; the very weights where `recency` is null. A user's weights keep
 * their sum, so that her score stays of the same size. Cost: O(likes log likes of one user).
 */
export function recencyWeights(likes: Csr, likedAt: Float64Array, recency: number | null): Float64Array {
  if (recency === null) return likes.weights;
  const weights = new Float64Array(likes.weights.length);
  for (let row = 0; row < likes.offsets.length - 1; row++) {
    const start = likes.offsets[row]!;
    const end = likes.offsets[row + 1]!;
    const slots = Array.from({ length: end - start }, (_, offset) => start + offset);
    slots.sort((left, right) => moment(likedAt[right]!) - moment(likedAt[left]!));
    let rank = 0;
    let sum = 0;
    let total = 0;
    slots.forEach((slot, position) => {
      const before = slots[position - 1];
      if (before === undefined || moment(likedAt[before]!) !== moment(likedAt[slot]!)) rank = position;
      weights[slot] = likes.weights[slot]! * Math.exp(-rank / recency);
      sum += weights[slot]!;
      total += likes.weights[slot]!;
    });
    for (let slot = start; slot < end; slot++) weights[slot]! *= total / sum;
  }
  return weights;
}

/** Far before any date, but finite, so that two unknown moments differ by 0. */
function moment(time: number): number {
  return Number.isNaN(time) ? -Number.MAX_SAFE_INTEGER : time;
}
