import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecommendedItem } from '../../../src/contract/types.ts';
import { idAt, indexOf } from '../../../src/core/graph/keys.ts';
import { pathGroups } from '../../../src/core/paths/reasons.ts';
import { scoreUser, seenItems } from '../../../src/core/ranking/score-user.ts';
import { topK } from '../../../src/core/ranking/top-k.ts';
import type { LoadedGraph } from '../../../src/engine/graph/graph-cache.ts';
import { createGraphCache } from '../../../src/engine/graph/load-graph.ts';
import { buildNeighbours } from '../../../src/engine/ranking/build-neighbours.ts';
import { checkNeighbours } from '../../../src/engine/ranking/check-neighbours.ts';
import { recommendByLists } from '../../../src/engine/ranking/recommend-by-lists.ts';
import type { GraphStore } from '../../../src/store/port.ts';
import { importShop } from '../../fixtures/imported-shop.ts';
import { sha256 } from '../../fixtures/sha256.ts';
import { writeSeed } from '../../store/seed-store.ts';

const never = new AbortController().signal;
const users = ['mara', 'abe', 'benno', 'oskar'];
const quiet = { onProgress: () => undefined };

/** Holds the lists of a store to the graph in memory, on the seed and on a shop. `make` gives an empty, migrated store. */
export function neighboursSuite(name: string, make: () => Promise<GraphStore>): void {
  describe(`item lists in the store: ${name}`, () => {
    let store: GraphStore;
    let graph: LoadedGraph;
    const deps = () => ({
      store,
      graph: createGraphCache(store, sha256),
      settings: { peopleMin: null },
    });

    beforeAll(async () => {
      store = await make();
      await writeSeed(store, never);
      graph = await deps().graph.current(never);
    });
    afterAll(() => store?.close());

    it('are missed by name where they were never made', async () => {
      await expect(recommendByLists(deps(), { user: 'mara' }, never)).rejects.toMatchObject({
        code: 'capability-missing',
        message: expect.stringContaining('whypath neighbours'),
      });
    });

    it('give the score of the walk, and each reason its share of it', async () => {
      const state = await buildNeighbours(deps(), { length: 200, ...quiet }, never);
      expect(state).toMatchObject({
        revision: graph.snapshot.revision,
        snapshot: graph.snapshot.id,
        length: 200,
      });
      expect(state.rows).toBeGreaterThan(1000);
      for (const user of users) {
        const { items, parameters } = await recommendByLists(deps(), { user, reasonsMax: null }, never);
        expect(parameters).toMatchObject({ method: 'walk', ranking: 'lists', relations: {} });
        expect(items.map(plain)).toEqual(exact(graph, user, 10).map(plain));
        for (const { reasons, withheld } of items) {
          const shown = reasons.reduce((sum, { share }) => sum + share, 0);
          expect(shown + withheld.share).toBeCloseTo(1, 6);
          for (const { people } of reasons) expect(people).toBeGreaterThanOrEqual(5);
        }
      }
    });

    it('word a reason and show a path without another person', async () => {
      const { items } = await recommendByLists(deps(), { user: 'mara', limit: 3 }, never);
      const reason = items.flatMap(({ reasons }) => reasons)[0];
      expect(reason?.text).toMatch(/^\d+ people who liked .+ also liked .+\.$/u);
      expect(reason?.example.relations.map(({ type }) => type)).toEqual([
        expect.stringMatching(/BOUGHT|RATED/u),
        'NEIGHBOUR',
      ]);
      expect(items.every(({ reasons }) => reasons.length <= 3)).toBe(true);
    });

    it('lose nothing on a graph that they cover, and something where they are cut', async () => {
      const whole = await checkNeighbours(deps(), { users: 20, limit: 10 }, never);
      expect(whole).toMatchObject({ users: 20, isCurrent: true, walkOverlap: { mean: 1 } });
      expect(whole.scoreKept.mean).toBeCloseTo(1, 6);
      expect(whole.rankingOverlap.mean).toBeLessThan(1);
      await buildNeighbours(deps(), { length: 5, ...quiet }, never);
      const cut = await checkNeighbours(deps(), { users: 20, limit: 10 }, never);
      expect(cut.walkOverlap.mean).toBeLessThan(1);
      expect(cut.scoreKept.mean).toBeLessThan(0.99);
    });

    it('are no facts: neither revision nor snapshot moves', async () => {
      const after = await deps().graph.current(never);
      expect(after.snapshot.revision).toBe(graph.snapshot.revision);
      expect(after.snapshot.id).toBe(graph.snapshot.id);
    });

    it('are missed by name where building them broke off', async () => {
      const stop = new AbortController();
      const stopping = { length: 200, onProgress: () => stop.abort() };
      await expect(buildNeighbours(deps(), stopping, stop.signal)).rejects.toMatchObject({
        code: 'interrupted',
      });
      await expect(recommendByLists(deps(), { user: 'mara' }, never)).rejects.toMatchObject({
        code: 'capability-missing',
      });
      expect((await buildNeighbours(deps(), { length: 200, ...quiet }, never)).rows).toBeGreaterThan(1000);
    });

    it('leave out what a user struck', async () => {
      const [first] = (await recommendByLists(deps(), { user: 'mara' }, never)).items;
      const linking = first?.reasons[0]?.id.slice('linking-item:'.length) ?? '';
      const strike = { user: 'mara', label: 'Item' as const, node: linking, at: 1 };
      await store.upsert('strikes', [strike], { dryRun: false, signal: never });
      const { items } = await recommendByLists(deps(), { user: 'mara', reasonsMax: null }, never);
      expect(items.flatMap(({ reasons }) => reasons.map(({ id }) => id))).not.toContain(
        `linking-item:${linking}`,
      );
      expect(items.map(({ id }) => id)).not.toContain(linking);
      await store.remove('strikes', [strike], { dryRun: false, signal: never });
    });

    it.each([
      [{}, 'names no user'],
      [{ user: 'mara', likes: ['acorn-ledger'] }, 'asks for likes'],
      [{ user: 'mara', filter: 'price < 20', diversity: 1 }, 'asks for filter, diversity'],
    ])('refuse %j', async (request, words) => {
      await expect(recommendByLists(deps(), request, never)).rejects.toMatchObject({
        code: 'request-invalid',
        message: expect.stringContaining(words),
      });
    });

    it('have nothing for somebody of whom nothing leads anywhere, and name those near a stranger', async () => {
      await store.upsert('users', [{ id: 'silent' }], { dryRun: false, signal: never });
      expect((await recommendByLists(deps(), { user: 'silent' }, never)).items).toEqual([]);
      await expect(recommendByLists(deps(), { user: 'marra' }, never)).rejects.toMatchObject({
        code: 'node-unknown',
        message: expect.stringMatching(/no User "marra"\. Nearest: User:mara, User:\S+ or User:\S+\.$/u),
      });
    });

    it('are not made where long histories have exponents of their own', async () => {
      const manifest = await store.manifest(never);
      const walk = { long: { from: 5, alpha: 0.2, beta: 0.1 } };
      if (manifest === null) throw new Error('the seed has a manifest');
      await store.putManifest({ ...manifest, walk }, never);
      await expect(buildNeighbours(deps(), { length: 200, ...quiet }, never)).rejects.toMatchObject({
        code: 'request-invalid',
        message: expect.stringContaining('at least 5 likes'),
      });
      await store.putManifest(manifest, never);
    });

    it('come near the graph in memory on a larger graph that they do not cover', async () => {
      const shop = await make();
      await importShop(shop, { items: 240, users: 500, seed: 4 });
      const over = { store: shop, graph: createGraphCache(shop, sha256) };
      const { rows } = await buildNeighbours(over, { length: 60, ...quiet }, never);
      expect(rows).toBeLessThanOrEqual(60 * 240);
      const cut = await checkNeighbours(over, { users: 40, limit: 10 }, never);
      expect(cut.users).toBe(40);
      expect(cut.walkOverlap.mean).toBeGreaterThan(0.9);
      expect(cut.scoreKept.mean).toBeGreaterThan(0.9);
      expect(cut.scoreKept.mean).toBeLessThan(1);
      await shop.close();
    });
  });
}

