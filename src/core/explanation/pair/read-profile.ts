import type { OpinionLexicon } from '../../opinions/lexicon.ts';
import { modifierPairs } from '../../opinions/rules/modifier-pairs.ts';
import type { NounPhrase } from '../../opinions/syntax/noun-phrases.ts';
import { type Pair, type Sentence, sentenceOf } from '../../opinions/syntax/sentence.ts';
import { type StemmedWord, tagStems } from '../../opinions/syntax/tag-stems.ts';
import { tagWords } from '../../opinions/syntax/tag-words.ts';
import type { Word } from '../../opinions/syntax/word.ts';
import { isNegator } from '../gate/neutral-words.ts';
import { drawbackAt } from './drawbacks.ts';

/** What a profile in words says, for wording it again. */
export interface ProfileRead {
  readonly words: readonly StemmedWord[];
  readonly sentences: readonly string[];
  readonly nouns: readonly ProfileNoun[];
  /** What it asks readers to put up with, as written: "limited seating". */
  readonly drawbacks: readonly string[];
}

/** Two profiles in words. */
export interface ProfilePair {
  readonly title: string;
  readonly itemProfile: ProfileRead;
  /** Words to the user herself: see `addressed`. */
  readonly userProfile: ProfileRead;
  /** People who chose the item and something that the user chose; null where too few to be told. */
  readonly people: number | null;
}

/** One mention of a noun. */
export interface ProfileNoun {
  readonly stem: string;
  /** The word of praise right before it: "friendly". */
  readonly praise: ToldWords | null;
  /** The name of two words that it ends, or begins before a noun that says nothing: "historical fiction", "dining experience". */
  readonly fullName: ToldWords | null;
  /** Whether it is a name by itself, and no part of one. */
  readonly isWhole: boolean;
  /** Whether it is criticised, denied or excused there. */
  readonly isUnliked: boolean;
  /** Whether the sentence says "appreciate". */
  readonly isAppreciated: boolean;
}

/** Words as written, and the stems of what they say beside the noun. */
export interface ToldWords {
  readonly text: string;
  readonly stems: readonly string[];
}

/** Returns what an English profile says. Rules over tags and word lists, no model. Cost: linear in the text. */
export function readProfile(text: string, lexicon: OpinionLexicon): ProfileRead {
  const words = tagStems(text);
  const stems = new Map(words.map((word) => [word.text.toLowerCase(), word.stem]));
  const nouns = new Set(words.filter((word) => word.tag === 'NOUN').map((word) => word.text));
  const known: KnownWords = {
    stemOf: (word) => stems.get(word.toLowerCase()) ?? word.toLowerCase(),
    // In lower case the tagger takes "romance" of "romance novels" for an adjective.
    isNoun: (word) => word.tag === 'NOUN' || nouns.has(word.text),
    textOf: (told) => text.slice(told[0]?.start, told.at(-1)?.end),
  };
  const sentences = tagWords(text).map((tagged) => sentenceOf(tagged, lexicon));
  return {
    words,
    sentences: sentences.map((sentence) => known.textOf(sentence.words)),
    nouns: sentences.flatMap((sentence) => nounsOf(sentence, known)),
    drawbacks: sentences.flatMap((sentence) => drawbacksOf(sentence).map(known.textOf)),
  };
}

interface KnownWords {
  readonly stemOf: (word: string) => string;
  readonly isNoun: (word: Word) => boolean;
  /** Words as written, several that the tagger joined among them. */
  readonly textOf: (told: readonly Word[]) => string;
}

function nounsOf(sentence: Sentence, known: KnownWords): ProfileNoun[] {
  const { words, phrases } = sentence;
  const excused = new Set(drawbacksOf(sentence).flat());
  const pairs = modifierPairs(sentence);
  const isAppreciated = words.some((word) => word.lemma === 'appreciate');
  return phrases.flatMap((phrase) => {
    const near = pairs.find((pair) => isRightBefore(pair, phrase, words));
    return words.slice(phrase.from, phrase.to + 1).flatMap((word, offset) => {
      const index = phrase.from + offset;
      const fillsIt = filling.exec(word.lower)?.[1];
      if (fillsIt === undefined && !known.isNoun(word)) return [];
      const isPraised = index === phrase.to && near?.polarity === 'positive';
      return {
        stem: known.stemOf(fillsIt ?? word.lower),
        praise: isPraised ? toldWords(words.slice(near.opinion.first, index), known) : null,
        fullName: fullNameAt(words, phrase, index, known),
        isWhole: index === phrase.to && phrase.core.first === index,
        isUnliked: near?.polarity === 'negative' || excused.has(word) || isDenied(words, index),
        isAppreciated,
      };
    });
  });
}

function toldWords(words: readonly Word[], { stemOf, textOf }: KnownWords): ToldWords {
  const text = textOf(words);
  return { text, stems: text.split(/[\s-]/u).map(stemOf) };
}

/** "action-packed" speaks of action; "family-friendly" of no family. */
const filling = /^(\p{L}+)-(?:packed|driven|filled|rich|laden)$/u;

/** Whether it is the adjective right before a noun of one word; one farther off often speaks of something else. */
function isRightBefore({ aspect, opinion }: Pair, { core, to }: NounPhrase, words: readonly Word[]): boolean {
  const isNoun = core.first === to && aspect.first === to && aspect.last === to;
  return isNoun && opinion.last === to - 1 && words[opinion.last]?.tag === 'ADJ';
}

function fullNameAt(
  words: readonly Word[],
  { core, to }: NounPhrase,
  index: number,
  known: KnownWords,
): ToldWords | null {
  const first = core.last < to ? core.last : core.last - 1;
  const told = words.slice(first, to + 1);
  if (index !== core.last || core.first === to || told.length !== 2) return null;
  if (!told.every(({ text, tag }) => smallWord.test(text) && /^(?:NOUN|ADJ)$/.test(tag))) return null;
  const beside = core.last < to ? [] : toldWords(told.slice(0, 1), known).stems;
  return { text: known.textOf(told), stems: beside };
}

/** No name of a person or place. */
const smallWord = /^\p{Ll}[\p{L}-]*$/u;

/** Whether a word that negates stands in the same clause. */
function isDenied(words: readonly Word[], index: number): boolean {
  const clause = words.slice(clauseEnd(words, index, -1) + 1, clauseEnd(words, index, 1));
  return clause.some((word) => isNegator(word.lower) || word.lower === 'less');
}

function clauseEnd(words: readonly Word[], index: number, step: 1 | -1): number {
  let end = index;
  while (words[end] !== undefined && !isClauseBorder(words, end)) end += step;
  return end;
}

/** A comma, a word that opens a clause, or "and" before a verb. */
function isClauseBorder(words: readonly Word[], index: number): boolean {
  const lower = words[index]?.lower ?? '';
  if (lower === 'and') return /^(?:VERB|AUX)$/.test(words[index + 1]?.tag ?? '');
  return /^(?:[,;:()]|but|who|that|which|while|although|though)$/.test(lower);
}

function drawbacksOf({ words, lexicon }: Sentence): (readonly Word[])[] {
  return words.map((_, index) => drawbackAt(words, index, lexicon)).filter((told) => told !== undefined);
}
