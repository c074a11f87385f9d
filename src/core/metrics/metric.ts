import { UndirectedGraph } from 'graphology';
import louvainModule from 'graphology-communities-louvain';
import betweennessModule from 'graphology-metrics/centrality/betweenness.js';
import { undirectedDensity } from 'graphology-metrics/graph/density.js';
import { EngineError } from '../errors.ts';
import { buildCsr, sortedEdgeOrder, transpose } from '../graph/csr.ts';
import { createRandom } from '../random.ts';
import { pageRankDefaults, personalisedPageRank } from '../ranking/pagerank.ts';
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
}

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
 * (10,000 nodes and 100,000 edges took 48 s), edges for the others, 157 walks over them for PageRank.
 */
export function estimateSeconds(metric: MetricName, nodeCount: number, edgeCount: number): number {
  const size = nodeCount + edgeCount;
  if (metric === 'pagerank') return size * 2 * 157 * secondsPer.walk;
  const build = size * secondsPer.edge;
  if (metric === 'betweenness') return build + nodeCount * size * secondsPer.nodeEdge;
  return metric === 'modularity' ? build + size * secondsPer.community : build;
}

/**
 * Returns a metric of a projection. `restart` gives positions of nodes where PageRank restarts, none for everywhere.
 * Degree, density and betweenness count edges; PageRank and modularity weigh them. Throws `limit-exceeded` before it
 * starts when the estimate is above `metricSecondsMax`, naming the estimate and what is cheaper. The same input gives
 * the same output. PageRank is ours, because that of graphology-metrics knows no restart vector.
 */
export function measureProjection(
  metric: MetricName,
  projection: Projection,
  restart: readonly number[],
): Measured {
  checkEstimate(metric, projection);
  const none = { values: null, value: null, communities: null };
  if (metric === 'pagerank') return { ...none, values: pageRank(projection, restart) };
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

function pageRank({ nodes, edges }: Projection, restart: readonly number[]): Float64Array {
  const vector = new Float64Array(nodes.length);
  if (restart.length === 0) vector.fill(1);
  for (const position of restart) vector[position] = 1;
  const forward = buildCsr(edges, sortedEdgeOrder(edges, nodes.length), 0, nodes.length);
  return personalisedPageRank({
    nodeCount: nodes.length,
    edges: [forward, transpose(forward, 0, nodes.length)],
    restart: vector,
    ...pageRankDefaults,
  }).scores;
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
