import type { OpinionLexicon, Polarity } from '../lexicon.ts';
import { correctTags } from './correct-tags.ts';
import { findNounPhrases, type NounPhrase } from './noun-phrases.ts';
import type { Span, Word } from './word.ts';

/** A sentence with what the rules ask of it. */
export interface Sentence {
  readonly words: readonly Word[];
  /** In order, without overlap. */
  readonly phrases: readonly NounPhrase[];
  /** The phrase that holds each word (its modifiers included), undefined outside. */
  readonly phraseAt: readonly (NounPhrase | undefined)[];
  readonly lexicon: OpinionLexicon;
}

/** An aspect and an opinion by their words, before they are text again. */
export interface Pair {
  readonly aspect: Span;
  readonly opinion: Span;
  readonly polarity: Polarity;
}

/** Returns a sentence of tagged words, ready for the rules. Cost: linear. */
export function sentenceOf(tagged: readonly Word[], lexicon: OpinionLexicon): Sentence {
  const words = correctTags(tagged, lexicon);
  const phrases = findNounPhrases(words, lexicon);
  const phraseAt = new Array<NounPhrase | undefined>(words.length).fill(undefined);
  for (const phrase of phrases) phraseAt.fill(phrase, phrase.from, phrase.to + 1);
  return { words, phrases, phraseAt, lexicon };
}
