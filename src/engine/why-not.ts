import type { RecommendedItem, WhyNot } from '../contract/types.ts';
import { labelRange } from '../core/graph/keys.ts';
import { showNode, titleAt } from '../core/graph/show-node.ts';
import { scoreUser, seenItems } from '../core/ranking/score-user.ts';
import { rankOf, topK } from '../core/ranking/top-k.ts';
import type { GraphDeps } from './deps.ts';
import type { LoadedGraph } from './graph-cache.ts';
import { resolveNode } from './node-reference.ts';
import { peopleMinOf, rankingDefaults, recommendedItem } from './recommend.ts';

/** What why-not takes; `limit` is the length of the list the item is missing from, default 10. */
export interface WhyNotRequest {
  readonly user: string;
  readonly item: string;
  readonly limit?: number;
}

/**
 * Returns why an item is not in a user's list: it is, she knows it, its score is lower than that of the last item
 * shown (both with their reasons), or no path leads to it. Throws `node-unknown`, `graph-empty`.
 */
export async function whyNot(deps: GraphDeps, request: WhyNotRequest, signal: AbortSignal): Promise<WhyNot> {
  const graph = await deps.graph.current(signal);
  const user = resolveNode(graph, `User:${request.user}`, ['User']);
  const item = resolveNode(graph, `Item:${request.item}`, ['Item']);
  const limit = request.limit ?? rankingDefaults.limit;
  const scoring = scoreUser(graph.index, user);
  const isSeen = seenItems(graph.index, user);
  const position = item - labelRange(graph.snapshot.keys, 'Item').start;
  const options = { peopleMin: peopleMinOf(deps, graph), reasonsMax: null };
  const rank = rankOf(scoring.scores, isSeen, position);
  const best = topK(scoring.scores, isSeen, limit);
  const lastPosition = best.at(-1);
  const status =
    isSeen[position] === 1
      ? 'seen'
      : rank === null
        ? 'unreachable'
        : rank <= limit
          ? 'shown'
          : 'ranked-below';
  const last =
    lastPosition === undefined ? null : recommendedItem(graph, scoring, lastPosition, best.length, options);
  const own = recommendedItem(graph, scoring, position, rank ?? 1, options);
  return {
    user: request.user,
    item: showNode(graph.snapshot, item, null),
    status,
    rank,
    score: own.score,
    limit,
    last: status === 'shown' ? null : last,
    reasons: own.reasons,
    against: own.against,
    text: answer(graph, item, status, rank, last, own),
    revision: graph.snapshot.revision,
    snapshot: graph.snapshot.id,
  };
}

function answer(
  graph: LoadedGraph,
  item: number,
  status: WhyNot['status'],
  rank: number | null,
  last: RecommendedItem | null,
  own: RecommendedItem,
): string {
  const name = titleAt(graph.snapshot, item);
  if (status === 'seen') return `${name} is left out because you have already acted on it.`;
  if (status === 'shown') return `${name} is in the list, at rank ${rank}.`;
  const against = own.against[0] === undefined ? '' : ` ${own.against[0].text}`;
  if (status === 'unreachable') return `Nothing that you like leads to ${name}.${against}`;
  const lastName = last === null ? '' : (last.name ?? last.id);
  const part =
    last === null
      ? ''
      : ` Its score is ${percent(own.score / last.score)} of that of ${lastName}, the last one shown.`;
  const lacks = last?.reasons.find((reason) => !own.reasons.some((other) => other.id === reason.id));
  const missing = lacks === undefined ? '' : ` What ${lastName} has and it lacks: ${lacks.text}`;
  return `${name} is at rank ${rank}.${part}${missing}${against}`;
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
