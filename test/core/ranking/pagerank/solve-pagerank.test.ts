import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/core/random.ts';
import {
  pageRankOptionsDefault,
  solvePageRank,
} from '../../../../src/core/ranking/pagerank/solve-pagerank.ts';
import { buildUndirectedGraph } from '../../../../src/core/ranking/pagerank/undirected-graph.ts';
import { csrOf, distanceOf, type WeightedEdge } from '../../../oracle/pagerank-graphs.ts';

const exactly = { ...pageRankOptionsDefault, epsilon: 1e-12 };
const at = (...nodes: number[]) => ({
  nodes: Uint32Array.from(nodes),
  weights: new Float64Array(nodes.length).fill(1),
});
const graphOf = (nodeCount: number, edges: readonly WeightedEdge[]) =>
  buildUndirectedGraph(nodeCount, [csrOf(nodeCount, edges)]);
const solve = (nodeCount: number, edges: readonly WeightedEdge[], nodes: number[], options = exactly) =>
  solvePageRank(graphOf(nodeCount, edges), { restart: at(...nodes), start: null }, options);

const randomEdges = (seed: number, count: number, users: number, items: number): WeightedEdge[] => {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => [
    Math.floor(random() * users),
    users + Math.floor(random() ** 2 * items),
    1,
  ]);
};

describe('solvePageRank', () => {
  it('gives the numbers of a graph solved by hand', () => {
    // Two nodes and one edge, restart at the first with 1/2: x0 = 1/2 + x1 / 2, x1 = x0 / 2.
    const { scores } = solve(2, [[0, 1, 3]], [0], { ...exactly, restartProbability: 0.5 });
    expect(distanceOf(scores, [2 / 3, 1 / 3])).toBeLessThan(1e-12);
  });

  it('takes about as many passes as the theory says, and half of them where the graph has sides', () => {
    const sided = randomEdges(1, 3000, 300, 100);
    const odd: WeightedEdge[] = [...sided, [0, 0, 1]];
    const passes = (edges: readonly WeightedEdge[], epsilon: number): number =>
      solve(400, edges, [3], { ...exactly, epsilon }).passes;
    expect(passes(sided, 1e-10)).toBeLessThanOrEqual(24);
    expect(passes(odd, 1e-10)).toBeLessThanOrEqual(48);
    expect(passes(odd, 1e-10)).toBeGreaterThan(passes(sided, 1e-10));
    expect(passes(sided, 0.01)).toBeLessThanOrEqual(7);
  });

  it('needs fewer passes from earlier scores', () => {
    const edges = randomEdges(2, 3000, 300, 100);
    const before = solve(400, edges, [3]);
    const changed = graphOf(400, [...edges, [200, 399, 1]]);
    const warm = solvePageRank(changed, { restart: at(3), start: before.scores }, pageRankOptionsDefault);
    const cold = solvePageRank(changed, { restart: at(3), start: null }, pageRankOptionsDefault);
    expect(warm.passes).toBeLessThan(cold.passes);
    const exact = solvePageRank(changed, { restart: at(3), start: null }, exactly);
    expect(distanceOf(warm.scores, exact.scores)).toBeLessThanOrEqual(warm.errorBound + 1e-12);
  });

  it('gives exactly 0 to what no walk reaches, all to a lonely restart, and follows a restart of 1', () => {
    const apart: WeightedEdge[] = [
      [0, 1, 1],
      [2, 3, 1],
    ];
    const { scores } = solve(4, apart, [0]);
    expect([scores[2], scores[3]]).toEqual([0, 0]);
    expect(distanceOf(solve(2, [], [1]).scores, [0, 1])).toBeLessThan(1e-12);
    expect(distanceOf(solve(1, [[0, 0, 1]], [0]).scores, [1])).toBeLessThan(1e-12);
    expect([...solve(2, [[0, 1, 1]], [0, 1], { ...exactly, restartProbability: 1 }).scores]).toEqual([
      0.5, 0.5,
    ]);
  });

  it('shares restarts between lonely and joined nodes', () => {
    // One lonely node and a pair: the lonely one sends the walk back to the restarts, half of them at itself.
    const { scores } = solve(3, [[1, 2, 1]], [0, 1]);
    const restarts = 0.15 / (1 - 0.85 * 0.5);
    expect(scores[0]).toBeCloseTo(restarts / 2, 12);
    expect(scores.reduce((sum, score) => sum + score, 0)).toBeCloseTo(1, 10);
  });

  it('does not depend on the scale of weights and restarts, nor on the names of nodes', () => {
    const edges: WeightedEdge[] = [
      [0, 1, 1],
      [1, 2, 2],
      [2, 3, 1],
      [3, 4, 5],
    ];
    const plain = solve(5, edges, [1]).scores;
    const scaled = solve(
      5,
      edges.map(([source, target, weight]): WeightedEdge => [source, target, weight * 1e200]),
      [1],
    ).scores;
    expect(distanceOf(plain, scaled)).toBeLessThan(1e-12);
    const renamed = solve(
      5,
      edges.map(([source, target, weight]): WeightedEdge => [4 - source, 4 - target, weight]),
      [3],
    ).scores;
    expect(distanceOf(plain, renamed.toReversed())).toBeLessThan(1e-12);
  });

  it('refuses what means nothing, and says when the passes run out', () => {
    const refused = (run: () => unknown, code: string, message: string) =>
      expect(run).toThrow(expect.objectContaining({ code, message: expect.stringContaining(message) }));
    const edges: WeightedEdge[] = [
      [0, 1, 1],
      [1, 2, 1],
    ];
    refused(() => solve(3, edges, []), 'request-invalid', 'empty');
    refused(() => solve(3, edges, [3]), 'request-invalid', 'names node index 3');
    refused(
      () => solve(3, edges, [0], { ...exactly, restartProbability: 0 }),
      'request-invalid',
      'restart probability is 0',
    );
    refused(
      () => solve(3, edges, [0], { ...exactly, epsilon: Number.NaN }),
      'request-invalid',
      'epsilon is NaN',
    );
    refused(
      () => solve(3, edges, [0], { ...exactly, passesMax: 2 }),
      'limit-exceeded',
      'stopped after 2 passes',
    );
    for (const [weight, message] of [
      [-1, 'from node index 0 to 1 is -1'],
      [Number.NaN, 'is NaN'],
      [Number.POSITIVE_INFINITY, 'in sum at node index 0 is Infinity'],
    ] as const)
      refused(() => graphOf(2, [[0, 1, weight]]), 'request-invalid', message);
  });
});
