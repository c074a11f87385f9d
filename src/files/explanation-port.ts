/** A user and an item, with what is known of both in words, and why the user would like it, in words of a review. */
export interface ExplainedPair {
  readonly user: number;
  readonly item: number;
  readonly title: string;
  readonly userProfile: string;
  readonly itemProfile: string;
  readonly reference: string;
}

/** A text that another system wrote for a pair. */
export interface PublishedText {
  /** Position of the pair in `pairs`. */
  readonly pair: number;
  readonly text: string;
}

/** Explained pairs, the interactions of the same users and items, and another system's texts. */
export interface ExplanationData {
  readonly name: string;
  readonly pairs: readonly ExplainedPair[];
  /** Texts whose pair is known; null where the folder has none. */
  readonly published: readonly PublishedText[] | null;
  /** Items of each user of the training part; it may hold explained pairs. */
  readonly interactions: ReadonlyMap<number, ReadonlySet<number>>;
}
