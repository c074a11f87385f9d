import type { GoldSentence } from '../core/evaluation/extraction-metrics.ts';

/** Parts of a set of the aspect-opinion layout. */
export type AsteSplit = 'valid' | 'test';

/** The labelled sentences of one set and split. */
export interface AsteSet {
  readonly set: string;
  readonly split: AsteSplit;
  readonly sentences: readonly GoldSentence[];
}

/** What a folder of the layout holds of one split. */
export interface AsteData {
  readonly sets: readonly AsteSet[];
  /** Sets that have no such split, as "15res/test". */
  readonly skipped: readonly string[];
}
