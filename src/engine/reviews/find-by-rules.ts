import {
  type ExtractedOpinion,
  extractOpinions,
  opinionTextMax,
} from '../../core/opinions/extract-opinions.ts';
import type { OpinionLexicon } from '../../core/opinions/lexicon.ts';
import type { Deps } from '../deps.ts';
import { type FoundOpinion, isVerbatim, noFinderCounts, type OpinionFinder } from './opinion-finder.ts';

// Raise it when the rules or the lists would find other opinions in the same text.
const rulesVersion = 3;
const pageReviews = 200;

/** Returns the finder that needs no model: the rules of `extractOpinions`. */
export function findByRules(lexicon: OpinionLexicon, now: Deps['now']): OpinionFinder {
  return {
    method: 'rules',
    model: null,
    key: `rules/${rulesVersion}`,
    textUnitsMax: opinionTextMax,
    pageReviews,
    find: async (text, deadlineMs) => {
      const end = deadlineMs === null ? Number.POSITIVE_INFINITY : now() + deadlineMs;
      let isLate = false;
      const found = extractOpinions(text, lexicon, () => {
        isLate ||= deadlineMs !== null && now() >= end;
        return isLate;
      });
      if (isLate) return { outcome: 'overdue', counts: noFinderCounts };
      const opinions = found.map(foundByRules).filter((opinion) => isVerbatim(text, opinion));
      const notVerbatim = found.length - opinions.length;
      const counts = { ...noFinderCounts, proposed: found.length, verbatim: opinions.length, notVerbatim };
      return { outcome: 'found', opinions, counts };
    },
  };
}

function foundByRules({ aspect, aspectKind, ...spans }: ExtractedOpinion): FoundOpinion {
  return { ...spans, mention: { name: aspect, kind: aspectKind } };
}
