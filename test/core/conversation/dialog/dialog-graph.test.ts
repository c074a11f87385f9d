import { describe, expect, it } from 'vitest';
import {
  buildCompanions,
  buildDialogGraph,
  buildFacts,
  companionScores,
  sharedFactScores,
} from '../../../../src/core/conversation/dialog/dialog-graph.ts';
import { type Csr, edgesEnd, edgesStart } from '../../../../src/core/graph/csr.ts';
import { buildPushGraph, pushPageRank } from '../../../../src/core/ranking/pagerank/push-pagerank.ts';
import { densePageRank } from '../../../oracle/dense-pagerank.ts';

const source = {
  entityCount: 5,
  triples: [
    { head: 0, relation: 'starring', tail: 3 },
    { head: 0, relation: 'previousWork', tail: 1 },
    { head: 0, relation: 'distributor', tail: 4 },
    { head: 2, relation: 'starring', tail: 2 },
  ],
  mentions: [[0, 1, 2, 0]],
};

function edgesOf(edges: Csr, node: number): [number, number][] {
  const found: [number, number][] = [];
  for (let slot = edgesStart(edges, node); slot < edgesEnd(edges, node); slot++)
    found.push([edges.targets[slot]!, edges.weights[slot]!]);
  return found;
}

describe('buildDialogGraph', () => {
  const edges = buildDialogGraph(source, buildFacts(source), 0.1);

  it('gives each layer its share at an entity, facts by relation and co-mentions by distance', () => {
    const near = 0.9 / (1 + Math.SQRT1_2);
    const weights = new Map(edgesOf(edges, 0));
    expect([...weights.keys()]).toEqual([1, 2, 3]);
    expect(weights.get(3)).toBeCloseTo(0.1 / 6, 12);
    expect(weights.get(1)).toBeCloseTo((0.1 * 5) / 6 + near, 12);
    expect(weights.get(2)).toBeCloseTo(0.9 - near, 12);
  });

  it('goes both ways, without self-loops and without relations that are not listed', () => {
    expect(edgesOf(edges, 3)).toEqual([[0, 0.1]]);
    expect(edgesOf(edges, 2).map(([target]) => target)).toEqual([0, 1]);
    expect(edgesOf(edges, 4)).toEqual([]);
  });
});

describe('a walk on these edges', () => {
  it('is within its error bound though the two ways of a pair differ in weight', () => {
    const count = source.entityCount;
    const edges = buildDialogGraph(source, buildFacts(source), 0.1);
    const weights = Array.from({ length: count }, () => new Array<number>(count).fill(0));
    weights.forEach((row, node) => {
      for (const [target, weight] of edgesOf(edges, node)) row[target] = weight;
    });
    expect(weights[0]![1]).not.toBe(weights[1]![0]);
    const exact = densePageRank(weights, [1, 0, 0, 0.5, 0], 0.75);
    const restart = { nodes: Uint32Array.of(0, 3), weights: Float64Array.of(1, 0.5) };
    const { scores, errorBound } = pushPageRank(buildPushGraph(count, [edges]), restart, null, {
      restartProbability: 0.75,
      nodeEpsilon: 1e-3,
      edgesMax: 1e4,
    });
    const error = exact.reduce((sum, value, node) => sum + Math.abs(value - scores[node]!), 0);
    expect(errorBound).toBeLessThan(5e-3);
    expect(error).toBeLessThanOrEqual(errorBound + 1e-12);
  });
});

describe('companions', () => {
  const edges = buildCompanions({ ...source, mentions: [[0, 4, 1], [1, 0, 0], [1]] });

  it('weigh pairs by the dialogs they share and those each has', () => {
    const weights = new Map(edgesOf(edges, 0));
    expect([...weights.keys()]).toEqual([1, 4]);
    // Two dialogs of the two and three that name each, one of the two and one; five are added to each.
    expect(weights.get(1)).toBeCloseTo(2 / Math.sqrt(7 * 8), 12);
    expect(weights.get(4)).toBeCloseTo(1 / Math.sqrt(7 * 6), 12);
    expect(edgesOf(edges, 2)).toEqual([]);
  });

  it('add up over what was mentioned, older mentions less', () => {
    const mentioned = [
      { entity: 0, age: 0 },
      { entity: 4, age: 2 },
    ];
    const scores = companionScores(edges, mentioned, 0.5);
    expect(scores[1]).toBeCloseTo(Math.log(1 + 10 * (2 / Math.sqrt(56) + 0.25 / Math.sqrt(48))), 12);
    expect(scores[2]).toBe(0);
  });
});

describe('sharedFactScores', () => {
  const facts = buildFacts({
    ...source,
    triples: [
      { head: 0, relation: 'starring', tail: 3 },
      { head: 1, relation: 'starring', tail: 3 },
      { head: 1, relation: 'producer', tail: 4 },
      { head: 0, relation: 'producer', tail: 4 },
      { head: 2, relation: 'producer', tail: 4 },
    ],
  });
  const isMovie = Uint8Array.of(1, 1, 1, 0, 0);

  it('divides a value that a mentioned movie has by the root of how many have it', () => {
    const scores = sharedFactScores(facts, isMovie, [{ entity: 0, age: 1 }], 0.5);
    expect(scores[1]).toBeCloseTo(Math.log(1 + 0.5 * (1 / Math.sqrt(2) + 0.25 / Math.sqrt(3))), 12);
    expect(scores[2]).toBeCloseTo(Math.log(1 + (0.5 * 0.25) / Math.sqrt(3)), 12);
  });

  it('counts a fact with a mentioned value and goes no further from there', () => {
    const scores = sharedFactScores(facts, isMovie, [{ entity: 4, age: 0 }], 0.5);
    expect([...scores]).toEqual([Math.log1p(0.5), Math.log1p(0.5), Math.log1p(0.5), 0, 0]);
  });
});