type Plain = Pick<RecommendedItem, 'id' | 'score' | 'withheld'> & {
  reasons: { id: string; share: number }[];
};

/** The ranking by the walk alone, over the graph in memory. */
function exact({ snapshot, index, manifest }: LoadedGraph, userId: string, limit: number): Plain[] {
  const user = indexOf(snapshot.keys, 'User', userId);
  const walkOnly = { ...index, relationTerms: [], aspectTerm: null, regression: null };
  const scoring = scoreUser(walkOnly, user);
  return topK(scoring.scores, seenItems(walkOnly, user), limit).map((position) => {
    const groups = pathGroups(walkOnly, scoring, index.itemStart + position);
    const score = scoring.scores[position] ?? 0;
    const isShown = ({ people }: (typeof groups)[number]): boolean =>
      (people ?? 0) >= (manifest.peopleMin ?? 5);
    const few = groups.filter((group) => !isShown(group));
    return {
      id: idAt(snapshot.keys, index.itemStart + position),
      score,
      reasons: groups.filter(isShown).map(({ node, contribution }) => ({
        id: `linking-item:${idAt(snapshot.keys, node)}`,
        share: contribution / score,
      })),
      withheld: {
        count: few.length,
        share: few.reduce((sum, { contribution }) => sum + contribution / score, 0),
      },
    };
  });
}

/** Rounded, with reasons by id: the order of equal shares is free. */
function plain({ id, score, reasons, withheld }: Plain): unknown {
  const rounded = (value: number): number => Number(value.toFixed(6));
  return {
    id,
    score: rounded(score),
    reasons: reasons.map((reason) => `${reason.id} ${rounded(reason.share)}`).sort(),
    withheld: { count: withheld.count, share: rounded(withheld.share) },
  };
}
