import type { Random } from '../random.ts';
import { deviation } from './deviation.ts';

/** A stretch of a text: UTF-16 offsets, `end` not included. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

/** What one text adds to the figures. */
export interface GroundingCounts {
  /** Words that people and system flag. */
  readonly sharedWords: number;
  readonly flaggedWords: number;
  /** Words that people flag. */
  readonly markedWords: number;
  /** Whether the system flags a word. */
  readonly isFlagged: boolean;
  /** Whether people flag a word. */
  readonly isMarked: boolean;
}

/** Figures of one system, 0..1; null where nothing is divided by. */
export type GroundingFigures = Readonly<Record<(typeof groundingFigureNames)[number], number | null>>;

/** Names of the figures in the order in which they are shown. */
export const groundingFigureNames = [
  'wordPrecision',
  'wordRecall',
  'wordF1',
  'exampleAccuracy',
  'accepted',
  'wrongAmongAccepted',
] as const;

/**
 * Returns what one text adds. A word is a run of letters, digits and underscores of any script; it is flagged when it
 * overlaps a span; a span without a word flags nothing. `marked` are the spans of people, `flagged` those of the system.
 */
export function groundingCounts(
  text: string,
  marked: readonly TextSpan[],
  flagged: readonly TextSpan[],
): GroundingCounts {
  const counts = { sharedWords: 0, flaggedWords: 0, markedWords: 0 };
  for (const match of text.matchAll(/[\p{L}\p{N}_]+/gu)) {
    const word = { start: match.index, end: match.index + match[0].length };
    const isMarked = marked.some((span) => overlap(word, span));
    const isFlagged = flagged.some((span) => overlap(word, span));
    if (isMarked) counts.markedWords++;
    if (isFlagged) counts.flaggedWords++;
    if (isMarked && isFlagged) counts.sharedWords++;
  }
  return { ...counts, isFlagged: counts.flaggedWords > 0, isMarked: counts.markedWords > 0 };
}

/**
 * Returns the figures over all texts. Words are summed over the texts before dividing (micro); `exampleAccuracy` is the
 * share of texts where "anything flagged" agrees with people, `accepted` the share without a flag, and
 * `wrongAmongAccepted` the share of those that people marked.
 */
export function groundingFigures(counts: readonly GroundingCounts[]): GroundingFigures {
  const sum = (value: (count: GroundingCounts) => number): number =>
    counts.reduce((total, count) => total + value(count), 0);
  const shared = sum((count) => count.sharedWords);
  const flagged = sum((count) => count.flaggedWords);
  const marked = sum((count) => count.markedWords);
  const accepted = counts.filter((count) => !count.isFlagged);
  return {
    wordPrecision: share(shared, flagged),
    wordRecall: share(shared, marked),
    wordF1: share(2 * shared, flagged + marked),
    exampleAccuracy: share(
      sum((count) => Number(count.isFlagged === count.isMarked)),
      counts.length,
    ),
    accepted: share(accepted.length, counts.length),
    wrongAmongAccepted: share(accepted.filter((count) => count.isMarked).length, accepted.length),
  };
}

/**
 * Returns the standard error of each figure: the deviation (n - 1) of the figure over `resamples` samples of the texts
 * with replacement (bootstrap; Efron 1979), null where fewer than two samples define it. Cost: O(resamples × texts).
 */
export function groundingErrors(
  counts: readonly GroundingCounts[],
  resamples: number,
  random: Random,
): GroundingFigures {
  const samples = Array.from({ length: counts.length < 2 ? 0 : resamples }, () =>
    groundingFigures(
      Array.from(counts, () => counts[Math.floor(random() * counts.length)] as (typeof counts)[number]),
    ),
  );
  return Object.fromEntries(
    groundingFigureNames.map((name) => [
      name,
      deviation(samples.map((sample) => sample[name]).filter((value) => value !== null)),
    ]),
  ) as unknown as GroundingFigures;
}

function overlap(left: TextSpan, right: TextSpan): boolean {
  return left.start < right.end && right.start < left.end;
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
