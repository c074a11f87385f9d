import neo4j from 'neo4j-driver';
import type { Neo4jAddress } from '../../../scripts/servers/neo4j.ts';
import { openNeo4jStore } from '../../../src/store/neo4j/neo4j-store.ts';
import type { GraphStore } from '../../../src/store/port.ts';
import { never } from '../facts.ts';

/** Runs statements of a test as the server's own user, beside the store. */
export async function runDirectly(
  server: Neo4jAddress,
  ...statements: readonly string[]
): Promise<Record<string, unknown>[]> {
  const driver = neo4j.driver(server.uri, neo4j.auth.basic(server.username, server.password), {
    useBigInt: true,
  });
  try {
    let rows: Record<string, unknown>[] = [];
    for (const statement of statements) {
      const { records } = await driver.executeQuery(statement, {}, { database: 'neo4j' });
      rows = records.map((record) => record.toObject());
    }
    return rows;
  } finally {
    await driver.close();
  }
}

/** Returns a migrated store on the emptied server. */
export async function emptyNeo4jStore(server: Neo4jAddress): Promise<GraphStore> {
  await runDirectly(server, 'MATCH (n) DETACH DELETE n');
  const store = openNeo4jStore({ ...server, now: () => 0 });
  await store.migrate(never);
  return store;
}
