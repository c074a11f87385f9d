import { describeWithNeo4j } from '../servers/real.ts';
import { emptyNeo4jStore } from './empty-neo4j.ts';
import { storeSuite } from './port.suite.ts';

describeWithNeo4j('Neo4j store', (server) => {
  storeSuite('Neo4j', { make: () => emptyNeo4jStore(server) });
});
