/** Key of the record that says how the lists in a store were made; without it there are none. */
export const neighboursKey = 'neighbours';

/** One entry of an item's list. */
export interface NeighbourRow {
  readonly source: string;
  readonly target: string;
  /** What the walk carries from source to target. */
  readonly weight: number;
  /** Users who like both. */
  readonly people: number;
}

/** How the lists were made, and what the live query needs to tell what a user likes. */
export interface NeighbourState {
  /** Most entries of a list. */
  readonly length: number;
  readonly rows: number;
  readonly revision: number;
  readonly snapshot: string;
  /** Kinds of acts with their weights; negative ones count against an item. */
  readonly kinds: readonly { readonly kind: string; readonly weight: number }[];
  /** An item is liked from this weight on. */
  readonly likedFrom: number;
  /** Lower ratings are no likes; null where every rating counts. */
  readonly positiveFrom: number | null;
  /** Exponents of the walk. */
  readonly alpha: number;
  readonly alphaUsers: number;
  readonly beta: number;
  /** What a user's acts lose with age is not in the live query; null where they lose nothing. */
  readonly recency: number | null;
}

/** Item-item lists in a store: derived from the graph, never read into a snapshot, never moving the revision. */
export interface NeighbourStore {
  /**
   * Replaces all lists by those of the batches, one batch a transaction. The record of the state is taken away at the
   * begin and written at the end, so that half a set of lists is never taken for a whole one.
   */
  replace(
    batches: AsyncIterable<readonly NeighbourRow[]>,
    state: Omit<NeighbourState, 'rows'>,
    signal: AbortSignal,
  ): Promise<NeighbourState>;
}
