import { describe, expect, it } from 'vitest';
import { type Csr, edgesEnd, edgesStart } from '../../../src/core/graph/csr.ts';
import { buildRelation, type RelationColumns, type RelationEdges } from '../../../src/core/graph/snapshot.ts';
import { createRandom } from '../../../src/core/random.ts';
import { smallSnapshot } from '../../fixtures/small-graph.ts';

interface Edge {
  readonly source: number;
  readonly target: number;
  readonly weight: number;
  readonly rating: number;
  readonly time: number;
}

describe('a relation', () => {
  it('has the same edges both ways, sorted, for any order of reading', () => {
    const random = createRandom(4);
    for (let round = 0; round < 60; round++) {
      const edges = Array.from(
        { length: Math.floor(random() * 25) },
        (): Edge => ({
          source: 3 + Math.floor(random() * 5),
          target: Math.floor(random() * 6),
          weight: Math.floor(random() * 2),
          rating: random() < 0.3 ? Number.NaN : Math.floor(random() * 3),
          time: random() < 0.3 ? Number.NaN : Math.floor(random() * 3),
        }),
      );
      const relation = buildRelation(columnsOf(edges), 8);
      const shuffled = edges
        .map((edge) => ({ edge, key: random() }))
        .sort((left, right) => left.key - right.key);
      expect(buildRelation(columnsOf(shuffled.map(({ edge }) => edge)), 8)).toEqual(relation);
      expect(pairsOf(relation.forward)).toEqual(edges.map((edge) => `${edge.source} ${edge.target}`).sort());
      expect(
        pairsOf(relation.backward)
          .map((pair) => pair.split(' ').reverse().join(' '))
          .sort(),
      ).toEqual(pairsOf(relation.forward));
      expect(isSorted(relation)).toBe(true);
    }
  });

  it('keeps ratings and times beside their edges', () => {
    const relation = buildRelation(
      columnsOf([
        { source: 1, target: 0, weight: 1, rating: 5, time: 20 },
        { source: 1, target: 0, weight: 1, rating: 2, time: 10 },
        { source: 0, target: 1, weight: 1, rating: 4, time: Number.NaN },
      ]),
      2,
    );
    expect(Array.from(relation.ratings ?? [])).toEqual([4, 2, 5]);
    expect(Array.from(relation.times ?? [])).toEqual([Number.NaN, 10, 20]);
  });

  it('without an edge has no rows', () => {
    const relation = buildRelation(columnsOf([]), 4);
    expect([edgesStart(relation.forward, 2), edgesEnd(relation.forward, 2)]).toEqual([0, 0]);
  });
});

describe('the id of a snapshot', () => {
  const edges = [
    ['User:a', 'Item:x'],
    ['User:b', 'Item:x'],
    ['User:a', 'Item:y'],
  ] as const;
  const idOf = (list: readonly (readonly [string, string, number?])[], names = {}): string =>
    smallSnapshot({ relations: { BOUGHT: { role: 'interaction', edges: list } }, names }).id;

  it('is the same for the same facts in another order', () => {
    expect(idOf([edges[2], edges[0], edges[1]])).toBe(idOf(edges));
  });

  it('changes with an edge, a weight and a name', () => {
    const ids = new Set([
      idOf(edges),
      idOf(edges.slice(1)),
      idOf([['User:a', 'Item:x', 2], edges[1], edges[2]]),
      idOf(edges, { 'Item:x': 'Ex' }),
    ]);
    expect(ids.size).toBe(4);
  });
});

function columnsOf(edges: readonly Edge[]): RelationColumns {
  return {
    type: 'R',
    role: 'interaction',
    count: edges.length,
    sources: Uint32Array.from(edges, (edge) => edge.source),
    targets: Uint32Array.from(edges, (edge) => edge.target),
    weights: Float64Array.from(edges, (edge) => edge.weight),
    ratings: Float64Array.from(edges, (edge) => edge.rating),
    times: Float64Array.from(edges, (edge) => edge.time),
  };
}

function pairsOf(csr: Csr): string[] {
  const pairs: string[] = [];
  for (let node = 0; node < 8; node++) {
    for (let slot = edgesStart(csr, node); slot < edgesEnd(csr, node); slot++)
      pairs.push(`${node} ${csr.targets[slot]}`);
  }
  return pairs.sort();
}

function isSorted({ forward }: RelationEdges): boolean {
  for (let node = 0; node < 8; node++) {
    for (let slot = edgesStart(forward, node) + 1; slot < edgesEnd(forward, node); slot++) {
      if ((forward.targets[slot - 1] ?? 0) > (forward.targets[slot] ?? 0)) return false;
    }
  }
  return true;
}
