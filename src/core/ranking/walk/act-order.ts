import type { Csr } from '../../graph/csr.ts';

/** Where likes stand in the histories of their users, one entry a slot of `likes`. */
export interface ActOrder {
  /** Number of the user's likes with a later act. */
  readonly later: Uint32Array;
  /**
   * Share of the user's likes with an earlier act, those of the same moment (the like itself too) counting half: in
   * (0, 1), and .5 for all where no moment is known.
   */
  readonly place: Float64Array;
}

/**
 * Returns the order of each user's likes; one of unknown moment is older than all others.
 * Cost: O(likes log likes of one user).
 */
export function actOrder(likes: Csr, likedAt: Float64Array): ActOrder {
  const later = new Uint32Array(likes.targets.length);
  const place = new Float64Array(likes.targets.length);
  for (let row = 0; row < likes.offsets.length - 1; row++) {
    const start = likes.offsets[row]!;
    const count = likes.offsets[row + 1]! - start;
    const slots = Array.from({ length: count }, (_, offset) => start + offset);
    slots.sort((left, right) => moment(likedAt[left]!) - moment(likedAt[right]!));
    const momentAt = (position: number): number => moment(likedAt[slots[position]!]!);
    let first = 0;
    for (let after = 1; after <= count; after++) {
      if (after < count && momentAt(after) === momentAt(first)) continue;
      for (const slot of slots.slice(first, after)) {
        later[slot] = count - after;
        place[slot] = (first + after) / (2 * count);
      }
      first = after;
    }
  }
  return { later, place };
}

/** Far before any date, but finite, so that two unknown moments differ by 0. */
function moment(time: number): number {
  return Number.isNaN(time) ? -Number.MAX_SAFE_INTEGER : time;
}
