import type { OpinionLexicon } from '../lexicon.ts';
import { qualityOf } from '../quality.ts';
import type { Span, Word } from './word.ts';

/** A noun with what stands before it. */
export interface NounPhrase {
  /** Position of the determiner or first modifier. */
  readonly from: number;
  /** Position of the last noun. */
  readonly to: number;
  /** The noun with the words that make one name with it: what an aspect's span is. */
  readonly core: Span;
  /** Adjectives before the core that may be opinions. */
  readonly modifiers: readonly Span[];
  /** Whether the noun says enough to be an aspect. */
  readonly isAspect: boolean;
}

/** Returns the noun phrases of a sentence in order; they do not overlap. Cost: linear. */
export function findNounPhrases(words: readonly Word[], lexicon: OpinionLexicon): NounPhrase[] {
  const phrases: NounPhrase[] = [];
  let free = 0;
  for (let index = 0; index < words.length; index++) {
    if (!isNoun(words[index])) continue;
    let last = index;
    while (isNoun(words[last + 1]) || isNumberOfName(words, last + 1)) last++;
    phrases.push(phraseOf(words, lexicon, { first: index, last }, free));
    free = last + 1;
    index = last;
  }
  return joinParts(words, phrases, lexicon);
}

/** "a glass of wine", "the quality of food": a noun of amount or part with what it is of, when that is a bare noun. */
function joinParts(
  words: readonly Word[],
  phrases: readonly NounPhrase[],
  lexicon: OpinionLexicon,
): NounPhrase[] {
  const all: NounPhrase[] = [];
  for (const phrase of phrases) {
    const before = all.at(-1);
    const isPart =
      before !== undefined &&
      words[phrase.from - 1]?.lower === 'of' &&
      before.to === phrase.from - 2 &&
      phrase.from === phrase.core.first &&
      before.isAspect &&
      phrase.isAspect &&
      lexicon.parts.has(words[before.to]?.lemma ?? '');
    if (isPart)
      all[all.length - 1] = {
        ...before,
        to: phrase.to,
        core: { first: before.core.first, last: phrase.core.last },
      };
    else all.push(phrase);
  }
  return all;
}

function phraseOf(words: readonly Word[], lexicon: OpinionLexicon, nouns: Span, free: number): NounPhrase {
  let first = nouns.first;
  while (first > free && isPartOfName(words, first, lexicon)) first--;
  const core = { first, last: lastNaming(words, first, nouns.last, lexicon) };
  const { from, modifiers } = modifiersBefore(words, lexicon, first, free);
  const head = words[core.last];
  const isAspect =
    head !== undefined &&
    /\p{L}{2}/u.test(head.lower) &&
    !isPlainNoun(head, lexicon) &&
    !isJudging(head, lexicon);
  return { from, to: nouns.last, core, modifiers, isAspect };
}

/** Adjectives from `first` back to the determiner, and where the phrase begins. */
function modifiersBefore(
  words: readonly Word[],
  lexicon: OpinionLexicon,
  first: number,
  free: number,
): { readonly from: number; readonly modifiers: readonly Span[] } {
  const modifiers: Span[] = [];
  let from = first;
  for (; from > free; from--) {
    const before = words[from - 1];
    if (before === undefined) break;
    if (before.tag === 'DET' || isPossessive(before)) return { from: from - 1, modifiers };
    const isAdjective = isModifier(before, lexicon);
    if (!isAdjective && before.tag !== 'NUM' && !isBetweenModifiers(words, from - 1)) break;
    if (isAdjective && !lexicon.plainAdjectives.has(before.lower))
      modifiers.unshift({ first: from - 1, last: from - 1 });
  }
  return { from, modifiers };
}

/** "pizza place" and "dining experience" name the pizza and the dining. */
function lastNaming(words: readonly Word[], first: number, last: number, lexicon: OpinionLexicon): number {
  let naming = last;
  for (; naming > first; naming--) {
    const word = words[naming];
    if (word === undefined || !isPlainNoun(word, lexicon)) return naming;
  }
  const word = words[first];
  return word === undefined || isPlainNoun(word, lexicon) ? last : first;
}

function isPlainNoun(word: Word, lexicon: OpinionLexicon): boolean {
  return lexicon.plainNouns.has(word.lower) || lexicon.plainNouns.has(word.lemma);
}

function isJudging(word: Word, lexicon: OpinionLexicon): boolean {
  return lexicon.things.has(word.lower) || lexicon.things.has(word.lemma);
}

function isNoun(word: Word | undefined): boolean {
  return word !== undefined && (word.tag === 'NOUN' || word.tag === 'PROPN');
}

/** "windows 7", "usb 3.0". */
function isNumberOfName(words: readonly Word[], index: number): boolean {
  const word = words[index];
  if (word?.tag !== 'NUM' || !/^\d/.test(word.lower)) return false;
  return !/^(NOUN|PROPN|NUM)$/.test(words[index + 1]?.tag ?? '');
}

/** Whether the word before `first` belongs to the name: "hard drive", "optical drive", "grilled chicken". */
function isPartOfName(words: readonly Word[], first: number, lexicon: OpinionLexicon): boolean {
  const before = words[first - 1];
  const next = words[first];
  if (before === undefined || next === undefined) return false;
  const isCompound =
    lexicon.compounds.has(`${before.lower} ${next.lower}`) ||
    lexicon.compounds.has(`${before.lower} ${next.lemma}`);
  if (isCompound) return true;
  if (lexicon.plainAdjectives.has(before.lower) || lexicon.sizes.has(before.lower)) return false;
  if (before.tag !== 'ADJ' && !isParticiple(before)) return false;
  if (first > 1 && isCapitalised(before) && isCapitalised(next)) return true;
  return lexicon.relational.has(before.lower) || qualityOf(before, lexicon) === undefined;
}

/** "Best Buy": a name, where neither the start of the sentence nor emphasis explains the capitals. */
function isCapitalised(word: Word): boolean {
  return /^\p{Lu}\p{Ll}/u.test(word.text);
}

function isParticiple(word: Word): boolean {
  return word.tag === 'VERB' && /(ed|en|ing)$/.test(word.lower);
}

function isModifier(word: Word, lexicon: OpinionLexicon): boolean {
  if (word.tag === 'ADJ') return true;
  return isParticiple(word) && lexicon.strong.has(word.lower);
}

/** Adverbs, commas and conjunctions that stand between or before modifiers. */
function isBetweenModifiers(words: readonly Word[], index: number): boolean {
  const word = words[index];
  const before = words[index - 1];
  const next = words[index + 1];
  if (word?.tag === 'ADV') return next?.tag === 'ADJ' || next?.tag === 'VERB';
  const isJoint = word?.lower === ',' || word?.tag === 'CCONJ';
  return isJoint && before?.tag === 'ADJ' && (next?.tag === 'ADJ' || next?.tag === 'ADV');
}

function isPossessive(word: Word): boolean {
  return word.tag === 'PRON' && /^(my|your|his|her|its|our|their|whose)$/.test(word.lower);
}
