import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GraphStore } from '../../src/store/port.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { listNamedQueries, listStatements } from '../../src/store/statements.ts';
import { queryExamples } from './query-examples.ts';
import { writeSeed, writeSeedNeighbours } from './seed-store.ts';

const signal = new AbortController().signal;
const limits = { rowsMax: 10_000, timeoutMs: 10_000 };
const store: GraphStore = openSqliteStore({ path: ':memory:', now: Date.now });
const run = (name: string, params: Readonly<Record<string, unknown>>) =>
  store.runNamed(name, params, limits, signal);
const fileNames = (folder: string): string[] =>
  readdirSync(new URL(`../../${folder}/`, import.meta.url)).map((name) => name.replace(/\.\w+$/, ''));

/** Ids and names of the people of the seed, to look for in answers. */
const people = readFileSync(new URL('../../seed/users.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { id: string; name?: string });

beforeAll(async () => {
  await writeSeed(store, signal);
  await writeSeedNeighbours(store, signal);
});
afterAll(() => store.close());

describe('named queries', () => {
  it('are the same in both languages: names, titles, parameters and columns', () => {
    const [cypher, sql] = [listNamedQueries('cypher/queries'), listNamedQueries('sql/queries')];
    expect(cypher.length).toBeGreaterThanOrEqual(14);
    expect(sql).toEqual(cypher);
    expect(fileNames('cypher/queries')).toEqual(fileNames('sql/queries'));
  });

  it('all stand in the table of examples, and nothing else does', () => {
    const names = new Set(queryExamples.map(([name]) => name));
    expect([...names].sort()).toEqual(store.namedQueries().map((query) => query.name));
  });

  it.each(
    listStatements('cypher/queries')
      .concat(listStatements('sql/queries'))
      .map((statement) => [statement.path, statement]),
  )('%s states its order and its limit, and describes its parameters', (_, statement) => {
    expect(statement.text).toMatch(/\nORDER BY [^\n]+\nLIMIT [$:]limit$/);
    expect(statement.uses).not.toBe('');
    for (const parameter of statement.params) expect(parameter.description).not.toBe('');
    expect(statement.params.at(-1)?.name).toBe('limit');
  });

  it.each(queryExamples)('%s %o has rows of its columns, as many as asked for', async (name, params) => {
    const { columns, rows, truncated } = await run(name, params);
    expect(rows.length).toBeGreaterThan(0);
    expect(truncated).toBe(false);
    for (const row of rows) expect(row).toHaveLength(columns.length);
    expect(await run(name, { ...params, limit: 1 })).toEqual({
      columns,
      rows: rows.slice(0, 1),
      truncated: false,
    });
    expect((await run(name, { ...params, limit: 0 })).rows).toEqual([]);
  });

  it('never name a user', async () => {
    const secret = new Set(people.flatMap((person) => [person.id, person.name ?? person.id]));
    expect(secret.size).toBeGreaterThan(100);
    let cells = 0;
    for (const [name, params] of queryExamples) {
      for (const row of (await run(name, { ...params, limit: 500 })).rows) {
        for (const value of row) {
          expect(secret.has(String(value)), `${name} shows ${String(value)}`).toBe(false);
          cells++;
        }
      }
    }
    expect(cells).toBeGreaterThan(1000);
  });
});

describe('on the seed', () => {
  it('popular-items counts each person once', async () => {
    const { rows } = await run('popular-items', { limit: 2 });
    expect(rows).toEqual([
      ['lamplighters-of-quay-street', 'Lamplighters of Quay Street', 32, 35],
      ['hedgerow-post', 'Hedgerow Post', 26, 26],
    ]);
  });

  it('untouched-items finds the one game that nobody touched', async () => {
    expect((await run('untouched-items', {})).rows.map(([item]) => item)).toEqual(['moth-parliament']);
  });

  it('activity-histogram counts every user once, also those without an act', async () => {
    const { rows } = await run('activity-histogram', {});
    expect(rows[0]).toEqual([0, 1]);
    expect(rows.reduce((sum, [, users]) => sum + Number(users), 0)).toBe(people.length);
  });

  it('co-liked-items keeps to the number of people asked for', async () => {
    const counts = (await run('co-liked-items', { item: 'acorn-ledger', peopleMin: 7, limit: 500 })).rows.map(
      ([, , count]) => Number(count),
    );
    expect(Math.min(...counts)).toBe(7);
  });
});
