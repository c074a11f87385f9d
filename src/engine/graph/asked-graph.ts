import type { GraphManifest, RecommendRequest } from '../../contract/types.ts';
import { EngineError } from '../../core/errors.ts';
import { edgesEnd, edgesStart } from '../../core/graph/csr.ts';
import { idAt } from '../../core/graph/keys.ts';
import {
  type Overlay,
  type OverlayEdge,
  type OverlayPair,
  overlaySnapshot,
} from '../../core/graph/overlay.ts';
import type { GraphSnapshot } from '../../core/graph/snapshot.ts';
import { overlayIndex } from '../../core/ranking/overlay-index.ts';
import type { Deps } from '../deps.ts';
import { resolveNode } from '../node-reference.ts';
import { hashOfOverlay } from './fresh-facts.ts';
import type { LoadedGraph } from './graph-cache.ts';

/** Id and name of a user whom no store holds. */
export const virtualUser = { id: 'you', name: 'You' } as const;

/** Later than every act: the end of the time that a date can hold. */
const latestMoment = 8.64e15;

/** The graph that a request is answered over. */
export interface AskedGraph {
  readonly graph: LoadedGraph;
  readonly user: number;
  /** As the answer names her. */
  readonly userId: string;
  /** Names the assumed acts and the facts taken up since the graph was read; null where there are none. */
  readonly overlayHash: string | null;
}

/**
 * Returns the graph and the user of a request. With `likes` and `dislikes` the graph is the store's as if all that the
 * user had done with those items, after everything else, was to like or dislike them; nothing is written. Without `user`
 * they are all that is known of her. Throws `node-unknown`, and `request-invalid` where neither user nor acts are given
 * or an item is both liked and disliked.
 */
export async function askedGraph(
  deps: Pick<Deps, 'graph' | 'hash'>,
  request: Pick<RecommendRequest, 'user' | 'likes' | 'dislikes'>,
  signal: AbortSignal,
): Promise<AskedGraph> {
  const graph = await deps.graph.current(signal);
  const { likes = [], dislikes = [] } = request;
  if (likes.length + dislikes.length === 0) {
    if (request.user === undefined) throw nobody();
    const user = resolveNode(graph, `User:${request.user}`, ['User']);
    return { graph, user, userId: request.user, overlayHash: graph.overlayHash ?? null };
  }
  const known = request.user === undefined ? null : resolveNode(graph, `User:${request.user}`, ['User']);
  const user = known ?? graph.snapshot.keys.count;
  const resolved = (references: readonly string[]): Set<number> =>
    new Set(references.map((reference) => resolveNode(graph, reference, ['Item'])));
  const overlay = assumedActs(graph, user, resolved(likes), resolved(dislikes));
  const snapshot = overlaySnapshot(graph.snapshot, overlay);
  return {
    user,
    userId: request.user ?? virtualUser.id,
    overlayHash: hashOfOverlay(graph, overlay, deps.hash),
    graph: {
      ...graph,
      snapshot,
      index: overlayIndex(graph.index, overlay, snapshot, graph.manifest, graph.snapshot),
    },
  };
}

/** One act a pair in place of those that are there. */
function assumedActs(
  { snapshot, manifest }: LoadedGraph,
  user: number,
  likes: ReadonlySet<number>,
  dislikes: ReadonlySet<number>,
): Overlay {
  const both = [...likes].find((item) => dislikes.has(item));
  if (both !== undefined) {
    throw new EngineError(
      'request-invalid',
      `The item ${JSON.stringify(idAt(snapshot.keys, both))} is both liked and disliked; leave one out.`,
    );
  }
  const act = (item: number, parts: Pick<OverlayEdge, 'type' | 'weight' | 'rating'>): OverlayEdge => ({
    ...parts,
    role: 'interaction',
    source: user,
    target: item,
    time: latestMoment,
  });
  const liking = likingAct(snapshot, manifest);
  const disliking = dislikingAct(manifest, liking.type);
  return {
    addEdges: [
      ...[...likes].map((item) => act(item, liking)),
      ...[...dislikes].map((item) => act(item, disliking)),
    ],
    removeEdges: actsBetween(snapshot, user, new Set([...likes, ...dislikes])),
    reweight: [],
    virtualUser: user === snapshot.keys.count ? virtualUser : null,
  };
}

type Act = Pick<OverlayEdge, 'type' | 'weight' | 'rating'>;

/** The kind of act that weighs most, with the best rating where it is a rating. */
function likingAct(snapshot: GraphSnapshot, manifest: GraphManifest): Act {
  const stored = snapshot.relations.filter(({ role }) => role === 'interaction');
  const kinds = (manifest.interactions ?? []).filter(({ weight }) => weight > 0);
  const heaviest = [...kinds].sort((left, right) => right.weight - left.weight)[0];
  const type = heaviest?.kind ?? stored[0]?.type ?? 'LIKED';
  const rating = type === 'RATED' ? (manifest.rating?.max ?? Number.NaN) : Number.NaN;
  return { type, weight: 1, rating };
}

/** A kind that counts against an item, or the worst rating, or an act that weighs nothing: known, and not liked. */
function dislikingAct(manifest: GraphManifest, likingType: string): Act {
  const negative = (manifest.interactions ?? [])
    .filter(({ weight }) => weight < 0)
    .sort((left, right) => left.weight - right.weight)[0];
  if (negative !== undefined) return { type: negative.kind, weight: 1, rating: Number.NaN };
  const { rating } = manifest;
  if (rating?.positiveFrom !== undefined && rating.min < rating.positiveFrom)
    return { type: 'RATED', weight: 1, rating: rating.min };
  return { type: likingType, weight: 0, rating: Number.NaN };
}

function actsBetween(snapshot: GraphSnapshot, user: number, items: ReadonlySet<number>): OverlayPair[] {
  const found: OverlayPair[] = [];
  for (const { type, role, forward } of snapshot.relations) {
    if (role !== 'interaction') continue;
    for (let slot = edgesStart(forward, user); slot < edgesEnd(forward, user); slot++) {
      const target = forward.targets[slot];
      if (target !== undefined && items.has(target)) found.push({ type, source: user, target });
    }
  }
  return found;
}

/** Returns the failure of a request that says of nobody what she likes. */
export function nobody(): EngineError {
  return new EngineError(
    'request-invalid',
    'The request names no user and nothing that somebody likes. Give --user, or --like with an item, or both.',
  );
}
