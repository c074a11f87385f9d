import type { Counterfactual } from '../../contract/types.ts';
import { removalSentence } from '../../core/counterfactual/change-words.ts';
import { factScores, type OwnFact, ownFacts, scoreWithout } from '../../core/counterfactual/own-facts.ts';
import { smallestRemoval } from '../../core/counterfactual/smallest-removal.ts';
import { englishWordings } from '../../core/graph/language-words.ts';
import { fillTemplate } from '../../core/graph/relation-words.ts';
import { showNode, titleAt } from '../../core/graph/show-node.ts';
import { scoreAt, type UserScoring } from '../../core/ranking/score-user.ts';
import { topK } from '../../core/ranking/top-k.ts';
import type { LoadedGraph } from '../graph/graph-cache.ts';
import { placeOf, placeValues, type RankedUser } from '../ranking/ranked-user.ts';

/** Most facts of a user that are weighed; of more, those that carry most, and then nothing is called proven. */
export const factsMax = 300;

/**
 * Returns the smallest set of a user's own facts whose removal puts a ranked item out of the first `limit`, checked by
 * scoring anew. A popularity control multiplies what a fact carries of an item as it does its score. `position` counts items from 0. Cost: a scoring a fact, then `smallestRemoval`.
 */
export function counterfactualOf(ranked: RankedUser, position: number, limit: number): Counterfactual {
  const { graph, scoring, isExcluded } = ranked;
  const { index, snapshot, wordings = englishWordings } = graph;
  const { words } = wordings;
  const item = index.itemStart + position;
  const name = titleAt(snapshot, item);
  const rank = placeOf(ranked, scoring.scores, position) ?? 0;
  const none = { limit, rank, facts: [], isSmallest: true, sizeMin: 0, after: null };
  const values = { item: name, rank, limit };
  if (rank > limit) return { ...none, text: fillTemplate(words.belowList, values) };
  const weighed = weighedFacts(graph, scoring, position);
  const found = smallestRemoval({
    scores: placeValues(ranked, scoring.scores),
    isExcluded,
    position,
    k: limit,
    facts: weighed.map((one) => placeValues(ranked, one.scores)),
  });
  if (found === null) return { ...none, text: fillTemplate(words.carriedByNothing, values) };
  const removed = found.removed.map((at) => weighed[at]?.fact).filter((fact) => fact !== undefined);
  const left = scoreWithout(index, scoring, removed);
  const rankAfter = placeOf(ranked, left.scores, position);
  const [instead] = topK(placeValues(ranked, left.scores), isExcluded, rank).slice(rank - 1);
  const isWhole = weighed.length === ownFacts(scoring).length;
  return {
    limit,
    rank,
    facts: removed.map((fact) => shownFact(graph, fact, weighed, position)),
    isSmallest: found.isSmallest && isWhole,
    sizeMin: isWhole ? found.sizeMin : 1,
    after: {
      score: scoreAt(left, position),
      rank: rankAfter,
      instead: instead === undefined ? null : showNode(snapshot, index.itemStart + instead, null),
    },
    text: removalSentence(snapshot, removed, item, rankAfter, null, wordings),
  };
}

interface WeighedFact {
  readonly fact: OwnFact;
  /** What it carries of the score of every item. */
  readonly scores: Float64Array;
}

function weighedFacts({ index }: LoadedGraph, scoring: UserScoring, position: number): WeighedFact[] {
  return ownFacts(scoring)
    .map((fact) => ({ fact, scores: factScores(index, scoring, fact) }))
    .sort((left, right) => (right.scores[position] ?? 0) - (left.scores[position] ?? 0))
    .slice(0, factsMax);
}

function shownFact(
  { snapshot }: LoadedGraph,
  fact: OwnFact,
  weighed: readonly WeighedFact[],
  position: number,
): Counterfactual['facts'][number] {
  const scores = weighed.find((one) => one.fact === fact)?.scores;
  return {
    kind: fact.kind,
    node: showNode(snapshot, fact.node, null),
    contribution: scores?.[position] ?? 0,
  };
}
