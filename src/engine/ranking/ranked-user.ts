import type { RankingParameters, RecommendRequest } from '../../contract/types.ts';
import { parse } from '../../contract/validate.ts';
import { wordingsOf } from '../../core/graph/language-words.ts';
import { listValues } from '../../core/ranking/choose-list.ts';
import type { UserScoring } from '../../core/ranking/score-user.ts';
import { rankOf } from '../../core/ranking/top-k.ts';
import type { ReasonDeps } from '../deps.ts';
import { askedGraph, nobody } from '../graph/asked-graph.ts';
import { askedIndex } from '../graph/asked-index.ts';
import type { LoadedGraph } from '../graph/graph-cache.ts';
import { excludedItems, withSeenScores } from './list-controls.ts';
import { scoringOf } from './user-scoring.ts';

/** What a request says of whose ranking it is about and how that is made; the rest of it is about what is shown. */
export type RankedRequest = Pick<
  RecommendRequest,
  'user' | 'likes' | 'dislikes' | 'settings' | 'filter' | 'includeSeen' | 'popularity' | 'language'
>;

/** The ranking of one user as a request wants it: what recommend lists, why explains and why-not compares with. */
export interface RankedUser {
  /** With the assumed acts, the index of the settings and the words of the language. */
  readonly graph: LoadedGraph;
  readonly user: number;
  /** As the answer names her. */
  readonly userId: string;
  readonly overlayHash: string | null;
  readonly scoring: UserScoring;
  /** One entry an item, 1 where it may not be listed. */
  readonly isExcluded: Uint8Array;
  /** Whether items she has seen have scores and places, too. */
  readonly includesSeen: boolean;
  /** Exponent of the popularity control, 0 for none. */
  readonly popularity: number;
}

/**
 * Returns the ranking that a request is about. A scoring without controls is kept with its graph (`scoringOf`). Throws as
 * `askedGraph`, `askedIndex`, `excludedItems` and `wordingsOf`.
 */
export async function rankedUser(
  deps: ReasonDeps,
  request: RankedRequest,
  signal: AbortSignal,
): Promise<RankedUser> {
  const { graph: plainGraph, user, userId, overlayHash } = await askedGraph(deps, request, signal);
  const graph = {
    ...plainGraph,
    index: askedIndex(plainGraph, request.settings),
    wordings: wordingsOf(plainGraph.manifest, request.language),
  };
  const { scoring: plain, isSeen } = scoringOf(graph, user);
  const { filter, includeSeen, popularity = 0 } = request;
  const isPlain = filter === undefined && includeSeen !== true;
  return {
    graph,
    user,
    userId,
    overlayHash,
    scoring: includeSeen === true ? withSeenScores(graph, plain) : plain,
    isExcluded: isPlain ? isSeen : await excludedItems(deps.store, graph, user, request, signal),
    includesSeen: includeSeen === true,
    popularity,
  };
}

/** Returns a request as the schema `name` has it; where nobody is named, a message that says so in place of the schema's. */
export function parseRanked<Request extends RankedRequest>(
  name: string,
  asked: Request,
  where: string,
): Request {
  const { user, likes = [], dislikes = [] } = asked;
  if (user === undefined && likes.length + dislikes.length === 0) throw nobody();
  return parse<Request>(name, asked, where);
}

/** Returns what a request says of the list beside the settings, as parameters state it. */
export function listParameters({
  filter,
  includeSeen,
  popularity,
}: RankedRequest): Partial<RankingParameters> {
  const given = { filter, includeSeen, popularity };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** Returns what orders the list by some scores of the user, or by parts of them: a part is weighed as the whole is. */
export function placeValues(
  { graph, popularity }: Pick<RankedUser, 'graph' | 'popularity'>,
  scores: Float64Array,
): Float64Array {
  return listValues(scores, graph.index.itemDegrees, popularity);
}

/** Returns the place of an item (its position counted from 0) by some scores of the user, null where it has none. */
export function placeOf(ranked: RankedUser, scores: Float64Array, position: number): number | null {
  return rankOf(placeValues(ranked, scores), ranked.isExcluded, position);
}
