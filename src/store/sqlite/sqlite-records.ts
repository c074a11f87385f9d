import type { ConversationEvent } from '../../contract/types.ts';
import { streamMoved } from '../outcomes.ts';
import type { EventRange } from '../port.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

/**
 * Appends events to a stream; throws `store-conflict` when it does not hold `expectedSequence` events. `now` is epoch
 * milliseconds.
 */
export function appendSqliteEvents(
  connection: SqliteConnection,
  stream: string,
  expectedSequence: number,
  events: readonly ConversationEvent[],
  now: number,
): void {
  connection.transaction(() => {
    const count = Number(connection.first('sql/records/count-events.sql', { stream })?.[0]);
    if (count !== expectedSequence) throw streamMoved(stream, expectedSequence, count);
    for (const [index, event] of events.entries()) {
      const sequence = expectedSequence + index;
      connection.run('sql/records/insert-event.sql', {
        stream,
        sequence,
        event: JSON.stringify(event),
        at: now,
      });
    }
  });
}

/** Returns the events of a stream in order, at most `limit` from position `from` on. */
export function readSqliteEvents(
  connection: SqliteConnection,
  stream: string,
  { from, limit }: EventRange,
): ConversationEvent[] {
  return connection
    .all('sql/records/select-events.sql', { stream, from, limit })
    .map(([event]) => JSON.parse(String(event)) as ConversationEvent);
}

/** Removes at most `limit` streams whose last event was appended before a moment; returns how many. */
export function removeSqliteStreams(connection: SqliteConnection, before: number, limit: number): number {
  return connection.transaction(() => {
    const streams = connection.all('sql/records/select-old-streams.sql', { before, limit });
    for (const [stream] of streams)
      connection.run('sql/records/delete-events.sql', { stream: String(stream) });
    return streams.length;
  });
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

/** Writes durable results under their keys in one transaction. */
export function putSqliteResults(
  connection: SqliteConnection,
  results: readonly { readonly key: string; readonly record: unknown }[],
  now: number,
): void {
  connection.transaction(() => {
    for (const { key, record } of results) putSqliteResult(connection, key, record, now);
  });
}

/** Returns the record under a key, or null. */
export function getSqliteResult(connection: SqliteConnection, key: string): unknown {
  const row = connection.first('sql/records/select-result.sql', { key });
  return row === undefined ? null : JSON.parse(String(row[0]));
}
