import { describe, expect, it } from 'vitest';
import { buildCompanions, buildDialogGraph } from '../../../../src/core/conversation/dialog/dialog-graph.ts';
import { edgesEnd, edgesStart } from '../../../../src/core/graph/csr.ts';

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

function edgesOf(node: number): [number, number][] {
  const edges = buildDialogGraph(source, 0.1);
  const found: [number, number][] = [];
  for (let slot = edgesStart(edges, node); slot < edgesEnd(edges, node); slot++)
    found.push([edges.targets[slot]!, edges.weights[slot]!]);
  return found;
}

describe('buildDialogGraph', () => {
  it('gives each layer its share at an entity, facts by relation and co-mentions by distance', () => {
    const near = 0.9 / (1 + Math.SQRT1_2);
    expect(edgesOf(0).map(([target]) => target)).toEqual([1, 1, 2, 3]);
    const sums = new Map<number, number>();
    for (const [target, weight] of edgesOf(0)) sums.set(target, (sums.get(target) ?? 0) + weight);
    expect(sums.get(3)).toBeCloseTo(0.1 / 6, 12);
    expect(sums.get(1)).toBeCloseTo((0.1 * 5) / 6 + near, 12);
    expect(sums.get(2)).toBeCloseTo(0.9 - near, 12);
  });

  it('goes both ways, without self-loops and without relations that are not listed', () => {
    expect(edgesOf(3)).toEqual([[0, 0.1]]);
    expect(edgesOf(2).map(([target]) => target)).toEqual([0, 1]);
    expect(edgesOf(4)).toEqual([]);
  });
});

describe('buildCompanions', () => {
  it('weighs pairs of movies by the dialogs they share and those each has', () => {
    const dialogs = { ...source, mentions: [[0, 4, 1], [1, 0, 0], [1]] };
    const edges = buildCompanions(dialogs, Uint8Array.of(1, 1, 1, 0, 0), Float64Array.of(2, 3, 0, 0, 1));
    const first = [edgesStart(edges, 0), edgesEnd(edges, 0)];
    expect([...edges.targets.slice(...first)]).toEqual([1, 1]);
    const sum = edges.weights.slice(...first).reduce((total, weight) => total + weight, 0);
    expect(sum).toBeCloseTo(2 / Math.sqrt(7 * 8), 12);
    expect(edgesEnd(edges, 4) - edgesStart(edges, 4)).toBe(0);
  });
});
