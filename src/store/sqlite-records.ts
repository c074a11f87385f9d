import type { ConversationEvent } from '../contract/types.ts';
import { streamMoved } from './outcomes.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

/** Appends events to a stream; throws `store-conflict` when it does not hold `expectedSequence` events. */
export function appendSqliteEvents(
  connection: SqliteConnection,
  stream: string,
  expectedSequence: number,
  events: readonly ConversationEvent[],
): void {
  connection.transaction(() => {
    const count = Number(connection.first('sql/records/count-events.sql', { stream })?.[0]);
    if (count !== expectedSequence) throw streamMoved(stream, expectedSequence, count);
    for (const [index, event] of events.entries()) {
      const sequence = expectedSequence + index;
      connection.run('sql/records/insert-event.sql', { stream, sequence, event: JSON.stringify(event) });
    }
  });
}

/** Returns the events of a stream in order. */
export function readSqliteEvents(connection: SqliteConnection, stream: string): ConversationEvent[] {
  return connection
    .all('sql/records/select-events.sql', { stream })
    .map(([event]) => JSON.parse(String(event)) as ConversationEvent);
}

/** Writes a durable result under its key. `now` is epoch milliseconds. */
export function putSqliteResult(
  connection: SqliteConnection,
  key: string,
  record: unknown,
  now: number,
): void {
  connection.run('sql/records/put-result.sql', { key, record: JSON.stringify(record), written_at: now });
}

/** Returns the record under a key, or null. */
export function getSqliteResult(connection: SqliteConnection, key: string): unknown {
  const row = connection.first('sql/records/select-result.sql', { key });
  return row === undefined ? null : JSON.parse(String(row[0]));
}
