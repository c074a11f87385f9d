import { EngineError } from '../errors.ts';
import { buildCsr, type Csr, edgesEnd, edgesStart } from './csr.ts';
import type { KeyTable } from './keys.ts';
import {
  buildRelation,
  type ContentHash,
  compareCodeUnits,
  type GraphSnapshot,
  type RelationColumns,
  type RelationEdges,
  type RelationRole,
  sortRelation,
} from './snapshot.ts';
import { type SplicedColumn, spliceRows, spliceTransposed } from './splice-rows.ts';
import type { StringTable } from './string-table.ts';

/** Which relationships: all between two nodes of one type. Nodes are indices of the snapshot. */
export interface OverlayPair {
  readonly type: string;
  readonly source: number;
  readonly target: number;
}

/** A relationship to be added. */
export interface OverlayEdge extends OverlayPair {
  /** What the type is to the engine where the snapshot has none of it. */
  readonly role: RelationRole;
  /** 0 or more. */
  readonly weight: number;
  /** NaN where there is none. */
  readonly rating: number;
  /** Epoch milliseconds, NaN where unknown. */
  readonly time: number;
}

/**
 * Few changes to a snapshot: first removals, then new weights, then additions. Nodes are those of the snapshot and, where
 * `virtualUser` is set, one more user, whose index is the number of nodes (users stand last).
 */
export interface Overlay {
  readonly addEdges: readonly OverlayEdge[];
  readonly removeEdges: readonly OverlayPair[];
  readonly reweight: readonly (OverlayPair & { readonly weight: number })[];
  /** Nodes that users strike; the edges between them are among `removeEdges`. */
  readonly strikes?: readonly { readonly user: number; readonly node: number }[];
  /** Id and name of a user that no store holds, or null. */
  readonly virtualUser: { readonly id: string; readonly name: string } | null;
}

/** Changes nothing. */
export const overlayNone: Overlay = { addEdges: [], removeEdges: [], reweight: [], virtualUser: null };

/**
 * Returns a snapshot as if the changes were facts: every solver runs over it as over any other, and finds what it would
 * find after a rebuild. Rows that do not change are copied in blocks, relations that do not change are shared; id and
 * revision stay those of `snapshot`, so results state `hashOverlay` beside them. Throws `request-invalid` for a
 * relationship that is not there, a weight that is negative or no number, a node that the snapshot does not have.
 * Cost: O(edges of the changed relations), mostly memory bandwidth.
 */
export function overlaySnapshot(snapshot: GraphSnapshot, overlay: Overlay): GraphSnapshot {
  const nodeCount = snapshot.keys.count + (overlay.virtualUser === null ? 0 : 1);
  checkOverlay(overlay, nodeCount);
  const types = changedTypes(overlay);
  const kept = snapshot.relations.map((relation) =>
    types.has(relation.type)
      ? changedRelation(relation, changesOf(overlay, relation.type), nodeCount)
      : relation,
  );
  for (const type of types) {
    if (kept.some((relation) => relation.type === type)) continue;
    kept.push(newRelation(type, changesOf(overlay, type), nodeCount));
  }
  const relations = kept
    .filter((relation) => relation.edgeCount > 0)
    .sort((left, right) => compareCodeUnits(left.type, right.type));
  const strikes = withStrikes(snapshot.strikes, overlay.strikes ?? []);
  if (overlay.virtualUser === null) return { ...snapshot, relations, strikes };
  const { id, name } = overlay.virtualUser;
  return {
    ...snapshot,
    relations,
    strikes,
    keys: withOneMoreUser(snapshot.keys, id),
    names: appended(snapshot.names, name),
    kinds: Uint16Array.from({ length: nodeCount }, (_, node) => snapshot.kinds[node] ?? 0),
  };
}

/**
 * Returns the SHA-256 of the changes, hexadecimal: the same for the same changes in any order, whatever the indices of
 * the snapshot. `referenceOf` names a node as the border does.
 */
