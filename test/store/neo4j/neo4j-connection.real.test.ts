import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { openNeo4jStore } from '../../../src/store/neo4j/neo4j-store.ts';
import type { GraphStore } from '../../../src/store/port.ts';
import { describeWithNeo4j } from '../../servers/real.ts';
import { never } from '../facts.ts';
import { emptyNeo4jStore, runDirectly } from './empty-neo4j.ts';

describeWithNeo4j('the connection to Neo4j', (server) => {
  const failureOf = async (
    options: Partial<Parameters<typeof openNeo4jStore>[0]>,
  ): Promise<Error & { code: string }> => {
    let store: GraphStore | null = null;
    try {
      store = openNeo4jStore({ ...server, now: () => 0, ...options });
      await store.migrate(never);
    } catch (error) {
      return error as Error & { code: string };
    } finally {
      await store?.close();
    }
    throw new Error('it was expected to fail');
  };

  it('says how to start a server that does not answer, without the password', async () => {
    const closed = await closedPort();
    const failure = await failureOf({
      uri: `bolt://neo4j:s3cretword@127.0.0.1:${closed}`,
      password: 's3cretword',
    });
    expect(failure.code).toBe('store-unavailable');
    expect(failure.message).toContain(`bolt://127.0.0.1:${closed}. Start it with`);
    expect(failure.message).not.toContain('s3cretword');
  });

  it('tells a wrong password, a wrong database and a wrong address apart', async () => {
    const password = await failureOf({ password: 'not-the-password' });
    expect(password).toMatchObject({
      code: 'store-unauthorized',
      message: expect.stringContaining('NEO4J_PASSWORD'),
    });
    expect(password.message).not.toContain('not-the-password');
    expect(await failureOf({ database: 'elsewhere' })).toMatchObject({
      code: 'store-unsupported',
      message: expect.stringContaining('"elsewhere"'),
    });
    expect(await failureOf({ uri: server.http })).toMatchObject({ code: 'store-unsupported' });
    expect(await failureOf({ uri: server.http.replace('http', 'bolt') })).toMatchObject({
      code: 'store-unsupported',
      message: expect.stringContaining('Bolt port'),
    });
  });

  it('suggests bolt:// where neo4j:// finds no routing', async () => {
    const closed = await closedPort();
    expect(await failureOf({ uri: `neo4j://127.0.0.1:${closed}` })).toMatchObject({
      code: 'store-unsupported',
      message: expect.stringContaining(`use bolt://127.0.0.1:${closed}`),
    });
  });

  it('works through neo4j:// on a single server', async () => {
    const store = openNeo4jStore({ ...server, uri: server.uri.replace('bolt://', 'neo4j://'), now: () => 0 });
    await store.migrate(never);
    expect(await store.revision(never)).toBeGreaterThanOrEqual(0);
    await store.close();
  });

  it('suggests the plain scheme where the server has no encryption', async () => {
    const failure = await failureOf({ uri: server.uri.replace('bolt://', 'bolt+ssc://') });
    expect(failure).toMatchObject({
      code: 'store-unavailable',
      message: expect.stringContaining(`use ${server.uri}`),
    });
  });

  it('says who it is', async () => {
    const store = await emptyNeo4jStore(server);
    const agents = await runDirectly(
      server,
      'CALL dbms.listConnections() YIELD userAgent RETURN DISTINCT userAgent',
    );
    expect(agents.some(({ userAgent }) => /^whypath\/\d/.test(String(userAgent)))).toBe(true);
    await store.close();
  });

  it('lets two migrate a fresh database at once and refuses an edited migration', async () => {
    await (await emptyNeo4jStore(server)).close();
    const constraints = await runDirectly(server, 'SHOW CONSTRAINTS YIELD name RETURN name');
    await runDirectly(
      server,
      'MATCH (n) DETACH DELETE n',
      ...constraints.map(({ name }) => `DROP CONSTRAINT ${String(name)}`),
    );
    const stores = [1, 2].map(() => openNeo4jStore({ ...server, now: () => 0 }));
    await Promise.all(stores.map((store) => store.migrate(never)));
    const chain = await runDirectly(
      server,
      'MATCH p = (:__Neo4jMigration)-[:MIGRATED_TO*]->() RETURN max(length(p)) AS steps',
    );
    const files = await runDirectly(server, 'MATCH (m:__Neo4jMigration) RETURN count(m) AS files');
    expect(Number(files[0]?.['files'])).toBeGreaterThan(5);
    expect(Number(chain[0]?.['steps'])).toBe(Number(files[0]?.['files']) - 1);

    await runDirectly(server, "MATCH (m:__Neo4jMigration {version: '002'}) SET m.checksum = 'edited'");
    await expect(stores[0]?.migrate(never)).rejects.toMatchObject({
      code: 'migration-mismatch',
      message: expect.stringContaining('V002__Create_item_id.cypher'),
    });
    await runDirectly(server, "MATCH (m:__Neo4jMigration {version: '002'}) SET m.version = '999'");
    await expect(stores[0]?.migrate(never)).rejects.toMatchObject({ code: 'store-unsupported' });
    await runDirectly(server, 'MATCH (m:__Neo4jMigration) DETACH DELETE m');
    await stores[0]?.migrate(never);
    for (const store of stores) await store.close();
  });
});

/** A port that nothing listens on. */
function closedPort(): Promise<number> {
  return new Promise((resolve) => {
    const listener = createServer().listen(0, '127.0.0.1', () => {
      const address = listener.address();
      listener.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
