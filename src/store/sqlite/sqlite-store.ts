import { EngineError } from '../../core/errors.ts';
import { throwIfInterrupted } from '../interruption.ts';
import { itemNumbersOf } from '../item-numbers.ts';
import { type FactKind, type GraphStore, wholeStream } from '../port.ts';
import { listNamedQueries } from '../statements.ts';
import { createSqliteConnection, type SqliteConnection, withSqliteErrors } from './sqlite-connection.ts';
import { putSqliteManifest, sqliteStrikes, upsertSqlite } from './sqlite-facts.ts';
import { migrateSqlite } from './sqlite-migrate.ts';
import { createSqliteNeighbours } from './sqlite-neighbours.ts';
import { runSqliteQuery, sqliteEvidence, sqliteOpinions, sqliteReviewers } from './sqlite-queries.ts';
import {
  appendSqliteEvents,
  getSqliteResult,
  putSqliteResult,
  putSqliteResults,
  readSqliteEvents,
  removeSqliteStreams,
} from './sqlite-records.ts';
import { removeSqlite, replaceSqliteOpinions } from './sqlite-removals.ts';
import { readSqliteSnapshot, sqliteRevision } from './sqlite-snapshot.ts';

const factKinds: readonly FactKind[] = [
  'items',
  'users',
  'attributes',
  'aspects',
  'links',
  'interactions',
  'reviews',
  'opinions',
  'strikes',
];

/** Where the embedded store lies, and the clock. */
export interface SqliteStoreOptions {
  /** Path of the file, or `:memory:` for a store that ends with its process. */
  readonly path: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/**
 * Returns the embedded store: one SQLite file, made where it is missing, that several processes may use at once.
 * Nothing is opened before the first call. A committed write survives the end of the process and of the machine.
 * SQLite runs within this process, so that every call blocks it while it works; batches of 5,000 to 20,000 rows keep
 * that below a second.
 */
export function openSqliteStore({ path, now }: SqliteStoreOptions): GraphStore {
  const connection = createSqliteConnection(path);
  const queries = listNamedQueries('sql/queries');
  const guarded = async <Result>(signal: AbortSignal, work: () => Result): Promise<Result> => {
    throwIfInterrupted(signal);
    return withSqliteErrors(path, work);
  };
  return {
    capabilities: { cypher: false, gds: false },
    address: path,
    migrate: (signal) => guarded(signal, () => migrateSqlite(connection, now())),
    close: async () => connection.close(),

    manifest: (signal) =>
      guarded(signal, () => parsedManifest(connection.first('sql/facts/select-state.sql')?.[1])),
    putManifest: (manifest, signal) => guarded(signal, () => putSqliteManifest(connection, manifest)),
    upsert: (kind, rows, { dryRun, signal }) =>
      guarded(signal, () => upsertSqlite(connection, kind, rows, dryRun)),
    remove: (kind, keys, { dryRun, signal }) =>
      guarded(signal, () => removeSqlite(connection, kind, keys, dryRun)),
    replaceOpinions: (scope, rows, { dryRun, signal }) =>
      guarded(signal, () => replaceSqliteOpinions(connection, scope, rows, dryRun)),
    strikes: (user, signal) => guarded(signal, () => sqliteStrikes(connection, user)),
    counts: (signal) =>
      guarded(signal, () => {
        const counts = connection.first('sql/facts/count-facts.sql') ?? [];
        return Object.fromEntries(factKinds.map((kind, column) => [kind, Number(counts[column])])) as Record<
          FactKind,
          number
        >;
      }),
    revision: (signal) => guarded(signal, () => sqliteRevision(connection)),
    readSnapshot: (signal) => guarded(signal, () => readSqliteSnapshot(connection)),
    itemNumbers: (name, signal) => guarded(signal, () => sqliteItemNumbers(connection, name)),
    evidence: (pairs, limit, signal) => guarded(signal, () => sqliteEvidence(connection, pairs, limit)),
    opinionsOf: (node, limit, signal) => guarded(signal, () => sqliteOpinions(connection, node, limit)),
    reviewers: (reviews, signal) => guarded(signal, () => sqliteReviewers(connection, reviews)),

    neighbours: createSqliteNeighbours(connection, now),
    pageRank: { best: (_request, signal) => guarded(signal, () => refusePageRank(path)) },
    namedQueries: () => queries,
    runNamed: (name, params, limits, signal) =>
      guarded(signal, () => runSqliteQuery(connection, queries, { name, params, limits }, now)),
    runCypher: (_statement, _params, _limits, signal) => guarded(signal, () => refuseCypher(path)),

    append: (stream, expectedSequence, events, signal) =>
      guarded(signal, () => appendSqliteEvents(connection, stream, expectedSequence, events, now())),
    read: (stream, signal, range = wholeStream) =>
      guarded(signal, () => readSqliteEvents(connection, stream, range)),
    removeStreams: (before, limit, signal) =>
      guarded(signal, () => removeSqliteStreams(connection, before, limit)),
    putResult: (key, record, signal) =>
      guarded(signal, () => putSqliteResult(connection, key, record, now())),
    putResults: (results, signal) => guarded(signal, () => putSqliteResults(connection, results, now())),
    getResult: (key, signal) => guarded(signal, () => getSqliteResult(connection, key)),
  };
}

function sqliteItemNumbers(connection: SqliteConnection, name: string): ReturnType<typeof itemNumbersOf> {
  const rows = connection.all('sql/facts/select-properties.sql');
  return itemNumbersOf(
    rows.map(([id, properties]) => [String(id), String(properties)]),
    name,
  );
}

function parsedManifest(text: unknown): Awaited<ReturnType<GraphStore['manifest']>> {
  return typeof text === 'string' ? (JSON.parse(text) as Awaited<ReturnType<GraphStore['manifest']>>) : null;
}

function refusePageRank(path: string): never {
  throw new EngineError(
    'capability-missing',
    `PageRank in the store needs Neo4j with Graph Data Science, and the store is the file ${path}. Rank with --ranking in-process or lists.`,
  );
}

function refuseCypher(path: string): never {
  throw new EngineError(
    'capability-missing',
    `Cypher runs on Neo4j only, and the store is the file ${path}. Start Neo4j with "docker compose up -d neo4j", ` +
      'set NEO4J_URI=bolt://localhost:7687 with its username and password, and import the data there. ' +
      'Named queries run on both: whypath query.',
  );
}
