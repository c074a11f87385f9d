import { UndirectedGraph } from 'graphology';
import pagerankModule from 'graphology-metrics/centrality/pagerank.js';
import modularityModule from 'graphology-metrics/graph/modularity.js';
import { describe, expect, it } from 'vitest';
import { estimateSeconds, measureProjection, metricSecondsMax } from '../../../src/core/metrics/metric.ts';
import type { Projection } from '../../../src/core/metrics/projection.ts';
import { createRandom } from '../../../src/core/random.ts';

// Declared as default exports, but the modules are the functions themselves.
const graphologyPagerank = pagerankModule as unknown as typeof pagerankModule.default;
const graphologyModularity = modularityModule as unknown as typeof modularityModule.default;

const everywhere = { restart: [], isLocal: false };

const projectionOf = (
  nodeCount: number,
  edges: readonly (readonly [number, number, number?])[],
): Projection => ({
  name: 'whole',
  nodes: Uint32Array.from({ length: nodeCount }, (_, node) => node),
  edges: {
    count: edges.length,
    sources: Uint32Array.from(edges, ([source]) => source),
    targets: Uint32Array.from(edges, ([, target]) => target),
    weights: Float64Array.from(edges, ([, , weight]) => weight ?? 1),
  },
});

/** Two triangles joined by one edge between 2 and 3, and a lonely node 6. */
const bridge = projectionOf(7, [
  [0, 1],
  [0, 2],
  [1, 2],
  [2, 3],
  [3, 4],
  [3, 5],
  [4, 5],
]);

describe('measureProjection', () => {
  it('counts neighbours and the share of joined pairs', () => {
    expect([...measureProjection('degree', bridge, everywhere).values!]).toEqual([2, 2, 3, 3, 2, 2, 0]);
    expect(measureProjection('density', bridge, everywhere).value).toBeCloseTo(7 / 21, 12);
    expect(measureProjection('density', projectionOf(1, []), everywhere).value).toBeNull();
  });

  it('gives the betweenness of a graph counted by hand', () => {
    // Ways from {0, 1} to {3, 4, 5} pass node 2: 6 of the 15 pairs of other nodes.
    const values = measureProjection('betweenness', bridge, everywhere).values!;
    expect([...values].map((value) => Math.round(value * 15))).toEqual([0, 0, 6, 6, 0, 0, 0]);
    expect([...measureProjection('betweenness', projectionOf(2, [[0, 1]]), everywhere).values!]).toEqual([
      0, 0,
    ]);
  });

  it('finds the two triangles as communities, always the same', () => {
    const measured = measureProjection('modularity', bridge, everywhere);
    expect(measured.communities).toEqual([[0, 1, 2], [3, 4, 5], [6]]);
    // Newman 2004: 2 × (3/7 - (7/14)²) = 5/14.
    expect(measured.value).toBeCloseTo(5 / 14, 12);
    expect(measureProjection('modularity', bridge, everywhere)).toEqual(measured);
    expect(measureProjection('modularity', projectionOf(3, []), everywhere)).toMatchObject({
      value: null,
      communities: [],
    });
  });

  it('weighs edges in communities as graphology-metrics does', () => {
    const random = createRandom(2);
    const edges = Array.from({ length: 40 }, (_, edge): [number, number, number] => [
      edge % 9,
      9 + (edge % 11),
      1 + Math.floor(random() * 5),
    ]);
    const { value, communities } = measureProjection('modularity', projectionOf(20, edges), everywhere);
    const graph = new UndirectedGraph();
    communities!.forEach((members, community) => {
      for (const node of members) graph.addNode(node, { community });
    });
    for (const [source, target, weight] of edges) graph.addEdge(source, target, { weight });
    expect(value).toBeCloseTo(graphologyModularity(graph, { getEdgeWeight: 'weight' }), 10);
  });

  it('agrees with the PageRank of graphology-metrics without restart nodes', () => {
    const graph = new UndirectedGraph();
    for (let node = 0; node < 7; node++) graph.addNode(node);
    for (let edge = 0; edge < bridge.edges.count; edge++) {
      graph.addEdge(bridge.edges.sources[edge], bridge.edges.targets[edge], { weight: 1 });
    }
    const expected = graphologyPagerank(graph, { alpha: 0.85, getEdgeWeight: 'weight', tolerance: 1e-10 });
    const values = measureProjection('pagerank', bridge, everywhere).values!;
    values.forEach((value, node) => {
      expect(value).toBeCloseTo(expected[String(node)]!, 8);
    });
  });

  it('restarts where it is told to', () => {
    const values = measureProjection('pagerank', bridge, { restart: [0], isLocal: false }).values!;
    expect(values[0]).toBeGreaterThan(values[1]!);
    expect(values[1]).toBeGreaterThan(values[4]!);
    expect(values[6]).toBe(0);
    expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 9);
  });

  it('solves near the restarts within the bound of each node', () => {
    const exact = measureProjection('pagerank', bridge, { restart: [0], isLocal: false });
    const local = measureProjection('pagerank', bridge, { restart: [0], isLocal: true });
    expect(exact.bounds?.perDegree).toBeNull();
    expect(exact.bounds!.total).toBeLessThanOrEqual(1e-10);
    local.values!.forEach((value, node) => {
      const most = 3 * local.bounds!.perDegree! + exact.bounds!.total;
      expect(Math.abs(value - exact.values![node]!)).toBeLessThanOrEqual(most);
    });
    expect(measureProjection('degree', bridge, everywhere).bounds).toBeNull();
  });

  it('refuses what would take too long, before it starts, and says how long and what is cheaper', () => {
    const huge: Projection = { ...projectionOf(0, []), nodes: new Uint32Array(20_000) };
    const wide = { ...huge, edges: { ...huge.edges, count: 200_000 } };
    expect(() => measureProjection('betweenness', wide, everywhere)).toThrow(
      expect.objectContaining({
        code: 'limit-exceeded',
        message: expect.stringMatching(
          /betweenness of whole \(20000 nodes, 200000 edges\) would take about 21\d s; at most 30 s are allowed\. Take pagerank or degree instead, or/,
        ),
      }),
    );
  });
});

describe('estimateSeconds', () => {
  it('meets the measured 48 s of exact betweenness within a fifth, and orders the metrics by cost', () => {
    expect(estimateSeconds('betweenness', 10_000, 100_000)).toBeGreaterThan(48);
    expect(estimateSeconds('betweenness', 10_000, 100_000)).toBeLessThan(48 * 1.2);
    expect(estimateSeconds('degree', 10_000, 100_000)).toBeLessThan(
      estimateSeconds('modularity', 10_000, 100_000),
    );
    expect(estimateSeconds('modularity', 10_000, 100_000)).toBeLessThan(metricSecondsMax);
  });
});
