import { type NeighbourState, type NeighbourStore, neighboursKey } from '../neighbour-port.ts';
import type { Neo4jConnection } from './neo4j-connection.ts';
import { putNeo4jResults } from './neo4j-records.ts';

/** Relationships that one transaction deletes. */
const deletionMax = 20_000;

/** Returns the lists in a Neo4j server, one relationship of type NEIGHBOUR an entry. `now` gives epoch milliseconds. */
export function createNeo4jNeighbours(connection: Neo4jConnection, now: () => number): NeighbourStore {
  return {
    async replace(batches, state, signal) {
      await putNeo4jResults(connection, [{ key: neighboursKey, record: null }], now(), signal);
      for (let removed = 1; removed > 0; ) {
        const path = 'cypher/neighbours/delete-neighbours.cypher';
        const { records } = await connection.write(path, { limit: BigInt(deletionMax) }, signal);
        removed = Number(records[0]?.get('removed') ?? 0);
      }
      let rows = 0;
      for await (const batch of batches) {
        const parameters = { rows: batch.map((row) => ({ ...row, people: BigInt(row.people) })) };
        const path = 'cypher/neighbours/create-neighbours.cypher';
        const { records } = await connection.write(path, parameters, signal);
        rows += Number(records[0]?.get('created') ?? 0);
      }
      const { kinds, likedFrom, positiveFrom } = state;
      const setting = { kinds: [...kinds], likedFrom, positiveFrom };
      await connection.write('cypher/neighbours/create-setting.cypher', setting, signal);
      const whole: NeighbourState = { ...state, rows };
      await putNeo4jResults(connection, [{ key: neighboursKey, record: whole }], now(), signal);
      return whole;
    },
  };
}
