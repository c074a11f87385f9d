import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GraphStore, QueryRows } from '../../../src/store/port.ts';
import { openSqliteStore } from '../../../src/store/sqlite/sqlite-store.ts';
import { never, snapshotId } from '../facts.ts';
import { storeSuite } from '../port.suite.ts';

storeSuite('SQLite in memory', {
  async make() {
    const store = openSqliteStore({ path: ':memory:', now: () => 0 });
    await store.migrate(never);
    return store;
  },
});

describe('the file of an embedded store', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'whypath-store-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const at = (path: string): GraphStore => openSqliteStore({ path, now: () => 0 });
  const withStore = async <Result>(
    path: string,
    work: (store: GraphStore) => Promise<Result>,
  ): Promise<Result> => {
    const store = at(path);
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  };
  const migrationError = (path: string): Promise<Error & { code: string }> =>
    withStore(path, (store) =>
      store.migrate(never).then(
        () => {
          throw new Error('it was expected to fail');
        },
        (error: Error & { code: string }) => error,
      ),
    );

  it('is made with its folder on the first call, not before, and lasts', async () => {
    const path = join(folder, 'deep', 'er', 'graph.db');
    const store = at(path);
    expect(existsSync(path)).toBe(false);
    await store.migrate(never);
    await store.upsert('items', [{ id: 'a', name: 'A' }], { dryRun: false, signal: never });
    await store.close();
    await withStore(path, async (again) => {
      await again.migrate(never);
      expect((await again.counts(never)).items).toBe(1);
      expect(await again.revision(never)).toBe(1);
    });
  });

  it('may not be a folder, garbage, or a database of another program', async () => {
    expect(await migrationError(folder)).toMatchObject({
      code: 'store-unsupported',
      message: expect.stringContaining('is a folder'),
    });
    const garbage = join(folder, 'garbage.db');
    writeFileSync(garbage, 'This is no database. '.repeat(100));
    expect(await migrationError(garbage)).toMatchObject({
      code: 'store-unsupported',
      message: expect.stringContaining('no SQLite database'),
    });
    const foreign = join(folder, 'foreign.db');
    const database = new DatabaseSync(foreign);
    database.exec('CREATE TABLE songs (name TEXT)');
    database.close();
    expect(await migrationError(foreign)).toMatchObject({
      code: 'store-unsupported',
      message: expect.stringContaining('"songs"'),
    });
  });

  it('cannot lie under a file', async () => {
    writeFileSync(join(folder, 'plain'), '');
    expect(await migrationError(join(folder, 'plain', 'graph.db'))).toMatchObject({
      code: 'store-unavailable',
    });
  });

  it('tells an edited migration and a newer schema', async () => {
    const path = join(folder, 'graph.db');
    await withStore(path, (store) => store.migrate(never));
    edit(path, "UPDATE migration SET checksum = 'edited' WHERE version = 2");
    expect(await migrationError(path)).toMatchObject({
      code: 'migration-mismatch',
      message: expect.stringContaining('V002__Create_interaction.sql'),
    });
    edit(path, 'UPDATE migration SET version = 999 WHERE version = 2');
    expect(await migrationError(path)).toMatchObject({
      code: 'store-unsupported',
      message: expect.stringContaining('999'),
    });
  });

  it('is migrated once when several processes start together', async () => {
    const path = join(folder, 'graph.db');
    const processes = [1, 2, 3].map(() =>
      startScript(`await store.migrate(signal); await store.close();`, path),
    );
    const codes = await Promise.all(processes.map(async (child) => (await once(child, 'exit'))[0] as number));
    expect(codes).toEqual([0, 0, 0]);
    await withStore(path, async (store) => {
      await store.migrate(never);
      expect(await store.revision(never)).toBe(0);
    });
  });

  it('takes the writes of several processes one after the other', async () => {
    const path = join(folder, 'graph.db');
    await withStore(path, (store) => store.migrate(never));
    const processes = [1, 2].map((name) =>
      startScript(
        `for (let batch = 0; batch < 40; batch++) {
           const rows = Array.from({ length: 50 }, (_, row) => ({ id: '${name}-' + batch + '-' + row, name: 'x' }));
           await store.upsert('items', rows, { dryRun: false, signal });
         }`,
        path,
      ),
    );
    const codes = await Promise.all(processes.map(async (child) => (await once(child, 'exit'))[0] as number));
    expect(codes).toEqual([0, 0]);
    await withStore(path, async (store) => {
      expect((await store.counts(never)).items).toBe(4000);
      expect(await store.revision(never)).toBe(80);
    });
  });

  it('is whole after kill -9 in the middle of writing', async () => {
    const path = join(folder, 'graph.db');
    const child = startScript(
      `await store.migrate(signal);
       for (let batch = 0; ; batch++) {
         const rows = Array.from({ length: 2000 }, (_, row) => ({ id: batch + '-' + row, name: 'x' }));
         await store.upsert('items', rows, { dryRun: false, signal });
         console.log(batch);
       }`,
      path,
    );
    await once(child.stdout ?? child, 'data');
    await new Promise((resolve) => setTimeout(resolve, 50));
    child.kill('SIGKILL');
    await once(child, 'exit');
    await withStore(path, async (store) => {
      await store.migrate(never);
      const { items } = await store.counts(never);
      expect(items).toBeGreaterThan(0);
      expect(items % 2000).toBe(0);
      expect(await store.revision(never)).toBe(items / 2000);
      expect(await snapshotId(store)).toMatch(/^[0-9a-f]{64}$/);
      const result = await store.upsert('items', [{ id: 'after', name: 'x' }], {
        dryRun: false,
        signal: never,
      });
      expect(result.created).toBe(1);
    });
  });

  it('shows one process what another wrote, and refuses a reading it disturbed', async () => {
    const path = join(folder, 'graph.db');
    await withStore(path, (one) =>
      withStore(path, async (other) => {
        await one.migrate(never);
        const reader = await one.readSnapshot(never);
        await other.upsert('items', [{ id: 'a', name: 'A' }], { dryRun: false, signal: never });
        await expect(reader.close()).rejects.toMatchObject({ code: 'store-conflict' });
        expect((await one.counts(never)).items).toBe(1);
      }),
    );
  });

  it('answers nothing after it was closed', async () => {
    const store = at(join(folder, 'graph.db'));
    await store.close();
    await expect(store.counts(never)).rejects.toMatchObject({ code: 'store-unavailable' });
  });

  it('stops a query at its deadline and keeps writing possible', async () => {
    let now = 0;
    const store = openSqliteStore({ path: ':memory:', now: () => now++ });
    await store.migrate(never);
    await store.upsert('users', [{ id: 'mara' }], { dryRun: false, signal: never });
    await store.upsert('items', [{ id: 'kilo', name: 'Kilo' }], { dryRun: false, signal: never });
    const acts = [1, 2, 3, 4].map((at) => ({ user: 'mara', item: 'kilo', kind: 'VIEWED', at }));
    await store.upsert('interactions', acts, { dryRun: false, signal: never });
    const run = (timeoutMs: number): Promise<QueryRows> =>
      store.runNamed('acts-of-user', { user: 'mara' }, { rowsMax: 3, timeoutMs }, never);
    await expect(run(1)).rejects.toMatchObject({
      code: 'deadline-exceeded',
      message: expect.stringContaining('1 ms'),
    });
    expect(await run(100)).toMatchObject({ truncated: true, rows: { length: 3 } });
    const later = await store.upsert('users', [{ id: 'jon' }], { dryRun: false, signal: never });
    expect(later.created).toBe(1);
    await store.close();
  });

  it('names Neo4j when Cypher is asked for', async () => {
    await withStore(':memory:', async (store) => {
      const asked = store.runCypher('RETURN 1', {}, { rowsMax: 1, timeoutMs: 1000 }, never);
      await expect(asked).rejects.toMatchObject({
        code: 'capability-missing',
        message: expect.stringContaining('NEO4J_URI'),
      });
    });
  });
});

function edit(path: string, statement: string): void {
  const database = new DatabaseSync(path);
  database.exec(statement);
  database.close();
}

/** Runs a script with an open `store` and a `signal` in a process of its own. */
function startScript(body: string, path: string): ReturnType<typeof spawn> {
  const module = new URL('../../../src/store/sqlite/sqlite-store.ts', import.meta.url).href;
  const script = `import { openSqliteStore } from ${JSON.stringify(module)};
    const signal = new AbortController().signal;
    const store = openSqliteStore({ path: ${JSON.stringify(path)}, now: () => 0 });
    ${body}`;
  return spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}
