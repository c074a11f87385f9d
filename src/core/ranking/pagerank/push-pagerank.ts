import { EngineError } from '../../errors.ts';
import type { Csr } from '../../graph/csr.ts';
import { checkRestartNumbers, type RestartVector, scaledRestart } from './restart.ts';

/** An undirected graph as a push walks it, made once for many restart vectors. */
export interface PushGraph {
  readonly nodeCount: number;
  /** Every edge from both ends. */
  readonly edges: readonly Csr[];
  /** Sum of the weights of a node's edges, one entry a node. */
  readonly degrees: Float64Array;
}

/** What a push may be told. */
export interface PushOptions {
  readonly restartProbability: number;
  /** Most that the score of a node may differ from the exact one, in units of its degree. */
  readonly nodeEpsilon: number;
  /** Most edges looked at. */
  readonly edgesMax: number;
}

/** Scores and what is known about the error of each. */
export interface PushScores {
  /** One entry a node, ≥ 0. */
  readonly scores: Float64Array;
  /** |score - exact| ≤ `nodeBound` × degree at every node; at most `nodeEpsilon`. */
  readonly nodeBound: number;
  /** Bound on the L1 distance to the exact solution: the mass that was not pushed. */
  readonly errorBound: number;
  readonly edgesSeen: number;
}

/**
 * Returns the graph of edges that stand from both ends. Throws `request-invalid` for weights without meaning. Cost:
 * O(edges).
 */
export function buildPushGraph(nodeCount: number, edges: readonly Csr[]): PushGraph {
  const degrees = new Float64Array(nodeCount);
  for (const { firstNode, offsets, weights } of edges) {
    for (let row = 0; row < offsets.length - 1; row++) {
      for (let slot = offsets[row]!; slot < offsets[row + 1]!; slot++) {
        const weight = weights[slot]!;
        if (!(weight >= 0)) throw invalidWeight(firstNode + row, weight);
        degrees[firstNode + row]! += weight;
      }
    }
  }
  degrees.forEach((degree, node) => {
    if (!(degree < Number.POSITIVE_INFINITY)) throw invalidWeight(node, degree);
  });
  return { nodeCount, edges, degrees };
}

/**
 * Returns personalised PageRank near the restarts by forward push: residual mass of a node, where it is more than
 * `nodeEpsilon` times the degree, is kept in part and handed on in part, until no node has that much. What is left at u
 * adds at most |r(u)| π_u(v) to v, and π_u(v) d(u) = π_v(u) d(v) in an undirected graph, hence the bound of each node.
 * `start` (one entry a node, or null) continues from earlier scores, also those of a graph that has changed since: mass
 * may then be negative. Nodes are pushed in the order they came to need it. Throws `request-invalid`,
 * and `limit-exceeded` after `edgesMax` edges. Cost: O(1 / (c nodeEpsilon)) edges without `start`, which adds the edges of
 * the nodes that have a score in it; on graphs where hubs join everything, `solvePageRank` is faster.
 * Source: Andersen, Chung and Lang 2006, section 3; Zhang, Lofgren and Goel 2016 for changed graphs.
 */
export function pushPageRank(
  graph: PushGraph,
  restart: RestartVector,
  start: Float64Array | null,
  options: PushOptions,
): PushScores {
  const { restartProbability, nodeEpsilon } = options;
  checkRestartNumbers(restartProbability, nodeEpsilon);
  const scores = start === null ? new Float64Array(graph.nodeCount) : start.slice();
  const residuals = firstResiduals(graph, restart, scores, restartProbability);
  const edgesSeen = pushAll(graph, scores, residuals, options);
  let errorBound = 0;
  let nodeBound = 0;
  residuals.forEach((residual, node) => {
    if (residual === 0) return;
    errorBound += Math.abs(residual);
    nodeBound = Math.max(nodeBound, Math.abs(residual) / graph.degrees[node]!);
  });
  return { scores: scores.map((score) => Math.max(0, score)), nodeBound, errorBound, edgesSeen };
}

