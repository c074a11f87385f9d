import type { ExtractReport } from '../../contract/types.ts';
import { type FinderCounts, noFinderCounts } from './opinion-finder.ts';

/** What a run has counted so far. */
export interface ExtractCounts extends FinderCounts {
  reviews: number;
  withOpinions: number;
  cut: number;
  language: number;
  wordless: number;
  labelled: number;
  older: number;
  overdue: number;
  failed: number;
  opinionsCreated: number;
  opinionsUnchanged: number;
  opinionsRemoved: number;
  /** On aspects that too few reviews name. */
  opinionsLeftOut: number;
  /** Written or there already. */
  opinionsKept: number;
  /** Kept, with both phrases word for word in the review. */
  opinionsVerbatim: number;
  /** Kept, on aspects that the vocabulary does not know. */
  opinionsKeptOutside: number;
  /** On aspects that the vocabulary does not know, whether they were left out or not. */
  opinionsOutside: number;
  /** On aspects that the vocabulary does not know, and left out for it. */
  opinionsRefused: number;
  /** On an aspect that the vocabulary calls otherwise than the review. */
  opinionsRenamed: number;
  aspectsCreated: number;
}

/** Counts of nothing. */
export const noExtractCounts: Readonly<ExtractCounts> = {
  ...noFinderCounts,
  reviews: 0,
  withOpinions: 0,
  cut: 0,
  language: 0,
  wordless: 0,
  labelled: 0,
  older: 0,
  overdue: 0,
  failed: 0,
  opinionsCreated: 0,
  opinionsUnchanged: 0,
  opinionsRemoved: 0,
  opinionsLeftOut: 0,
  opinionsKept: 0,
  opinionsVerbatim: 0,
  opinionsKeptOutside: 0,
  opinionsOutside: 0,
  opinionsRefused: 0,
  opinionsRenamed: 0,
  aspectsCreated: 0,
};

/** Adds what a finder counted in one review. */
export function addFinderCounts(counts: ExtractCounts, found: Readonly<FinderCounts>): void {
  for (const name of Object.keys(noFinderCounts) as (keyof FinderCounts)[]) counts[name] += found[name];
}

/**
 * Returns the parts of a report that are counts and rates. A rate is null where nothing could be counted. Aspect drift:
 * share of the opinions whose aspect is not one of the vocabulary; opinion fidelity, lexical form: share of the opinions
 * whose words stand verbatim in the review; each among what was proposed and among what was kept. Coverage: share of the
 * searched reviews in which an opinion was found.
 */
export function accountOf(
  counts: ExtractCounts,
  hasVocabulary: boolean,
): Omit<
  ExtractReport,
  'dryRun' | 'method' | 'model' | 'resumed' | 'revision' | 'seconds' | 'reviewsPerSecond'
> {
  const { language, wordless, labelled, older, overdue, failed } = counts;
  const { notOffered, otherAspect, notVerbatim, apart, unfit, contradicted, repeated } = counts;
  const { reviews, withOpinions, cut, aspectsCreated, proposed } = counts;
  const searched = reviews - language - wordless - labelled - older - overdue - failed;
  return {
    reviews,
    withOpinions,
    cut,
    aspectsCreated,
    skipped: { language, wordless, labelled, older, overdue, failed },
    opinions: {
      created: counts.opinionsCreated,
      unchanged: counts.opinionsUnchanged,
      removed: counts.opinionsRemoved,
      leftOut: counts.opinionsLeftOut,
    },
    quality: {
      aspectDrift: {
        proposed: hasVocabulary ? rate(notOffered + counts.opinionsOutside, proposed) : null,
        kept: hasVocabulary ? rate(counts.opinionsKeptOutside, counts.opinionsKept) : null,
      },
      opinionFidelity: {
        proposed: rate(counts.verbatim, proposed),
        kept: rate(counts.opinionsVerbatim, counts.opinionsKept),
      },
      coverage: rate(withOpinions, searched),
    },
    dropped: {
      proposed,
      outside: notOffered + counts.opinionsRefused,
      other: otherAspect,
      notVerbatim,
      apart,
      unfit,
      contradicted,
      repeated,
    },
    renamed: counts.opinionsRenamed,
    calls: {
      made: counts.calls,
      reused: counts.reused,
      refused: counts.refused,
      promptTokens: counts.promptTokens,
      outputTokens: counts.outputTokens,
    },
  };
}

function rate(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
