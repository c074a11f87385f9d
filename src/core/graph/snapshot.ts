import { buildCsr, type Csr, type EdgeList, sortedEdgeOrder, transpose } from './csr.ts';
import { type KeyTable, type NodeLabel, nodeLabels } from './keys.ts';
import { strikesNone } from './strikes.ts';
import { buildStringTable, type StringTable } from './string-table.ts';

/** What a relation is to the engine: an act of a user, a fact of the data set, or a count of opinions. */
export type RelationRole = 'interaction' | 'link' | 'derived';

/** All edges of one relationship type, both ways. */
export interface RelationEdges {
  readonly type: string;
  readonly role: RelationRole;
  readonly edgeCount: number;
  /** From source to target. */
  readonly forward: Csr;
  /** From target to source; the same edges. */
  readonly backward: Csr;
  /** Rating of each forward edge, NaN where there is none; null when the relation has no ratings. */
  readonly ratings: Float64Array | null;
  /** Epoch milliseconds of each forward edge, NaN where unknown; null when the relation has no times. */
  readonly times: Float64Array | null;
}

/** The graph that every walk runs over: immutable, the same bytes for the same facts whatever store held them. */
export interface GraphSnapshot {
  /** SHA-256 of the canonical content, hexadecimal. */
  readonly id: string;
  /** The store's counter of fact writes at the time of reading; not part of the content. */
  readonly revision: number;
  readonly keys: KeyTable;
  /** Name of each node, empty where it has none. */
  readonly names: StringTable;
  /** Kind of each node: the position in `kindNames` plus 1, or 0 for nodes that are no attribute. */
  readonly kinds: Uint16Array;
  readonly kindNames: readonly string[];
  /** In code-unit order of their types; edges between a user and a node she struck are not among them. */
  readonly relations: readonly RelationEdges[];
  /** From users to the nodes they struck; no walk passes over these. */
  readonly strikes: Csr;
}

/** The nodes of one label, sorted by id in code-unit order. */
export interface NodeColumns {
  readonly ids: readonly string[];
  readonly names: readonly (string | null)[];
  /** Kinds of attributes; empty for other labels. */
  readonly kinds: readonly string[];
}

/** The edges of one relationship type in any order, with ratings and times where it has them. */
export interface RelationColumns extends EdgeList {
  readonly type: string;
  readonly role: RelationRole;
  readonly ratings: Float64Array | null;
  readonly times: Float64Array | null;
}

/** Incremental SHA-256, given by the caller because the core has no cryptography. */
export interface ContentHash {
  update(bytes: Uint8Array | string): void;
  digest(): string;
}

/** The names and kinds of all nodes, in index order. */
export interface NodeTable {
  readonly names: StringTable;
  readonly kinds: Uint16Array;
  readonly kindNames: readonly string[];
}

/** Consecutive node indices [start, end). */
export interface NodeRange {
  readonly start: number;
  readonly end: number;
}

/** One direction of a relation, sorted; all that is left of the columns it was made of. */
export interface SortedRelation extends Omit<RelationEdges, 'backward'> {
  /** First target and the one after the last. */
  readonly targetRange: NodeRange;
}

/** Returns both directions of a relation: `completeRelation` of `sortRelation`, for lists that may stay in memory. */
export function buildRelation(columns: RelationColumns, nodeCount: number): RelationEdges {
  return completeRelation(sortRelation(columns, nodeCount));
}

/**
 * Returns the edges from source to target, ordered by source, target, time, weight and rating, so that the order in
 * which a store streamed them leaves no trace. Cost: O(edges + nodes). A caller who drops the columns before
 * `completeRelation` keeps the peak of memory below twice the finished arrays: list and order (36 bytes an edge with
 * ratings and times) stand beside 28 bytes of the sorted direction, and 40 bytes are finished.
 */
export function sortRelation(columns: RelationColumns, nodeCount: number): SortedRelation {
  const order = sortedEdgeOrder(columns, nodeCount);
  sortParallelEdges(columns, order);
  const sources = nodeRange(columns.sources, columns.count);
  return {
    type: columns.type,
    role: columns.role,
    edgeCount: columns.count,
    forward: buildCsr(columns, order, sources.start, sources.end),
    ratings: reordered(columns.ratings, order),
    times: reordered(columns.times, order),
    targetRange: nodeRange(columns.targets, columns.count),
  };
}

/** Returns the relation with the direction from target to source added. Cost: O(edges + nodes). */
export function completeRelation(sorted: SortedRelation): RelationEdges {
  const { targetRange, ...relation } = sorted;
  return { ...relation, backward: transpose(relation.forward, targetRange.start, targetRange.end) };
}

