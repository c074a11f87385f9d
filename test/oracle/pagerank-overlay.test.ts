import { describe, expect, it } from 'vitest';
import { overlayNone, overlaySnapshot } from '../../src/core/graph/overlay.ts';
import type { GraphSnapshot } from '../../src/core/graph/snapshot.ts';
import { buildPushGraph, pushPageRank } from '../../src/core/ranking/pagerank/push-pagerank.ts';
import { pageRankOptionsDefault, solvePageRank } from '../../src/core/ranking/pagerank/solve-pagerank.ts';
import { buildUndirectedGraph } from '../../src/core/ranking/pagerank/undirected-graph.ts';
import { bothWays } from '../fixtures/both-ways.ts';
import { smallSnapshot } from '../fixtures/small-graph.ts';
import { densePageRank } from './dense-pagerank.ts';
import { distanceOf } from './pagerank-graphs.ts';

const snapshot = smallSnapshot({
  relations: {
    RATED: {
      role: 'interaction',
      edges: [
        ['User:mara', 'Item:kilo'],
        ['User:mara', 'Item:lima'],
        ['User:p', 'Item:lima'],
        ['User:p', 'Item:oscar'],
      ],
    },
    MADE_BY: {
      edges: [
        ['Item:kilo', 'Attribute:olive'],
        ['Item:oscar', 'Attribute:olive'],
      ],
    },
  },
});
// Nodes in order: attribute olive, items kilo, lima, oscar, users mara, p.
const [olive, kilo, lima, oscar, mara, p] = [0, 1, 2, 3, 4, 5];
const virtual = snapshot.keys.count;
const edge = (type: string, source: number, target: number, weight = 1) => ({
  type,
  source,
  target,
  weight,
  role: type === 'MADE_BY' ? ('link' as const) : ('interaction' as const),
  rating: Number.NaN,
  time: Number.NaN,
});

const overlays = {
  'an added relationship': { ...overlayNone, addEdges: [edge('RATED', mara, oscar, 2)] },
  'a removed one': { ...overlayNone, removeEdges: [edge('RATED', mara, lima)] },
  'one of another weight': { ...overlayNone, reweight: [edge('MADE_BY', kilo, olive, 5)] },
  'one that closes an odd circle': { ...overlayNone, addEdges: [edge('MADE_BY', kilo, oscar)] },
  'a virtual user': {
    addEdges: [edge('RATED', virtual, lima), edge('RATED', virtual, kilo, 3)],
    removeEdges: [edge('RATED', p, oscar)],
    reweight: [],
    virtualUser: { id: 'someone', name: '' },
  },
};

const exactOf = (graph: GraphSnapshot, restart: number): number[] => {
  const { count } = graph.keys;
  const weights = Array.from({ length: count }, () => new Array<number>(count).fill(0));
  for (const { firstNode, offsets, targets, weights: given } of bothWays(graph)) {
    for (let row = 0; row < offsets.length - 1; row++)
      for (let slot = offsets[row]!; slot < offsets[row + 1]!; slot++)
        weights[firstNode + row]![targets[slot]!]! += given[slot]!;
  }
  const vector = Array.from({ length: count }, (_, node) => (node === restart ? 1 : 0));
  return densePageRank(weights, vector, 0.15);
};

describe.each(Object.entries(overlays))('PageRank with %s', (_, overlay) => {
  const changed = overlaySnapshot(snapshot, overlay);
  const { count } = changed.keys;
  const source = overlay.virtualUser === null ? mara : virtual;
  const restart = { nodes: Uint32Array.of(source), weights: Float64Array.of(1) };
  const exact = exactOf(changed, source);
  // Scores of the graph before the change, with nothing for a node that was not there.
  const before = Float64Array.from({ length: count }, (_entry, node) => exactOf(snapshot, mara)[node] ?? 0);

  it('is that of the changed graph by passes, from nothing and from the scores before', () => {
    const forward = changed.relations.map((relation) => relation.forward);
    const graph = buildUndirectedGraph(count, forward);
    for (const start of [null, before]) {
      const { scores } = solvePageRank(
        graph,
        { restart, start },
        { ...pageRankOptionsDefault, epsilon: 1e-11 },
      );
      expect(distanceOf(scores, exact)).toBeLessThan(2e-11);
    }
  });

  it('is that of the changed graph by push, from nothing and from the scores before', () => {
    const graph = buildPushGraph(count, bothWays(changed));
    const options = { restartProbability: 0.15, nodeEpsilon: 1e-12, edgesMax: 1e6 };
    for (const start of [null, before]) {
      const solved = pushPageRank(graph, restart, start, options);
      expect(distanceOf(solved.scores, exact)).toBeLessThan(solved.errorBound + 1e-12);
      expect(solved.errorBound).toBeLessThan(1e-10);
    }
  });
});
