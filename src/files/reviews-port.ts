/** A review of the layout, in the part of the data it belongs to. */
export interface SplitReview {
  readonly user: string;
  readonly item: string;
  /** Headline and text, as `reviewText` joins them. */
  readonly text: string;
  readonly rating: number;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly split: 'train' | 'valid' | 'test';
}

/** Whole reviews, split by time: each user's last one is `test`, the one before `valid`. */
export interface SplitReviews {
  /** Name of the folder. */
  readonly name: string;
  readonly reviews: readonly SplitReview[];
}
