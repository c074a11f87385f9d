import type { ExtractedOpinion } from '../opinions/extract-opinions.ts';

/** Aspects that a text judges well and badly; one that it judges both ways is in both. */
export interface JudgedAspects {
  readonly likes: ReadonlySet<string>;
  readonly dislikes: ReadonlySet<string>;
}

/** How the judged aspects of one text meet those of its reference. */
export interface PolarityCounts {
  readonly likes: number;
  readonly referenceLikes: number;
  readonly sharedLikes: number;
  readonly dislikes: number;
  readonly referenceDislikes: number;
  readonly sharedDislikes: number;
  /** Aspects that one likes and the other dislikes. */
  readonly opposed: number;
}

/** Returns the aspects of `opinions` by polarity, in their normal form; neutral ones are left out. */
export function judgedAspects(
  opinions: readonly Pick<ExtractedOpinion, 'aspect' | 'polarity'>[],
): JudgedAspects {
  const of = (polarity: ExtractedOpinion['polarity']): Set<string> =>
    new Set(opinions.filter((one) => one.polarity === polarity).map((one) => one.aspect));
  return { likes: of('positive'), dislikes: of('negative') };
}

/** Returns how the aspects of a text match those of its reference. */
export function polarityCounts(text: JudgedAspects, reference: JudgedAspects): PolarityCounts {
  return {
    likes: text.likes.size,
    referenceLikes: reference.likes.size,
    sharedLikes: shared(text.likes, reference.likes),
    dislikes: text.dislikes.size,
    referenceDislikes: reference.dislikes.size,
    sharedDislikes: shared(text.dislikes, reference.dislikes),
    opposed: shared(text.likes, reference.dislikes) + shared(text.dislikes, reference.likes),
  };
}

/**
 * Returns F1 of the liked and of the disliked aspects, each summed over the texts before dividing (micro), and the share
 * of same polarity among the aspects that both a text and its reference judge. Null where nothing is divided by.
 */
export function polarityFigures(
  counts: readonly PolarityCounts[],
): Readonly<Record<'likesF1' | 'dislikesF1' | 'polarityAgreement', number | null>> {
  const sum = (name: keyof PolarityCounts): number => counts.reduce((total, count) => total + count[name], 0);
  const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
  const same = sum('sharedLikes') + sum('sharedDislikes');
  return {
    likesF1: ratio(2 * sum('sharedLikes'), sum('likes') + sum('referenceLikes')),
    dislikesF1: ratio(2 * sum('sharedDislikes'), sum('dislikes') + sum('referenceDislikes')),
    polarityAgreement: ratio(same, same + sum('opposed')),
  };
}

function shared(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  return [...left].filter((one) => right.has(one)).length;
}
