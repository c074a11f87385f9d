/** How candidates of a dialog are found. All are dimensionless and were chosen on training and validation dialogs. */
export interface DialogSettings {
  /** Chance of a restart at each step of the walk. High, so that it stays within two steps. */
  readonly restart: number;
  /** Share of the walk's steps along facts of the knowledge graph; the rest goes along co-mentions. */
  readonly factShare: number;
  /** Restart weight of an entity that is no movie, where a movie has 1. */
  readonly otherWeight: number;
  /** Factor on the weight of a mention for each turn of the recommender since. */
  readonly recency: number;
  /** Factor on the weight of an utterance's words for each utterance since. */
  readonly wordRecency: number;
  /** Score that every movie has in the walk, so that one without a link may still come by its words. */
  readonly floor: number;
  /** Weight of the BM25 score of what is known of a movie, beside the logarithm of the walk's score. */
  readonly factTextWeight: number;
  /** Weight of the BM25 score of what earlier dialogs say before they name a movie, scaled so that the best has 1. */
  readonly passageTextWeight: number;
  /** Weight of a title that is said and not linked. */
  readonly titleWeight: number;
  /** Weight of how far the same dialogs name the movie and what was mentioned. */
  readonly companionWeight: number;
  /** Weight of the facts that a movie shares with what was mentioned. */
  readonly sharedFactsWeight: number;
  /** Weight of the logarithm of how many like dialogs name a movie. */
  readonly likeDialogsWeight: number;
}

/** What a run that does not say gets. */
export const dialogDefaults: DialogSettings = {
  restart: 0.75,
  factShare: 0.15,
  otherWeight: 0.8,
  recency: 0.7,
  wordRecency: 0.75,
  floor: 2e-4,
  factTextWeight: 0.08,
  passageTextWeight: 1.6,
  titleWeight: 3.5,
  companionWeight: 1.4,
  sharedFactsWeight: 1.4,
  likeDialogsWeight: 0.3,
};

/**
 * Weight of the facts of a relation; others are left out. From measurements on public dialogs: distributors,
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
