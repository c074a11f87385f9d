import type { ManagedTransaction } from 'neo4j-driver';
import { EngineError } from '../../core/errors.ts';
import { momentUnknown } from '../fact-batches.ts';
import { interruptionOf } from '../interruption.ts';
import { overdue } from '../outcomes.ts';
import type { NamedQuery, OpinionEvidence, QueryLimits, QueryRows } from '../port.ts';
import { bindParameters, findQuery } from '../query-parameters.ts';
import { loadStatement } from '../statements.ts';
import { closing, type Neo4jConnection, transactionMetadata } from './neo4j-connection.ts';
import { convertNeo4jError, explainPrefix, serverCode } from './neo4j-errors.ts';
import { refusalOf } from './neo4j-guard.ts';
import { plainNeo4jValue } from './neo4j-values.ts';

const timedOut = /^Neo\.(ClientError|TransientError)\.Transaction\.(TransactionTimedOut|Terminated)/;

/** What a statement is run with, and how its errors name it. */
interface Reading {
  readonly name: string;
  readonly text: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly limits: QueryLimits;
  readonly errorCode: 'query-failed' | 'store-failed';
}

/** Runs a named query in a transaction that may only read. */
export async function runNeo4jQuery(
  connection: Neo4jConnection,
  queries: readonly NamedQuery[],
  request: {
    readonly name: string;
    readonly params: Readonly<Record<string, unknown>>;
    readonly limits: QueryLimits;
  },
  signal: AbortSignal,
): Promise<QueryRows> {
  const query = findQuery(queries, request.name);
  const bound = Object.entries(bindParameters(query, request.params)).map(([name, value]) => {
    const isInteger = query.params.some(
      (parameter) => parameter.name === name && parameter.type === 'integer',
    );
    return [name, isInteger ? BigInt(value) : value];
  });
  const reading: Reading = {
    name: query.name,
    text: loadStatement(`cypher/queries/${query.name}.cypher`).text,
    parameters: Object.fromEntries(bound),
    limits: request.limits,
    errorCode: 'store-failed',
  };
  return { ...(await readRows(connection, reading, signal)), columns: query.returns };
}

/**
 * Runs one free statement. The server explains it first; only what it calls reading runs, in a transaction that may only
 * read, up to the limits. Throws `query-refused` naming the guard, `query-failed` with the server's words,
 * `deadline-exceeded`. Whole numbers among the parameters are sent as integers.
 */
export async function runNeo4jCypher(
  connection: Neo4jConnection,
  statement: string,
  params: Readonly<Record<string, unknown>>,
  limits: QueryLimits,
  signal: AbortSignal,
): Promise<QueryRows> {
  const reading: Reading = {
    name: 'The statement',
    text: statement,
    parameters: withIntegers(params) as Record<string, unknown>,
    limits,
    errorCode: 'query-failed',
  };
  const foreignFunctions = await foreignFunctionsOf(connection, signal);
  await withReadTransaction(connection, reading, signal, async (transaction) => {
    const { summary } = await transaction.run(explainPrefix + statement, reading.parameters);
    const plan = summary.plan === false ? null : summary.plan;
    const refusal = refusalOf({ queryType: summary.queryType, plan, foreignFunctions });
    if (refusal !== null) throw refused(refusal);
  });
  return readRows(connection, reading, signal);
}

/** Returns the opinions behind (item, aspect) pairs, in the order of the pairs. */
export async function neo4jEvidence(
  connection: Neo4jConnection,
  pairs: readonly { readonly item: string; readonly aspect: string }[],
  limit: number,
  signal: AbortSignal,
): Promise<OpinionEvidence[]> {
  if (pairs.length === 0) return [];
  const parameters = { pairs, limit: BigInt(limit), unknown: BigInt(momentUnknown) };
  const rows = await connection.read('cypher/facts/select-evidence.cypher', parameters, signal);
  return rows.map((row) => {
    const { position, ...values } = plainNeo4jValue(row.toObject()) as Record<string, unknown>;
    return { ...pairs[Number(position)], ...values } as unknown as OpinionEvidence;
  });
}

