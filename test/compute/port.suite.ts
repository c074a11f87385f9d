import { afterAll, describe, expect, it } from 'vitest';
import type { Compute, NearQuestion } from '../../src/compute/port.ts';
import { rankCase } from '../../src/core/evaluation/ranking/ranking-cases.ts';
import { createRandom } from '../../src/core/random.ts';
import { pageRankOptionsDefault, solvePageRank } from '../../src/core/ranking/pagerank/solve-pagerank.ts';
import { buildUndirectedGraph } from '../../src/core/ranking/pagerank/undirected-graph.ts';
import { buildRankingIndex } from '../../src/core/ranking/ranking-index.ts';
import { type SmallEdge, smallManifest, smallSnapshot } from '../fixtures/small-graph.ts';
import { csrOf, distanceOf, pageRankCases, type WeightedEdge } from '../oracle/pagerank-graphs.ts';

const never = new AbortController().signal;
const options = { ...pageRankOptionsDefault, epsilon: 1e-11, passesMax: 2000 };

const restartOf = (restart: readonly number[]): NearQuestion => ({
  restart: {
    nodes: Uint32Array.from(restart, (_, node) => node),
    weights: Float64Array.from(restart),
  },
  start: null,
  excluded: new Uint32Array(0),
});

/** Users and items with items of very unequal popularity; `isOdd` adds a self-loop, `isWeighted` unequal weights. */
const randomGraph = (users: number, items: number, isOdd: boolean, isWeighted: boolean) => {
  const random = createRandom(5);
  const edges = Array.from({ length: 4 * users }, (): WeightedEdge => {
    const weight = isWeighted ? 0.5 + random() : 1;
    return [Math.floor(random() * users), users + Math.floor(random() ** 3 * items), weight];
  });
  if (isOdd) edges.push([0, 0, 1]);
  return buildUndirectedGraph(users + items, [csrOf(users + items, edges)]);
};

