import { throwIfInterrupted } from '../interruption.ts';
import { type NeighbourState, type NeighbourStore, neighboursKey } from '../neighbour-port.ts';
import { type SqliteConnection, withSqliteErrors } from './sqlite-connection.ts';
import { putSqliteResult } from './sqlite-records.ts';

/** Returns the lists of an embedded store. `now` gives epoch milliseconds. */
export function createSqliteNeighbours(connection: SqliteConnection, now: () => number): NeighbourStore {
  return {
    async replace(batches, state, signal) {
      const guarded = <Result>(work: () => Result): Result => {
        throwIfInterrupted(signal);
        return withSqliteErrors(connection.path, () => connection.transaction(work));
      };
      guarded(() => {
        putSqliteResult(connection, neighboursKey, null, now());
        connection.run('sql/neighbours/delete-neighbours.sql');
      });
      let rows = 0;
      for await (const batch of batches) {
        guarded(() => {
          for (const { source, target, weight, people } of batch)
            rows += connection.run('sql/neighbours/insert-neighbour.sql', { source, target, weight, people });
        });
      }
      const whole: NeighbourState = { ...state, rows };
      guarded(() => putSqliteResult(connection, neighboursKey, whole, now()));
      return whole;
    },
  };
}
