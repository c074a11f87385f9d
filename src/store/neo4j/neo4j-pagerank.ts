import { EngineError } from '../../core/errors.ts';
import type { StorePageRank } from '../pagerank-port.ts';
import type { Neo4jConnection } from './neo4j-connection.ts';
import { neo4jRevision } from './neo4j-snapshot.ts';

/**
 * Returns PageRank by Graph Data Science over a projection of the likes, which is made once a revision and kept in the
 * memory of the server. `hasGds` says whether the server has it.
 */
export function createNeo4jPageRank(connection: Neo4jConnection, hasGds: () => boolean): StorePageRank {
  return {
    async best(request, signal) {
      if (!hasGds()) throw withoutGds(connection.target.address);
      const revision = await neo4jRevision(connection, signal);
      // Other kinds of acts or another bar make another graph of the same facts.
      const bar = request.positiveFrom ?? -Number.MAX_VALUE;
      const name = `whypath-likes-${revision}-${[...request.kinds].sort().join('-')}-${bar}`;
      const likes = { name, kinds: [...request.kinds], positiveFrom: bar };
      await connection.write('cypher/pagerank/drop-graphs.cypher', { name }, signal);
      const [found] = await connection.read('cypher/pagerank/count-graphs.cypher', { name }, signal);
      if (Number(found?.get('graphs')) === 0)
        await connection.write('cypher/pagerank/project-likes.cypher', likes, signal);
      const { records } = await connection.write(
        'cypher/pagerank/select-best.cypher',
        {
          ...likes,
          user: request.user,
          known: [...request.known],
          dampingFactor: 1 - request.restartProbability,
          iterations: BigInt(request.iterationsMax),
          limit: BigInt(request.limit),
        },
        signal,
      );
      const items = records.map((row) => ({
        id: String(row.get('item')),
        name: row.get('name') as string | null,
        score: Number(row.get('score')),
      }));
      return { revision, items };
    },
  };
}

function withoutGds(address: string): EngineError {
  return new EngineError(
    'capability-missing',
    `The Neo4j server ${address} has no Graph Data Science. Put its plugin into the server's folder "plugins" and start it again, or rank with --ranking in-process or lists.`,
  );
}
