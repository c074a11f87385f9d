import type {
  RankingParameters,
  Recommendations,
  RecommendedItem,
  RecommendRequest,
} from '../contract/types.ts';
import { idAt } from '../core/graph/keys.ts';
import { nameAt } from '../core/graph/show-node.ts';
import { pathGroups } from '../core/paths/reasons.ts';
import { shownReasons } from '../core/paths/shown-reasons.ts';
import { scoreAt, scoreUser, seenItems, type UserScoring } from '../core/ranking/score-user.ts';
import { topK } from '../core/ranking/top-k.ts';
import { askedGraph } from './asked-graph.ts';
import { attachReviews } from './attach-reviews.ts';
import type { Deps, GraphDeps, ReasonDeps } from './deps.ts';
import type { LoadedGraph } from './graph-cache.ts';

/** What recommend needs. */
export type RecommendDeps = ReasonDeps & Pick<Deps, 'hash'>;

/** Defaults of requests about rankings. */
export const rankingDefaults = { limit: 10, reasonsMax: 3, peopleMin: 5 } as const;

/**
 * Returns the items that suit a user, best first, each with its reasons. A user of whom nothing leads anywhere gets
 * the popular items, and `parameters.method` says so. Acts may be assumed, see `askedGraph`. Throws `node-unknown` with the nearest users, `graph-empty`.
 */
export async function recommend(
  deps: RecommendDeps,
  request: RecommendRequest,
  signal: AbortSignal,
): Promise<Recommendations> {
  const { graph, user, userId, overlayHash } = await askedGraph(deps, request, signal);
  const scoring = scoreUser(graph.index, user);
  const limit = request.limit ?? rankingDefaults.limit;
  const reasonsMax = request.reasonsMax === undefined ? rankingDefaults.reasonsMax : request.reasonsMax;
  const best = topK(scoring.scores, seenItems(graph.index, user), limit);
  const options = { peopleMin: peopleMinOf(deps, graph), reasonsMax };
  const items = best.map((position, index) => recommendedItem(graph, scoring, position, index + 1, options));
  return {
    user: userId,
    items: await attachReviews(deps.store, items, signal),
    parameters: rankingParameters(graph, scoring, { ...options, limit }),
    revision: graph.snapshot.revision,
    snapshot: graph.snapshot.id,
    ...(overlayHash === null ? {} : { overlayHash }),
  };
}

/** Returns one item of a scoring with its reasons. `position` counts items from 0. */
export function recommendedItem(
  graph: LoadedGraph,
  scoring: UserScoring,
  position: number,
  rank: number,
  options: { readonly peopleMin: number; readonly reasonsMax: number | null },
): RecommendedItem {
  const item = graph.index.itemStart + position;
  const context = { snapshot: graph.snapshot, manifest: graph.manifest, aspectTerm: graph.index.aspectTerm };
  const groups = pathGroups(graph.index, scoring, item);
  return {
    id: idAt(graph.snapshot.keys, item),
    name: nameAt(graph.snapshot, item),
    score: scoreAt(scoring, position),
    rank,
    ...shownReasons(context, groups, { user: scoring.user, item }, options),
  };
}

/** Returns everything that made a ranking, beside the snapshot. */
export function rankingParameters(
  graph: LoadedGraph,
  scoring: UserScoring,
  options: { readonly peopleMin: number; readonly reasonsMax: number | null; readonly limit: number },
): RankingParameters {
  const { index } = graph;
  return {
    method: scoring.method,
    ...walkParameters(index),
    relations: Object.fromEntries(index.relationTerms.map((term) => [term.type, term.weight])),
    aspectWeight: index.aspectTerm?.weight ?? 0,
    aspectSmoothing: index.aspectTerm?.smoothing ?? 0,
    ...options,
  };
}

/** Returns the settings of the walk as results state them. */
export function walkParameters({
  walk: { settings },
}: LoadedGraph['index']): Pick<
  RankingParameters,
  'alpha' | 'alphaUsers' | 'beta' | 'recency' | 'regressionWeight'
> {
  const { alpha, alphaUsers, beta, recency, regression } = settings;
  return { alpha, alphaUsers, beta, recency, regressionWeight: regression.weight };
}

/** Returns the fewest people behind "people who": configuration, else manifest, else 5. */
export function peopleMinOf(deps: Pick<GraphDeps, 'settings'>, graph: LoadedGraph): number {
  return deps.settings.peopleMin ?? graph.manifest.peopleMin ?? rankingDefaults.peopleMin;
}
