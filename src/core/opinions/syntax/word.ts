import type { PartOfSpeech } from 'wink-nlp';

/** A word of a sentence: a token of the tagger, or several that are written together ("ever-changing"). */
export interface Word {
  /** As it stands in the text, between `start` and `end` (UTF-16 units). */
  readonly text: string;
  /** In lower case. */
  readonly lower: string;
  readonly lemma: string;
  /** Universal part-of-speech tag. */
  readonly tag: PartOfSpeech;
  readonly start: number;
  readonly end: number;
}

/** Words by position, the last one included. */
export interface Span {
  readonly first: number;
  readonly last: number;
}
