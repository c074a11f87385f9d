import type {
  RankingParameters,
  Recommendations,
  RecommendedItem,
  RecommendRequest,
} from '../../contract/types.ts';
import { idAt } from '../../core/graph/keys.ts';
import { englishWordings } from '../../core/graph/language-words.ts';
import { nameAt } from '../../core/graph/show-node.ts';
import { pickReasons, type ReasonChoice } from '../../core/paths/pick-reasons.ts';
import { type PathGroup, pathGroups } from '../../core/paths/reasons.ts';
import { relationPriors } from '../../core/paths/select.ts';
import { shownReasons } from '../../core/paths/shown-reasons.ts';
import { scoreAt, type UserScoring } from '../../core/ranking/score-user.ts';
import type { RelationTerm } from '../../core/ranking/terms.ts';
import type { GraphDeps, ReasonDeps } from '../deps.ts';
import type { LoadedGraph } from '../graph/graph-cache.ts';
import { attachReviews } from '../import/attach-reviews.ts';
import { listPaths } from '../reasons/list-paths.ts';
import { listOf } from './list-controls.ts';
import { listParameters, parseRanked, rankedUser } from './ranked-user.ts';

/** Defaults of requests about rankings. */
export const rankingDefaults = { limit: 10, reasonsMax: 3, peopleMin: 5 } as const;

/**
 * Returns the items that suit a user, best first, each with its reasons. A user of whom nothing leads anywhere gets
 * the popular items, and `parameters.methodReason` says so. Acts may be assumed (`askedGraph`), settings replaced
 * (`askedIndex`), items filtered, and the list moved towards or away from the popular and the alike (`listOf`); shares
 * are those of the plain score all the same. Throws `node-unknown` with the nearest users, `graph-empty`, and
 * `request-invalid` for what the schema refuses (a weight below 0 or not a number, a limit of 0 or above 1,000), a filter
 * that cannot be read, and names that the graph does not know.
 */
export async function recommend(
  deps: ReasonDeps,
  asked: RecommendRequest,
  signal: AbortSignal,
): Promise<Recommendations> {
  const request = parseRanked('recommend-request', asked, 'recommend');
  const { graph, userId, overlayHash, scoring, isExcluded } = await rankedUser(deps, request, signal);
  const limit = request.limit ?? rankingDefaults.limit;
  const reasonsMax = request.reasonsMax === undefined ? rankingDefaults.reasonsMax : request.reasonsMax;
  const chosen = listOf(graph, scoring, isExcluded, limit, request);
  const options = { peopleMin: peopleMinOf(deps, graph), reasonsMax, ...reasonControls(graph, request) };
  const path = request.paths === true ? listPaths(graph, scoring, chosen, options.peopleMin) : null;
  const items = chosen.map(({ item, popularityFactor, likeness }, place) => ({
    ...recommendedItem(graph, scoring, item, place + 1, options),
    ...(request.popularity === undefined ? {} : { popularityFactor }),
    ...(request.diversity === undefined ? {} : { likeness }),
    ...(path === null ? {} : { path: path[place] ?? null }),
  }));
  return {
    user: userId,
    items: await attachReviews(deps.store, items, signal),
    parameters: {
      ...rankingParameters(graph, scoring, { peopleMin: options.peopleMin, reasonsMax, limit }),
      ...controlsOf(request),
      candidates: isExcluded.reduce((count, excluded) => count + (1 - excluded), 0),
    },
    revision: graph.snapshot.revision,
    snapshot: graph.snapshot.id,
    ...(overlayHash === null ? {} : { overlayHash }),
  };
}

/** What the request asked for beside the settings, as parameters state it. */
function controlsOf(request: RecommendRequest): Partial<RankingParameters> {
  const { diversity, diversityBy, quotas, reasonsBy } = request;
  const given = { diversity, diversityBy, quotas, reasonsBy };
  return {
    ...listParameters(request),
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  };
}

function reasonControls(
  { index }: LoadedGraph,
  { quotas, reasonsBy }: RecommendRequest,
): Pick<ItemOptions, 'quotas' | 'priors'> {
  if (quotas === undefined && reasonsBy !== 'telling') return {};
  return { quotas: quotas ?? {}, priors: reasonsBy === 'telling' ? relationPriors({ index }) : null };
}

/** How an item is shown; with `quotas` the reasons are chosen by `pickReasons`, `groups` are all of it where known. */
interface ItemOptions {
  readonly groups?: readonly PathGroup[];
  readonly peopleMin: number;
  readonly reasonsMax: number | null;
  readonly quotas?: ReasonChoice['quotas'];
  readonly priors?: ReasonChoice['priors'];
}

/** Returns one item of a scoring with its reasons. `position` counts items from 0. */
export function recommendedItem(
  graph: LoadedGraph,
  scoring: UserScoring,
  position: number,
  rank: number,
  options: ItemOptions,
): RecommendedItem {
  const item = graph.index.itemStart + position;
  const { snapshot, manifest, wordings = englishWordings } = graph;
  const context = { snapshot, manifest, aspectTerm: graph.index.aspectTerm, wordings };
  const { quotas, priors = null, groups = pathGroups(graph.index, scoring, item), ...shown } = options;
  const picked = quotas === undefined ? {} : { picked: pickReasons(groups, { ...shown, quotas, priors }) };
  return {
    id: idAt(graph.snapshot.keys, item),
    name: nameAt(graph.snapshot, item),
    score: scoreAt(scoring, position),
    rank,
    ...shownReasons(context, groups, { user: scoring.user, item }, { ...shown, ...picked }),
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
    ...(scoring.method === 'popularity' ? { methodReason: methodReason(scoring) } : {}),
    ...walkParameters(index),
    relations: byType(index, ({ weight }) => weight),
    popularityExponents: byType(index, ({ popularityExponent }) => popularityExponent),
    hubMax: byType(index, ({ hubMax }) => hubMax),
    aspectWeight: index.aspectTerm?.weight ?? 0,
    aspectSmoothing: index.aspectTerm?.smoothing ?? 0,
    ...options,
  };
}

function methodReason({ own }: UserScoring): string {
  return own.items.length === 0
    ? 'the user likes nothing that the graph knows of'
    : 'nothing that the user likes leads to an item that she has not seen';
}

function byType(
  { relationTerms }: LoadedGraph['index'],
  value: (term: RelationTerm) => number,
): Record<string, number> {
  return Object.fromEntries(relationTerms.map((term) => [term.type, value(term)]));
}

/** Returns the settings of the walk as results state them. */
export function walkParameters({
  walk: { settings },
}: LoadedGraph['index']): Pick<
  RankingParameters,
  'alpha' | 'alphaUsers' | 'beta' | 'recency' | 'fade' | 'lead' | 'regressionWeight' | 'long'
> {
  const { alpha, alphaUsers, beta, recency, fade, lead, regression, long } = settings;
  return {
    alpha,
    alphaUsers,
    beta,
    recency,
    fade,
    lead,
    regressionWeight: regression.weight,
    long: long === null ? null : { ...long },
  };
}

/** Returns the fewest people behind "people who": configuration, else manifest, else 5. */
export function peopleMinOf(deps: Pick<GraphDeps, 'settings'>, graph: LoadedGraph): number {
  return deps.settings.peopleMin ?? graph.manifest.peopleMin ?? rankingDefaults.peopleMin;
}
