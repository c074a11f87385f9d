import { EngineError } from '../../core/errors.ts';
import type { Csr } from '../../core/graph/csr.ts';
import { buildKeyTable, type KeyTable, type NodeLabel, nodeLabels } from '../../core/graph/keys.ts';
import {
  buildNodeTable,
  buildSnapshot,
  type ContentHash,
  completeRelation,
  type GraphSnapshot,
  type NodeColumns,
  type RelationColumns,
  sortRelation,
} from '../../core/graph/snapshot.ts';
import { strikeRows, strikesNone, withoutStruck } from '../../core/graph/strikes.ts';
import { buildRankingIndex } from '../../core/ranking/ranking-index.ts';
import type { EdgeChunk, GraphStore, SnapshotReader, StoredRelation } from '../../store/port.ts';
import type { SnapshotArchive } from '../../store/snapshot-port.ts';
import type { GraphCache, LoadedGraph } from './graph-cache.ts';
import { keepSnapshot, keptSnapshot } from './kept-snapshot.ts';
import { createNewestGraph } from './newest-graph.ts';

/** How often a reading is repeated when facts are written meanwhile. */
const readAttemptsMax = 5;

/** Returns a cache of the graph of a store that always waits for the newest one. */
export function createGraphCache(store: GraphStore, hash: () => ContentHash): GraphCache {
  return createNewestGraph(store, {
    load: (signal) => loadGraph(store, hash, signal),
    relationshipsBesideMin: null,
  });
}

/**
 * Reads the whole graph of a store, or of `archive` where that holds it as it is now, and puts it there. A reading during which facts were written is repeated, five times at most.
 * Throws `graph-empty` when there are no items, `store-conflict` when writes never pause. Cost: O(nodes + edges).
 */
export async function loadGraph(
  store: GraphStore,
  hash: () => ContentHash,
  signal: AbortSignal,
  archive: SnapshotArchive | null = null,
): Promise<LoadedGraph> {
  for (let attempt = 1; ; attempt++) {
    try {
      const manifest = await store.manifest(signal);
      const kept = archive === null ? null : await keptSnapshot(store, archive, signal);
      const snapshot = kept ?? (await readSnapshot(store, hash, signal));
      if (kept === null && archive !== null) await keepSnapshot(store, archive, snapshot, signal);
      if (manifest === null || snapshot.keys.starts[2] === snapshot.keys.starts[3]) throw emptyGraph(store);
      return { snapshot, manifest, index: buildRankingIndex(snapshot, manifest) };
    } catch (error) {
      const isRepeatable = error instanceof EngineError && error.code === 'store-conflict';
      if (!isRepeatable || attempt >= readAttemptsMax) throw error;
    }
  }
}

/** Reads one consistent snapshot; throws `store-conflict` when facts were written during the reading. */
export async function readSnapshot(
  store: GraphStore,
  hash: () => ContentHash,
  signal: AbortSignal,
): Promise<GraphSnapshot> {
  const reader = await store.readSnapshot(signal);
  try {
    const columns = await readNodes(reader, signal);
    const keys = buildKeyTable(mapLabels((label) => columns[label].ids));
    const nodes = buildNodeTable(columns);
    const strikes = await readStrikes(reader, keys, signal);
    const relations = [];
    for (const relation of reader.relations) {
      const { role } = relation;
      if (role === 'strike') continue;
      const columns = { ...(await readEdges(reader, relation, keys, signal)), role };
      const counting = withoutStruck(columns, strikes);
      if (counting.count > 0) relations.push(completeRelation(sortRelation(counting, keys.count)));
    }
    return buildSnapshot({ revision: reader.revision, keys, nodes, relations, strikes }, hash());
  } finally {
    await reader.close();
  }
}

async function readNodes(
  reader: SnapshotReader,
  signal: AbortSignal,
): Promise<Record<NodeLabel, NodeColumns>> {
  const columns: Record<NodeLabel, { ids: string[]; names: (string | null)[]; kinds: string[] }> = mapLabels(
    () => ({
      ids: [],
      names: [],
      kinds: [],
    }),
  );
  for (const label of nodeLabels) {
    for await (const chunk of reader.streamNodes(label, signal)) {
      for (const id of chunk.ids) columns[label].ids.push(id);
      for (const name of chunk.names) columns[label].names.push(name);
      for (const kind of chunk.kinds) columns[label].kinds.push(kind);
    }
  }
  return columns;
}

async function readStrikes(reader: SnapshotReader, keys: KeyTable, signal: AbortSignal): Promise<Csr> {
  const struck = reader.relations.find(({ role }) => role === 'strike');
  if (struck === undefined) return strikesNone;
  return strikeRows(await readEdges(reader, struck, keys, signal), keys);
}

/** Fills arrays of the exact final size, so that memory holds no edge twice while reading. */
async function readEdges(
  reader: SnapshotReader,
  relation: StoredRelation,
  keys: KeyTable,
  signal: AbortSignal,
): Promise<Omit<RelationColumns, 'role'>> {
  const count = relation.edgeCount;
  const sources = new Uint32Array(count);
  const targets = new Uint32Array(count);
  const weights = new Float64Array(count);
  let ratings: Float64Array | null = null;
  let times: Float64Array | null = null;
  let filled = 0;
  for await (const chunk of reader.streamEdges(relation.type, keys, signal)) {
    if (filled + chunk.count > count) throw movedOn(relation);
    sources.set(chunk.sources.subarray(0, chunk.count), filled);
    targets.set(chunk.targets.subarray(0, chunk.count), filled);
    weights.set(chunk.weights.subarray(0, chunk.count), filled);
    ratings = filledColumn(ratings, chunk, 'ratings', filled, count);
    times = filledColumn(times, chunk, 'times', filled, count);
    filled += chunk.count;
  }
  if (filled !== count) throw movedOn(relation);
  return { type: relation.type, count, sources, targets, weights, ratings, times };
}

function filledColumn(
  column: Float64Array | null,
  chunk: EdgeChunk,
  name: 'ratings' | 'times',
  offset: number,
  count: number,
): Float64Array | null {
  const part = chunk[name];
  if (part === null) return column;
  const filled = column ?? new Float64Array(count).fill(Number.NaN);
  filled.set(part.subarray(0, chunk.count), offset);
  return filled;
}

function mapLabels<Value>(make: (label: NodeLabel) => Value): Record<NodeLabel, Value> {
  return {
    Aspect: make('Aspect'),
    Attribute: make('Attribute'),
    Item: make('Item'),
    User: make('User'),
  };
}

function movedOn(relation: StoredRelation): EngineError {
  return new EngineError(
    'store-conflict',
    `The store was written to while ${relation.type} was read (${relation.edgeCount} relationships announced).`,
  );
}

function emptyGraph(store: GraphStore): EngineError {
  return new EngineError(
    'graph-empty',
    `The store ${store.address} holds no items yet. Import a data set first: whypath import FOLDER (the package brings one: whypath import seed).`,
  );
}
