import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/core/random.ts';
import { twoSides } from '../../../../src/core/ranking/pagerank/two-sides.ts';
import { csrOf, type WeightedEdge } from '../../../oracle/pagerank-graphs.ts';

const sidesOf = (nodeCount: number, edges: readonly WeightedEdge[]) =>
  twoSides(nodeCount, [csrOf(nodeCount, edges)]);

describe('twoSides', () => {
  it('puts the smaller half of each part on side 0', () => {
    const star: WeightedEdge[] = [
      [0, 1, 1],
      [2, 0, 1],
      [0, 3, 1],
      [4, 6, 1],
      [5, 6, 1],
    ];
    expect([...(sidesOf(7, star) ?? [])]).toEqual([0, 1, 1, 1, 1, 1, 0]);
  });

  it('finds none where there is an odd circle or a self-loop, and ignores edges of weight 0', () => {
    const triangle = (last: number): WeightedEdge[] => [
      [0, 1, 1],
      [1, 2, 1],
      [2, 0, last],
    ];
    expect(sidesOf(3, triangle(1))).toBeNull();
    expect(sidesOf(3, triangle(0))).not.toBeNull();
    expect(sidesOf(1, [[0, 0, 1]])).toBeNull();
  });

  it('separates the ends of every edge of random graphs that were made of two sides', () => {
    const random = createRandom(3);
    for (let round = 0; round < 100; round++) {
      const nodeCount = 60;
      const hidden = Array.from({ length: nodeCount }, () => random() < 0.3);
      const end = (): number => Math.floor(random() * nodeCount);
      const edges = Array.from({ length: 70 }, (): WeightedEdge => [end(), end(), 1]).filter(
        ([source, target]) => hidden[source] !== hidden[target],
      );
      const sides = sidesOf(nodeCount, edges);
      for (const [source, target] of edges) expect(sides?.[source]).not.toBe(sides?.[target]);
    }
  });
});
