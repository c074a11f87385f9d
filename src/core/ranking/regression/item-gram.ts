import { edgesEnd, edgesStart } from '../../graph/csr.ts';
import type { Interactions } from '../interactions.ts';
import type { ItemPairs } from './item-pairs.ts';

/** Scratch space of `gramOfItems`: for each user a chain of the items at hand that she likes; empty between uses. */
export interface GramScratch {
  /** Newest entry of each user's chain, -1 where it is empty. */
  readonly heads: Int32Array;
  readonly touchedUsers: Uint32Array;
  /** Columns of the entries; they grow when a set of items has more likers than any before. */
  places: Uint32Array;
  weights: Float64Array;
  next: Int32Array;
}

const entriesFirst = 1 << 14;

/** Returns scratch space for users of `interactions`. Cost: O(users). */
export function createGramScratch({ userCount }: Interactions): GramScratch {
  return {
    heads: new Int32Array(userCount).fill(-1),
    touchedUsers: new Uint32Array(userCount),
    places: new Uint32Array(entriesFirst),
    weights: new Float64Array(entriesFirst),
    next: new Int32Array(entriesFirst),
  };
}

/**
 * Returns the Gram matrix of some items (positions from 0, each once): Σ_v w(v,i) w(v,k) for each two of them, by
 * rows, of which only the lower triangle is filled. Cost: O(likers of the items × items that a liker shares + items²).
 */
export function gramOfItems(
  { likers, itemStart, userStart }: Interactions,
  scratch: GramScratch,
  items: readonly number[],
): Float64Array {
  const size = items.length;
  const gram = new Float64Array(size * size);
  const { heads, touchedUsers } = scratch;
  let touchedCount = 0;
  let entries = 0;
  for (let place = 0; place < size; place++) {
    const start = edgesStart(likers, itemStart + items[place]!);
    const end = edgesEnd(likers, itemStart + items[place]!);
    if (entries + end - start > scratch.places.length) grow(scratch, entries + end - start);
    const { places, weights, next } = scratch;
    const base = place * size;
    for (let slot = start; slot < end; slot++) {
      const user = likers.targets[slot]! - userStart;
      const weight = likers.weights[slot]!;
      const head = heads[user]!;
      if (head < 0) touchedUsers[touchedCount++] = user;
      for (let entry = head; entry >= 0; entry = next[entry]!)
        gram[base + places[entry]!]! += weight * weights[entry]!;
      gram[base + place]! += weight * weight;
      places[entries] = place;
      weights[entries] = weight;
      next[entries] = head;
      heads[user] = entries++;
    }
  }
  for (let position = 0; position < touchedCount; position++) heads[touchedUsers[position]!] = -1;
  return gram;
}

/** The same sums, read from a table of all pairs. */
export function gramOfPairs(pairs: ItemPairs, itemCount: number, items: readonly number[]): Float64Array {
  const size = items.length;
  const gram = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    const base = items[row]! * itemCount;
    for (let column = 0; column <= row; column++) gram[row * size + column] = pairs[base + items[column]!]!;
  }
  return gram;
}

function grow(scratch: GramScratch, entries: number): void {
  const length = 2 * entries;
  const { places, weights, next } = scratch;
  scratch.places = new Uint32Array(length);
  scratch.weights = new Float64Array(length);
  scratch.next = new Int32Array(length);
  scratch.places.set(places);
  scratch.weights.set(weights);
  scratch.next.set(next);
}