/** Returns names and kinds in index order. `columns` holds the nodes of each label as the key table was built. */
export function buildNodeTable(columns: Readonly<Record<NodeLabel, NodeColumns>>): NodeTable {
  const names: string[] = [];
  const kindNames = [...new Set(columns.Attribute.kinds)].sort(compareCodeUnits);
  const positions = new Map(kindNames.map((name, position) => [name, position + 1]));
  const kinds: number[] = [];
  for (const label of nodeLabels) {
    columns[label].names.forEach((name, index) => {
      names.push(name ?? '');
      kinds.push(label === 'Attribute' ? positions.get(columns.Attribute.kinds[index]!)! : 0);
    });
  }
  return { names: buildStringTable(names), kinds: Uint16Array.from(kinds), kindNames };
}

/**
 * Returns the snapshot of the given parts, with the SHA-256 of their canonical content as id. Node content is label
 * ranges, ids, names and kinds; relation content is type, role, sources, targets, weights, ratings and times; strikes
 * are content where there are any.
 */
export function buildSnapshot(
  parts: {
    revision: number;
    keys: KeyTable;
    nodes: NodeTable;
    relations: readonly RelationEdges[];
    strikes?: Csr;
  },
  hash: ContentHash,
): GraphSnapshot {
  const { revision, keys, nodes, strikes = strikesNone } = parts;
  const relations = [...parts.relations].sort((left, right) => compareCodeUnits(left.type, right.type));
  hashNodes(keys, nodes, hash);
  for (const relation of relations) hashRelation(relation, hash);
  if (strikes.targets.length > 0) hashStrikes(strikes, hash);
  return { id: hash.digest(), revision, keys, ...nodes, relations, strikes };
}

/** Returns the relation of a type, or undefined where the graph has none. */
export function relationOf(snapshot: GraphSnapshot, type: string): RelationEdges | undefined {
  return snapshot.relations.find((relation) => relation.type === type);
}

/** Orders strings by UTF-16 code units, as ids are ordered everywhere. */
export function compareCodeUnits(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function hashNodes(keys: KeyTable, nodes: NodeTable, hash: ContentHash): void {
  hash.update(`nodes ${keys.starts.join(' ')}\n`);
  for (const table of [keys.ids, nodes.names]) {
    hash.update(bytesOf(table.offsets));
    hash.update(bytesOf(table.units));
  }
  hash.update(bytesOf(nodes.kinds));
  hash.update(`${JSON.stringify(nodes.kindNames)}\n`);
}

function hashRelation(relation: RelationEdges, hash: ContentHash): void {
  hash.update(
    `relation ${relation.type} ${relation.role} ${relation.edgeCount} ${relation.forward.firstNode}\n`,
  );
  hash.update(bytesOf(relation.forward.offsets));
  hash.update(bytesOf(relation.forward.targets));
  hash.update(bytesOf(relation.forward.weights));
  if (relation.ratings !== null) hash.update(bytesOf(relation.ratings));
  if (relation.times !== null) hash.update(bytesOf(relation.times));
}

function hashStrikes(strikes: Csr, hash: ContentHash): void {
  hash.update(`strikes ${strikes.firstNode}\n`);
  hash.update(bytesOf(strikes.offsets));
  hash.update(bytesOf(strikes.targets));
}

function bytesOf(array: Uint16Array | Uint32Array | Float64Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

function nodeRange(nodes: Uint32Array, count: number): NodeRange {
  if (count === 0) return { start: 0, end: 0 };
  let start = nodes[0]!;
  let last = start;
  for (let edge = 1; edge < count; edge++) {
    const node = nodes[edge]!;
    if (node < start) start = node;
    if (node > last) last = node;
  }
  return { start, end: last + 1 };
}

function reordered(values: Float64Array | null, order: Uint32Array): Float64Array | null {
  if (values === null) return null;
  // `Float64Array.from` with a function takes ten times as long.
  const sorted = new Float64Array(order.length);
  for (let slot = 0; slot < sorted.length; slot++) sorted[slot] = values[order[slot]!]!;
  return sorted;
}

/** Sorts each run of equal (source, target) by time, weight and rating. Runs are short: repeats of one user. */
function sortParallelEdges(columns: RelationColumns, order: Uint32Array): void {
  const { sources, targets } = columns;
  let start = 0;
  for (let slot = 1; slot <= order.length; slot++) {
    const same =
      slot < order.length &&
      sources[order[slot]!] === sources[order[start]!] &&
      targets[order[slot]!] === targets[order[start]!];
    if (same) continue;
    if (slot - start > 1)
      order.subarray(start, slot).sort((left, right) => compareEdges(columns, left, right));
    start = slot;
  }
}

function compareEdges(columns: RelationColumns, left: number, right: number): number {
  for (const values of [columns.times, columns.weights, columns.ratings]) {
    if (values === null) continue;
    const difference = orderable(values[left]!) - orderable(values[right]!);
    if (difference !== 0) return difference;
  }
  return 0;
}

function orderable(value: number): number {
  return Number.isNaN(value) ? -Number.MAX_VALUE : value;
}
