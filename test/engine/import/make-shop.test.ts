import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Explanation } from '../../../src/contract/types.ts';
import { createShop } from '../../../src/core/demo/shop.ts';
import { shopSnapshot } from '../../../src/core/demo/shop-snapshot.ts';
import { explain } from '../../../src/engine/explanation/explain.ts';
import { createGraphCache, readSnapshot } from '../../../src/engine/graph/load-graph.ts';
import { importData } from '../../../src/engine/import/import-data.ts';
import { makeShop } from '../../../src/engine/import/make-shop.ts';
import { recommend } from '../../../src/engine/ranking/recommend.ts';
import { users } from '../../../src/engine/users.ts';
import { openDataSetWriter } from '../../../src/files/data-set-writer.ts';
import { openSource } from '../../../src/files/open-source.ts';
import { openSqliteStore } from '../../../src/store/sqlite/sqlite-store.ts';
import { emptyFolder } from '../../fixtures/import/data-folder.ts';
import { sha256 } from '../../fixtures/sha256.ts';
import { unchosenModel } from '../seed-deps.ts';

const never = new AbortController().signal;
const size = { items: 120, users: 150, seed: 5 };

const make = async (folder: string, withOpinions: boolean): ReturnType<typeof makeShop> =>
  makeShop(
    { now: () => 0, openWriter: () => openDataSetWriter(folder, false) },
    { ...size, withOpinions, onProgress: () => undefined },
    never,
  );

const importInto = async (folder: string) => {
  const store = openSqliteStore({ path: ':memory:', now: () => 0 });
  await store.migrate(never);
  const rejects: unknown[] = [];
  const report = await importData(
    { store, hash: sha256, now: () => 0 },
    {
      source: await openSource(folder, {}),
      dryRun: false,
      rejects: { write: async (reject) => void rejects.push(reject), close: () => Promise.resolve(null) },
      onProgress: () => undefined,
    },
    never,
  );
  return { store, report, rejects };
};

describe('makeShop', () => {
  it('writes files that import whole, into the very graph that is made in memory', async () => {
    const folder = join(emptyFolder(), 'shop');
    const made = await make(folder, false);
    const { store, report, rejects } = await importInto(folder);
    expect(rejects).toEqual([]);
    for (const [kind, count] of Object.entries(made.rows))
      expect(report.counts).toHaveProperty([kind, 'created'], count);
    const imported = await readSnapshot(store, sha256, never);
    expect(imported.id).toBe(shopSnapshot(createShop(size), sha256()).id);
    await store.close();
  });

  it('writes opinions that import whole', async () => {
    const folder = join(emptyFolder(), 'shop');
    const made = await make(folder, true);
    const { store, report, rejects } = await importInto(folder);
    expect(rejects).toEqual([]);
    expect(report.counts['opinions']?.read).toBe(made.rows.opinions);
    await store.close();
  });

  it('can be explained in German, with reviews that are not in English where there are some', async () => {
    const folder = join(emptyFolder(), 'shop');
    await make(folder, true);
    const { store } = await importInto(folder);
    const deps = {
      ...{ store, graph: createGraphCache(store, sha256), settings: { peopleMin: 3 }, hash: sha256 },
      ...{ now: () => 0, newId: () => 'id', model: unchosenModel },
    };
    const texts: Explanation[] = [];
    for (const { id } of (await users(deps, { text: '', limit: 200 }, never)).filter(
      (_, at) => at % 6 === 0,
    )) {
      const { items } = await recommend(deps, { user: id, limit: 2 }, never);
      for (const { id: item } of items)
        texts.push(await explain(deps, { user: id, item, language: 'de' }, never));
    }
    await store.close();
    const lines = texts.map(({ user, item, text }) => `${user} ${item.id}\n${text}\n`);
    await expect(lines.join('\n')).toMatchFileSnapshot('../../golden/explanation/shop-german.txt');
    const quotes = texts.flatMap(({ evidence }) => evidence.flatMap(({ quote }) => quote ?? []));
    expect(quotes.some((quote) => /^(?:Der|Die|Das|Ein|Eine) /u.test(quote))).toBe(true);
    expect(new Set(texts.map(({ rung, language }) => `${rung} ${language}`))).toEqual(
      new Set(['template de']),
    );
  });

  it('writes the same bytes for the same numbers', async () => {
    const folders = [join(emptyFolder(), 'a'), join(emptyFolder(), 'b')];
    for (const folder of folders) await make(folder, true);
    const [left, right] = folders.map(bytesOf);
    expect(left).toEqual(right);
  });
});

function bytesOf(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .map(
      (name) =>
        `${name} ${createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex')}`,
    );
}
