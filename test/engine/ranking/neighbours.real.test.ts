import { describeWithNeo4j } from '../../servers/real.ts';
import { emptyNeo4jStore } from '../../store/neo4j/empty-neo4j.ts';
import { neighboursSuite } from './neighbours.suite.ts';

describeWithNeo4j('rankings within Neo4j', (server) => {
  neighboursSuite('Neo4j', () => emptyNeo4jStore(server));
});
