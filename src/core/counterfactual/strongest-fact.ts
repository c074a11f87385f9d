import { carriedPaths } from '../paths/path-shares.ts';
import type { PathGroup } from '../paths/reasons.ts';
import type { RankingIndex } from '../ranking/ranking-index.ts';
import type { UserScoring } from '../ranking/score-user.ts';
import { type OwnFact, scoreWithout } from './own-facts.ts';

/** A fact of the user and where an item would stand without it. */
export interface FactChange {
  readonly fact: OwnFact;
  /** What its paths carry of the score, in units of the score; only of reasons that may be told. */
  readonly contribution: number;
  /** Rank without it, null where nothing would speak for the item. */
  readonly rank: number | null;
}

/** What may be told, and how places follow from scores. */
export interface StrongestFactOptions {
  /** Fewest people behind a reason that may be told. */
  readonly peopleMin: number;
  /** Place of the item by the scores of all, null where it has none. */
  readonly rankBy: (scores: Float64Array) => number | null;
}

/**
 * Returns the own fact at which the most of an item's score begins, and the item's rank without it by scoring anew; null
 * where the item would not fall, or where no reason that may be told (`peopleMin`) begins at a fact. `groups` are all of
 * the item, which stands at `position`. Cost: that of `carriedPaths` and of one scoring.
 */
export function strongestFact(
  index: RankingIndex,
  scoring: UserScoring,
  position: number,
  groups: readonly PathGroup[],
  { peopleMin, rankBy }: StrongestFactOptions,
): FactChange | null {
  const told = groups.filter((group) => group.people === null || group.people >= peopleMin);
  const sums = new Map<string, { readonly fact: OwnFact; contribution: number }>();
  for (const { group, linkingItem, contribution } of carriedPaths(
    index,
    scoring,
    index.itemStart + position,
    told,
  )) {
    if (group.through === 'popularity') continue;
    const fact: OwnFact =
      linkingItem === null ? { kind: 'aspect', node: group.node } : { kind: 'like', node: linkingItem };
    const sum = sums.get(`${fact.kind} ${fact.node}`) ?? { fact, contribution: 0 };
    sum.contribution += contribution;
    sums.set(`${fact.kind} ${fact.node}`, sum);
  }
  const [strongest] = [...sums.values()].sort(
    (left, right) => right.contribution - left.contribution || left.fact.node - right.fact.node,
  );
  if (strongest === undefined || strongest.contribution <= 0) return null;
  const before = rankBy(scoring.scores);
  const rank = rankBy(scoreWithout(index, scoring, [strongest.fact]).scores);
  return rank !== null && before !== null && rank <= before ? null : { ...strongest, rank };
}
