import type { OpinionLexicon } from '../lexicon.ts';
import { type Sentence, sentenceOf } from '../syntax/sentence.ts';
import { tagWords } from '../syntax/tag-words.ts';

/** A piece of a review that one call of a model reads: some whole sentences. */
export interface ReviewPiece {
  /** As it stands in the review, from `start` on (UTF-16 units). */
  readonly text: string;
  readonly start: number;
  /** Words have the offsets of the review. */
  readonly sentences: readonly Sentence[];
}

/** Most UTF-16 units of a piece. */
const pieceUnitsMax = 1500;

/**
 * Returns a text as pieces in order. A sentence longer than a piece may be is left out, as no prose has one. Cost: linear.
 */
export function readReview(text: string, lexicon: OpinionLexicon): ReviewPiece[] {
  const pieces: ReviewPiece[] = [];
  let sentences: Sentence[] = [];
  let start = 0;
  let end = 0;
  const close = (): void => {
    if (sentences.length > 0) pieces.push({ text: text.slice(start, end), start, sentences });
    sentences = [];
  };
  for (const words of tagWords(text)) {
    const first = words[0]?.start ?? end;
    const last = words.at(-1)?.end ?? first;
    if (words.length === 0 || last - first > pieceUnitsMax) continue;
    if (sentences.length > 0 && last - start > pieceUnitsMax) close();
    if (sentences.length === 0) start = first;
    sentences.push(sentenceOf(words, lexicon));
    end = last;
  }
  close();
  return pieces;
}
