import neo4jDriver from 'neo4j-driver';
import { beforeEach } from 'vitest';
import { openNeo4jStore } from '../../../src/store/neo4j/neo4j-store.ts';
import { describeWithNeo4j } from '../../servers/real.ts';
import { converseSuite } from './converse.suite.ts';

describeWithNeo4j('a conversation in Neo4j', ({ uri, username, password }) => {
  const clear = async (): Promise<void> => {
    const driver = neo4jDriver.driver(uri, neo4jDriver.auth.basic(username, password));
    await driver.executeQuery('MATCH (n) DETACH DELETE n');
    await driver.close();
  };

  beforeEach(clear);

  converseSuite(async () => openNeo4jStore({ uri, username, password, now: Date.now }), clear);
});
