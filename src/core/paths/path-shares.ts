import type { PathShare, PathShown } from '../../contract/types.ts';
import { showNode } from '../graph/show-node.ts';
import { opinionCount } from '../ranking/aspect-agreement.ts';
import type { RankingIndex } from '../ranking/ranking-index.ts';
import type { UserScoring } from '../ranking/score-user.ts';
import type { AspectTerm } from '../ranking/terms.ts';
import { entityContribution, entityMass } from '../ranking/walk/relation-walk.ts';
import { pickDiverse } from './pick-diverse.ts';
import type { WordingContext } from './reason-words.ts';
import type { PathGroup } from './reasons.ts';
import { pathOver, reasonId } from './shown-reasons.ts';

/** One way from a user to an item and what it carries of the score; ways that differ only in a person are one. */
export interface CarriedPath {
  readonly group: PathGroup;
  /** Part of the score, in units of the score. */
  readonly contribution: number;
  /** Liked item at which it begins, null for an aspect or popularity. */
  readonly linkingItem: number | null;
  /** Types of the two counts of opinions on the way through an aspect, else null. */
  readonly opinions: readonly [own: 'VALUES' | 'MINDS', items: 'PRAISED_FOR' | 'CRITICISED_FOR'] | null;
  /** Single paths in it: the people on the way, else 1. */
  readonly count: number;
}

/**
 * Returns the ways that make up path groups of one item, with exact contributions: those of one group sum to the
 * group's, up to rounding. A way over other people is the whole group, because what a single person carries would tell
 * how much she likes. What a user cares for grows with the logarithm of her opinions; it is split among VALUES and MINDS
 * by their number, and the item's side into its praise and, negative, its criticism. Order: that of groups, then of
 * `linkingItems`. `scoring` must be of the same index. Cost: O(paths × edges of an item in a relation).
 */
export function carriedPaths(
  index: RankingIndex,
  scoring: UserScoring,
  item: number,
  groups: readonly PathGroup[],
): CarriedPath[] {
  return groups.flatMap((group) => waysOf(index, scoring, item, group));
}

/**
 * Returns at most `limit` ways that speak for an item as the border shows them, by share, where each node that stands in
 * a better one halves the worth. Ways over fewer than `peopleMin` people are left out; no other user is named.
 */
export function pathShares(
  context: WordingContext & { readonly index: RankingIndex },
  scoring: UserScoring,
  item: number,
  groups: readonly PathGroup[],
  options: { readonly peopleMin: number; readonly limit: number },
): PathShare[] {
  const positive = groups.reduce((sum, group) => sum + Math.max(0, group.contribution), 0);
  const ways = carriedPaths(context.index, scoring, item, groups).filter(
    ({ group, contribution }) =>
      contribution > 0 && (group.people === null || group.people >= options.peopleMin),
  );
  const chosen = pickDiverse(ways, {
    limit: options.limit,
    worth: (way) => way.contribution,
    nodes: ({ group, linkingItem }) => [
      ...new Set([group.node, ...(linkingItem === null ? [] : [linkingItem])]),
    ],
  });
  return chosen.map((way) => ({
    reason: reasonId(context.snapshot, way.group),
    path: shownWay(context, way, { user: scoring.user, item }),
    count: way.count,
    contribution: way.contribution,
    share: way.contribution / positive,
    shareOfReason: way.contribution / way.group.contribution,
  }));
}

function waysOf(index: RankingIndex, scoring: UserScoring, item: number, group: PathGroup): CarriedPath[] {
  const whole = { group, contribution: group.contribution, opinions: null, linkingItem: null };
  switch (group.through) {
    case 'popularity':
      return [{ ...whole, count: group.paths }];
    case 'linking-item':
      return [{ ...whole, linkingItem: group.node, count: group.paths }];
    case 'related-item':
      return [{ ...whole, linkingItem: group.node, count: 1 }];
    case 'shared-entity':
      return entityPaths(index, scoring, item, group);
    case 'aspect':
      return aspectPaths(index.aspectTerm, scoring.user, item, group);
  }
}

function entityPaths(
  index: RankingIndex,
  scoring: UserScoring,
  item: number,
  group: PathGroup,
): CarriedPath[] {
  const position = index.relationTerms.findIndex(
    (term) => term.type === group.relation && term.shape === 'entity',
  );
  const term = index.relationTerms[position]!;
  const { user, items, weights } = scoring.own;
  return group.linkingItems.map((linkingItem) => {
    const at = items.indexOf(linkingItem);
    const single = { user, items: items.subarray(at, at + 1), weights: weights.subarray(at, at + 1) };
    const sent = entityMass(single, term, new Set()).get(group.node) ?? 0;
    const part = entityContribution(index, term, group.node, sent, item);
    return {
      group,
      contribution: scoring.scales.relations[position]! * part,
      linkingItem,
      opinions: null,
      count: 1,
    };
  });
}

function aspectPaths(term: AspectTerm | null, user: number, item: number, group: PathGroup): CarriedPath[] {
  if (term === null) return [];
  const own = [
    ['VALUES', opinionCount(term.values, user, group.node)],
    ['MINDS', opinionCount(term.minds, user, group.node)],
  ] as const;
  const ofItem = [
    ['PRAISED_FOR', opinionCount(term.praised, item, group.node)],
    ['CRITICISED_FOR', -opinionCount(term.criticised, item, group.node)],
  ] as const;
  const ownSum = own[0][1] + own[1][1];
  const itemSum = ofItem[0][1] + ofItem[1][1];
  return own.flatMap(([care, cared]) =>
    ofItem.flatMap(([side, counted]): CarriedPath[] => {
      if (cared === 0 || counted === 0) return [];
      const contribution = group.contribution * (cared / ownSum) * (counted / itemSum);
      return [{ group, contribution, linkingItem: null, opinions: [care, side], count: 1 }];
    }),
  );
}

function shownWay(
  context: WordingContext,
  { group, linkingItem, opinions }: CarriedPath,
  pair: { readonly user: number; readonly item: number },
): PathShown {
  if (opinions === null) return pathOver(context, group, pair, linkingItem ?? group.node);
  return {
    nodes: [pair.user, group.node, pair.item].map((node) => showNode(context.snapshot, node, pair.user)),
    relations: [
      { type: opinions[0], direction: 'forward' },
      { type: opinions[1], direction: 'backward' },
    ],
  };
}