export function hashOverlay(
  overlay: Overlay,
  referenceOf: (node: number) => string,
  hash: ContentHash,
): string {
  const pair = ({ type, source, target }: OverlayPair): string[] => [
    type,
    referenceOf(source),
    referenceOf(target),
  ];
  const parts = {
    add: overlay.addEdges.map((edge) => [...pair(edge), edge.weight, edge.rating, edge.time]),
    remove: overlay.removeEdges.map(pair),
    reweight: overlay.reweight.map((edge) => [...pair(edge), edge.weight]),
    strike: (overlay.strikes ?? []).map(({ user, node }) => [referenceOf(user), referenceOf(node)]),
  };
  for (const [name, rows] of Object.entries(parts)) {
    const lines = rows.map((row) => JSON.stringify(row)).sort(compareCodeUnits);
    hash.update(`${name}\n${lines.join('\n')}\n`);
  }
  hash.update(`virtual user: ${overlay.virtualUser !== null}\n`);
  return hash.digest();
}

interface Changes {
  readonly add: readonly OverlayEdge[];
  readonly remove: readonly OverlayPair[];
  readonly reweight: Overlay['reweight'];
}

function changedTypes(overlay: Overlay): Set<string> {
  const { addEdges, removeEdges, reweight } = overlay;
  return new Set([...addEdges, ...removeEdges, ...reweight].map(({ type }) => type));
}

function changesOf(overlay: Overlay, type: string): Changes {
  const ofType = (edge: OverlayPair): boolean => edge.type === type;
  return {
    add: overlay.addEdges.filter(ofType),
    remove: overlay.removeEdges.filter(ofType),
    reweight: overlay.reweight.filter(ofType),
  };
}

function changedRelation(relation: RelationEdges, changes: Changes, nodeCount: number): RelationEdges {
  const all = [...changes.add, ...changes.remove, ...changes.reweight];
  const nodes = Uint32Array.from(new Set(all.map(({ source }) => source))).sort();
  const columns = changedRows(relation, changes, nodes);
  const fresh = sortRelation(columns, nodeCount);
  const beside: SplicedColumn[] = [];
  const { ratings, times } = withMissingColumns(relation, columns);
  if (ratings !== null) beside.push({ old: ratings, fresh: fresh.ratings! });
  if (times !== null) beside.push({ old: times, fresh: fresh.times! });
  const spliced = spliceRows(relation.forward, fresh.forward, nodes, beside);
  const spare = [...spliced.columns];
  return {
    type: relation.type,
    role: relation.role,
    edgeCount: spliced.csr.targets.length,
    forward: spliced.csr,
    backward: spliceTransposed(relation.backward, relation.forward, fresh.forward, nodes),
    ratings: ratings === null ? null : spare.shift()!,
    times: times === null ? null : spare.shift()!,
  };
}

/** The old columns, of unknowns where the changes bring the first value. */
function withMissingColumns(
  relation: RelationEdges,
  { ratings, times }: RelationColumns,
): Pick<RelationEdges, 'ratings' | 'times'> {
  const unknown = (): Float64Array => new Float64Array(relation.edgeCount).fill(Number.NaN);
  return {
    ratings: relation.ratings ?? (ratings === null ? null : unknown()),
    times: relation.times ?? (times === null ? null : unknown()),
  };
}

/** All edges of the rows of `nodes` after the changes, in no order. */
function changedRows(relation: RelationEdges, changes: Changes, nodes: Uint32Array): RelationColumns {
  const { forward, ratings, times } = relation;
  const removed = new Set(changes.remove.map((edge) => existing(relation, edge)));
  const weights = new Map(changes.reweight.map((edge) => [existing(relation, edge), edge.weight]));
  const edges: Omit<OverlayEdge, 'type' | 'role'>[] = [...changes.add];
  for (const source of nodes) {
    for (let slot = edgesStart(forward, source); slot < edgesEnd(forward, source); slot++) {
      const target = forward.targets[slot]!;
      const key = pairKey(source, target);
      if (removed.has(key)) continue;
      const weight = weights.get(key) ?? forward.weights[slot]!;
      edges.push({
        source,
        target,
        weight,
        rating: ratings?.[slot] ?? Number.NaN,
        time: times?.[slot] ?? Number.NaN,
      });
    }
  }
  return columnsOf(relation.type, relation.role, edges, ratings !== null, times !== null);
}

function newRelation(type: string, changes: Changes, nodeCount: number): RelationEdges {
  const missing = changes.remove[0] ?? changes.reweight[0];
  if (missing !== undefined) throw absent(missing);
  const role = changes.add[0]!.role;
  return buildRelation(columnsOf(type, role, changes.add, false, false), nodeCount);
}