/** Sets the scores of nodes without edges, which are known, and returns what the scores leave open at the others. */
function firstResiduals(
  graph: PushGraph,
  given: RestartVector,
  scores: Float64Array,
  restartProbability: number,
): Float64Array {
  const { degrees } = graph;
  const { nodes, weights } = scaledRestart(given, graph.nodeCount);
  const residuals = new Float64Array(graph.nodeCount);
  let isolated = 0;
  nodes.forEach((node, entry) => {
    if (degrees[node] === 0) isolated += weights[entry]!;
  });
  // From a node without edges the walk restarts, so all restarts together are that much more.
  const factor = 1 / (1 - (1 - restartProbability) * isolated);
  scores.forEach((score, node) => {
    if (score === 0) return;
    if (degrees[node] === 0) scores[node] = 0;
    else {
      residuals[node]! -= score / restartProbability;
      handOn(graph, node, score / restartProbability, 1 - restartProbability, residuals);
    }
  });
  nodes.forEach((node, entry) => {
    if (degrees[node] === 0) scores[node]! += restartProbability * factor * weights[entry]!;
    else residuals[node]! += factor * weights[entry]!;
  });
  return residuals;
}

function pushAll(
  graph: PushGraph,
  scores: Float64Array,
  residuals: Float64Array,
  { restartProbability, nodeEpsilon, edgesMax }: PushOptions,
): number {
  const { degrees, nodeCount } = graph;
  const isWaiting = new Uint8Array(nodeCount);
  // A node waits at most once, so a ring of one place a node suffices.
  const waiting = new Uint32Array(nodeCount);
  let first = 0;
  let count = 0;
  let edgesSeen = 0;
  const enqueue = (node: number): void => {
    if (isWaiting[node] === 1 || Math.abs(residuals[node]!) <= nodeEpsilon * degrees[node]!) return;
    isWaiting[node] = 1;
    waiting[(first + count++) % nodeCount] = node;
  };
  for (let node = 0; node < nodeCount; node++) enqueue(node);
  while (count > 0) {
    if (edgesSeen > edgesMax) throw tooMany(edgesMax, nodeEpsilon);
    const node = waiting[first]!;
    first = (first + 1) % nodeCount;
    count--;
    isWaiting[node] = 0;
    const residual = residuals[node]!;
    scores[node]! += restartProbability * residual;
    residuals[node] = 0;
    edgesSeen += handOn(graph, node, residual, 1 - restartProbability, residuals, enqueue);
  }
  return edgesSeen;
}

/** Adds `factor` times the mass to the neighbours by weight; returns the number of edges. */
function handOn(
  { edges, degrees }: PushGraph,
  node: number,
  mass: number,
  factor: number,
  out: Float64Array,
  onTarget?: (target: number) => void,
): number {
  const share = (factor * mass) / degrees[node]!;
  let seen = 0;
  for (const { firstNode, offsets, targets, weights } of edges) {
    const row = node - firstNode;
    if (row < 0 || row >= offsets.length - 1) continue;
    for (let slot = offsets[row]!; slot < offsets[row + 1]!; slot++) {
      const target = targets[slot]!;
      out[target]! += share * weights[slot]!;
      onTarget?.(target);
      seen++;
    }
  }
  return seen;
}

function invalidWeight(node: number, weight: number): EngineError {
  return new EngineError(
    'request-invalid',
    `PageRank needs finite weights of at least 0; node index ${node} has ${weight}. Leave that relation out.`,
  );
}

function tooMany(edgesMax: number, nodeEpsilon: number): EngineError {
  return new EngineError(
    'limit-exceeded',
    `The push looked at ${edgesMax} edges without reaching the bound of ${nodeEpsilon} a degree. Allow a larger bound, or solve for the whole graph.`,
  );
}
