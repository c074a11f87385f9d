import { describe, expect, it } from 'vitest';
import { buildCsr, type Csr, sortedEdgeOrder } from '../../src/core/graph/csr.ts';
import { createRandom } from '../../src/core/random.ts';
import { densePageRank } from './dense-pagerank.ts';
import { personalisedPageRank } from './power-iteration.ts';

type Edge = readonly [source: number, target: number, weight?: number];

const csrOf = (nodeCount: number, edges: readonly Edge[]): Csr => {
  const list = {
    count: edges.length,
    sources: Uint32Array.from(edges, ([source]) => source),
    targets: Uint32Array.from(edges, ([, target]) => target),
    weights: Float64Array.from(edges, ([, , weight]) => weight ?? 1),
  };
  return buildCsr(list, sortedEdgeOrder(list, nodeCount), 0, nodeCount);
};

const rank = (
  nodeCount: number,
  edges: readonly Edge[],
  restart: readonly number[],
  restartProbability?: number,
) =>
  personalisedPageRank({
    nodeCount,
    edges: [csrOf(nodeCount, edges)],
    restart: Float64Array.from(restart),
    ...(restartProbability === undefined ? {} : { restartProbability }),
  });

const l1 = (left: ArrayLike<number>, right: ArrayLike<number>): number =>
  sum(Array.from(left, (value, index) => Math.abs(value - right[index]!)));

const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);

describe('personalisedPageRank', () => {
  it('gives the numbers of a graph solved by hand', () => {
    // a → b, b → a and c, c dangling; restart at a with 1/2.
    // c: x_c = x_b / 4; b: x_b = x_a / 2; a: x_a = 1/2 + x_b / 4 + x_c / 2 = 1/2 + x_a / 8 + x_a / 16.
    // So x_a = 8/13, x_b = 4/13, x_c = 1/13.
    const { scores, errorBound } = rank(
      3,
      [
        [0, 1],
        [1, 0],
        [1, 2],
      ],
      [1, 0, 0],
      0.5,
    );
    const expected = [8 / 13, 4 / 13, 1 / 13];
    expect(l1(scores, expected)).toBeLessThan(1e-10);
    expect(errorBound).toBeLessThanOrEqual(1e-10);
  });

  it('meets a dense solution on random graphs with parallel edges, self-loops and dangling nodes', () => {
    const random = createRandom(7);
    for (let round = 0; round < 200; round++) {
      const nodeCount = 1 + Math.floor(random() * 8);
      const edges = Array.from({ length: Math.floor(random() * 20) }, (): Edge => {
        const end = (): number => Math.floor(random() * nodeCount);
        return [end(), end(), random() < 0.1 ? 0 : random() * 3];
      });
      const restart = Array.from({ length: nodeCount }, () => (random() < 0.5 ? 0 : random()));
      restart[Math.floor(random() * nodeCount)] = 0.5;
      const restartProbability = 0.05 + random() * 0.95;
      const weights = Array.from({ length: nodeCount }, () => new Array<number>(nodeCount).fill(0));
      for (const [source, target, weight] of edges) weights[source]![target]! += weight!;
      const expected = densePageRank(weights, restart, restartProbability);
      const { scores } = rank(nodeCount, edges, restart, restartProbability);
      expect(l1(scores, expected)).toBeLessThan(2e-10);
      expect(Math.abs(sum(scores) - 1)).toBeLessThan(1e-9);
    }
  });

  it('adds the edges of several matrices and of parallel edges', () => {
    const restart = Float64Array.of(1, 0, 0);
    const apart = personalisedPageRank({
      nodeCount: 3,
      edges: [
        csrOf(3, [
          [0, 1],
          [0, 1],
          [2, 0],
        ]),
        csrOf(3, [[0, 2, 3]]),
      ],
      restart,
    });
    const together = rank(
      3,
      [
        [0, 1, 2],
        [0, 2, 3],
        [2, 0],
      ],
      [1, 0, 0],
    );
    expect(apart.scores).toEqual(together.scores);
  });

  it('does not depend on the scale of restart and weights', () => {
    const edges: Edge[] = [
      [0, 1, 1],
      [1, 2, 2],
      [2, 0, 1],
      [1, 0, 4],
    ];
    const once = rank(3, edges, [1, 0, 3]);
    const scaled = rank(
      3,
      edges.map(([from, to, weight]): Edge => [from, to, weight! * 8]),
      [1e308, 0, 1.5e308],
    );
    const same = rank(3, edges, [1, 0, 1.5]);
    expect(l1(scaled.scores, same.scores)).toBeLessThan(1e-12);
    expect(once.scores[2]).toBeGreaterThan(same.scores[2]!);
  });

  it('gives exactly 0 to what a walk cannot reach, and everything to a lonely restart', () => {
    const { scores } = rank(
      4,
      [
        [0, 1],
        [1, 0],
        [2, 3],
      ],
      [1, 0, 0, 0],
    );
    expect([scores[2], scores[3]]).toEqual([0, 0]);
    expect([...rank(2, [], [0, 5]).scores]).toEqual([0, 1]);
    expect([...rank(2, [[0, 0]], [1, 0]).scores]).toEqual([1, 0]);
    expect([...rank(2, [[0, 1]], [1, 1], 1).scores]).toEqual([0.5, 0.5]);
  });

  it.each([
    ['an empty restart vector', [0, 0], 'empty'],
    ['a negative entry', [1, -1], 'holds -1 at node index 1'],
    ['NaN', [Number.NaN, 1], 'holds NaN at node index 0'],
    ['an infinite entry', [1, Number.POSITIVE_INFINITY], 'holds Infinity at node index 1'],
  ])('refuses %s', (_, restart, message) => {
    expect(() => rank(2, [[0, 1]], restart)).toThrow(
      expect.objectContaining({ code: 'request-invalid', message: expect.stringContaining(message) }),
    );
  });

  it('refuses weights and probabilities without meaning, and says when iterations run out', () => {
    expect(() => rank(2, [[0, 1, -1]], [1, 0])).toThrow('the weight from node index 0 to 1 is -1');
    expect(() => rank(2, [[0, 1, Number.NaN]], [1, 0])).toThrow('is NaN');
    expect(() =>
      rank(
        2,
        [
          [0, 1, 1.7e308],
          [0, 1, 1.7e308],
        ],
        [1, 0],
      ),
    ).toThrow('in sum at node index 0 is Infinity');
    expect(() => rank(2, [[0, 1]], [1, 0], 0)).toThrow('restart probability is 0');
    expect(() => rank(2, [[0, 1]], [1, 0], 1.1)).toThrow('restart probability is 1.1');
    const request = {
      nodeCount: 2,
      edges: [
        csrOf(2, [
          [0, 1],
          [1, 0],
        ]),
      ],
      restart: Float64Array.of(1, 0),
    };
    expect(() => personalisedPageRank({ ...request, epsilon: 0 })).toThrow('epsilon is 0');
    expect(() => personalisedPageRank({ ...request, iterationsMax: 3 })).toThrow(
      expect.objectContaining({ code: 'limit-exceeded' }),
    );
  });
});
