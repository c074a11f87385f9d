import { describe, expect, it } from 'vitest';
import { check } from '../../../src/contract/validate.ts';
import type { RemoveRequest } from '../../../src/engine/engine.ts';
import { removeData } from '../../../src/engine/import/remove-data.ts';
import type { GraphStore } from '../../../src/store/port.ts';
import { openSqliteStore } from '../../../src/store/sqlite/sqlite-store.ts';
import { never } from '../../fixtures/import/data-folder.ts';
import { freshStore } from '../../fixtures/import/import-run.ts';
import { sha256 } from '../../fixtures/sha256.ts';
import { snapshotId } from '../../store/facts.ts';
import { seedRows, writeSeed } from '../../store/seed-store.ts';

async function seedStore(): Promise<GraphStore> {
  const store = openSqliteStore({ path: ':memory:', now: () => 0 });
  await writeSeed(store, never);
  return store;
}

async function remove(
  store: GraphStore,
  kind: RemoveRequest['kind'],
  rows: readonly unknown[],
  options: { readonly dryRun?: boolean; readonly signal?: AbortSignal } = {},
) {
  const rejects: string[] = [];
  const report = await removeData(
    { store, hash: sha256, now: () => 0 },
    {
      kind,
      dryRun: options.dryRun ?? false,
      rows: async function* rowsOf() {
        for (const [index, row] of rows.entries())
          yield { file: 'gone.jsonl', line: index + 1, row, bytesRead: index };
      },
      rejects: {
        write: async ({ line, reason }) => void rejects.push(`${line} ${reason}`),
        close: async () => (rejects.length === 0 ? null : 'rejects.jsonl'),
      },
    },
    options.signal ?? never,
  );
  return { report, rejects };
}

describe('removeData', () => {
  it('takes reviews with their opinions, by id or by whole rows', async () => {
    const store = await seedStore();
    const before = await store.counts(never);
    const own = seedRows<{ review: string }>('opinions').filter(({ review }) => review === 'r136').length;
    const rows = [
      { id: 'r136' },
      seedRows<{ id: string }>('reviews')[0],
      { id: 'r136' },
      { id: 'none' },
      { text: 'x' },
    ];
    const dry = await remove(store, 'reviews', rows, { dryRun: true });
    expect((await store.counts(never)).reviews).toBe(before.reviews);
    const { report, rejects } = await remove(store, 'reviews', rows);
    expect(check('remove-report', report)).toMatchObject({ ok: true });
    expect(report).toMatchObject({
      read: 5,
      removed: 2,
      absent: 2,
      rejected: 1,
      rejectsFile: 'rejects.jsonl',
    });
    expect(report.opinions).toBeGreaterThan(own);
    expect({ ...dry.report, dryRun: false, revision: report.revision }).toEqual(report);
    expect(rejects).toEqual(['5 the row has no id']);
    expect(await store.counts(never)).toMatchObject({
      reviews: before.reviews - 2,
      opinions: before.opinions - report.opinions,
    });
    await store.close();
  });

  it('takes acts and links by the rows of the data set, and leaves the rest', async () => {
    const store = await seedStore();
    const acts = seedRows<{ user: string }>('interactions').filter(({ user }) => user === 'mara');
    const links = seedRows<{ from: string }>('links').filter(({ from }) => from === 'mara');
    const before = await store.counts(never);
    expect((await remove(store, 'interactions', acts)).report).toMatchObject({
      removed: acts.length,
      absent: 0,
    });
    expect((await remove(store, 'links', links)).report).toMatchObject({ removed: links.length, absent: 0 });
    expect(await store.counts(never)).toMatchObject({
      interactions: before.interactions - acts.length,
      links: before.links - links.length,
      reviews: before.reviews,
    });
    const { report, rejects } = await remove(store, 'links', [{ from: 'mara', relation: 'NONE', to: 'x' }]);
    expect(report).toMatchObject({ removed: 0, rejected: 1 });
    expect(rejects[0]).toContain('NONE');
    await store.close();
  });

  it('changes nothing where nothing is there', async () => {
    const store = await seedStore();
    const [snapshot, revision] = [await snapshotId(store), await store.revision(never)];
    for (const kind of ['reviews', 'opinions'] as const) await remove(store, kind, [{ id: 'none' }]);
    await remove(store, 'strikes', [{ user: 'mara', label: 'Aspect', node: 'artwork' }]);
    expect([await snapshotId(store), await store.revision(never)]).toEqual([snapshot, revision]);
    await store.close();
  });

  it('refuses an empty store, and ends when told to', async () => {
    const empty = await freshStore();
    await expect(remove(empty, 'reviews', [{ id: 'r1' }])).rejects.toMatchObject({ code: 'graph-empty' });
    const store = await seedStore();
    const stopped = remove(store, 'reviews', [{ id: 'r136' }], { signal: AbortSignal.abort() });
    await expect(stopped).rejects.toMatchObject({ code: 'interrupted' });
    await store.close();
  });
});
