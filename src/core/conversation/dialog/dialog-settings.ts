/** How candidates of a dialog are found. All are dimensionless and were chosen on validation dialogs. */
export interface DialogSettings {
  /** Chance of a restart at each step of the walk. High, so that it stays within two steps. */
  readonly restart: number;
  /** Share of the walk's steps along facts of the knowledge graph; the rest goes along co-mentions. */
  readonly factShare: number;
  /** Restart weight of an entity that is no movie, where a movie has 1. */
  readonly otherWeight: number;
  /** Factor on the restart weight for each turn of the recommender since the mention. */
  readonly recency: number;
  /** Factor on the weight of an utterance's words for each utterance since. */
  readonly wordRecency: number;
  /** Weight of the text score (scaled so that the best has 1) beside the logarithm of the walk's score. */
  readonly textWeight: number;
  /** Weight of how far the same dialogs name the movie and mentioned ones (scaled so that the best has 1). */
  readonly companionWeight: number;
  /** Weight of the logarithm of how often training dialogs name the movie. */
  readonly popularityWeight: number;
  /** Score that every movie has in the walk, so that one without a link may still come by its words. */
  readonly floor: number;
}

/** What a run that does not say gets. */
export const dialogDefaults: DialogSettings = {
  restart: 0.75,
  factShare: 0.1,
  otherWeight: 0.6,
  recency: 0.8,
  wordRecency: 0.75,
  textWeight: 2.5,
  companionWeight: 2.5,
  popularityWeight: 0.025,
  floor: 2e-4,
};

/**
 * Weight of the facts of a relation in the walk; others are left out. From measurements on public dialogs: distributors,
 * languages and the like connect everything with everything.
 */
export const factWeights: Readonly<Record<string, number>> = {
  starring: 1,
  director: 1,
  writer: 1,
  genre: 1,
  producer: 0.5,
  musicComposer: 0.5,
  subsequentWork: 5,
  previousWork: 5,
};
