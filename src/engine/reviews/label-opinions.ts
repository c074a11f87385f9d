import type { AspectRow } from '../../contract/types.ts';
import { type MentionLabels, mentionText } from '../../core/opinions/vocabulary/label-mentions.ts';
import type { FactRows } from '../../store/port.ts';
import type { Deps } from '../deps.ts';
import type { AspectNames } from './aspect-names.ts';
import type { ExtractCounts } from './extract-account.ts';
import { type FoundOpinion, isVerbatim, type OpinionFinder } from './opinion-finder.ts';
import { opinionId } from './opinion-id.ts';

/** How the aspects of found opinions are called. */
export interface Labelling {
  readonly names: AspectNames;
  /** Null without a vocabulary: every aspect keeps the name that reviews give it. */
  readonly labels: MentionLabels | null;
  /** Whether opinions on aspects that the vocabulary does not know are left out. */
  readonly isClosed: boolean;
  /** Whether enough reviews name an aspect that the store does not have. */
  readonly isNamed: (name: string) => boolean;
}

/** Rows to write. */
export interface LabelledRows {
  readonly aspects: AspectRow[];
  readonly opinions: FactRows['opinions'][];
}

/**
 * Adds the opinions found in one review to `out` as rows, with the aspects that are new, and counts them. What too few
 * reviews name, and what a closed vocabulary does not know, is left out and counted.
 */
export function labelOpinions(
  review: { readonly id: string; readonly text: string },
  found: readonly FoundOpinion[],
  { names, labels, isClosed, isNamed }: Labelling,
  by: { readonly finder: OpinionFinder; readonly hash: Deps['hash'] },
  out: LabelledRows & { readonly counts: ExtractCounts },
): void {
  const { counts } = out;
  for (const opinion of found) {
    const known = labels?.aspectOf(opinion.mention);
    if (labels !== null && known === undefined) {
      counts.opinionsOutside++;
      if (isClosed) {
        counts.opinionsRefused++;
        continue;
      }
    }
    const { name, kind } = known ?? { name: opinion.mention.name, kind: '' };
    if (known === undefined && !names.has(name) && !isNamed(name)) {
      counts.opinionsLeftOut++;
      continue;
    }
    if (name !== opinion.mention.name) counts.opinionsRenamed++;
    const { aspect, isNew } = names.idOf(name, kind);
    if (isNew) out.aspects.push({ id: aspect, name });
    counts.opinionsKept++;
    if (isVerbatim(review.text, opinion)) counts.opinionsVerbatim++;
    if (known === undefined) counts.opinionsKeptOutside++;
    out.opinions.push(rowOf(review.id, aspect, opinion, by));
  }
}

function rowOf(
  review: string,
  aspect: string,
  { mention, ...spans }: FoundOpinion,
  { finder, hash }: { readonly finder: OpinionFinder; readonly hash: Deps['hash'] },
): FactRows['opinions'] {
  const { aspectPhrase, aspectStart, aspectEnd, phrase, start, end, polarity } = spans;
  const row = {
    review,
    aspect,
    aspectPhrase,
    aspectStart,
    aspectEnd,
    phrase,
    start,
    end,
    polarity,
    method: finder.method,
    ...(finder.model === null ? {} : { model: finder.model.name }),
    mention: mentionText(mention),
  };
  return { id: opinionId(row, hash), ...row };
}
