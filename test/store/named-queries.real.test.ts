import neo4jDriver from 'neo4j-driver';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openNeo4jStore } from '../../src/store/neo4j/neo4j-store.ts';
import type { GraphStore } from '../../src/store/port.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { describeWithNeo4j } from '../servers/real.ts';
import { queryExamples } from './query-examples.ts';
import { writeSeed, writeSeedNeighbours } from './seed-store.ts';

describeWithNeo4j('named queries on both stores', ({ uri, username, password }) => {
  const signal = new AbortController().signal;
  const limits = { rowsMax: 10_000, timeoutMs: 60_000 };
  const sqlite = openSqliteStore({ path: ':memory:', now: Date.now });
  let neo4j: GraphStore;

  beforeAll(async () => {
    const driver = neo4jDriver.driver(uri, neo4jDriver.auth.basic(username, password));
    await driver.executeQuery('MATCH (n) DETACH DELETE n');
    await driver.close();
    neo4j = openNeo4jStore({ uri, username, password, now: Date.now });
    await writeSeed(neo4j, signal);
    await writeSeed(sqlite, signal);
    await writeSeedNeighbours(neo4j, signal);
    await writeSeedNeighbours(sqlite, signal);
  });

  afterAll(async () => {
    await neo4j?.close();
    await sqlite.close();
  });

  it('have the same names', () => {
    expect(neo4j.namedQueries()).toEqual(sqlite.namedQueries());
  });

  it.each(queryExamples)('%s %o: equal columns, values, types and order', async (name, params) => {
    const expected = await sqlite.runNamed(name, params, limits, signal);
    expect(expected.rows.length).toBeGreaterThan(0);
    expect(await neo4j.runNamed(name, params, limits, signal)).toStrictEqual(expected);
  });
});
