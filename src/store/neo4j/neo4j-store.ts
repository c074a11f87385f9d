import { readFileSync } from 'node:fs';
import type { GraphManifest } from '../../contract/types.ts';
import { itemNumbersOf } from '../item-numbers.ts';
import { type FactKind, type GraphStore, type ItemNumbers, wholeStream } from '../port.ts';
import { listNamedQueries } from '../statements.ts';
import { createNeo4jConnection, type Neo4jConnection, type Neo4jOptions } from './neo4j-connection.ts';
import { putNeo4jManifest, upsertNeo4j } from './neo4j-facts.ts';
import { migrateNeo4j } from './neo4j-migrate.ts';
import { createNeo4jNeighbours } from './neo4j-neighbours.ts';
import { createNeo4jPageRank } from './neo4j-pagerank.ts';
import {
  neo4jEvidence,
  neo4jOpinions,
  neo4jReviewers,
  runNeo4jCypher,
  runNeo4jQuery,
} from './neo4j-queries.ts';
import {
  appendNeo4jEvents,
  getNeo4jResult,
  putNeo4jResults,
  readNeo4jEvents,
  removeNeo4jStreams,
} from './neo4j-records.ts';
import { removeNeo4j, replaceNeo4jOpinions } from './neo4j-removals.ts';
import { neo4jRevision, readNeo4jSnapshot } from './neo4j-snapshot.ts';
import { neo4jStrikes } from './neo4j-strikes.ts';

/** Address and account of the server, and the clock. */
export interface Neo4jStoreOptions extends Neo4jOptions {
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/**
 * Returns the store in a Neo4j server, 5.26 or later, Community Edition included. Nothing is sent before the first
 * call. Throws `store-unsupported` for an address that is none of Neo4j's. The driver repeats what it calls retryable
 * for at most 15 s.
 */
export function openNeo4jStore({ now, ...options }: Neo4jStoreOptions): GraphStore {
  const connection = createNeo4jConnection(options, packageVersion());
  const queries = listNamedQueries('cypher/queries');
  let hasGds = false;
  return {
    get capabilities() {
      return { cypher: true, gds: hasGds };
    },
    address: connection.target.address,
    async migrate(signal) {
      await migrateNeo4j(connection, now(), signal);
      const [row] = await connection.read('cypher/records/select-gds.cypher', {}, signal);
      hasGds = Number(row?.get('installed') ?? 0) > 0;
    },
    close: () => connection.driver.close(),

    manifest: (signal) => readManifest(connection, signal),
    putManifest: (manifest, signal) => putNeo4jManifest(connection, manifest, signal),
    upsert: (kind, rows, upsertOptions) => upsertNeo4j(connection, kind, rows, upsertOptions),
    remove: (kind, keys, removeOptions) => removeNeo4j(connection, kind, keys, removeOptions),
    replaceOpinions: (scope, rows, replaceOptions) =>
      replaceNeo4jOpinions(connection, scope, rows, replaceOptions),
    strikes: (user, signal) => neo4jStrikes(connection, user, signal),
    counts: (signal) => countFacts(connection, signal),
    revision: (signal) => neo4jRevision(connection, signal),
    readSnapshot: (signal) => readNeo4jSnapshot(connection, signal),
    itemNumbers: (name, signal) => neo4jItemNumbers(connection, name, signal),
    evidence: (pairs, limit, signal) => neo4jEvidence(connection, pairs, limit, signal),
    opinionsOf: (node, limit, signal) => neo4jOpinions(connection, node, limit, signal),
    reviewers: (reviews, signal) => neo4jReviewers(connection, reviews, signal),

    neighbours: createNeo4jNeighbours(connection, now),
    pageRank: createNeo4jPageRank(connection, () => hasGds),
    namedQueries: () => queries,
    runNamed: (name, params, limits, signal) =>
      connection.converted(signal, () =>
        runNeo4jQuery(connection, queries, { name, params, limits }, signal),
      ),
    runCypher: (statement, params, limits, signal) =>
      connection.converted(signal, () => runNeo4jCypher(connection, statement, params, limits, signal)),

    append: (stream, expectedSequence, events, signal) =>
      appendNeo4jEvents(connection, stream, expectedSequence, events, now(), signal),
    read: (stream, signal, range = wholeStream) => readNeo4jEvents(connection, stream, range, signal),
    removeStreams: (before, limit, signal) => removeNeo4jStreams(connection, before, limit, signal),
    putResult: (key, record, signal) => putNeo4jResults(connection, [{ key, record }], now(), signal),
    putResults: (results, signal) => putNeo4jResults(connection, results, now(), signal),
    getResult: (key, signal) => getNeo4jResult(connection, key, signal),
  };
}

async function neo4jItemNumbers(
  connection: Neo4jConnection,
  name: string,
  signal: AbortSignal,
): Promise<ItemNumbers> {
  const rows = await connection.read('cypher/facts/select-properties.cypher', {}, signal);
  return itemNumbersOf(
    rows.map((row) => [String(row.get('id')), String(row.get('properties'))] as const),
    name,
  );
}

async function readManifest(connection: Neo4jConnection, signal: AbortSignal): Promise<GraphManifest | null> {
  const [row] = await connection.read('cypher/facts/select-state.cypher', {}, signal);
  const text: unknown = row?.get('manifest');
  return typeof text === 'string' ? (JSON.parse(text) as GraphManifest) : null;
}

async function countFacts(
  connection: Neo4jConnection,
  signal: AbortSignal,
): Promise<Record<FactKind, number>> {
  const [nodes] = await connection.read('cypher/facts/count-nodes.cypher', {}, signal);
  const relations = await connection.read('cypher/facts/select-relations.cypher', {}, signal);
  const edgesOf = (role: string): number =>
    relations.reduce((sum, row) => sum + (row.get('role') === role ? Number(row.get('edges')) : 0), 0);
  const count = (kind: FactKind): number => Number(nodes?.get(kind) ?? 0);
  return {
    items: count('items'),
    users: count('users'),
    attributes: count('attributes'),
    aspects: count('aspects'),
    links: edgesOf('link'),
    interactions: edgesOf('interaction'),
    reviews: count('reviews'),
    opinions: count('opinions'),
    strikes: edgesOf('strike'),
  };
}

function packageVersion(): string {
  const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
