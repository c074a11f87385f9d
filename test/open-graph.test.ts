import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { StoreConfig } from '../src/config.ts';
import { openGraph, openStore } from '../src/open-graph.ts';
import type { GraphStore } from '../src/store/port.ts';
import { emptyFolder } from './fixtures/import/data-folder.ts';
import { importShop } from './fixtures/imported-shop.ts';

const never = new AbortController().signal;
let template = '';
let opened: GraphStore[] = [];

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'whypath-open-graph-'));
  template = join(folder, 'graph.db');
  const store = openStore({ kind: 'sqlite', path: template });
  await store.migrate(never);
  await importShop(store, { items: 200, users: 1600, seed: 3 });
  await store.close();
  return () => rmSync(folder, { recursive: true });
});

afterEach(async () => {
  for (const store of opened) await store.close();
  opened = [];
});

/** A store of 20,000 relationships in a file of its own. */
function copied(): StoreConfig & { kind: 'sqlite' } {
  const path = join(emptyFolder(), 'graph.db');
  copyFileSync(template, path);
  return { kind: 'sqlite', path };
}

function storeOf(config: StoreConfig): GraphStore {
  const store = openStore(config);
  opened.push(store);
  return store;
}

const rate = (store: GraphStore, at: number) =>
  store.upsert('interactions', [{ user: 'u0000', item: 'i0000', kind: 'WISHED', at }], {
    dryRun: false,
    signal: never,
  });

describe('the graph of an embedded store', () => {
  it('is put aside, and the next process takes it from there', async () => {
    const config = copied();
    const first = await openGraph(config, storeOf(config)).current(never);
    const file = `${config.path}.snapshot`;
    expect(existsSync(file)).toBe(true);
    expect(first.snapshot.relations[0]?.forward.targets.buffer).toBeInstanceOf(ArrayBuffer);
    const second = await openGraph(config, storeOf(config)).current(never);
    expect(second.snapshot).toEqual(first.snapshot);
    expect(second.snapshot.relations[0]?.forward.targets.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(second.index.likes).toEqual(first.index.likes);
  });

  it('is read from the store when facts were written since, and put aside anew', async () => {
    const config = copied();
    const store = storeOf(config);
    const first = await openGraph(config, store).current(never);
    await rate(store, 5);
    const second = await openGraph(config, storeOf(config)).current(never);
    expect(second.snapshot.revision).toBe(first.snapshot.revision + 1);
    expect(second.snapshot.id).not.toBe(first.snapshot.id);
    const third = await openGraph(config, storeOf(config)).current(never);
    expect(third.snapshot.relations[0]?.forward.targets.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(third.snapshot.id).toBe(second.snapshot.id);
  });

  it.each([
    ['is damaged', (file: string) => writeFileSync(file, readFileSync(file).fill(0, 4000, 4010))],
    ['is torn', (file: string) => writeFileSync(file, readFileSync(file).subarray(0, 5000))],
    ['is gone', (file: string) => rmSync(file)],
  ])('is read from the store where the file %s, and the file is whole again', async (_, spoil) => {
    const config = copied();
    const first = await openGraph(config, storeOf(config)).current(never);
    const file = `${config.path}.snapshot`;
    const size = statSync(file).size;
    spoil(file);
    const second = await openGraph(config, storeOf(config)).current(never);
    expect(second.snapshot).toEqual(first.snapshot);
    expect(statSync(file).size).toBe(size);
  });

  it('is not that of a file which lay beside another store of the same revision', async () => {
    const config = copied();
    const other = copied();
    const store = storeOf(other);
    await rate(store, 1);
    await openGraph(other, store).current(never);
    const ours = storeOf(config);
    await rate(ours, 2);
    copyFileSync(`${other.path}.snapshot`, `${config.path}.snapshot`);
    const found = await openGraph(config, ours).current(never);
    expect(found.snapshot.relations.find(({ type }) => type === 'WISHED')?.times?.[0]).toBe(2);
  });

  it('answers while a newer one is read in a thread', async () => {
    const config = copied();
    const store = storeOf(config);
    const graph = openGraph(config, store, 1);
    const first = await graph.current(never);
    await rate(store, 5);
    expect(await graph.current(never)).toBe(first);
    const newer = await eventually(
      () => graph.current(never),
      (found) => found !== first,
    );
    expect(newer.snapshot.revision).toBe(first.snapshot.revision + 1);
    const waited = await openGraph({ kind: 'sqlite', path: config.path }, storeOf(config)).current(never);
    expect(newer.snapshot).toEqual(waited.snapshot);
    expect(newer.index.userDegrees).toEqual(waited.index.userDegrees);
    graph.close();
  });

  it('keeps no file of a small graph, and none of a store in memory', async () => {
    const path = join(emptyFolder(), 'small.db');
    const store = storeOf({ kind: 'sqlite', path });
    await store.migrate(never);
    await store.putManifest({ name: 'small', item: { one: 'item', many: 'items' }, relations: [] }, never);
    await store.upsert('items', [{ id: 'a', name: 'A' }], { dryRun: false, signal: never });
    await openGraph({ kind: 'sqlite', path }, store).current(never);
    expect(existsSync(`${path}.snapshot`)).toBe(false);
    const memory = storeOf({ kind: 'sqlite', path: ':memory:' });
    await memory.migrate(never);
    await expect(
      openGraph({ kind: 'sqlite', path: ':memory:' }, memory).current(never),
    ).rejects.toMatchObject({
      code: 'graph-empty',
    });
    expect(existsSync(':memory:.snapshot')).toBe(false);
  });
});

async function eventually<Value>(
  ask: () => Promise<Value>,
  isDone: (value: Value) => boolean,
): Promise<Value> {
  for (;;) {
    const value = await ask();
    if (isDone(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
