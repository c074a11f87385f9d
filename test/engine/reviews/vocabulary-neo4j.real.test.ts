import neo4jDriver from 'neo4j-driver';
import { beforeEach } from 'vitest';
import { openNeo4jStore } from '../../../src/store/neo4j/neo4j-store.ts';
import { describeWithNeo4j } from '../../servers/real.ts';
import { vocabularySuite } from './vocabulary.suite.ts';

describeWithNeo4j('a vocabulary in Neo4j', ({ uri, username, password }) => {
  beforeEach(async () => {
    const driver = neo4jDriver.driver(uri, neo4jDriver.auth.basic(username, password));
    await driver.executeQuery('MATCH (n) DETACH DELETE n');
    await driver.close();
  });

  vocabularySuite('a Neo4j store', async () => openNeo4jStore({ uri, username, password, now: Date.now }), 3);
});
