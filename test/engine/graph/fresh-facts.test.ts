import { describe, expect, it } from 'vitest';
import { indexOf, labelRange } from '../../../src/core/graph/keys.ts';
import { struckNodes } from '../../../src/core/graph/strikes.ts';
import { createRandom, type Random } from '../../../src/core/random.ts';
import { scoreUser, seenItems } from '../../../src/core/ranking/score-user.ts';
import { freshRowsMax, withFreshFacts } from '../../../src/engine/graph/fresh-facts.ts';
import type { LoadedGraph } from '../../../src/engine/graph/graph-cache.ts';
import { loadGraph } from '../../../src/engine/graph/load-graph.ts';
import { createNewestGraph } from '../../../src/engine/graph/newest-graph.ts';
import { watchedStore } from '../../../src/engine/graph/watched-store.ts';
import type { FactRows, GraphStore } from '../../../src/store/port.ts';
import { openSqliteStore } from '../../../src/store/sqlite/sqlite-store.ts';
import { sha256 } from '../../fixtures/sha256.ts';
import { writeSeed } from '../../store/seed-store.ts';

const never = new AbortController().signal;
const written = { dryRun: false, signal: never };

/** The seed in a store whose writes are taken up by the graph that a cache holds. */
async function opened(): Promise<{
  store: GraphStore;
  raw: GraphStore;
  current: () => Promise<LoadedGraph>;
}> {
  const raw = openSqliteStore({ path: ':memory:', now: () => 0 });
  await writeSeed(raw, never);
  const cache = createNewestGraph(raw, {
    load: (signal) => loadGraph(raw, sha256, signal),
    // Never ends: what answers is what was taken up.
    loadBeside: () => new Promise(() => undefined),
    relationshipsBesideMin: 1,
    withFresh: (graph, write) => withFreshFacts(graph, write, sha256),
  });
  const store = watchedStore(raw, { onWrite: cache.takeUp, onChange: cache.expectNewest });
  const current = () => cache.current(never);
  await current();
  return { store, raw, current };
}

describe('facts taken up without reading the graph again', () => {
  it.each([1, 2, 3, 4, 5, 6])('answer as the graph that is read again does (seed %i)', async (seed) => {
    const random = createRandom(seed);
    const { store, raw, current } = await opened();
    const before = await current();
    for (let round = 0; round < 6; round++) await writeSomething(store, before, random);
    const fresh = await current();
    const read = await loadGraph(raw, sha256, never);
    expect(fresh.overlayHash).toMatch(/^[0-9a-f]{64}$/u);
    expect(fresh.snapshot.id).toBe(before.snapshot.id);
    expect(fresh.snapshot.revision).toBe(read.snapshot.revision);
    expectSameAnswers(fresh, read);
    await raw.close();
  });

  it.each([
    [
      [1, 1000],
      [5, 2000],
    ],
    [
      [5, 2000],
      [1, 1000],
    ],
    [
      [1, 1000],
      [5, 1000],
    ],
    [
      [5, null],
      [1, null],
    ],
  ] as const)('keep the latest of two ratings (%j, then %j)', async (...ratings) => {
    const { store, raw, current } = await opened();
    for (const [rating, at] of ratings) {
      const row = { user: 'mara', item: 'acorn-ledger', kind: 'RATED', rating, at };
      await store.upsert('interactions', [row], written);
    }
    const [fresh, read] = [await current(), await loadGraph(raw, sha256, never)];
    expect(fresh.index.likes).toEqual(read.index.likes);
    expect(fresh.snapshot.relations.map(({ edgeCount }) => edgeCount)).toEqual(
      read.snapshot.relations.map(({ edgeCount }) => edgeCount),
    );
    await raw.close();
  });

  it('are told as unknown where another process wrote at the same time', async () => {
    const revisions = [5, 7];
    const told: string[] = [];
    const store = watchedStore(
      {
        revision: () => Promise.resolve(revisions.shift()),
        upsert: () => Promise.resolve({ created: 1, changed: 0, unchanged: 0, dangling: [] }),
      } as unknown as GraphStore,
      { onWrite: () => told.push('write'), onChange: () => told.push('change') },
    );
    await store.upsert('interactions', [{ user: 'u', item: 'i', kind: 'WISHED', at: 1 }], written);
    expect(told).toEqual(['change']);
  });

  it('have a hash of their own after each write', async () => {
    const { store, raw, current } = await opened();
    const hashes = new Set<string | undefined>();
    for (const item of ['acorn-ledger', 'alibi-picnic', 'hedgerow-post']) {
      await store.upsert('interactions', [{ user: 'mara', item, kind: 'WISHED', at: 5 }], written);
      hashes.add((await current()).overlayHash);
    }
    expect(hashes.size).toBe(3);
    await raw.close();
  });

  it.each([
    ['a new user', (store: GraphStore) => store.upsert('users', [{ id: 'new' }], written)],
    ['a new item', (store: GraphStore) => store.upsert('items', [{ id: 'new', name: 'New' }], written)],
    [
      'a strike that is taken back',
      async (store: GraphStore) => {
        const strike = { user: 'mara', label: 'Item' as const, node: 'kestrel-hour', at: 1 };
        await store.upsert('strikes', [strike], written);
        await store.remove('strikes', [strike], written);
      },
    ],
    [
      'more rows than are taken up',
      (store: GraphStore) =>
        store.upsert(
          'interactions',
          Array.from({ length: freshRowsMax + 1 }, (_, at) => ({
            user: 'mara',
            item: 'acorn-ledger',
            kind: 'WISHED',
            at,
          })),
          written,
        ),
    ],
  ])('wait for the graph to be read again: %s', async (_, write) => {
    const { store, raw, current } = await opened();
    await write(store);
    const graph = await current();
    expect(graph.overlayHash).toBeUndefined();
    expect(graph.snapshot.revision).toBe(await raw.revision(never));
    await raw.close();
  });

  it('are not taken up where another process wrote as well', async () => {
    const { store, raw, current } = await opened();
    await raw.upsert('interactions', [{ user: 'abe', item: 'acorn-ledger', kind: 'WISHED', at: 1 }], written);
    await store.upsert(
      'interactions',
      [{ user: 'mara', item: 'acorn-ledger', kind: 'WISHED', at: 1 }],
      written,
    );
    const graph = await current();
    expect(graph.overlayHash).toBeUndefined();
    expect(graph.snapshot.revision).toBe(await raw.revision(never));
    await raw.close();
  });

  it('change nothing in a trial run, and nothing where all was there', async () => {
    const { store, raw, current } = await opened();
    const before = await current();
    const row = { user: 'mara', item: 'acorn-ledger', kind: 'WISHED', at: 1 };
    await store.upsert('interactions', [row], { dryRun: true, signal: never });
    expect(await current()).toBe(before);
    await store.upsert('interactions', [row], written);
    const after = await current();
    await store.upsert('interactions', [row], written);
    expect(await current()).toBe(after);
    await raw.close();
  });
});

