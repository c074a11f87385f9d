import type { Result } from 'neo4j-driver';
import { EngineError } from '../core/errors.ts';
import { indexOf, type KeyTable, type NodeLabel, nodeLabels } from '../core/graph/keys.ts';
import type { RelationRole } from '../core/graph/snapshot.ts';
import { createEdgeBuffer, edgesOfChunk } from './edge-buffer.ts';
import { interruptionOf, throwIfInterrupted } from './interruption.ts';
import { type Neo4jConnection, transactionMetadata } from './neo4j-connection.ts';
import { convertNeo4jError } from './neo4j-errors.ts';
import { inCodeUnitOrder, nodeChunks, type StoredNodes } from './node-order.ts';
import type { EdgeChunk, NodeChunk, SnapshotReader } from './port.ts';
import { loadStatement } from './statements.ts';

/** Records that the server sends ahead of us. */
const fetchSize = 10_000;

const nodeFiles: Readonly<Record<NodeLabel, string>> = {
  Aspect: 'cypher/facts/select-aspects.cypher',
  Attribute: 'cypher/facts/select-attributes.cypher',
  Item: 'cypher/facts/select-items.cypher',
  User: 'cypher/facts/select-users.cypher',
};

/**
 * Opens a reading of all facts. Neo4j gives each statement the newest committed data, so that the reading is consistent
 * exactly when the revision did not move until `close`. Edges come one record each, with the ids of both ends.
 */
export async function readNeo4jSnapshot(
  connection: Neo4jConnection,
  signal: AbortSignal,
): Promise<SnapshotReader> {
  const revision = await neo4jRevision(connection, signal);
  const rows = await connection.read('cypher/facts/select-relations.cypher', {}, signal);
  const relations = rows.map((row) => ({
    type: String(row.get('type')),
    role: row.get('role') as RelationRole,
    edgeCount: Number(row.get('edges')),
  }));
  return {
    revision,
    relations,
    async *streamNodes(label, streamSignal): AsyncIterable<NodeChunk> {
      const nodes: StoredNodes<null> = { ids: [], names: [], kinds: [], keys: [] };
      for await (const row of stream(connection, nodeFiles[label], {}, streamSignal)) {
        nodes.ids.push(row[0] as string);
        nodes.names.push(row[1] as string | null);
        if (label === 'Attribute') nodes.kinds.push(row[2] as string);
      }
      yield* nodeChunks(inCodeUnitOrder(nodes));
    },
    async *streamEdges(type, keys, streamSignal): AsyncIterable<EdgeChunk> {
      const buffer = createEdgeBuffer();
      const indexOfNode = nodeFinder(keys);
      for await (const row of stream(
        connection,
        'cypher/facts/select-edges.cypher',
        { type },
        streamSignal,
      )) {
        const source = indexOfNode(row[0] as number, row[1] as string);
        const target = indexOfNode(row[2] as number, row[3] as string);
        const rating = (row[5] as number | null) ?? Number.NaN;
        buffer.add(source, target, row[4] as number, rating, (row[6] as number | null) ?? Number.NaN);
        if (buffer.count === edgesOfChunk) yield buffer.take();
      }
      if (buffer.count > 0) yield buffer.take();
    },
    async close() {
      const current = await neo4jRevision(connection, new AbortController().signal);
      if (current === revision) return;
      throw new EngineError(
        'store-conflict',
        `Facts of ${connection.target.address} were written while they were read (revision ${revision} became ${current}). Read again.`,
      );
    },
  };
}

/** Returns the counter of fact writes, 0 in a fresh store. */
export async function neo4jRevision(connection: Neo4jConnection, signal: AbortSignal): Promise<number> {
  const rows = await connection.read('cypher/facts/select-state.cypher', {}, signal);
  return Number(rows[0]?.get('revision') ?? 0);
}

/** Sources come in runs, so that the last node found is often the next. */
function nodeFinder(keys: KeyTable): (label: number, id: string) => number {
  const last = nodeLabels.map(() => ({ id: '', index: -1 }));
  return (position, id) => {
    const previous = last[position];
    if (previous !== undefined && previous.id === id && previous.index >= 0) return previous.index;
    const label = nodeLabels[position];
    const index = label === undefined ? -1 : indexOf(keys, label, id);
    if (index < 0)
      throw new EngineError('store-conflict', 'Facts were written while they were read. Read again.');
    last[position] = { id, index };
    return index;
  };
}

/** Yields the values of each record in column order, as the server sends them; never all at once. */
async function* stream(
  connection: Neo4jConnection,
  path: string,
  parameters: Record<string, unknown>,
  signal: AbortSignal,
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
