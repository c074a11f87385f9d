import type { Result } from 'neo4j-driver';
import { assert } from '../../core/assert.ts';
import { indexOf, type KeyTable, type NodeLabel, nodeLabels } from '../../core/graph/keys.ts';
import { createEdgeBuffer, edgesOfChunk } from '../edge-buffer.ts';
import { interruptionOf, throwIfInterrupted } from '../interruption.ts';
import { inCodeUnitOrder, nodeChunks, type StoredNodes } from '../node-order.ts';
import { factsMoved, nodeUnread } from '../outcomes.ts';
import type { EdgeChunk, NodeChunk, SnapshotReader, StoredRelation } from '../port.ts';
import { loadStatement } from '../statements.ts';
import { type Neo4jConnection, transactionMetadata } from './neo4j-connection.ts';
import { convertNeo4jError } from './neo4j-errors.ts';

/** Records that the server sends ahead of us: small ones, and users with all their interactions. */
const recordsAhead = 10_000;
const usersAhead = 500;

const nodeFiles: Readonly<Record<NodeLabel, string>> = {
  Aspect: 'cypher/facts/select-aspects.cypher',
  Attribute: 'cypher/facts/select-attributes.cypher',
  Item: 'cypher/facts/select-items.cypher',
  User: 'cypher/facts/select-users.cypher',
};

/**
 * Opens a reading of all facts. Neo4j gives each statement the newest committed data, so that the reading is consistent
 * exactly when the revision did not move until `close`. Ids of edges are looked up in the key table, which takes less time
 * than the driver takes to decode them.
 */
export async function readNeo4jSnapshot(
  connection: Neo4jConnection,
  signal: AbortSignal,
): Promise<SnapshotReader> {
  const revision = await neo4jRevision(connection, signal);
  const rows = await connection.read('cypher/facts/select-relations.cypher', {}, signal);
  const relations = rows.map((row) => ({
    type: String(row.get('type')),
    role: row.get('role') as StoredRelation['role'],
    edgeCount: Number(row.get('edges')),
  }));
  return {
    revision,
    relations,
    async *streamNodes(label, streamSignal): AsyncIterable<NodeChunk> {
      const nodes: StoredNodes<null> = { ids: [], names: [], kinds: [], keys: [] };
      for await (const row of stream(connection, nodeFiles[label], {}, streamSignal, recordsAhead)) {
        nodes.ids.push(row[0] as string);
        nodes.names.push(row[1] as string | null);
        if (label === 'Attribute') nodes.kinds.push(row[2] as string);
      }
      yield* nodeChunks(inCodeUnitOrder(nodes));
    },
    streamEdges(type, keys, streamSignal): AsyncIterable<EdgeChunk> {
      const isInteraction = relations.some(
        (relation) => relation.type === type && relation.role === 'interaction',
      );
      const reading = isInteraction ? interactions : otherEdges;
      return edgeChunks(connection, reading, type, keys, streamSignal);
    },
    async close() {
      const current = await neo4jRevision(connection, new AbortController().signal);
      if (current === revision) return;
      throw factsMoved(connection.target.address, revision, current);
    },
  };
}

/** Returns the counter of fact writes, 0 in a fresh store. */
export async function neo4jRevision(connection: Neo4jConnection, signal: AbortSignal): Promise<number> {
  const rows = await connection.read('cypher/facts/select-state.cypher', {}, signal);
  return Number(rows[0]?.get('revision') ?? 0);
}

type EdgeFields = readonly [source: number, target: number, weight: number, rating: number, at: number];

/** A statement whose records hold edges, and how to read them. */
interface EdgeReading {
  readonly file: string;
  /** Records that the server sends ahead of us. */
  readonly ahead: number;
  readonly edgesIn: (record: readonly unknown[], indexIn: IndexIn) => Iterable<EdgeFields>;
}

type IndexIn = (label: NodeLabel, id: unknown) => number;

/** Interactions are most of a graph: they come as lists, one record for each user. */
const interactions: EdgeReading = {
  file: 'cypher/facts/select-interactions.cypher',
  ahead: usersAhead,
  *edgesIn([id, targets, weights, ratings, moments], indexIn) {
    const source = indexIn('User', id);
    for (const [position, target] of (targets as string[]).entries()) {
      const weight = (weights as number[])[position] ?? 1;
      const rating = (ratings as number[])[position] ?? Number.NaN;
      const at = (moments as number[])[position] ?? Number.NaN;
      yield [source, indexIn('Item', target), weight, rating, at];
    }
  },
};

const otherEdges: EdgeReading = {
  file: 'cypher/facts/select-edges.cypher',
  ahead: recordsAhead,
  edgesIn([sourceLabel, source, targetLabel, target, weight], indexIn) {
    const from = indexIn(labelAtPosition(sourceLabel), source);
    const to = indexIn(labelAtPosition(targetLabel), target);
    return [[from, to, weight as number, Number.NaN, Number.NaN]];
  },
};

async function* edgeChunks(
  connection: Neo4jConnection,
  { file, ahead, edgesIn }: EdgeReading,
  type: string,
  keys: KeyTable,
  signal: AbortSignal,
): AsyncIterable<EdgeChunk> {
  const buffer = createEdgeBuffer();
  const indexIn: IndexIn = (label, id) => foundIndex(connection.target.address, keys, label, id as string);
  for await (const record of stream(connection, file, { type }, signal, ahead)) {
    for (const fields of edgesIn(record, indexIn)) {
      buffer.add(...fields);
      if (buffer.count === edgesOfChunk) yield buffer.take();
    }
  }
  if (buffer.count > 0) yield buffer.take();
}

function labelAtPosition(position: unknown): NodeLabel {
  const label = nodeLabels[position as number];
  assert(label !== undefined, 'labels come as positions among the node labels');
  return label;
}

/** A node that the table lacks was written after the nodes were read. */
function foundIndex(address: string, keys: KeyTable, label: NodeLabel, id: string): number {
  const index = indexOf(keys, label, id);
  if (index < 0) throw nodeUnread(address);
  return index;
}

/** Yields the values of each record in column order, as the server sends them; never all at once. */
async function* stream(
  connection: Neo4jConnection,
  path: string,
  parameters: Record<string, unknown>,
  signal: AbortSignal,
  fetchSize: number,
): AsyncGenerator<readonly unknown[]> {
  throwIfInterrupted(signal);
  const session = connection.session('READ', fetchSize);
  try {
    const result: Result = session.run(loadStatement(path).text, parameters, {
      metadata: transactionMetadata,
    });
    for await (const record of result) {
      throwIfInterrupted(signal);
      yield Array.from(record.values());
    }
  } catch (error) {
    if (signal.aborted) throw interruptionOf(signal);
    throw convertNeo4jError(error, connection.target);
  } finally {
    await session.close();
  }
}
