import { UndirectedGraph } from 'graphology';
import louvainModule from 'graphology-communities-louvain';
import betweennessModule from 'graphology-metrics/centrality/betweenness.js';
import { undirectedDensity } from 'graphology-metrics/graph/density.js';
import { EngineError } from '../errors.ts';
import { buildCsr, sortedEdgeOrder, transpose } from '../graph/csr.ts';
import { createRandom } from '../random.ts';
import { buildPushGraph, pushPageRank } from '../ranking/pagerank/push-pagerank.ts';
import type { RestartVector } from '../ranking/pagerank/restart.ts';
import { pageRankOptionsDefault, solvePageRank } from '../ranking/pagerank/solve-pagerank.ts';
import { buildUndirectedGraph } from '../ranking/pagerank/undirected-graph.ts';
import type { Projection } from './projection.ts';

/** The metrics, each with what it measures. */
export const metrics = {
  degree: 'number of neighbours',
  density: 'share of all pairs of nodes that are joined, one number',
  betweenness: 'share of the shortest ways between other nodes that pass a node (Freeman 1977), 0 to 1',
  pagerank: 'chance to meet a walk that restarts everywhere, or at the nodes given with --restart',
  modularity:
    'how much the graph falls into communities found by the Louvain method (Blondel 2008), one number',
} as const;

/** Name of a metric. */
export type MetricName = keyof typeof metrics;

/** A measured metric: one value a node of the projection, or one number for the whole, or communities. */
export interface Measured {
  /** One entry a node of the projection; null where the metric is one number. */
  readonly values: Float64Array | null;
  /** Null where the metric is one value a node or where the graph is too small to have it. */
  readonly value: number | null;
  /** Positions of the nodes of each community, largest first; null for other metrics. */
  readonly communities: readonly (readonly number[])[] | null;
  /** How far the values may be from the exact ones; null for metrics that are exact up to rounding. */
  readonly bounds: MeasureBounds | null;
}

/** Bounds on the error of approximate values. */
export interface MeasureBounds {
  /** Of the sum of all absolute errors. */
  readonly total: number;
  /** Of a node's error in units of the weight of its edges; null where only the sum is bounded. */
  readonly perDegree: number | null;
}

/** Where PageRank restarts and how it is solved. */
export interface PageRankMeasure {
  /** Positions of nodes; none for everywhere. */
  readonly restart: readonly number[];
  /** Only near the restarts, by forward push: for a few nodes of a graph too large for passes over all of it. */
  readonly isLocal: boolean;
}

/** Most that all values of a PageRank together may differ from the exact ones. */
const pageRankEpsilon = 1e-10;

/** Bound of a local PageRank in units of a node's degree, and most edges that it may look at. */
const localBounds = { nodeEpsilon: 1e-7, edgesMax: 200_000_000 } as const;

/** Longest estimated time of a metric, in seconds. */
export const metricSecondsMax = 30;

/** Seed of the order in which the Louvain method visits nodes. */
export const communitySeed = 1;

// The declarations of these packages name a default export, but they are CommonJS modules that are the function itself.
const louvain = louvainModule as unknown as typeof louvainModule.default;
const betweennessCentrality = betweennessModule as unknown as typeof betweennessModule.default;

/** Seconds for a unit of work, measured on one core of 2024: edges built, betweenness, a Louvain edge, a walk's edge. */
const secondsPer = { edge: 4e-6, nodeEdge: 4.8e-8, community: 6e-6, walk: 4e-9 } as const;

/**
 * Returns the estimated time of a metric in seconds, by the growth of its algorithm: nodes × edges for betweenness
 * (10,000 nodes and 100,000 edges took 48 s), edges for the others, 50 passes over them for PageRank.
 */
export function estimateSeconds(metric: MetricName, nodeCount: number, edgeCount: number): number {
  const size = nodeCount + edgeCount;
  if (metric === 'pagerank') return size * 2 * 50 * secondsPer.walk;
  const build = size * secondsPer.edge;
  if (metric === 'betweenness') return build + nodeCount * size * secondsPer.nodeEdge;
  return metric === 'modularity' ? build + size * secondsPer.community : build;
}

