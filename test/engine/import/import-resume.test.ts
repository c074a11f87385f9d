import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { ImportReport } from '../../../src/contract/types.ts';
import { createRandom } from '../../../src/core/random.ts';
import type { GraphStore } from '../../../src/store/port.ts';
import { emptyFolder, folderOf, never, plainManifest } from '../../fixtures/import/data-folder.ts';
import { contentOf, freshStore, importInto } from '../../fixtures/import/import-run.ts';
import { runUntilKilled } from '../../fixtures/run-until-killed.ts';

const child = fileURLToPath(new URL('../../fixtures/import/import-child.ts', import.meta.url));

/** Several batches of nodes and interactions; every 9,000th interaction names nobody. */
function manyRows(): string {
  const random = createRandom(3);
  const pick = (count: number): number => Math.floor(random() * count);
  return folderOf({
    'graph.json': JSON.stringify({
      ...plainManifest,
      relations: [{ type: 'IS', ends: [['Item', 'Attribute']] }],
    }),
    'items.jsonl': Array.from({ length: 12_000 }, (_, item) => ({ id: item, name: `item ${item}` })),
    'users.jsonl': Array.from({ length: 300 }, (_, user) => ({ id: user })),
    'attributes.jsonl': [{ id: 'a', kind: 'k', name: 'a' }],
    'links.jsonl': Array.from({ length: 12_000 }, (_, item) => ({ from: item, relation: 'IS', to: 'a' })),
    'interactions.jsonl': Array.from({ length: 45_000 }, (_, row) => ({
      user: row % 9000 === 8999 ? 'nobody' : pick(300),
      item: pick(12_000),
      kind: 'VIEWED',
      at: row,
    })),
  });
}

interface Places {
  readonly folder: string;
  readonly path: string;
  readonly rejects: string;
}

/** Runs the import in a process of its own and kills it `delayMs` after the given number of reports of progress. */
function importUntil(places: Places, reportsMax: number, delayMs: number): Promise<ImportReport | null> {
  const { folder, path, rejects } = places;
  return runUntilKilled<ImportReport>(child, [folder, path, rejects], { reportsMax, delayMs });
}

/** Rows of all kinds by their outcomes. */
function sumOf(report: ImportReport | null): number {
  return Object.values(report?.counts ?? {})
    .map(({ created, changed, unchanged, rejected }) => created + changed + unchanged + rejected)
    .reduce((sum, count) => sum + count, 0);
}

describe('importData after kill -9', () => {
  it('goes on to the same graph, counts and rejects as without a kill', { timeout: 120_000 }, async () => {
    const folder = manyRows();
    const undisturbed = await freshStore();
    const expected = await importInto(undisturbed, folder);
    expect(expected.report.rejected).toBe(5);

    const places = {
      folder,
      path: join(emptyFolder(), 'graph.db'),
      rejects: join(emptyFolder(), 'rejects.jsonl'),
    };
    const random = createRandom(7);
    let killed = 0;
    for (const reportsMax of [1, 14, 40, 55, 70]) {
      const report = await importUntil(places, reportsMax, Math.floor(random() * 40));
      if (report === null) killed++;
      else expect(report.changes).toBe(0);
    }
    expect(killed).toBeGreaterThanOrEqual(4);

    const report = await importUntil(places, Number.POSITIVE_INFINITY, 0);
    expect(report?.resumedRows).toBeGreaterThan(20_000);
    for (const [kind, { read, rejected }] of Object.entries(expected.report.counts)) {
      expect(report?.counts[kind]).toMatchObject({ read, rejected });
    }
    expect(sumOf(report)).toBe(sumOf(expected.report));
    const rejects = readFileSync(places.rejects, 'utf8').trimEnd().split('\n');
    expect(rejects.map((line) => JSON.parse(line) as unknown)).toEqual(expected.rejects);

    const store = await freshStore(places.path);
    expect(await contentOf(store)).toEqual(await contentOf(undisturbed));
    const again = await importInto(store, folder);
    expect(again.report).toMatchObject({ changes: 0, resumedRows: 0, rejected: 5 });
  });
});

describe('importData after a failure of the store', () => {
  /** A store whose write number `failAt` (from 1) fails. */
  function failing(store: GraphStore, failAt: number): GraphStore {
    let writes = 0;
    const upsert = async (...args: Parameters<GraphStore['upsert']>): ReturnType<GraphStore['upsert']> => {
      if (++writes === failAt) throw new Error('the store is gone');
      return store.upsert(...args);
    };
    return { ...store, upsert } as GraphStore;
  }

  it('passes over the batches that were confirmed, and counts them as the first run did', async () => {
    const folder = manyRows();
    const store = await freshStore();
    await expect(importInto(failing(store, 6), folder)).rejects.toThrow('the store is gone');
    const kinds: string[] = [];
    const watched = {
      ...store,
      upsert: (...args: Parameters<GraphStore['upsert']>) => {
        kinds.push(`${args[0]} ${args[1].length} ${args[2].dryRun ? 'dry' : 'written'}`);
        return store.upsert(...args);
      },
    } as GraphStore;
    const { report } = await importInto(watched, folder);
    // Confirmed before the failure: two batches of items, users, attributes, one batch of links.
    expect(kinds[0]).toBe('links 2000 written');
    expect(report.resumedRows).toBe(22_301);
    expect(report.changes).toBe(12_000 + 300 + 1 + 12_000 + 44_995);
  });

  it('starts anew when somebody else wrote facts meanwhile, or the files changed', async () => {
    const folder = manyRows();
    const store = await freshStore();
    await expect(importInto(failing(store, 4), folder)).rejects.toThrow();
    await store.upsert('items', [{ id: '5', name: 'renamed' }], { dryRun: false, signal: never });
    const { report } = await importInto(store, folder);
    expect(report.resumedRows).toBe(0);
    expect(report.counts['items']).toMatchObject({ created: 0, changed: 1, unchanged: 11_999 });

    const second = await freshStore();
    await expect(importInto(failing(second, 4), folder)).rejects.toThrow();
    const other = folderOf({
      'graph.json': JSON.stringify(plainManifest),
      'items.jsonl': [{ id: 'x', name: 'x' }],
    });
    expect((await importInto(second, other)).report.resumedRows).toBe(0);
  });

  it('shows rejects of passed-over batches again', async () => {
    const folder = manyRows();
    const store = await freshStore();
    await expect(importInto(failing(store, 10), folder)).rejects.toThrow();
    const { rejects, report } = await importInto(store, folder);
    expect(report.resumedRows).toBeGreaterThan(40_000);
    expect(rejects.map(({ line }) => line)).toEqual([9000, 18_000, 27_000, 36_000, 45_000]);
  });
});
