import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { createShop, type Shop } from '../src/core/demo/shop.ts';
import { userId } from '../src/core/demo/shop-acts.ts';
import { shopManifest } from '../src/core/demo/shop-manifest.ts';
import { shopSnapshot } from '../src/core/demo/shop-snapshot.ts';
import type { GraphSnapshot } from '../src/core/graph/snapshot.ts';
import { buildRankingIndex } from '../src/core/ranking/ranking-index.ts';
import { readSnapshot } from '../src/engine/graph/load-graph.ts';
import { importData } from '../src/engine/import/import-data.ts';
import { makeShop } from '../src/engine/import/make-shop.ts';
import { openDataSetWriter } from '../src/files/data-set-writer.ts';
import { openSource } from '../src/files/open-source.ts';
import { openGraph, openStore, sha256 } from '../src/open-graph.ts';
import { openSnapshotFile } from '../src/store/snapshot-file.ts';
import { arrayBytes } from './figures/array-bytes.ts';
import { spread } from './figures/spread.ts';

const defaults = { users: '500000', 'store-users': '25000', rounds: '5' };
const seed = 1;
const never = new AbortController().signal;
const run = promisify(execFile);

/**
 * Measures an invented shop in a snapshot file and in an embedded store, each step in a process of its own: seconds and
 * memory to read the file, bytes a million relationships and a million ids, peak while the arrays are built from the
 * store, and the time from an empty process to the first answer without and with the file. Options: --users (of the
 * file; about 20 relationships each), --store-users (of the store), --rounds.
 */
