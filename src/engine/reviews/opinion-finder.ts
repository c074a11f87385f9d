import type { Polarity } from '../../core/opinions/lexicon.ts';
import type { Mention } from '../../core/opinions/vocabulary/label-mentions.ts';

/** What `opinion.method` may say of opinions found here; others come from data sets. */
export const finderMethods = ['rules', 'model', 'combined'] as const;

/** What a review says of an aspect, before a vocabulary names it: two verbatim spans, offsets in UTF-16 units. */
export interface FoundOpinion {
  readonly mention: Mention;
  readonly aspectPhrase: string;
  readonly aspectStart: number;
  readonly aspectEnd: number;
  readonly phrase: string;
  readonly start: number;
  readonly end: number;
  readonly polarity: Polarity;
}

/**
 * What a way of finding opinions counts. Opinions proposed = found + notOffered + otherAspect + notVerbatim + apart +
 * unfit + contradicted + repeated.
 */
export interface FinderCounts {
  /** Opinions proposed, before any check. */
  proposed: number;
  /** Proposed with both spans word for word in the review. */
  verbatim: number;
  /** Dropped: an aspect or a mark that was not offered. */
  notOffered: number;
  /** Dropped: the model says that no offered aspect fits. */
  otherAspect: number;
  /** Dropped: words that do not stand in the review. */
  notVerbatim: number;
  /** Dropped: words that stand in no one sentence. */
  apart: number;
  /** Dropped: words that name nothing, or judge nothing. */
  unfit: number;
  /** Dropped: the words say the opposite of the polarity given. */
  contradicted: number;
  /** Dropped: the same opinion again. */
  repeated: number;
  /** Calls of a model. */
  calls: number;
  /** Reviews whose answer was kept from an earlier run. */
  reused: number;
  /** Answers turned away whole, since they are not what was asked for. */
  refused: number;
  promptTokens: number;
  outputTokens: number;
}

/** Counts of nothing. */
export const noFinderCounts: Readonly<FinderCounts> = {
  proposed: 0,
  verbatim: 0,
  notOffered: 0,
  otherAspect: 0,
  notVerbatim: 0,
  apart: 0,
  unfit: 0,
  contradicted: 0,
  repeated: 0,
  calls: 0,
  reused: 0,
  refused: 0,
  promptTokens: 0,
  outputTokens: 0,
};

/** Returns whether both phrases of an opinion stand word for word where it says. */
export function isVerbatim(
  text: string,
  { aspectPhrase, aspectStart, aspectEnd, phrase, start, end }: Omit<FoundOpinion, 'mention' | 'polarity'>,
): boolean {
  return text.slice(aspectStart, aspectEnd) === aspectPhrase && text.slice(start, end) === phrase;
}

/** What became of one review: found, or left as it was since the time ran out or a call failed. */
export type FoundInReview =
  | {
      readonly outcome: 'found';
      readonly opinions: readonly FoundOpinion[];
      readonly counts: Readonly<FinderCounts>;
    }
  | { readonly outcome: 'overdue' | 'failed'; readonly counts: Readonly<FinderCounts> };

/** A way of finding opinions. */
export interface OpinionFinder {
  /** What `opinion.method` says of what it finds. */
  readonly method: (typeof finderMethods)[number];
  /** Name and digest of the model that it asks, null where it asks none. */
  readonly model: { readonly name: string; readonly digest: string } | null;
  /** Stands for everything that decides what it finds: another key may find something else in the same text. */
  readonly key: string;
  /** UTF-16 units of a review that are read; what is longer is counted as cut. */
  readonly textUnitsMax: number;
  /** Reviews that are read, searched, written and confirmed together. */
  readonly pageReviews: number;
  /**
   * Returns what a text says, or that `deadlineMs` (null for none) was over first. Rejects with `interrupted`, and with the
   * failure of a model that cannot be asked at all.
   */
  find(text: string, deadlineMs: number | null, signal: AbortSignal): Promise<FoundInReview>;
}
