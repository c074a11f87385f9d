import { expect, it } from 'vitest';
import { openSqliteStore } from '../../../src/store/sqlite/sqlite-store.ts';
import { describeWithNeo4j } from '../../servers/real.ts';
import { never, randomFacts, snapshotId, writeFacts } from '../facts.ts';
import { storeSuite } from '../port.suite.ts';
import { emptyNeo4jStore } from './empty-neo4j.ts';

describeWithNeo4j('Neo4j store', (server) => {
  storeSuite('Neo4j', { make: () => emptyNeo4jStore(server) });

  it.each([11, 12, 13])('gives the snapshot that SQLite gives for the facts of seed %i', async (seed) => {
    const stores = [await emptyNeo4jStore(server), openSqliteStore({ path: ':memory:', now: () => 0 })];
    const ids: string[] = [];
    for (const store of stores) {
      await store.migrate(never);
      await writeFacts(store, randomFacts(seed));
      ids.push(await snapshotId(store));
      await store.close();
    }
    expect(ids[0]).toBe(ids[1]);
  });
});