/** Returns the opinions that a user states or that an item gets. */
export async function neo4jOpinions(
  connection: Neo4jConnection,
  { label, id }: { readonly label: 'User' | 'Item'; readonly id: string },
  limit: number,
  signal: AbortSignal,
): Promise<OpinionEvidence[]> {
  const common = { limit: BigInt(limit), unknown: BigInt(momentUnknown) };
  const rows =
    label === 'User'
      ? await connection.read('cypher/facts/select-opinions-of-user.cypher', { user: id, ...common }, signal)
      : await connection.read('cypher/facts/select-opinions-of-item.cypher', { item: id, ...common }, signal);
  const opinions = rows.map(
    (row) => plainNeo4jValue(row.toObject()) as unknown as Omit<OpinionEvidence, 'text'>,
  );
  // Each text crosses the wire once, however many opinions its review states.
  const ids = [...new Set(opinions.map(({ review }) => review))];
  const found = await connection.read('cypher/facts/select-review-texts.cypher', { ids }, signal);
  const texts = new Map(found.map((row) => [String(row.get('id')), String(row.get('text'))]));
  return opinions.map((opinion) => ({ ...opinion, text: texts.get(opinion.review) ?? '' }));
}

/** Returns the names of those who wrote reviews, by review. */
export async function neo4jReviewers(
  connection: Neo4jConnection,
  reviews: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const rows = await connection.read(
    'cypher/facts/select-reviewers.cypher',
    { reviews: [...reviews] },
    signal,
  );
  const named = rows.map((row) => [row.get('review'), row.get('name')] as const);
  return new Map(
    named.filter((pair): pair is [string, string] => typeof pair[1] === 'string' && pair[1] !== ''),
  );
}

async function foreignFunctionsOf(connection: Neo4jConnection, signal: AbortSignal): Promise<Set<string>> {
  const rows = await connection.read('cypher/records/select-foreign-functions.cypher', {}, signal);
  return new Set(rows.map((row) => String(row.get('name')).toLowerCase()));
}

async function readRows(
  connection: Neo4jConnection,
  reading: Reading,
  signal: AbortSignal,
): Promise<QueryRows> {
  return withReadTransaction(connection, reading, signal, async (transaction) => {
    const result = transaction.run(reading.text, reading.parameters);
    const columns = await result.keys();
    const rows: unknown[][] = [];
    let truncated = false;
    for await (const record of result) {
      truncated = rows.length >= reading.limits.rowsMax;
      if (truncated) break;
      rows.push(Array.from(record.values(), plainNeo4jValue));
    }
    return { columns: columns.map(String), rows, truncated };
  });
}

/** The transaction is rolled back in the end: it only read, and what the server still had to send is dropped. */
async function withReadTransaction<Result>(
  connection: Neo4jConnection,
  reading: Reading,
  signal: AbortSignal,
  work: (transaction: Pick<ManagedTransaction, 'run'>) => Promise<Result>,
): Promise<Result> {
  const fetchSize = Math.min(reading.limits.rowsMax + 1, 1000);
  const timeout = Math.max(1, Math.floor(reading.limits.timeoutMs));
  try {
    return await closing(connection.session('READ', fetchSize), signal, async (session) => {
      const transaction = await session.beginTransaction({ timeout, metadata: transactionMetadata });
      const result = await work(transaction);
      await transaction.rollback();
      return result;
    });
  } catch (error) {
    if (signal.aborted) throw interruptionOf(signal);
    throw readingError(error, connection, reading);
  }
}

function readingError(error: unknown, connection: Neo4jConnection, reading: Reading): unknown {
  const code = serverCode(error) ?? '';
  if (timedOut.test(code)) {
    return overdue(reading.name, reading.limits.timeoutMs, error);
  }
  if (reading.errorCode === 'query-failed' && error instanceof Error) {
    if (code === 'Neo.ClientError.Statement.AccessMode') {
      return refused('it tried to write in a transaction that may only read.', error);
    }
    if (error.message.includes('exactly one statement')) {
      return refused('it holds more than one statement. Send them one by one.', error);
    }
    if (error.message.includes('conflicting values for execution mode')) {
      return refused('it begins with PROFILE. Send the statement without it.', error);
    }
  }
  return convertNeo4jError(error, connection.target, reading.errorCode);
}

function refused(reason: string, cause?: unknown): EngineError {
  return new EngineError('query-refused', `The statement was refused: ${reason}`, { cause });
}

function withIntegers(value: unknown): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value;
  if (Array.isArray(value)) return value.map(withIntegers);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withIntegers(inner)]));
}
