import { assert } from '../../src/core/assert.ts';
import { EngineError } from '../../src/core/errors.ts';
import { type Csr, edgesEnd } from '../../src/core/graph/csr.ts';
import { checkRestartNumbers, scaledRestart } from '../../src/core/ranking/pagerank/restart.ts';

/** What personalised PageRank walks over and where it restarts. */
export interface PageRankRequest {
  readonly nodeCount: number;
  /** The walk takes the edges of all of them; an undirected graph has each edge in both directions. Weights are ≥ 0. */
  readonly edges: readonly Csr[];
  /** One entry a node, ≥ 0, not all 0; need not sum to 1. */
  readonly restart: Float64Array;
  /** Chance of a restart at each step, above 0 and at most 1; the damping factor is 1 minus this. */
  readonly restartProbability?: number;
  /** Most that the scores may differ from the exact ones in L1, dimensionless. */
  readonly epsilon?: number;
  readonly iterationsMax?: number;
}

/** Scores and what is known about their error. */
export interface PageRankResult {
  /** One entry a node, ≥ 0, sums to 1. */
  readonly scores: Float64Array;
  readonly iterations: number;
  /** Bound on the L1 distance between `scores` and the exact solution, up to rounding; at most `epsilon`. */
  readonly errorBound: number;
}

/** What a request that does not say gets. 157 iterations reach this epsilon whatever the graph. */
export const pageRankDefaults = { restartProbability: 0.15, epsilon: 1e-10, iterationsMax: 1000 } as const;

/**
 * Returns the solution x of x = c r + (1 - c) Pᵀ x by power iteration, where r is the restart vector scaled to sum 1,
 * c the restart probability and P the row-normalised sum of all edges. From a node without an edge of positive weight
 * the walk restarts. Parallel edges add their weights; a self-loop keeps its part where it is (walked both ways it stands
 * twice, as in a degree); nodes that no walk from r reaches have exactly 0.
 * One iteration shrinks the L1 error by 1 - c, so after a change of d the error is at most d (1 - c) / c: the iteration
 * ends when that is at most epsilon. Throws `request-invalid` for a restart vector that is empty, all zero, negative
 * or not finite, for such weights, and for numbers out of range; `limit-exceeded` when iterationsMax comes first.
 * Cost: O(edges × iterations), two arrays of one number a node beside the result.
 * Source: Page, Brin, Motwani, Winograd 1999, sections 2.5 and 6; Haveliwala 2002 for the restart vector.
 */
export function personalisedPageRank(request: PageRankRequest): PageRankResult {
  const { nodeCount, edges } = request;
  const { restartProbability, epsilon, iterationsMax } = { ...pageRankDefaults, ...request };
  checkRestartNumbers(restartProbability, epsilon);
  const restart = denseRestart(request.restart, nodeCount);
  const outWeights = sumOutWeights(edges, nodeCount);
  let scores = restart.slice();
  let next = new Float64Array(nodeCount);
  let errorBound = Number.POSITIVE_INFINITY;
  let iterations = 0;
  while (errorBound > epsilon) {
    if (iterations === iterationsMax) throw iterationsExceeded(iterationsMax, errorBound, epsilon);
    step(edges, outWeights, restart, restartProbability, scores, next);
    errorBound = (distance(scores, next) * (1 - restartProbability)) / restartProbability;
    [scores, next] = [next, scores];
    iterations++;
  }
  return { scores, iterations, errorBound };
}

/** Writes one iteration to `out`: c r + (1 - c) Pᵀ x, with the mass of nodes without edges going to r. */
function step(
  edges: readonly Csr[],
  outWeights: Float64Array,
  restart: Float64Array,
  restartProbability: number,
  scores: Float64Array,
  out: Float64Array,
): void {
  out.fill(0);
  for (const csr of edges) spread(csr, outWeights, 1 - restartProbability, scores, out);
  // What did not go along an edge restarts. Taking it as the rest to 1 keeps the sum at 1 in spite of rounding.
  let spreadMass = 0;
  for (let node = 0; node < out.length; node++) spreadMass += out[node]!;
  const restartMass = Math.max(0, 1 - spreadMass);
  for (let node = 0; node < out.length; node++) out[node]! += restartMass * restart[node]!;
}

/** Adds `factor` times the mass that flows along the edges of one matrix. The hot loop: O(edges). */
function spread(
  csr: Csr,
  outWeights: Float64Array,
  factor: number,
  scores: Float64Array,
  out: Float64Array,
): void {
  const { firstNode, offsets, targets, weights } = csr;
  for (let row = 0; row < offsets.length - 1; row++) {
    const score = scores[firstNode + row]!;
    if (score === 0) continue;
    const outWeight = outWeights[firstNode + row]!;
    if (outWeight === 0) continue;
    const mass = (factor * score) / outWeight;
    const end = offsets[row + 1]!;
    for (let slot = offsets[row]!; slot < end; slot++) out[targets[slot]!]! += mass * weights[slot]!;
  }
}

function distance(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let node = 0; node < left.length; node++) sum += Math.abs(left[node]! - right[node]!);
  return sum;
}

function sumOutWeights(edges: readonly Csr[], nodeCount: number): Float64Array {
  const sums = new Float64Array(nodeCount);
  for (const csr of edges) {
    for (let row = 0; row < csr.offsets.length - 1; row++) {
      const node = csr.firstNode + row;
      const end = edgesEnd(csr, node);
      for (let slot = csr.offsets[row]!; slot < end; slot++) {
        const weight = csr.weights[slot]!;
        if (!(weight >= 0)) throw invalidWeight(weight, node, csr.targets[slot]!);
        sums[node]! += weight;
      }
      if (sums[node] === Number.POSITIVE_INFINITY) throw invalidWeight(sums[node]!, node, null);
    }
  }
  return sums;
}

function denseRestart(restart: Float64Array, nodeCount: number): Float64Array {
  assert(restart.length === nodeCount, 'a restart vector has one entry a node');
  const nodes = Uint32Array.from(restart, (_, node) => node);
  return scaledRestart({ nodes, weights: restart }, nodeCount).weights;
}

function invalidWeight(weight: number, source: number, target: number | null): EngineError {
  const where = target === null ? `in sum at node index ${source}` : `from node index ${source} to ${target}`;
  return new EngineError(
    'request-invalid',
    `PageRank needs finite weights of at least 0; the weight ${where} is ${weight}. Leave that relation out.`,
  );
}

function iterationsExceeded(iterationsMax: number, errorBound: number, epsilon: number): EngineError {
  return new EngineError(
    'limit-exceeded',
    `PageRank stopped after ${iterationsMax} iterations with an error of at most ${errorBound.toExponential(1)}, above ${epsilon}. Allow more iterations or a larger epsilon.`,
  );
}