export async function bench(args: readonly string[]): Promise<void> {
  const option = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      users: option,
      'store-users': option,
      rounds: option,
      step: option,
      folder: option,
      id: option,
    },
  });
  const { users, 'store-users': storeUsers, rounds } = { ...defaults, ...values };
  const { step, folder, id = '' } = values;
  if (step !== undefined && folder !== undefined) {
    console.log(JSON.stringify(await steps[step]?.(folder, shopOf(Number(users)), id)));
    return;
  }
  const place = await mkdtemp(join(tmpdir(), 'whypath-bench-'));
  try {
    await measureFile(place, users, Number(rounds));
    await measureStore(place, storeUsers, Number(rounds));
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

type Figures = Readonly<Record<string, number | string>>;

/** What a child process does; each prints its figures as one line of JSON. */
const steps: Readonly<Record<string, (folder: string, shop: Shop, id: string) => Promise<Figures>>> = {
  make: makeFile,
  read: readFile,
  fill: fillStore,
  rebuild: rebuildFromStore,
  keep: keepFile,
};

async function measureFile(folder: string, users: string, rounds: number): Promise<void> {
  const made = await child('make', folder, users);
  const { relationships, nodes, id } = made;
  console.log(`\n${relationships} relationships, ${nodes} nodes, made in ${fixed(made['seconds'])} s`);
  const million = Number(relationships) / 1e6;
  const { size } = await stat(fileOf(folder));
  console.log(`file:             ${(size / 1e6).toFixed(0)} MB, written in ${fixed(made['writeSeconds'])} s`);
  console.log(`a million ids:    ${fixed(made['idBytes'])} MB of keys`);
  const reads: Figures[] = [];
  for (let round = 0; round < rounds; round++) reads.push(await child('read', folder, users, String(id)));
  const of = (name: string): number[] => reads.map((figures) => Number(figures[name]));
  console.log(`read:             ${spread(of('seconds'), 3)} s`);
  console.log(
    `arrays:           ${fixed(reads[0]?.['arrays'])} MB, ${(Number(reads[0]?.['arrays']) / million).toFixed(1)} MB a million relationships`,
  );
  console.log(`memory growth:    ${spread(of('growth'), 1)} MB at the peak of reading`);
  console.log(`index for walks:  ${spread(of('indexSeconds'), 2)} s`);
}

async function measureStore(folder: string, users: string, rounds: number): Promise<void> {
  const filled = await child('fill', folder, users);
  console.log(`\nSQLite store of ${filled['rows']} rows, imported in ${fixed(filled['seconds'])} s`);
  const rebuilds: Figures[] = [];
  const cold: Record<'without' | 'with', number[]> = { without: [], with: [] };
  for (let round = 0; round < rounds; round++) {
    await rm(`${storeOf(folder)}.snapshot`, { force: true });
    rebuilds.push(await child('rebuild', folder, users));
    cold.without.push(await firstAnswer(folder, users));
    await child('keep', folder, users);
    cold.with.push(await firstAnswer(folder, users));
  }
  const of = (name: string): number[] => rebuilds.map((figures) => Number(figures[name]));
  console.log(`relationships:    ${rebuilds[0]?.['relationships']}`);
  console.log(`rebuild:          ${spread(of('seconds'), 2)} s`);
  console.log(
    `peak at rebuild:  ${spread(of('growth'), 1)} MB over the start, arrays ${fixed(rebuilds[0]?.['arrays'])} MB`,
  );
  console.log(`first answer without the file: ${spread(cold.without, 2)} s from the start of the process`);
  console.log(`first answer with the file:    ${spread(cold.with, 2)} s`);
}

async function makeFile(folder: string, shop: Shop): Promise<Figures> {
  const [snapshot, seconds] = await timed(async () => shopSnapshot(shop, sha256()));
  const [, writeSeconds] = await timed(() => openSnapshotFile(fileOf(folder)).write(snapshot, never));
  const { ids } = snapshot.keys;
  const idBytes = (ids.units.byteLength + ids.offsets.byteLength) / snapshot.keys.count;
  return {
    id: snapshot.id,
    seconds,
    writeSeconds,
    nodes: snapshot.keys.count,
    relationships: countOf(snapshot),
    idBytes,
  };
}

async function readFile(folder: string, _: Shop, id: string): Promise<Figures> {
  const growth = memoryGrowth();
  const [snapshot, seconds] = await timed(() =>
    openSnapshotFile(fileOf(folder)).read({ revision: 0, id }, never),
  );
  const grown = growth();
  if (snapshot === null) throw new Error('the file is not that of this snapshot');
  const [, indexSeconds] = await timed(async () => buildRankingIndex(snapshot, shopManifest));
  return { seconds, indexSeconds, growth: grown, arrays: arrayBytes(snapshot) / 1e6 };
}

async function fillStore(folder: string, shop: Shop): Promise<Figures> {
  const data = join(folder, 'shop');
  const openWriter = () => openDataSetWriter(data, false);
  const quiet = { onProgress: () => undefined };
  const { rows } = await makeShop(
    { now: Date.now, openWriter },
    { ...shop, withOpinions: false, ...quiet },
    never,
  );
  const store = openStore({ kind: 'sqlite', path: storeOf(folder) });
  await store.migrate(never);
  const rejects = { write: () => Promise.resolve(), close: () => Promise.resolve(null) };
  const request = { source: await openSource(data, {}), dryRun: false, rejects, ...quiet };
  const [, seconds] = await timed(() => importData({ store, hash: sha256, now: Date.now }, request, never));
  await store.close();
  return { seconds, rows: Object.values(rows).reduce((sum, count) => sum + count, 0) };
}

async function rebuildFromStore(folder: string): Promise<Figures> {
  const store = openStore({ kind: 'sqlite', path: storeOf(folder) });
  await store.migrate(never);
  const growth = memoryGrowth();
  const [snapshot, seconds] = await timed(() => readSnapshot(store, sha256, never));
  const grown = growth();
  await store.close();
  return { seconds, growth: grown, arrays: arrayBytes(snapshot) / 1e6, relationships: countOf(snapshot) };
}

async function keepFile(folder: string): Promise<Figures> {
  const config = { kind: 'sqlite', path: storeOf(folder) } as const;
  const store = openStore(config);
  await store.migrate(never);
  await openGraph(config, store).current(never);
  await store.close();
  return {};
}

/** Seconds from the start of `whypath recommend` in a process of its own to its end. */
async function firstAnswer(folder: string, users: string): Promise<number> {
  const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
  const user = userId(shopOf(Number(users)), 0);
  const [, seconds] = await timed(() =>
    run(process.execPath, [main, '--store', storeOf(folder), 'recommend', '--user', user, '--json'], {
      maxBuffer: 1e8,
    }),
  );
  return seconds;
}

async function child(step: string, folder: string, users: string, id = ''): Promise<Figures> {
  const main = fileURLToPath(new URL('./main.ts', import.meta.url));
  const args = ['--expose-gc', main, 'snapshot', '--step', step, '--folder', folder, '--users', users];
  const { stdout } = await run(process.execPath, [...args, '--id', id]);
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '{}') as Figures;
}

function shopOf(users: number): Shop {
  return createShop({ items: Math.max(200, Math.round(users / 10)), users, seed });
}

function fileOf(folder: string): string {
  return join(folder, 'graph.snapshot');
}

function storeOf(folder: string): string {
  return join(folder, 'graph.db');
}

function countOf(snapshot: GraphSnapshot): number {
  return snapshot.relations.reduce((sum, { edgeCount }) => sum + edgeCount, 0);
}

/** Returns a function that gives the growth of the peak of resident memory, MB. */
function memoryGrowth(): () => number {
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  return () => Math.max(0, process.resourceUsage().maxRSS * 1024 - before) / 1e6;
}

async function timed<Result>(work: () => Promise<Result>): Promise<[Result, number]> {
  const startedAt = performance.now();
  return [await work(), (performance.now() - startedAt) / 1000];
}

function fixed(value: number | string | undefined): string {
  return Number(value).toFixed(1);
}