function expectSameAnswers(fresh: LoadedGraph, read: LoadedGraph): void {
  const { start, end } = labelRange(read.snapshot.keys, 'User');
  for (let user = start; user < end; user++) {
    const isSeen = seenItems(read.index, user);
    expect(seenItems(fresh.index, user)).toEqual(isSeen);
    expect(struckNodes(fresh.snapshot.strikes, user)).toEqual(struckNodes(read.snapshot.strikes, user));
    const [left, right] = [scoreUser(fresh.index, user).scores, scoreUser(read.index, user).scores];
    right.forEach((score, item) => {
      if (isSeen[item] === 0) expect(left[item]).toBeCloseTo(score, 9);
    });
  }
}

/** One write of one to three rows, now and then of what is there already. */
async function writeSomething(store: GraphStore, graph: LoadedGraph, random: Random): Promise<void> {
  const pick = <Value>(list: readonly Value[]): Value => list[Math.floor(random() * list.length)] as Value;
  const users = ['mara', 'abe', 'benno', 'oskar'];
  const items = [
    'acorn-ledger',
    'alibi-picnic',
    'hedgerow-post',
    'kestrel-hour',
    'lock-and-weir',
    'moth-parliament',
  ];
  const rows = 1 + Math.floor(random() * 3);
  const many = <Row>(make: () => Row): Row[] => Array.from({ length: rows }, make);
  const way = random();
  if (way < 0.6) {
    await store.upsert(
      'interactions',
      many((): FactRows['interactions'] => {
        const kind = pick(['RATED', 'BOUGHT', 'VIEWED', 'RETURNED']);
        const rating = kind === 'RATED' ? { rating: 1 + Math.floor(random() * 5) } : {};
        return { user: pick(users), item: pick(items), kind, ...rating, at: pick([null, 0, 1e12, 2e12]) };
      }),
      written,
    );
  } else if (way < 0.8) {
    const link = { relation: 'HAS_THEME', fromLabel: 'Item', toLabel: 'Attribute' } as const;
    const themes = ['cooperative', 'wood', 'agnes-whinfell'].filter(
      (id) => indexOf(graph.snapshot.keys, 'Attribute', id) >= 0,
    );
    await store.upsert(
      'links',
      many(() => ({ from: pick(items), to: pick(themes), ...link })),
      written,
    );
  } else {
    await store.upsert(
      'strikes',
      many(() => ({ user: pick(users), label: 'Item' as const, node: pick(items), at: 1 })),
      written,
    );
  }
}
