import { complements, judgementOf, thingAt } from '../judgement.ts';
import { qualityOf } from '../quality.ts';
import type { Sentence } from '../syntax/sentence.ts';
import type { Span } from '../syntax/word.ts';
import type { ReviewPiece } from './read-review.ts';

/** A span that may be an aspect or an opinion, with its place in the review. */
export interface SpanCandidate {
  /** `A1`, `A2`, ... for aspects, `O1`, `O2`, ... for opinions; unique in its piece. */
  readonly id: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Position of its sentence in the piece. */
  readonly sentence: number;
}

/** What rules propose for a piece. */
export interface SpanCandidates {
  readonly aspects: readonly SpanCandidate[];
  readonly opinions: readonly SpanCandidate[];
}

/** Most candidates of each sort in a piece. */
const candidatesMax = 40;

/**
 * Returns the spans of a piece that may be aspects (noun phrases that name something, verbs before a judgement) and
 * opinions (words and idioms that judge, with the negation before them), in order. Cost: linear.
 */
export function spanCandidates(piece: ReviewPiece): SpanCandidates {
  const aspects: SpanCandidate[] = [];
  const opinions: SpanCandidate[] = [];
  for (const [position, sentence] of piece.sentences.entries()) {
    for (const span of aspectSpans(sentence)) add(aspects, 'A', piece, { position, sentence, span });
    for (const span of opinionSpans(sentence)) add(opinions, 'O', piece, { position, sentence, span });
  }
  return { aspects, opinions };
}

interface Found {
  readonly position: number;
  readonly sentence: Sentence;
  readonly span: Span;
}

function add(
  out: SpanCandidate[],
  letter: string,
  piece: ReviewPiece,
  { position, sentence, span }: Found,
): void {
  const start = sentence.words[span.first]?.start;
  const end = sentence.words[span.last]?.end;
  if (out.length >= candidatesMax || start === undefined || end === undefined || end <= start) return;
  const text = piece.text.slice(start - piece.start, end - piece.start);
  if (!/\p{L}{2}/u.test(text) || out.some((other) => other.start === start && other.end === end)) return;
  out.push({ id: `${letter}${out.length + 1}`, text, start, end, sentence: position });
}

function aspectSpans({ phrases, words, lexicon }: Sentence): Span[] {
  const nouns = phrases.filter((phrase) => phrase.isAspect).map((phrase) => phrase.core);
  const acts = words.flatMap((word, index): Span[] => {
    const isAct =
      word.tag === 'VERB' && !lexicon.verbs.has(word.lemma) && qualityOf(word, lexicon) === undefined;
    return isAct ? [{ first: index, last: index }] : [];
  });
  return [...nouns, ...acts].sort((left, right) => left.first - right.first);
}

function opinionSpans(sentence: Sentence): Span[] {
  const { words, phrases, lexicon } = sentence;
  const inNames = new Set(
    phrases.filter(({ isAspect }) => isAspect).flatMap(({ core }) => positionsOf(core)),
  );
  const spans = phrases.flatMap(({ modifiers }) => [...modifiers]);
  for (const [index, word] of words.entries()) {
    if (inNames.has(index)) continue;
    const span = { first: index, last: index };
    const polarity =
      qualityOf(word, lexicon) ?? thingAt(sentence, index) ?? lexicon.verbs.get(word.lemma)?.polarity;
    if (polarity !== undefined) spans.push(judgementOf(sentence, span, polarity).opinion);
    // After "is" an adjective judges even where no list knows it.
    if (word.lemma === 'be')
      for (const { opinion } of complements(sentence, index + 1, undefined)) spans.push(opinion);
  }
  return spans.sort((left, right) => left.first - right.first || left.last - right.last);
}

function positionsOf({ first, last }: Span): number[] {
  return Array.from({ length: last - first + 1 }, (_, step) => first + step);
}
