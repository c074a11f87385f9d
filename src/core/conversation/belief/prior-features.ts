import type { GraphSnapshot } from '../../graph/snapshot.ts';
import { pageRankOptionsDefault, solvePageRank } from '../../ranking/pagerank/solve-pagerank.ts';
import { buildUndirectedGraph, type UndirectedGraph } from '../../ranking/pagerank/undirected-graph.ts';
import type { RankingIndex } from '../../ranking/ranking-index.ts';
import { scoreUser, seenItems } from '../../ranking/score-user.ts';
import { type AttributeIndex, traitsOfItem } from '../attribute-index.ts';

/** What is known of an item for a user before the first answer, in the order of the columns. */
export const priorFeatureNames = [
  'pagerank',
  'walk',
  'walkReaches',
  'popularity',
  'isUnpopular',
  'traits',
  'tasteMatch',
  'traitRank',
] as const;

/** Added under logarithms, so that what no walk reaches is unlikely and not impossible. */
const floors = { pagerank: 1e-7, walk: 1e-5, match: 1e-3 } as const;

/** Moves no feature by more than a hundredth; a tenth of the default would, under logarithms. */
const pageRankOptions = { ...pageRankOptionsDefault, epsilon: 1e-3 };

/** What features are computed from, made once a graph. */
export interface PriorFeatureSource {
  readonly ranking: RankingIndex;
  readonly traits: AttributeIndex;
  /** All relations, walked both ways. */
  readonly graph: UndirectedGraph;
}

/** Features of all items for one user. */
export interface PriorFeatures {
  /** Item i has the columns [i × n, (i + 1) × n) with n names. */
  readonly features: Float64Array;
  /** 1 for items that the user has acted on. */
  readonly isSeen: Uint8Array;
}

/** Returns the source of features of a graph: all relations are walked both ways. */
export function priorFeatureSource(
  snapshot: GraphSnapshot,
  ranking: RankingIndex,
  traits: AttributeIndex,
): PriorFeatureSource {
  const edges = snapshot.relations.map((relation) => relation.forward);
  return { ranking, traits, graph: buildUndirectedGraph(snapshot.keys.count, edges) };
}

/**
 * Returns the features of every item for a user (a node index), as logarithms so that a log-linear prior can weigh
 * them: personalised PageRank from the user over all relations (restart .15), share of the damped three-step walk, who
 * acted on the item, how many traits it has, and how far its traits are those of what the user acted on: the sum over
 * common traits of 1 / √(traits of the one × traits of the other) / √(items of the trait), divided by the items acted
 * on; and the same of the PageRank of the traits themselves. Cost: that of `solvePageRank`.
 */
export function priorFeatures(source: PriorFeatureSource, user: number): PriorFeatures {
  const { ranking, traits, graph } = source;
  const restart = { nodes: Uint32Array.of(user), weights: Float64Array.of(1) };
  const { scores: rank } = solvePageRank(graph, { restart, start: null }, pageRankOptions);
  const isSeen = seenItems(ranking, user);
  const walk = scoreUser(ranking, user).scores;
  let walkSum = 0;
  walk.forEach((score, item) => {
    if (isSeen[item] === 0) walkSum += Math.max(0, score);
  });
  const taste = tasteOf(traits, isSeen);
  const width = priorFeatureNames.length;
  const features = new Float64Array(traits.itemCount * width);
  for (let item = 0; item < traits.itemCount; item++) {
    const has = traitsOfItem(traits, item);
    let match = 0;
    let traitRank = 0;
    for (const trait of has) {
      match += taste[trait] ?? 0;
      traitRank += rank[traits.traitAttributes[trait] ?? 0] ?? 0;
    }
    const reached = walkSum > 0 ? Math.max(0, walk[item] ?? 0) / walkSum : 0;
    const popularity = ranking.itemDegrees[item] ?? 0;
    const start = item * width;
    features[start] = Math.log((rank[traits.itemStart + item] ?? 0) + floors.pagerank);
    features[start + 1] = Math.log(reached + floors.walk);
    features[start + 2] = reached > 0 ? 1 : 0;
    features[start + 3] = Math.log(popularity + 1);
    features[start + 4] = popularity > 0 ? 0 : 1;
    features[start + 5] = Math.log(has.length + 1);
    features[start + 6] = Math.log(match / Math.sqrt(Math.max(1, has.length)) + floors.match);
    features[start + 7] = Math.log(traitRank / Math.max(1, has.length) + floors.pagerank);
  }
  return { features, isSeen };
}

/** How much of a trait there is in what a user acted on, damped by the size of both ends; one entry a trait. */
function tasteOf(traits: AttributeIndex, isSeen: Uint8Array): Float64Array {
  const taste = new Float64Array(traits.traitCount);
  let seenCount = 0;
  isSeen.forEach((seen, item) => {
    if (seen === 0) return;
    seenCount++;
    const has = traitsOfItem(traits, item);
    for (const trait of has) taste[trait] = (taste[trait] ?? 0) + 1 / Math.sqrt(has.length);
  });
  for (let trait = 0; trait < taste.length; trait++) {
    const items = (traits.traitOffsets[trait + 1] ?? 0) - (traits.traitOffsets[trait] ?? 0);
    taste[trait] = (taste[trait] ?? 0) / Math.sqrt(Math.max(1, items)) / Math.max(1, seenCount);
  }
  return taste;
}
