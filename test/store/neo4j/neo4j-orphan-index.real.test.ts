import { expect, it } from 'vitest';
import { openNeo4jStore } from '../../../src/store/neo4j/neo4j-store.ts';
import { describeWithNeo4j } from '../../servers/real.ts';
import { never } from '../facts.ts';
import { emptyNeo4jStore, runDirectly } from './empty-neo4j.ts';

describeWithNeo4j('an index that a killed migration left behind', (server) => {
  it.each([
    ['attribute_id', 'Attribute'],
    ['whypath_lock_id', 'WhypathLock'],
  ])('%s does not stop the next one', async (name, label) => {
    const before = await emptyNeo4jStore(server);
    await before.close();
    await runDirectly(
      server,
      'MATCH (n:__Neo4jMigration) DETACH DELETE n',
      `DROP CONSTRAINT ${name}`,
      `CREATE INDEX ${name} FOR (n:${label}) ON (n.id)`,
      'CALL db.awaitIndexes()',
    );
    const store = openNeo4jStore({ ...server, now: () => 0 });
    await store.migrate(never);
    await store.close();
    const rows = await runDirectly(server, 'SHOW CONSTRAINTS YIELD name RETURN name');
    expect(rows).toContainEqual({ name });
  });
});
