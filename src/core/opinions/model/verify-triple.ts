import { judgementOf, polarityAt, thingAt } from '../judgement.ts';
import type { Polarity } from '../lexicon.ts';
import type { Sentence } from '../syntax/sentence.ts';
import type { Span } from '../syntax/word.ts';
import type { ReviewPiece } from './read-review.ts';

/** What a model says that a review says of an aspect; nothing of it is trusted. */
export interface ProposedTriple {
  readonly aspectPhrase: string;
  readonly phrase: string;
  readonly polarity: Polarity;
}

/** Where the two phrases stand in the review, in UTF-16 units. */
export interface TriplePlace {
  readonly aspectStart: number;
  readonly aspectEnd: number;
  readonly start: number;
  readonly end: number;
}

/** Why a triple is dropped. */
export type TripleProblem = 'notVerbatim' | 'apart' | 'unfit' | 'contradicted';

/** Most UTF-16 units of a phrase, and places of one phrase that are looked at. */
const phraseUnitsMax = 200;
const placesMax = 50;

/**
 * Returns where a proposed triple stands in a piece of a review, or why it may not be kept. Both phrases must stand there
 * word for word, as whole words, in one sentence, apart from each other (the nearest places count); the aspect phrase must
 * hold a noun or verb, the opinion phrase a word that can judge; and where the word lists know which way the words judge,
 * with the negations before them, the polarity must not say the opposite. Cost: linear in the piece.
 */
export function verifyTriple(piece: ReviewPiece, triple: ProposedTriple): TriplePlace | TripleProblem {
  const aspects = placesOf(piece, triple.aspectPhrase);
  const opinions = placesOf(piece, triple.phrase);
  if (aspects.length === 0 || opinions.length === 0) return 'notVerbatim';
  const found = nearest(piece, aspects, opinions);
  if (found === undefined) return 'apart';
  return judgePlace(found.sentence, found.place, triple.polarity);
}

/** Returns a place in a sentence where its words can name and judge and do not say the opposite, else why not. */
export function judgePlace(
  sentence: Sentence,
  place: TriplePlace,
  polarity: Polarity,
): TriplePlace | 'unfit' | 'contradicted' {
  const aspect = wordsBetween(sentence, place.aspectStart, place.aspectEnd);
  const opinion = wordsBetween(sentence, place.start, place.end);
  if (aspect === undefined || opinion === undefined) return 'unfit';
  if (aspect.first <= opinion.last && opinion.first <= aspect.last) return 'unfit';
  if (!namesSomething(sentence, aspect) || !canJudge(sentence, opinion)) return 'unfit';
  return isContradicted(sentence, opinion, polarity) ? 'contradicted' : place;
}

interface Place {
  readonly start: number;
  readonly end: number;
}

/** Places of a phrase as whole words; offsets are those of the review. */
function placesOf({ text, start }: ReviewPiece, given: string): Place[] {
  const phrase = given.trim();
  const places: Place[] = [];
  if (phrase.length > phraseUnitsMax || !/[\p{L}\p{N}]/u.test(phrase)) return places;
  for (
    let at = text.indexOf(phrase);
    at >= 0 && places.length < placesMax;
    at = text.indexOf(phrase, at + 1)
  ) {
    const end = at + phrase.length;
    if (!joins(text, at) && !joins(text, end)) places.push({ start: start + at, end: start + end });
  }
  return places;
}

/** Whether a word goes on across a place between two characters. */
function joins(text: string, at: number): boolean {
  return (
    /[\p{L}\p{N}\p{M}]$/u.test(text.slice(Math.max(0, at - 2), at)) &&
    /^[\p{L}\p{N}\p{M}]/u.test(text.slice(at, at + 2))
  );
}

function nearest(
  { sentences }: ReviewPiece,
  aspects: readonly Place[],
  opinions: readonly Place[],
): { readonly sentence: Sentence; readonly place: TriplePlace } | undefined {
  let best: { sentence: Sentence; place: TriplePlace; gap: number } | undefined;
  for (const sentence of sentences) {
    const first = sentence.words[0]?.start ?? 0;
    const last = sentence.words.at(-1)?.end ?? 0;
    const isInside = ({ start, end }: Place): boolean => start >= first && end <= last;
    for (const aspect of aspects.filter(isInside))
      for (const opinion of opinions.filter(isInside)) {
        const gap = Math.max(opinion.start - aspect.end, aspect.start - opinion.end);
        if (gap < 0 || (best !== undefined && gap >= best.gap)) continue;
        const place = { aspectStart: aspect.start, aspectEnd: aspect.end, ...opinion };
        best = { sentence, place, gap };
      }
  }
  return best;
}

/** The words of which a part stands between two offsets. */
function wordsBetween({ words }: Sentence, start: number, end: number): Span | undefined {
  const first = words.findIndex((word) => word.end > start);
  const last = words.findLastIndex((word) => word.start < end);
  return first < 0 || last < first ? undefined : { first, last };
}

function namesSomething({ words }: Sentence, span: Span): boolean {
  return words
    .slice(span.first, span.last + 1)
    .some((word) => /^(NOUN|PROPN|VERB)$/.test(word.tag) && /\p{L}{2}/u.test(word.lower));
}

function canJudge(sentence: Sentence, { first, last }: Span): boolean {
  for (let index = first; index <= last; index++) {
    const word = sentence.words[index];
    const isOpen = /^(ADJ|ADV|VERB|INTJ)$/.test(word?.tag ?? '') && /\p{L}{2}/u.test(word?.lower ?? '');
    if (
      isOpen ||
      polarityAt(sentence, index, undefined) !== undefined ||
      thingAt(sentence, index) !== undefined
    )
      return true;
  }
  return false;
}

function isContradicted(sentence: Sentence, { first, last }: Span, polarity: Polarity): boolean {
  if (polarity === 'neutral') return false;
  const said = new Set<Polarity>();
  for (let index = first; index <= last; index++) {
    const word = sentence.words[index];
    // What a size is worth depends on its noun.
    if (word === undefined || sentence.lexicon.sizes.has(word.lower)) continue;
    const known = polarityAt(sentence, index, undefined) ?? thingAt(sentence, index);
    if (known !== undefined && known !== 'neutral')
      said.add(judgementOf(sentence, { first: index, last: index }, known).polarity);
  }
  return said.size === 1 && !said.has(polarity);
}
