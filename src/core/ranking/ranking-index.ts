import type { Csr } from '../graph/csr.ts';

/**
 * What ranking needs of a snapshot and its manifest, made once a snapshot. Users and items are node indices.
 */
export interface RankingIndex {
  /** From user to the items she likes; weights are the sums of her positive acts. */
  readonly likes: Csr;
  /** From item to the users who like it; the same weights. */
  readonly likers: Csr;
  /** From user to every item she acted on, liked or not; those are not recommended again. */
  readonly seen: Csr;
  /** Index of the first item and the number of items; item arrays are addressed by node index minus `itemStart`. */
  readonly itemStart: number;
  readonly itemCount: number;
  /** Sum of the weights of those who like an item, one entry an item. */
  readonly itemDegrees: Float64Array;
}
