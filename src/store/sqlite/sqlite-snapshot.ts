import { assert } from '../../core/assert.ts';
import { type KeyTable, labelRange, type NodeLabel, nodeLabels } from '../../core/graph/keys.ts';
import { createEdgeBuffer, edgesOfChunk } from '../edge-buffer.ts';
import { momentUnknown } from '../fact-batches.ts';
import { throwIfInterrupted } from '../interruption.ts';
import { inCodeUnitOrder, nodeChunks, type StoredNodes } from '../node-order.ts';
import { factsMoved, nodeUnread } from '../outcomes.ts';
import type { EdgeChunk, NodeChunk, SnapshotReader, StoredRelation } from '../port.ts';
import { type SqliteConnection, type SqliteValue, withSqliteErrors } from './sqlite-connection.ts';

/**
 * Opens a reading of all facts. Edges are read page by page, each page to its end before control goes back, so that no
 * statement stays open while others write; what they wrote shows in the revision, which `close` compares. Ids never
 * leave the file for an edge: integer keys are turned into node indices by one array.
 */
export function readSqliteSnapshot(connection: SqliteConnection): SnapshotReader {
  const revision = sqliteRevision(connection);
  const relations = connection.all('sql/facts/select-relations.sql').map(
    ([type, role, edges]): StoredRelation => ({
      type: String(type),
      role: role as StoredRelation['role'],
      edgeCount: Number(edges),
    }),
  );
  const nodes = new Map<NodeLabel, StoredNodes<number>>();
  const nodesOf = (label: NodeLabel): StoredNodes<number> => {
    let found = nodes.get(label);
    if (found === undefined) {
      found = readNodes(connection, label);
      nodes.set(label, found);
    }
    return found;
  };
  let indices: Int32Array | null = null;
  return {
    revision,
    relations,
    async *streamNodes(label, signal): AsyncIterable<NodeChunk> {
      for (const chunk of nodeChunks(withSqliteErrors(connection.path, () => nodesOf(label)))) {
        throwIfInterrupted(signal);
        yield chunk;
      }
    },
    async *streamEdges(type, keys, signal): AsyncIterable<EdgeChunk> {
      const relation = relations.find((found) => found.type === type);
      if (relation === undefined) return;
      indices ??= withSqliteErrors(connection.path, () => nodeIndices(connection.path, keys, nodesOf));
      const pages = pagesOf(connection, relation, indices);
      for (;;) {
        throwIfInterrupted(signal);
        const page = withSqliteErrors(connection.path, () => pages.next());
        if (page.done === true) return;
        yield page.value;
      }
    },
    async close() {
      nodes.clear();
      indices = null;
      const current = withSqliteErrors(connection.path, () => sqliteRevision(connection));
      if (current !== revision) throw factsMoved(connection.path, revision, current);
    },
  };
}

/** Returns the counter of fact writes. */
export function sqliteRevision(connection: SqliteConnection): number {
  const state = connection.first('sql/facts/select-state.sql');
  assert(state !== undefined, 'a migrated file has its row of state');
  return Number(state[0]);
}

function readNodes(connection: SqliteConnection, label: NodeLabel): StoredNodes<number> {
  const nodes: StoredNodes<number> = { ids: [], names: [], kinds: [], keys: [] };
  for (const [key, id, name, kind] of connection.all('sql/facts/select-nodes.sql', { label })) {
    nodes.keys.push(key as number);
    nodes.ids.push(id as string);
    nodes.names.push(name as string | null);
    if (label === 'Attribute') nodes.kinds.push(kind as string);
  }
  return inCodeUnitOrder(nodes);
}

/** Returns the node index of every integer key of the file: index `key`, -1 where there is no such node. */
function nodeIndices(
  path: string,
  keys: KeyTable,
  nodesOf: (label: NodeLabel) => StoredNodes<number>,
): Int32Array {
  let keyMax = 0;
  for (const label of nodeLabels) for (const key of nodesOf(label).keys) keyMax = Math.max(keyMax, key);
  const indices = new Int32Array(keyMax + 1).fill(-1);
  for (const label of nodeLabels) {
    const { start, end } = labelRange(keys, label);
    const stored = nodesOf(label).keys;
    if (stored.length !== end - start) throw nodeUnread(path);
    for (const [rank, key] of stored.entries()) indices[key] = start + rank;
  }
  return indices;
}

/** Columns of a page: its key first (what the next page starts after), then weight, rating and moment. */
const pageFiles: Readonly<
  Record<StoredRelation['role'], { readonly file: string; readonly weightColumn: number }>
> = {
  interaction: { file: 'sql/facts/select-interactions.sql', weightColumn: 3 },
  link: { file: 'sql/facts/select-links.sql', weightColumn: -1 },
  derived: { file: 'sql/facts/select-derived.sql', weightColumn: 2 },
  strike: { file: 'sql/facts/select-strikes.sql', weightColumn: -1 },
};

function* pagesOf(
  connection: SqliteConnection,
  relation: StoredRelation,
  indices: Int32Array,
): Generator<EdgeChunk> {
  const { file, weightColumn } = pageFiles[relation.role];
  const buffer = createEdgeBuffer();
  let first: SqliteValue = -1;
  let second: SqliteValue = -1;
  let third: SqliteValue = momentUnknown;
  for (;;) {
    const after = relation.role === 'interaction' ? { first, second, third } : { first, second };
    const rows = connection.all(file, { type: relation.type, limit: edgesOfChunk, ...after });
    for (const row of rows) {
      const source = indices[row[0] as number] ?? -1;
      const target = indices[row[1] as number] ?? -1;
      // A node that came after the nodes were read.
      if (source < 0 || target < 0) throw nodeUnread(connection.path);
      const weight = weightColumn < 0 ? 1 : (row[weightColumn] as number);
      buffer.add(
        source,
        target,
        weight,
        (row[4] as number | null) ?? Number.NaN,
        (row[5] as number | null) ?? Number.NaN,
      );
    }
    const last = rows.at(-1);
    if (buffer.count > 0) yield buffer.take();
    if (last === undefined || rows.length < edgesOfChunk) return;
    [first = null, second = null, third = null] = last;
  }
}
