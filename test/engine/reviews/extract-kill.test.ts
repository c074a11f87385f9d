import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ExtractReport } from '../../../src/contract/types.ts';
import { createRandom } from '../../../src/core/random.ts';
import type { GraphStore } from '../../../src/store/port.ts';
import { openSqliteStore } from '../../../src/store/sqlite/sqlite-store.ts';
import { runUntilKilled } from '../../fixtures/run-until-killed.ts';
import { never, snapshotId } from '../../store/facts.ts';

const child = fileURLToPath(new URL('./extract-child.ts', import.meta.url));
const reviewCount = 1500;

let folders: string[] = [];
beforeEach(() => {
  folders = [];
});
afterEach(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** A store with reviews that name shades, cords and bases. */
async function filledFolder(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'whypath-extract-'));
  folders.push(folder);
  const random = createRandom(5);
  const pick = (words: readonly string[]): string => words[Math.floor(random() * words.length)] ?? '';
  await withStore(folder, async (store) => {
    await store.migrate(never);
    const options = { dryRun: false, signal: never };
    await store.upsert('items', [{ id: 'lamp', name: 'Lamp' }], options);
    await store.upsert('users', [{ id: 'ann' }], options);
    const rows = Array.from({ length: reviewCount }, (_, index) => ({
      id: `r${1000 + index}`,
      user: 'ann',
      item: 'lamp',
      text: `The ${pick(['shade', 'cord', 'base'])} is ${pick(['great', 'bad', 'good'])}.`,
      at: index,
    }));
    await store.upsert('reviews', rows, options);
  });
  return folder;
}

async function withStore<Result>(
  folder: string,
  work: (store: GraphStore) => Promise<Result>,
): Promise<Result> {
  const store = openSqliteStore({ path: join(folder, 'graph.db'), now: Date.now });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** Runs the extraction as a process and kills it `delayMs` after `reportsMax` reports; null where it was killed. */
function extractUntil(folder: string, reportsMax: number, delayMs: number): Promise<ExtractReport | null> {
  return runUntilKilled<ExtractReport>(child, [folder], { reportsMax, delayMs });
}

describe('extractReviews after kill -9', () => {
  it('goes on to the same graph and the same account', { timeout: 120_000 }, async () => {
    const undisturbed = await filledFolder();
    const expected = await extractUntil(undisturbed, Number.POSITIVE_INFINITY, 0);
    expect(expected).toMatchObject({ reviews: reviewCount, resumed: 0 });

    const folder = await filledFolder();
    const random = createRandom(9);
    let kills = 0;
    let report: ExtractReport | null = null;
    while (report === null) {
      // Later runs get further, and the last ones are left to end.
      report = await extractUntil(folder, kills < 4 ? 2 + kills : Number.POSITIVE_INFINITY, random() * 8);
      if (report === null) kills++;
    }
    expect(kills).toBeGreaterThan(1);
    expect(report.reviews).toBe(reviewCount);
    const { created, unchanged } = report.opinions;
    expect(created + unchanged).toBe(expected?.opinions.created);
    const [left, right] = [await withStore(undisturbed, snapshotId), await withStore(folder, snapshotId)];
    expect(right).toBe(left);
    const again = await extractUntil(folder, Number.POSITIVE_INFINITY, 0);
    expect(again).toMatchObject({ resumed: 0, opinions: { created: 0, removed: 0, unchanged: reviewCount } });
  });
});
