import type { OwnLikes } from '../ranking/own-likes.ts';
import type { RankingIndex } from '../ranking/ranking-index.ts';
import { removalNone, scoreUser, type UserScoring } from '../ranking/score-user.ts';

/** One fact of a user that her ranking rests on: a liked item with all her acts on it, or an aspect she cares about. */
export interface OwnFact {
  readonly kind: 'like' | 'aspect';
  /** Item or aspect by node index. */
  readonly node: number;
}

/** Returns the facts that a scoring is made of: likes in their order, then aspects by index; none for popularity. */
export function ownFacts(scoring: UserScoring): OwnFact[] {
  if (scoring.method === 'popularity') return [];
  return [
    ...Array.from(scoring.own.items, (node): OwnFact => ({ kind: 'like', node })),
    ...[...scoring.care.keys()].map((node): OwnFact => ({ kind: 'aspect', node })),
  ];
}

/**
 * Returns what one fact carries of the score of every item: `Float64Array`, one entry an item. A score is linear in the
 * facts of its user once the scales are fixed, so these sum to the scores, and a removed fact takes exactly its part
 * away. Cost: that of `scoreUser` for one like.
 */
export function factScores(index: RankingIndex, scoring: UserScoring, fact: OwnFact): Float64Array {
  return scoreWith(index, scoring, (one) => one.kind === fact.kind && one.node === fact.node).scores;
}

/**
 * Returns the scoring without some facts, all else equal: scales, the weights of the other likes, the degrees of the
 * graph, and what the user has seen stay as they are, so that a removed item does not come back into the list.
 */
export function scoreWithout(
  index: RankingIndex,
  scoring: UserScoring,
  facts: readonly OwnFact[],
): UserScoring {
  return scoreWith(
    index,
    scoring,
    (one) => !facts.some((fact) => fact.kind === one.kind && fact.node === one.node),
  );
}

function scoreWith(
  index: RankingIndex,
  { user, own, care, scales }: UserScoring,
  isKept: (fact: OwnFact) => boolean,
): UserScoring {
  const removedAspects = [...care.keys()].filter((node) => !isKept({ kind: 'aspect', node }));
  return scoreUser(index, user, {
    own: keptLikes(own, (node) => isKept({ kind: 'like', node })),
    removal: { ...removalNone, aspects: new Set(removedAspects) },
    scales,
  });
}

function keptLikes({ user, items, weights }: OwnLikes, isKept: (item: number) => boolean): OwnLikes {
  const slots = Array.from(items.keys()).filter((slot) => isKept(items[slot] ?? -1));
  return {
    user,
    items: Uint32Array.from(slots, (slot) => items[slot] ?? 0),
    weights: Float64Array.from(slots, (slot) => weights[slot] ?? 0),
  };
}
