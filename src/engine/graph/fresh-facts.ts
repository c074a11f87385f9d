import { edgesEnd, edgesStart } from '../../core/graph/csr.ts';
import { idAt, indexOf, labelAt, type NodeLabel } from '../../core/graph/keys.ts';
import {
  hashOverlay,
  type Overlay,
  type OverlayEdge,
  type OverlayPair,
  overlayNone,
  overlaySnapshot,
} from '../../core/graph/overlay.ts';
import type { ContentHash, GraphSnapshot } from '../../core/graph/snapshot.ts';
import { struckNodes } from '../../core/graph/strikes.ts';
import { overlayIndex } from '../../core/ranking/overlay-index.ts';
import type { FactKind, FactRows } from '../../store/port.ts';
import type { LoadedGraph } from './graph-cache.ts';

/** Most rows of one write that are taken up without reading the graph again. */
export const freshRowsMax = 1000;

/** The kind of which a user and an item have one act: the latest. */
const latestKind = 'RATED';

/** What was written through this engine in one transaction, which moved the revision by one. */
export interface FreshWrite {
  readonly kind: FactKind;
  readonly rows: readonly FactRows[FactKind][];
  /** Revision of the store before and after. */
  readonly before: number;
  readonly after: number;
}

/**
 * Returns the graph with a write taken up as an overlay, as if it had been read again, or null where that cannot be
 * done: new nodes, opinions and reviews wait for a rebuild. The revision is that of the write; `overlayHash` names all
 * writes taken up since the graph was read.
 */
export function withFreshFacts(
  graph: LoadedGraph,
  write: FreshWrite,
  hash: () => ContentHash,
): LoadedGraph | null {
  const overlay = overlayOf(graph.snapshot, write);
  if (overlay === null) return null;
  const changed = overlaySnapshot(graph.snapshot, overlay);
  return {
    manifest: graph.manifest,
    snapshot: { ...changed, revision: write.after },
    index: overlayIndex(graph.index, overlay, changed, graph.manifest, graph.snapshot),
    overlayHash: hashOfOverlay(graph, overlay, hash),
  };
}

/** Returns the hash of an overlay on top of those that a graph has taken up already. */
export function hashOfOverlay(graph: LoadedGraph, overlay: Overlay, hash: () => ContentHash): string {
  const { keys } = graph.snapshot;
  const referenceOf = (node: number): string =>
    node < keys.count ? `${labelAt(keys, node)}:${idAt(keys, node)}` : 'the virtual user';
  const own = hashOverlay(overlay, referenceOf, hash());
  if (graph.overlayHash === undefined) return own;
  const both = hash();
  both.update(`${graph.overlayHash}\n${own}\n`);
  return both.digest();
}

function overlayOf(snapshot: GraphSnapshot, { kind, rows }: FreshWrite): Overlay | null {
  switch (kind) {
    case 'interactions':
      return interactionOverlay(snapshot, rows as readonly FactRows['interactions'][]);
    case 'links':
      return linkOverlay(snapshot, rows as readonly FactRows['links'][]);
    case 'strikes':
      return strikeOverlay(snapshot, rows as readonly FactRows['strikes'][]);
    default:
      return null;
  }
}

function interactionOverlay(
  snapshot: GraphSnapshot,
  rows: readonly FactRows['interactions'][],
): Overlay | null {
  const pairs = new Map<string, { readonly pair: OverlayPair; readonly acts: OverlayEdge[] }>();
  for (const { user, item, kind, weight = 1, rating = Number.NaN, at } of rows) {
    const source = indexOf(snapshot.keys, 'User', user);
    const target = indexOf(snapshot.keys, 'Item', item);
    if (source < 0 || target < 0) return null;
    if (struckNodes(snapshot.strikes, source).has(target)) continue;
    const pair = { type: kind, source, target };
    const key = `${kind} ${source} ${target}`;
    const found = pairs.get(key) ?? { pair, acts: actsOf(snapshot, pair) };
    pairs.set(key, found);
    addAct(found.acts, { ...pair, role: 'interaction', weight, rating, time: at ?? Number.NaN });
  }
  return {
    ...overlayNone,
    removeEdges: [...pairs.values()]
      .map(({ pair }) => pair)
      .filter((pair) => actsOf(snapshot, pair).length > 0),
    addEdges: [...pairs.values()].flatMap(({ acts }) => acts),
  };
}

/** As the stores do: a repeat at the same moment replaces, and of ratings the latest stays. */
function addAct(acts: OverlayEdge[], act: OverlayEdge): void {
  const moment = (time: number): number => (Number.isNaN(time) ? Number.NEGATIVE_INFINITY : time);
  const place = acts.findIndex((found) => act.type === latestKind || Object.is(found.time, act.time));
  const found = acts[place];
  if (found === undefined) acts.push(act);
  else if (moment(act.time) >= moment(found.time)) acts[place] = act;
}

function actsOf(snapshot: GraphSnapshot, { type, source, target }: OverlayPair): OverlayEdge[] {
  const relation = snapshot.relations.find((found) => found.type === type);
  if (relation === undefined) return [];
  const { forward, ratings, times, role } = relation;
  const acts: OverlayEdge[] = [];
  for (let slot = edgesStart(forward, source); slot < edgesEnd(forward, source); slot++) {
    if (forward.targets[slot] !== target) continue;
    const weight = forward.weights[slot] ?? 1;
    const [rating, time] = [ratings?.[slot] ?? Number.NaN, times?.[slot] ?? Number.NaN];
    acts.push({ type, role, source, target, weight, rating, time });
  }
  return acts;
}

function linkOverlay(snapshot: GraphSnapshot, rows: readonly FactRows['links'][]): Overlay | null {
  const added = new Map<string, OverlayEdge>();
  for (const { from, relation: type, to, fromLabel, toLabel } of rows) {
    const source = indexOf(snapshot.keys, fromLabel, from);
    const target = indexOf(snapshot.keys, toLabel, to);
    if (source < 0 || target < 0) return null;
    if (isStruck(snapshot, source, target) || actsOf(snapshot, { type, source, target }).length > 0) continue;
    const unknown = { weight: 1, rating: Number.NaN, time: Number.NaN };
    added.set(`${type} ${source} ${target}`, { type, source, target, role: 'link', ...unknown });
  }
  return { ...overlayNone, addEdges: [...added.values()] };
}

function isStruck({ strikes }: GraphSnapshot, source: number, target: number): boolean {
  return struckNodes(strikes, source).has(target) || struckNodes(strikes, target).has(source);
}

/** What a user struck counts no longer, whichever way it points. */
function strikeOverlay(snapshot: GraphSnapshot, rows: readonly FactRows['strikes'][]): Overlay | null {
  const strikes: { user: number; node: number }[] = [];
  const removed = new Map<string, OverlayPair>();
  for (const row of rows) {
    const user = indexOf(snapshot.keys, 'User', row.user);
    const node = indexOf(snapshot.keys, row.label as NodeLabel, row.node);
    if (user < 0 || node < 0) return null;
    if (struckNodes(snapshot.strikes, user).has(node)) continue;
    if (strikes.some((strike) => strike.user === user && strike.node === node)) continue;
    strikes.push({ user, node });
    for (const { type } of snapshot.relations) {
      for (const [source, target] of [
        [user, node],
        [node, user],
      ] as const) {
        const pair = { type, source, target };
        if (actsOf(snapshot, pair).length > 0) removed.set(`${type} ${source} ${target}`, pair);
      }
    }
  }
  return { ...overlayNone, removeEdges: [...removed.values()], strikes };
}