function columnsOf(
  type: string,
  role: RelationRole,
  edges: readonly Omit<OverlayEdge, 'type' | 'role'>[],
  hasRatings: boolean,
  hasTimes: boolean,
): RelationColumns {
  const some = (value: (edge: (typeof edges)[number]) => number): Float64Array | null =>
    edges.some((edge) => !Number.isNaN(value(edge))) ? Float64Array.from(edges, value) : null;
  const all = (value: (edge: (typeof edges)[number]) => number): Float64Array =>
    Float64Array.from(edges, value);
  return {
    type,
    role,
    count: edges.length,
    sources: Uint32Array.from(edges, ({ source }) => source),
    targets: Uint32Array.from(edges, ({ target }) => target),
    weights: all(({ weight }) => weight),
    ratings: hasRatings ? all(({ rating }) => rating) : some(({ rating }) => rating),
    times: hasTimes ? all(({ time }) => time) : some(({ time }) => time),
  };
}

function pairKey(source: number, target: number): string {
  return `${source} ${target}`;
}

function existing(relation: RelationEdges, edge: OverlayPair): string {
  if (!hasEdge(relation.forward, edge.source, edge.target)) throw absent(edge);
  return pairKey(edge.source, edge.target);
}

function hasEdge(csr: Csr, source: number, target: number): boolean {
  for (let slot = edgesStart(csr, source); slot < edgesEnd(csr, source); slot++)
    if (csr.targets[slot] === target) return true;
  return false;
}

function absent({ type, source, target }: OverlayPair): EngineError {
  return new EngineError(
    'request-invalid',
    `The overlay changes a ${type} from node ${source} to node ${target}, and the graph has none. Add it instead.`,
  );
}

function checkOverlay(overlay: Overlay, nodeCount: number): void {
  for (const { type, source, target } of [...overlay.addEdges, ...overlay.removeEdges, ...overlay.reweight]) {
    if (source < nodeCount && target < nodeCount && source >= 0 && target >= 0) continue;
    throw new EngineError(
      'request-invalid',
      `The overlay has a ${type} from node ${source} to node ${target}; the graph has ${nodeCount} nodes, and new ones wait for a rebuild.`,
    );
  }
  for (const { type, weight } of [...overlay.addEdges, ...overlay.reweight]) {
    if (weight >= 0 && weight < Number.POSITIVE_INFINITY) continue;
    throw new EngineError(
      'request-invalid',
      `The overlay gives a ${type} the weight ${weight}; it must be a finite number of at least 0.`,
    );
  }
}

function withStrikes(old: Csr, added: NonNullable<Overlay['strikes']>): Csr {
  if (added.length === 0) return old;
  const users = Uint32Array.from(new Set(added.map(({ user }) => user))).sort();
  const edges = [...users].flatMap((user) => {
    const kept = old.targets.subarray(edgesStart(old, user), edgesEnd(old, user));
    const own = added.filter((strike) => strike.user === user).map(({ node }) => node);
    return [...kept, ...own].sort((left, right) => left - right).map((node) => ({ user, node }));
  });
  const list = {
    count: edges.length,
    sources: Uint32Array.from(edges, ({ user }) => user),
    targets: Uint32Array.from(edges, ({ node }) => node),
    weights: new Float64Array(edges.length).fill(1),
  };
  const order = Uint32Array.from(edges, (_, edge) => edge);
  const fresh = buildCsr(list, order, users[0]!, users[users.length - 1]! + 1);
  return spliceRows(old, fresh, users, []).csr;
}

function withOneMoreUser(keys: KeyTable, id: string): KeyTable {
  const starts = keys.starts.slice();
  starts[starts.length - 1]! += 1;
  return { count: keys.count + 1, starts, ids: appended(keys.ids, id) };
}

/** A search by halves comes to the last entry only when all before it are smaller, so it need not be in order. */
function appended(table: StringTable, text: string): StringTable {
  const units = new Uint16Array(table.units.length + text.length);
  units.set(table.units);
  for (let unit = 0; unit < text.length; unit++) units[table.units.length + unit] = text.charCodeAt(unit);
  const offsets = new Uint32Array(table.offsets.length + 1);
  offsets.set(table.offsets);
  offsets[table.offsets.length] = units.length;
  return { units, offsets };
}
