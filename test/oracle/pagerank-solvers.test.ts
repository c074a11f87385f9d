import { describe, expect, it } from 'vitest';
import { buildPushGraph, pushPageRank } from '../../src/core/ranking/pagerank/push-pagerank.ts';
import { solvePageRank } from '../../src/core/ranking/pagerank/solve-pagerank.ts';
import { buildUndirectedGraph } from '../../src/core/ranking/pagerank/undirected-graph.ts';
import { distanceOf, type PageRankCase, pageRankCases } from './pagerank-graphs.ts';
import { personalisedPageRank } from './power-iteration.ts';

interface Solved {
  readonly scores: Float64Array;
  readonly errorBound: number;
}

/** Every way to the same numbers. Each is asked for the given bound. */
const solvers: Readonly<Record<string, (problem: PageRankCase, epsilon: number) => Solved>> = {
  'power iteration': ({ nodeCount, forward, backward, restart, restartProbability }, epsilon) =>
    personalisedPageRank({
      nodeCount,
      edges: [forward, backward],
      restart: Float64Array.from(restart),
      restartProbability,
      epsilon,
    }),
  'Chebyshev iteration': (problem, epsilon) => solvePageRank(...chebyshevArguments(problem, null, epsilon)),
  'Chebyshev iteration, warm': (problem, epsilon) =>
    solvePageRank(...chebyshevArguments(problem, warm(problem.nodeCount), epsilon)),
  push: (problem, epsilon) => push(problem, null, epsilon),
  'push, warm': (problem, epsilon) => push(problem, warm(problem.nodeCount), epsilon),
};

function push(problem: PageRankCase, start: Float64Array | null, epsilon: number): Solved {
  const { nodeCount, forward, backward, restart, restartProbability, exact } = problem;
  const graph = buildPushGraph(nodeCount, [forward, backward]);
  const degreeSum = graph.degrees.reduce((sum, degree) => sum + degree, 0);
  const nodeEpsilon = epsilon / Math.max(1, degreeSum);
  const options = { restartProbability, nodeEpsilon, edgesMax: 1e6 };
  const solved = pushPageRank(graph, sparse(restart), start, options);
  expect(solved.nodeBound).toBeLessThanOrEqual(nodeEpsilon);
  exact.forEach((value, node) => {
    const most = solved.nodeBound * graph.degrees[node]! + 1e-13;
    expect(Math.abs(solved.scores[node]! - value)).toBeLessThanOrEqual(most);
  });
  return solved;
}

/** Scores that have nothing to do with the answer. */
function warm(nodeCount: number): Float64Array {
  return Float64Array.from({ length: nodeCount }, (_, node) => ((node * 7) % 5) / nodeCount);
}

function chebyshevArguments(
  { nodeCount, forward, restart, restartProbability }: PageRankCase,
  start: Float64Array | null,
  epsilon: number,
): Parameters<typeof solvePageRank> {
  return [
    buildUndirectedGraph(nodeCount, [forward]),
    { restart: sparse(restart), start },
    { restartProbability, epsilon, passesMax: 2000 },
  ];
}

function sparse(restart: readonly number[]): { nodes: Uint32Array; weights: Float64Array } {
  const nodes = restart.flatMap((weight, node) => (weight > 0 ? [node] : []));
  return {
    nodes: Uint32Array.from(nodes),
    weights: Float64Array.from(nodes, (node) => restart[node]!),
  };
}

const cases = pageRankCases(300, 11);

describe.each(Object.entries(solvers))('%s', (_, solve) => {
  it('meets elimination on random graphs with parallel edges, self-loops, weights of 0 and lonely nodes', () => {
    for (const problem of cases) {
      const { scores } = solve(problem, 1e-11);
      expect(distanceOf(scores, problem.exact)).toBeLessThan(2e-11);
      expect(Math.min(...scores)).toBeGreaterThanOrEqual(0);
    }
  });

  it('keeps the bound that it states, and states one that was asked for', () => {
    for (const problem of cases) {
      for (const epsilon of [0.2, 0.01, 1e-5]) {
        const { scores, errorBound } = solve(problem, epsilon);
        expect(errorBound).toBeLessThanOrEqual(epsilon);
        expect(distanceOf(scores, problem.exact)).toBeLessThanOrEqual(errorBound + 1e-13);
      }
    }
  });
});