/** Every way to do heavy arithmetic gives the same results. */
export function computeSuite(name: string, open: () => Compute): void {
  describe(name, () => {
    const compute = open();
    afterAll(() => compute.close());
    /** All scores, put back into one entry a node. */
    const solve = async (
      graph: Parameters<Compute['pageRank']>[0],
      questions: readonly NearQuestion[],
      asked = options,
    ) => {
      const whole = { range: { start: 0, end: graph.nodeCount }, k: graph.nodeCount };
      const found = await compute.pageRank(graph, questions, asked, whole, never);
      return found.map(({ nodes, scores, errorBound }) => {
        const all = new Float64Array(graph.nodeCount);
        nodes.forEach((node, position) => {
          all[node] = scores[position]!;
        });
        return { scores: all, errorBound };
      });
    };

    it('meets elimination on random graphs, one question at a time', async () => {
      for (const problem of pageRankCases(60, 21)) {
        const graph = buildUndirectedGraph(problem.nodeCount, [problem.forward]);
        const { restartProbability } = problem;
        const [solved] = await solve(graph, [restartOf(problem.restart)], { ...options, restartProbability });
        expect(distanceOf(solved!.scores, problem.exact)).toBeLessThan(2e-11);
      }
    });

    it.each([
      ['two sides and equal weights', false, false],
      ['two sides', false, true],
      ['no sides and equal weights', true, false],
      ['no sides', true, true],
    ])(
      'solves one, few and many questions over a graph with %s as plain JavaScript does',
      async (_, ...kind) => {
        const graph = randomGraph(500, 90, ...kind);
        const questions = Array.from({ length: 19 }, (_entry, round): NearQuestion => {
          const restart = { nodes: Uint32Array.of(round, 540 + round), weights: Float64Array.of(1, round) };
          const start = round === 3 ? new Float64Array(590).fill(0.002) : null;
          return { restart, start, excluded: new Uint32Array(0) };
        });
        for (const count of [1, 3, 8, 19]) {
          const solved = await solve(graph, questions.slice(0, count));
          expect(solved).toHaveLength(count);
          solved.forEach(({ scores, errorBound }, position) => {
            const plain = solvePageRank(graph, questions[position]!, options);
            expect(distanceOf(scores, plain.scores)).toBeLessThan(3e-11);
            expect(errorBound).toBeLessThanOrEqual(options.epsilon);
          });
        }
      },
    );

    it('solves blocks over weights that 32 bits cannot hold', async () => {
      const edges: WeightedEdge[] = [
        [0, 2, 1e200],
        [0, 3, 1],
        [1, 2, 1e-200],
        [1, 3, 1e100],
      ];
      const graph = buildUndirectedGraph(4, [csrOf(4, edges)]);
      const questions = [0, 1, 2].map((node) =>
        restartOf(Array.from({ length: 4 }, (_, at) => +(at === node))),
      );
      const solved = await solve(graph, questions);
      solved.forEach(({ scores }, position) => {
        const plain = solvePageRank(graph, questions[position]!, options);
        expect(distanceOf(scores, plain.scores)).toBeLessThan(3e-11);
      });
    });

    it('keeps the bound that it states for every question of a block', async () => {
      const graph = randomGraph(400, 60, false, true);
      const questions = [0, 7, 405].map((node) =>
        restartOf(Array.from({ length: 460 }, (_, at) => +(at === node))),
      );
      const loose = await solve(graph, questions, pageRankOptionsDefault);
      loose.forEach(({ scores, errorBound }, position) => {
        const exact = solvePageRank(graph, questions[position]!, options);
        expect(errorBound).toBeLessThanOrEqual(pageRankOptionsDefault.epsilon);
        expect(distanceOf(scores, exact.scores)).toBeLessThanOrEqual(errorBound + 1e-10);
      });
    });

    it('gives the best of a range, best first, without what is excluded, whatever was asked before', async () => {
      const graph = randomGraph(300, 40, false, false);
      const restart = { nodes: Uint32Array.of(3), weights: Float64Array.of(1) };
      const plain = solvePageRank(graph, { restart, start: null }, options).scores;
      const byScore = (start: number, end: number, without: readonly number[]) =>
        Array.from({ length: end - start }, (_, place) => start + place)
          .filter((node) => plain[node]! > 0 && !without.includes(node))
          .sort((left, right) => plain[right]! - plain[left]! || left - right);
      for (const [start, end, k] of [
        [300, 340, 5],
        [0, 340, 9],
        [310, 320, 50],
      ] as const) {
        const excluded = Uint32Array.of(byScore(start, end, [3])[0]!, 3, 315);
        const question = { restart, start: null, excluded };
        for (const count of [1, 2]) {
          const wanted = { range: { start, end }, k };
          const asked = Array.from({ length: count }, () => question);
          const found = await compute.pageRank(graph, asked, options, wanted, never);
          for (const { nodes, scores } of found) {
            expect(nodes).toEqual(byScore(start, end, [...excluded]).slice(0, k));
            expect(scores).toEqual([...scores].sort((left, right) => right - left));
          }
        }
      }
    });

    it('fails as the plain solver does, and goes on after that', async () => {
      const graph = randomGraph(50, 9, false, false);
      const good = restartOf(Array.from({ length: 59 }, () => 1));
      await expect(solve(graph, [good, restartOf(new Array(59).fill(0))])).rejects.toMatchObject({
        code: 'request-invalid',
      });
      await expect(solve(graph, [good], { ...options, passesMax: 2 })).rejects.toMatchObject({
        code: 'limit-exceeded',
        message: expect.stringContaining('stopped after 2 passes'),
      });
      await expect(solve(graph, [good, good], { ...options, passesMax: 2 })).rejects.toMatchObject({
        code: 'limit-exceeded',
      });
      expect(await solve(graph, [])).toEqual([]);
      expect(await solve(graph, [good])).toHaveLength(1);
      await expect(
        compute.pageRank(
          graph,
          [good, good, good],
          options,
          { range: { start: 0, end: 59 }, k: 1 },
          AbortSignal.abort(new Error('left')),
        ),
      ).rejects.toThrow('left');
      expect(await solve(graph, [good])).toHaveLength(1);
    });

    it('ranks users as one scoring after the other does', async () => {
      const random = createRandom(9);
      const edges = Array.from({ length: 3000 }, (): SmallEdge => {
        const user = Math.floor(random() * 600);
        return [`User:${user}`, `Item:${Math.floor(random() ** 2 * 80)}`];
      });
      const unique = [...new Map(edges.map((edge) => [edge.join(' '), edge])).values()];
      const snapshot = smallSnapshot({ relations: { RATED: { role: 'interaction', edges: unique } } });
      const index = buildRankingIndex(snapshot, smallManifest());
      const questions = Array.from({ length: index.userCount }, (_, user) => ({
        user: index.userStart + user,
        known: Uint32Array.of(user % index.itemCount),
      }));
      const heard: number[] = [];
      const watched = { onDone: (done: number) => heard.push(done), signal: never };
      const lists = await compute.rankUsers(index, questions, 7, watched);
      expect(lists).toEqual(questions.map((question) => rankCase(index, question, 7).best));
      expect(heard.length).toBeGreaterThan(1);
      const left = { onDone: () => undefined, signal: AbortSignal.abort(new Error('left')) };
      await expect(compute.rankUsers(index, questions, 7, left)).rejects.toThrow('left');
    });
  });
}
