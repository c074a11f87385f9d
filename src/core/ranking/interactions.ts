import type { GraphManifest } from '../../contract/types.ts';
import { buildCsr, type Csr, transpose } from '../graph/csr.ts';
import { labelRange } from '../graph/keys.ts';
import type { GraphSnapshot } from '../graph/snapshot.ts';
import { collectTaste } from './taste.ts';

/** What users did, in rows; it does not depend on any setting of the walk. */
export interface Interactions {
  /** From user to the items she likes; weights are the sums of her positive acts. */
  readonly likes: Csr;
  /** Epoch milliseconds of the latest act behind each like, NaN where unknown, one entry a slot of `likes`. */
  readonly likedAt: Float64Array;
  /** From item to the users who like it; the same weights. */
  readonly likers: Csr;
  /** From user to every item she acted on, liked or not; those are not recommended again. */
  readonly seen: Csr;
  /** Index of the first item and the number of items; item arrays are addressed by node index minus `itemStart`. */
  readonly itemStart: number;
  readonly itemCount: number;
  readonly userStart: number;
  readonly userCount: number;
  /** Sum of the weights of those who like an item, one entry an item. */
  readonly itemDegrees: Float64Array;
  /** Sum of the weights of what a user likes, one entry a user. */
  readonly userDegrees: Float64Array;
}

/** Returns the rows of users and items. What is liked and what is only seen is said at `collectTaste`. */
export function collectInteractions(snapshot: GraphSnapshot, manifest: GraphManifest): Interactions {
  const items = labelRange(snapshot.keys, 'Item');
  const users = labelRange(snapshot.keys, 'User');
  const { pairs, isLiked } = collectTaste(snapshot, manifest);
  const liked = selectedPairs(pairs.count, isLiked);
  const likes = buildCsr({ ...pairs, count: liked.length }, liked, users.start, users.end);
  const likers = transpose(likes, items.start, items.end);
  const all = selectedPairs(pairs.count, () => true);
  return {
    likes,
    likedAt: Float64Array.from(liked, (pair) => pairs.times[pair]!),
    likers,
    seen: buildCsr(pairs, all, users.start, users.end),
    itemStart: items.start,
    itemCount: items.end - items.start,
    userStart: users.start,
    userCount: users.end - users.start,
    itemDegrees: rowSums(likers),
    userDegrees: rowSums(likes),
  };
}

function selectedPairs(count: number, isSelected: (pair: number) => boolean): Uint32Array {
  const order: number[] = [];
  for (let pair = 0; pair < count; pair++) if (isSelected(pair)) order.push(pair);
  return Uint32Array.from(order);
}

/** Returns the sum of the weights of each row. Cost: O(edges). */
export function rowSums(csr: Csr): Float64Array {
  const sums = new Float64Array(csr.offsets.length - 1);
  for (let row = 0; row < sums.length; row++) {
    let sum = 0;
    for (let slot = csr.offsets[row]!; slot < csr.offsets[row + 1]!; slot++) sum += csr.weights[slot]!;
    sums[row] = sum;
  }
  return sums;
}
