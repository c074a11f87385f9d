import { describe, expect, it } from 'vitest';
import { transpose } from '../../../../src/core/graph/csr.ts';
import { buildPushGraph, pushPageRank } from '../../../../src/core/ranking/pagerank/push-pagerank.ts';
import { csrOf, distanceOf, type WeightedEdge } from '../../../oracle/pagerank-graphs.ts';

const options = { restartProbability: 0.15, nodeEpsilon: 1e-6, edgesMax: 1e6 };
const at = (...nodes: number[]) => ({
  nodes: Uint32Array.from(nodes),
  weights: new Float64Array(nodes.length).fill(1),
});
const graphOf = (nodeCount: number, edges: readonly WeightedEdge[]) => {
  const forward = csrOf(nodeCount, edges);
  return buildPushGraph(nodeCount, [forward, transpose(forward, 0, nodeCount)]);
};
const chain = (length: number): WeightedEdge[] =>
  Array.from({ length: length - 1 }, (_, node): WeightedEdge => [node, node + 1, 1]);

describe('pushPageRank', () => {
  it('does not look beyond what the bound asks for', () => {
    const { scores, edgesSeen } = pushPageRank(graphOf(1000, chain(1000)), at(0), null, {
      ...options,
      nodeEpsilon: 1e-3,
    });
    expect(scores[0]).toBeGreaterThan(scores[2]!);
    expect(scores.subarray(100).every((score) => score === 0)).toBe(true);
    expect(edgesSeen).toBeLessThan(2000);
  });

  it('needs less from earlier scores, also after an edge was added', () => {
    const edges = chain(60);
    const before = pushPageRank(graphOf(60, edges), at(0), null, options);
    const changed: WeightedEdge[] = [...edges, [50, 55, 1]];
    const fresh = pushPageRank(graphOf(60, changed), at(0), null, options);
    const continued = pushPageRank(graphOf(60, changed), at(0), before.scores, options);
    expect(continued.edgesSeen).toBeLessThan(fresh.edgesSeen / 2);
    expect(distanceOf(continued.scores, fresh.scores)).toBeLessThanOrEqual(
      continued.errorBound + fresh.errorBound,
    );
  });

  it('gives all to a lonely restart and nothing to other parts', () => {
    expect(distanceOf(pushPageRank(graphOf(2, []), at(0), null, options).scores, [1, 0])).toBeLessThan(1e-12);
    const { scores } = pushPageRank(
      graphOf(4, [
        [0, 1, 1],
        [2, 3, 1],
      ]),
      at(0),
      null,
      options,
    );
    expect([scores[2], scores[3]]).toEqual([0, 0]);
  });

  it('refuses what means nothing, and says when the edges run out', () => {
    const graph = graphOf(3, chain(3));
    const refused = (run: () => unknown, code: string, message: string) =>
      expect(run).toThrow(expect.objectContaining({ code, message: expect.stringContaining(message) }));
    refused(() => pushPageRank(graph, at(), null, options), 'request-invalid', 'empty');
    refused(() => pushPageRank(graph, at(3), null, options), 'request-invalid', 'names node index 3');
    refused(
      () => pushPageRank(graph, at(0), null, { ...options, nodeEpsilon: 0 }),
      'request-invalid',
      'epsilon is 0',
    );
    refused(
      () => pushPageRank(graph, at(0), null, { ...options, edgesMax: 2 }),
      'limit-exceeded',
      'looked at 2 edges',
    );
    const broken = (weight: number) => () => graphOf(2, [[0, 1, weight]]);
    refused(broken(-1), 'request-invalid', 'has -1');
    refused(broken(Number.NaN), 'request-invalid', 'has NaN');
    refused(broken(Number.POSITIVE_INFINITY), 'request-invalid', 'has Infinity');
  });
});
