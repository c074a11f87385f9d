import type { ConversationEvent } from '../../contract/types.ts';
import { EngineError } from '../../core/errors.ts';
import { streamMoved } from '../outcomes.ts';
import type { EventRange } from '../port.ts';
import type { Neo4jConnection } from './neo4j-connection.ts';
import { serverCode } from './neo4j-errors.ts';

const alreadyThere = 'Neo.ClientError.Schema.ConstraintValidationFailed';

/**
 * Appends events to a stream; throws `store-conflict` when it does not hold `expectedSequence` events. Two writers who
 * both saw the same length are told apart by the constraint on (stream, sequence). `now` is epoch milliseconds.
 */
export async function appendNeo4jEvents(
  connection: Neo4jConnection,
  stream: string,
  expectedSequence: number,
  events: readonly ConversationEvent[],
  now: number,
  signal: AbortSignal,
): Promise<void> {
  const rows = events.map((event, index) => ({
    sequence: BigInt(expectedSequence + index),
    event: JSON.stringify(event),
  }));
  try {
    await connection.transaction(
      async (run) => {
        const { records } = await run('cypher/records/count-events.cypher', { stream });
        const count = Number(records[0]?.get('events'));
        if (count !== expectedSequence) throw streamMoved(stream, expectedSequence, count);
        await run('cypher/records/create-events.cypher', { stream, events: rows, at: BigInt(now) });
      },
      () => true,
      signal,
    );
  } catch (error) {
    const cause = error instanceof EngineError ? error.cause : null;
    if (cause instanceof Error && serverCode(cause) === alreadyThere) {
      throw streamMoved(stream, expectedSequence, 'more');
    }
    throw error;
  }
}

/** Returns the events of a stream in order, at most `limit` from position `from` on. */
export async function readNeo4jEvents(
  connection: Neo4jConnection,
  stream: string,
  { from, limit }: EventRange,
  signal: AbortSignal,
): Promise<ConversationEvent[]> {
  const parameters = { stream, from: BigInt(from), limit: BigInt(limit) };
  const rows = await connection.read('cypher/records/select-events.cypher', parameters, signal);
  return rows.map((row) => JSON.parse(String(row.get('event'))) as ConversationEvent);
}

/** Removes at most `limit` streams whose last event was appended before a moment; returns how many. */
export async function removeNeo4jStreams(
  connection: Neo4jConnection,
  before: number,
  limit: number,
  signal: AbortSignal,
): Promise<number> {
  const parameters = { before: BigInt(before), limit: BigInt(limit) };
  const { records } = await connection.write('cypher/records/delete-old-events.cypher', parameters, signal);
  return Number(records[0]?.get('streams') ?? 0);
}

/** Writes durable results under their keys in one transaction. `now` is epoch milliseconds. */
export async function putNeo4jResults(
  connection: Neo4jConnection,
  results: readonly { readonly key: string; readonly record: unknown }[],
  now: number,
  signal: AbortSignal,
): Promise<void> {
  const rows = results.map(({ key, record }) => ({ key, record: JSON.stringify(record) }));
  const parameters = { results: rows, writtenAt: BigInt(now) };
  await connection.write('cypher/records/put-result.cypher', parameters, signal);
}

/** Returns the record under a key, or null. */
export async function getNeo4jResult(
  connection: Neo4jConnection,
  key: string,
  signal: AbortSignal,
): Promise<unknown> {
  const [row] = await connection.read('cypher/records/select-result.cypher', { key }, signal);
  return row === undefined ? null : JSON.parse(String(row.get('record')));
}