/**
 * Returns a metric of a projection. `pageRank` concerns that metric alone.
 * Degree, density and betweenness count edges; PageRank and modularity weigh them. Throws `limit-exceeded` before it
 * starts when the estimate is above `metricSecondsMax`, naming the estimate and what is cheaper. The same input gives
 * the same output. PageRank is ours, because that of graphology-metrics knows no restart vector.
 */
export function measureProjection(
  metric: MetricName,
  projection: Projection,
  pageRank: PageRankMeasure,
): Measured {
  checkEstimate(metric, projection);
  const none = { values: null, value: null, communities: null, bounds: null };
  if (metric === 'pagerank') return { ...none, ...measurePageRank(projection, pageRank) };
  const graph = graphOf(projection);
  switch (metric) {
    case 'degree':
      return {
        ...none,
        values: Float64Array.from(projection.nodes, (_, node) => graph.degree(String(node))),
      };
    case 'density':
      return { ...none, value: graph.order < 2 ? null : undirectedDensity(graph) };
    case 'betweenness': {
      const values = betweennessCentrality(graph, { getEdgeWeight: null, normalized: graph.order > 2 });
      return { ...none, values: Float64Array.from(projection.nodes, (_, node) => values[String(node)]!) };
    }
    case 'modularity':
      return { ...none, ...communitiesOf(graph) };
  }
}

function graphOf({ nodes, edges }: Projection): UndirectedGraph {
  const graph = new UndirectedGraph();
  nodes.forEach((_, position) => {
    graph.addNode(String(position));
  });
  for (let edge = 0; edge < edges.count; edge++) {
    graph.addEdge(String(edges.sources[edge]), String(edges.targets[edge]), { weight: edges.weights[edge] });
  }
  return graph;
}

function communitiesOf(graph: UndirectedGraph): Pick<Measured, 'value' | 'communities'> {
  // The method divides by the sum of all weights.
  if (graph.size === 0) return { value: null, communities: [] };
  const found = louvain.detailed(graph, { getEdgeWeight: 'weight', rng: createRandom(communitySeed) });
  const members = new Map<number, number[]>();
  graph.forEachNode((node) => {
    const community = found.communities[node]!;
    const known = members.get(community);
    if (known === undefined) members.set(community, [Number(node)]);
    else known.push(Number(node));
  });
  const communities = [...members.values()].sort(
    (left, right) => right.length - left.length || left[0]! - right[0]!,
  );
  return { value: found.modularity, communities };
}

function measurePageRank(
  { nodes, edges }: Projection,
  { restart, isLocal }: PageRankMeasure,
): Pick<Measured, 'values' | 'bounds'> {
  const forward = buildCsr(edges, sortedEdgeOrder(edges, nodes.length), 0, nodes.length);
  const everywhere = Uint32Array.from(nodes, (_, position) => position);
  const starts = restart.length === 0 ? everywhere : Uint32Array.from(restart);
  const vector: RestartVector = { nodes: starts, weights: new Float64Array(starts.length).fill(1) };
  const { restartProbability } = pageRankOptionsDefault;
  if (isLocal) {
    const graph = buildPushGraph(nodes.length, [forward, transpose(forward, 0, nodes.length)]);
    const solved = pushPageRank(graph, vector, null, { restartProbability, ...localBounds });
    return { values: solved.scores, bounds: { total: solved.errorBound, perDegree: solved.nodeBound } };
  }
  const options = { ...pageRankOptionsDefault, epsilon: pageRankEpsilon };
  const graph = buildUndirectedGraph(nodes.length, [forward]);
  const solved = solvePageRank(graph, { restart: vector, start: null }, options);
  return { values: solved.scores, bounds: { total: solved.errorBound, perDegree: null } };
}

function checkEstimate(metric: MetricName, { name, nodes, edges }: Projection): void {
  const seconds = estimateSeconds(metric, nodes.length, edges.count);
  if (seconds <= metricSecondsMax) return;
  const cheaper = metric === 'betweenness' ? 'Take pagerank or degree instead, or' : 'Take';
  throw new EngineError(
    'limit-exceeded',
    `${metric} of ${name} (${nodes.length} nodes, ${edges.count} edges) would take about ${Math.ceil(seconds)} s; at most ${metricSecondsMax} s are allowed. ${cheaper} a smaller projection: items-by-attribute or items-by-user with a higher threshold of people.`,
  );
}
