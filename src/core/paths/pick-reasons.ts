import type { PathGroup } from './reasons.ts';
import type { RelationPriors } from './select.ts';

/** Kind of a reason as it is shown. */
export type ReasonKind = 'linking-item' | 'shared-entity' | 'aspect' | 'popularity';

/** Which reasons of an item are shown; what is not shown stays in every sum. */
export interface ReasonChoice {
  /** Most reasons, null for all. */
  readonly reasonsMax: number | null;
  readonly peopleMin: number;
  /** Most of each kind; a kind that is not there has no limit. */
  readonly quotas: Readonly<Partial<Record<ReasonKind, number>>>;
  /** Worth of a step of each relation to a reader; null where only the share counts. */
  readonly priors: RelationPriors | null;
}

/**
 * Returns the groups to be shown of those that speak for an item: by falling contribution, times the prior of their
 * relation where there are priors, as many as `reasonsMax` and the quota of their kind allow, and none with fewer than
 * `peopleMin` people on it. An aspect has the prior 1: it says in reviewers' words what the item is like.
 * Cost: O(groups log groups).
 */
export function pickReasons(
  groups: readonly PathGroup[],
  { reasonsMax, peopleMin, quotas, priors }: ReasonChoice,
): ReadonlySet<PathGroup> {
  const worth = ({ contribution, through, relation }: PathGroup): number =>
    priors === null || through === 'aspect' ? contribution : contribution * (priors.get(relation) ?? 0);
  const candidates = groups
    .filter(({ contribution, people }) => contribution > 0 && (people === null || people >= peopleMin))
    .map((group) => ({ group, worth: worth(group) }))
    .sort((left, right) => right.worth - left.worth);
  const picked = new Set<PathGroup>();
  const counts = new Map<ReasonKind, number>();
  for (const { group } of candidates) {
    if (reasonsMax !== null && picked.size >= reasonsMax) break;
    const kind = group.through === 'related-item' ? 'linking-item' : group.through;
    const count = counts.get(kind) ?? 0;
    if (count >= (quotas[kind] ?? Number.POSITIVE_INFINITY)) continue;
    counts.set(kind, count + 1);
    picked.add(group);
  }
  return picked;
}
