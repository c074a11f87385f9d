/** What personalised PageRank within the store takes. */
export interface StorePageRankRequest {
  readonly user: string;
  /** Kinds of acts that are likes, and all after which an item is not recommended again. */
  readonly kinds: readonly string[];
  readonly known: readonly string[];
  /** Acts with a lower rating are no likes; null where every rating counts. */
  readonly positiveFrom: number | null;
  readonly restartProbability: number;
  readonly iterationsMax: number;
  readonly limit: number;
}

/** PageRank that the store works out itself; see `capabilities.gds`. */
export interface StorePageRank {
  /**
   * Returns the items that a user has not acted on, best first, with the revision of the likes they rest on; none for a
   * user without likes. Throws `capability-missing` where the store cannot.
   */
  best(
    request: StorePageRankRequest,
    signal: AbortSignal,
  ): Promise<{
    readonly revision: number;
    readonly items: readonly { readonly id: string; readonly name: string | null; readonly score: number }[];
  }>;
}
