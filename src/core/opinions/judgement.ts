import type { OpinionLexicon, Polarity } from './lexicon.ts';
import { isNegation, negated } from './negation.ts';
import { opposite, qualityOf } from './quality.ts';
import type { NounPhrase } from './syntax/noun-phrases.ts';
import type { Sentence } from './syntax/sentence.ts';
import type { Span, Word } from './syntax/word.ts';

/** An opinion before it is known of what. */
export interface Judgement {
  readonly opinion: Span;
  readonly polarity: Polarity;
}

/**
 * Returns the judgement of the words of `span`, whose bare polarity is `stated`: negations before it join the span and
 * turn the polarity; "too" and a wish ("could be better") make it negative.
 */
export function judgementOf(sentence: Sentence, span: Span, stated: Polarity): Judgement {
  const { words } = sentence;
  const isThing = thingAt(sentence, span.last) !== undefined;
  const wish = wishBefore(words, span.first);
  // "could n't be better": nothing is left to wish.
  if (wish?.isDenied === true) return { opinion: { first: wish.at, last: span.last }, polarity: stated };
  const isMissed = words[span.first - 1]?.lower === 'too' || wish !== undefined;
  return negated(words, span, isMissed ? 'negative' : stated, isThing);
}

/**
 * Returns the polarity of the quality at `index` said of `subject`, or undefined where no list knows it. What a size is
 * worth depends on the noun: "low" is good of prices and bad of volume.
 */
export function polarityAt(
  sentence: Sentence,
  index: number,
  subject: NounPhrase | undefined,
): Polarity | undefined {
  const { words, lexicon } = sentence;
  const word = words[index];
  if (word === undefined) return undefined;
  const size = lexicon.sizes.get(word.lower);
  if (size === undefined) return qualityOf(word, lexicon);
  const head = subject === undefined ? undefined : words[subject.to];
  return head !== undefined && isIn(lexicon.costs, head) ? opposite(size) : size;
}

/** As `polarityAt`, and for an adjective no list of judgements knows what WordNet's neighbours say, else positive. */
export function polarityOrGuess(
  sentence: Sentence,
  index: number,
  subject: NounPhrase | undefined,
): Polarity {
  const known = polarityAt(sentence, index, subject);
  if (known !== undefined) return known;
  const word = sentence.words[index];
  const { adjectives } = sentence.lexicon;
  // Most judgements without a polarity of their own praise: the share in any corpus of reviews is above a half.
  return (word && (adjectives.get(word.lower) ?? adjectives.get(word.lemma))) ?? 'positive';
}

/** Returns the polarity of a judging noun ("a nightmare", "problems"), or undefined. */
export function thingAt(sentence: Sentence, index: number): Polarity | undefined {
  const word = sentence.words[index];
  if (word === undefined) return undefined;
  const { things } = sentence.lexicon;
  return things.get(word.lower) ?? things.get(word.lemma);
}

/**
 * Returns the judgements from `start` on that say something of the subject of a linking verb: adjectives and
 * participles joined by commas and conjunctions, then a noun that judges or its adjectives ("a bad one").
 */
export function complements(sentence: Sentence, start: number, subject: NounPhrase | undefined): Judgement[] {
  const { words, phraseAt } = sentence;
  const found: Judgement[] = [];
  for (let index = start; index < words.length; ) {
    const phrase = phraseAt[index];
    if (phrase !== undefined) return [...found, ...judgingPhrase(sentence, phrase)];
    if (isQuality(sentence, index, found.length > 0)) {
      const span = { first: index, last: index };
      found.push(judgementOf(sentence, span, polarityOrGuess(sentence, index, subject)));
      const next = nextConjunct(sentence, index + 1);
      if (next === index + 1) return found;
      index = next;
    } else if (isLight(words[index])) index++;
    else return found;
  }
  return found;
}

/** "a nightmare" judges by its noun; "a handy program" and "a bad one" say the adjective of the subject. */
function judgingPhrase(sentence: Sentence, phrase: NounPhrase): Judgement[] {
  const thing = thingAt(sentence, phrase.to);
  if (thing !== undefined) return [judgementOf(sentence, { first: phrase.to, last: phrase.to }, thing)];
  return phrase.modifiers.map((span) =>
    judgementOf(sentence, span, polarityOrGuess(sentence, span.first, undefined)),
  );
}

function isQuality(sentence: Sentence, index: number, isConjunct: boolean): boolean {
  const { words, lexicon } = sentence;
  const word = words[index];
  if (word === undefined) return false;
  if (word.tag === 'ADJ')
    return !lexicon.plainAdjectives.has(word.lower) && !lexicon.relational.has(word.lower);
  if (word.tag === 'VERB') return lexicon.strong.has(word.lower) && /(ed|[tng])$/.test(word.lower);
  if (qualityOf(word, lexicon) === undefined) return false;
  if (word.tag === 'ADV') return !/^(ADJ|ADV|VERB)$/.test(words[index + 1]?.tag ?? '');
  return !isConjunct && /^(INTJ|ADP|X)$/.test(word.tag);
}

/** Words between a linking verb and its quality. */
function isLight(word: Word | undefined): boolean {
  if (word === undefined || word.lower === 'to') return false;
  return (
    /^(ADV|PART|DET)$/.test(word.tag) ||
    isNegation(word) ||
    word.lemma === 'be' ||
    /^(too|as|that)$/.test(word.lower)
  );
}

/** The position of the next quality joined to the last one, with its adverbs, or `index` when the row ends. */
function nextConjunct(sentence: Sentence, index: number): number {
  const { words, phraseAt, lexicon } = sentence;
  let opener = index;
  while (words[opener]?.lower === ',' || words[opener]?.tag === 'CCONJ' || words[opener]?.lower === 'yet')
    opener++;
  if (opener === index) return index;
  let next = opener;
  while (words[next]?.tag === 'ADV' || isNegation(words[next])) next++;
  const word = words[next];
  if (word === undefined || phraseAt[next] !== undefined) return index;
  const isJoined = word.tag === 'ADJ' || (word.tag === 'VERB' && qualityOf(word, lexicon) !== undefined);
  return isJoined ? opener : index;
}

/** The "could" of a wish before a comparative ("could be better"), and whether it is denied. */
function wishBefore(
  words: readonly Word[],
  index: number,
): { readonly at: number; readonly isDenied: boolean } | undefined {
  const word = words[index];
  if (word === undefined || !(word.lower.endsWith('er') || words[index - 1]?.lower === 'more'))
    return undefined;
  for (let at = index - 1; at >= Math.max(0, index - wishReach); at--)
    if (/^(can|ca|could|should)$/.test(words[at]?.lower ?? '')) {
      const isDenied = isNegation(words[at + 1]);
      // "can be better" states; only "can not be better" says something of a wish.
      return isDenied || !/^ca/.test(words[at]?.lower ?? '') ? { at, isDenied } : undefined;
    }
  return undefined;
}

const wishReach = 6;

function isIn(list: OpinionLexicon['costs'], word: Word): boolean {
  return list.has(word.lower) || list.has(word.lemma);
}
