import { buildCsr, type Csr, sortedEdgeOrder, transpose } from '../../src/core/graph/csr.ts';
import { createRandom } from '../../src/core/random.ts';
import { densePageRank } from './dense-pagerank.ts';

/** Source, target, weight. */
export type WeightedEdge = readonly [source: number, target: number, weight: number];

/** An undirected graph with a restart vector and the exact answer by elimination. */
export interface PageRankCase {
  readonly nodeCount: number;
  /** Each edge once; parallel edges, self-loops (unless two-sided) and weights of 0 occur. */
  readonly edges: readonly WeightedEdge[];
  readonly forward: Csr;
  /** The same edges from target to source. */
  readonly backward: Csr;
  /** One entry a node, not all 0; may lie on nodes without edges. */
  readonly restart: readonly number[];
  readonly restartProbability: number;
  readonly exact: readonly number[];
}

/** Returns `count` random cases of at most 9 nodes, half of them with two sides, half of those with equal weights. */
export function pageRankCases(count: number, seed: number): PageRankCase[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, round) => randomCase(random, round % 2 === 0, round % 4 < 2));
}

/** Returns the case of given edges. */
export function pageRankCase(
  nodeCount: number,
  edges: readonly WeightedEdge[],
  restart: readonly number[],
  restartProbability: number,
): PageRankCase {
  const forward = csrOf(nodeCount, edges);
  const weights = Array.from({ length: nodeCount }, () => new Array<number>(nodeCount).fill(0));
  for (const [source, target, weight] of edges) {
    weights[source]![target]! += weight;
    weights[target]![source]! += weight;
  }
  return {
    nodeCount,
    edges,
    forward,
    backward: transpose(forward, 0, nodeCount),
    restart,
    restartProbability,
    exact: densePageRank(weights, restart, restartProbability),
  };
}

/** Returns the edges as rows by source. */
export function csrOf(nodeCount: number, edges: readonly WeightedEdge[]): Csr {
  const list = {
    count: edges.length,
    sources: Uint32Array.from(edges, ([source]) => source),
    targets: Uint32Array.from(edges, ([, target]) => target),
    weights: Float64Array.from(edges, ([, , weight]) => weight),
  };
  return buildCsr(list, sortedEdgeOrder(list, nodeCount), 0, nodeCount);
}

function randomCase(random: () => number, isTwoSided: boolean, isEqual: boolean): PageRankCase {
  const nodeCount = 2 + Math.floor(random() * 8);
  const upper = (): number => Math.floor(random() * nodeCount);
  const edges = Array.from({ length: Math.floor(random() * 18) }, (): WeightedEdge => {
    const weight = random() < 0.15 ? 0 : isEqual ? 2.5 : 0.1 + random() * 3;
    let source = upper();
    let target = upper();
    if (isTwoSided) {
      source -= source % 2;
      target = Math.min(nodeCount - 1 - (nodeCount % 2), target - (target % 2) + 1);
    }
    return random() < 0.5 ? [source, target, weight] : [target, source, weight];
  });
  const restart = Array.from({ length: nodeCount }, () => (random() < 0.6 ? 0 : random()));
  restart[upper()] = 0.5;
  return pageRankCase(nodeCount, edges, restart, 0.05 + random() * 0.95);
}

/** Sum of absolute differences. */
export function distanceOf(left: ArrayLike<number>, right: ArrayLike<number>): number {
  return Array.from(left, (value, index) => Math.abs(value - right[index]!)).reduce(
    (sum, part) => sum + part,
    0,
  );
}
