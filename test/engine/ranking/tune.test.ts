import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createInlineCompute } from '../../../src/compute/inline-compute.ts';
import type { GraphManifest } from '../../../src/contract/types.ts';
import { check } from '../../../src/contract/validate.ts';
import { createRandom } from '../../../src/core/random.ts';
import { createGraphCache } from '../../../src/engine/graph/load-graph.ts';
import { recommend } from '../../../src/engine/ranking/recommend.ts';
import { tune } from '../../../src/engine/ranking/tune.ts';
import type { GraphStore } from '../../../src/store/port.ts';
import { openSqliteStore } from '../../../src/store/sqlite/sqlite-store.ts';
import { sha256 } from '../../fixtures/sha256.ts';

const { signal } = new AbortController();
const onProgress = (): void => undefined;
const manifest: GraphManifest = {
  name: 'shop',
  item: { one: 'thing', many: 'things' },
  relations: [{ type: 'MADE_BY', ends: [['Item', 'Attribute']], weight: 0.2 }],
};

/** Users who keep to one of four groups of items, in an order of time, and makers of the groups. */
async function shop(store: GraphStore, users: number): Promise<void> {
  const random = createRandom(11);
  const options = { dryRun: false, signal };
  const items = Array.from({ length: 40 }, (_, item) => `i${item}`);
  await store.migrate(signal);
  await store.putManifest(manifest, signal);
  await store.upsert(
    'items',
    items.map((id) => ({ id, name: id })),
    options,
  );
  const people = Array.from({ length: users }, (_, user) => `u${user}`);
  await store.upsert(
    'users',
    people.map((id) => ({ id })),
    options,
  );
  const makers = ['m0', 'm1', 'm2', 'm3'];
  await store.upsert(
    'attributes',
    makers.map((id) => ({ id, kind: 'maker', name: id })),
    options,
  );
  const links = items.map((from, item) => ({
    from,
    fromLabel: 'Item' as const,
    relation: 'MADE_BY',
    to: makers[item % 4] ?? '',
    toLabel: 'Attribute' as const,
  }));
  await store.upsert('links', links, options);
  const acts = people.flatMap((user, at) =>
    [...new Set(Array.from({ length: 9 }, () => `i${Math.floor(random() * 10) * 4 + (at % 4)}`))].map(
      (item, place) => ({ user, item, kind: 'BOUGHT', at: 1_700_000_000_000 + place * 1000 }),
    ),
  );
  await store.upsert('interactions', acts, options);
}

describe('tune', () => {
  let store: GraphStore;
  beforeEach(() => {
    store = openSqliteStore({ path: ':memory:', now: () => 0 });
  });
  afterEach(() => store.close());

  const depsOf = () => ({
    store,
    graph: createGraphCache(store, sha256),
    hash: sha256,
    compute: createInlineCompute(),
    settings: { peopleMin: 1 },
    now: () => Date.UTC(2026, 0, 31),
  });

  it('writes what it chose with the figures that chose it, and recommend then uses it', async () => {
    await shop(store, 60);
    const deps = depsOf();
    const before = await recommend(deps, { user: 'u1' }, signal);
    const report = await tune(deps, { dryRun: false, forget: false, onProgress }, signal);
    expect(check('tune-report', report)).toMatchObject({ ok: true });
    expect(report).toMatchObject({
      written: true,
      tuning: {
        metric: 'ndcg@10',
        carve: 'last 0.2 of the likes of each user',
        at: '2026-01-31T00:00:00.000Z',
      },
    });
    const { tuning } = report;
    expect(tuning?.value).toBeGreaterThan(tuning?.before ?? 1);
    const stored = await store.manifest(signal);
    expect(stored).toEqual({ ...manifest, tuning });
    expect(check('manifest', stored)).toMatchObject({ ok: true });
    const after = await recommend(deps, { user: 'u1' }, signal);
    const { alpha, alphaUsers, beta, recency } = tuning?.walk ?? {};
    expect(after.parameters).toMatchObject({ alpha, alphaUsers, beta, recency });
    expect(after.parameters.relations).toEqual({ MADE_BY: tuning?.relations[0]?.weight });
    expect(after.parameters).not.toEqual(before.parameters);
  });

  it('goes back to the words of the data set when told to forget', async () => {
    await shop(store, 60);
    const deps = depsOf();
    const before = await recommend(deps, { user: 'u1' }, signal);
    await tune(deps, { dryRun: false, forget: false, onProgress }, signal);
    const report = await tune(deps, { dryRun: false, forget: true, onProgress }, signal);
    expect(report).toMatchObject({ written: true, tuning: null });
    expect(await store.manifest(signal)).toEqual(manifest);
    const { items, parameters } = await recommend(deps, { user: 'u1' }, signal);
    expect({ items, parameters }).toEqual({ items: before.items, parameters: before.parameters });
    expect((await tune(deps, { dryRun: false, forget: true, onProgress }, signal)).written).toBe(false);
  });

  it('writes nothing on a dry run, repeats to the last digit, and hears its signal', async () => {
    await shop(store, 60);
    const deps = depsOf();
    const revision = await store.revision(signal);
    const first = await tune(deps, { dryRun: true, forget: false, onProgress }, signal);
    expect(first.written).toBe(false);
    expect(await store.revision(signal)).toBe(revision);
    expect(await tune(deps, { dryRun: true, forget: false, onProgress }, signal)).toEqual(first);
    const stopped = tune(deps, { dryRun: true, forget: false, onProgress }, AbortSignal.abort());
    await expect(stopped).rejects.toThrow();
  });

  it('refuses to let chance choose', async () => {
    await shop(store, 8);
    const asked = tune(depsOf(), { dryRun: false, forget: false, onProgress }, signal);
    await expect(asked).rejects.toMatchObject({
      code: 'request-invalid',
      message: expect.stringContaining('8 users only'),
    });
  });
});
