import type { Reason, RecommendedItem, WhyNot, WhyNotRequest } from '../../contract/types.ts';
import { additionSentence } from '../../core/counterfactual/change-words.ts';
import { helpfulLikes } from '../../core/counterfactual/helpful-likes.ts';
import { showNode, titleAt } from '../../core/graph/show-node.ts';
import { seenItems, struckItems } from '../../core/ranking/score-user.ts';
import { topK } from '../../core/ranking/top-k.ts';
import type { ReasonDeps } from '../deps.ts';
import type { LoadedGraph } from '../graph/graph-cache.ts';
import { resolveNode } from '../node-reference.ts';
import { parseRanked, placeOf, placeValues, type RankedUser, rankedUser } from '../ranking/ranked-user.ts';
import { peopleMinOf, rankingDefaults, recommendedItem } from '../ranking/recommend.ts';

/** Most reasons that are compared, and most likes that are proposed. */
const missingMax = 5;
const likesMax = 3;

/**
 * Returns why an item is not in a user's list: it is, she knows it, she struck it, it does not meet the filter, its score
 * is lower than that of the last item shown, or no path leads to it. In the last two cases also what it lacks against the
 * last item shown, reason by reason, and which likes would bring it into the list. The list is the one that `recommend`
 * gives by the same assumed acts, settings, filter and popularity control. Throws `node-unknown`, `graph-empty`,
 * `request-invalid`.
 */
export async function whyNot(deps: ReasonDeps, asked: WhyNotRequest, signal: AbortSignal): Promise<WhyNot> {
  const request = parseRanked('why-not-request', asked, 'why-not');
  const ranked = await rankedUser(deps, request, signal);
  const { graph, userId, overlayHash, scoring, isExcluded } = ranked;
  const item = resolveNode(graph, `Item:${request.item}`, ['Item']);
  const limit = request.limit ?? rankingDefaults.limit;
  const position = item - graph.index.itemStart;
  const options = { peopleMin: peopleMinOf(deps, graph), reasonsMax: null };
  const rank = placeOf(ranked, scoring.scores, position);
  const best = topK(placeValues(ranked, scoring.scores), isExcluded, limit);
  const lastPosition = best.at(-1);
  const status = statusOf(ranked, position, rank, limit);
  const last =
    lastPosition === undefined ? null : recommendedItem(graph, scoring, lastPosition, best.length, options);
  const own = recommendedItem(graph, scoring, position, rank ?? 1, options);
  const isBelow = status === 'ranked-below' || status === 'unreachable';
  const likes = isBelow ? likesOf(ranked, position, limit) : [];
  return {
    user: userId,
    item: showNode(graph.snapshot, item, null),
    status,
    rank,
    score: own.score,
    limit,
    last: status === 'shown' ? null : last,
    reasons: own.reasons,
    against: own.against,
    missing: isBelow && last !== null ? missingReasons(last, own) : [],
    likes,
    text: `${answer(graph, item, status, rank, last, own)}${likes[0] === undefined ? '' : ` ${likes[0].text}`}`,
    revision: graph.snapshot.revision,
    snapshot: graph.snapshot.id,
    ...(overlayHash === null ? {} : { overlayHash }),
  };
}

function statusOf(
  { graph, user, isExcluded }: RankedUser,
  position: number,
  rank: number | null,
  limit: number,
): WhyNot['status'] {
  if (struckItems(graph.index, user)[position] === 1) return 'struck';
  if (seenItems(graph.index, user)[position] === 1) return 'seen';
  if (isExcluded[position] === 1) return 'filtered';
  if (rank === null) return 'unreachable';
  return rank <= limit ? 'shown' : 'ranked-below';
}

function likesOf(ranked: RankedUser, position: number, limit: number): NonNullable<WhyNot['likes']> {
  const { graph, user, scoring, isExcluded } = ranked;
  const { index, snapshot } = graph;
  const found = helpfulLikes(index, scoring, position, seenItems(index, user), {
    limit,
    count: likesMax,
    isExcluded,
    valuesOf: (scores) => placeValues(ranked, scores),
  });
  return found.map(({ liked, rank, score }) => ({
    item: showNode(snapshot, liked, null),
    rank,
    score,
    text: additionSentence(snapshot, liked, index.itemStart + position, rank),
  }));
}

/** The last item's reasons of which this one has less, by falling difference. */
function missingReasons(last: RecommendedItem, own: RecommendedItem): NonNullable<WhyNot['missing']> {
  const ownReasons = new Map([...own.reasons, ...own.against].map((reason) => [idWithin(reason), reason]));
  const missing = last.reasons.map((reason) => {
    const same = ownReasons.get(idWithin(reason));
    return {
      reason: reason.id,
      last: reason.contribution,
      own: same?.contribution ?? 0,
      text: comparedText(reason, same, own),
    };
  });
  return missing
    .filter((one) => one.last > one.own)
    .sort((left, right) => right.last - right.own - (left.last - left.own))
    .slice(0, missingMax);
}

/** Returns the id of a reason for use across items: the popularity of two items is one reason, whose id names the item. */
export function idWithin(reason: Reason): string {
  return reason.kind === 'popularity' ? 'popularity' : reason.id;
}

/** Where people stand behind a reason, the other item may have some too, only too few to be told. */
function comparedText(reason: Reason, same: Reason | undefined, own: RecommendedItem): string {
  const name = own.name ?? own.id;
  if (same === undefined && reason.kind === 'popularity')
    return joined(reason.text, `too few people liked ${name}.`);
  if (same === undefined) {
    const liked = reason.example.nodes[1];
    return reason.people === undefined
      ? joined(reason.text, `${name} has nothing of the kind.`)
      : joined(reason.text, `too few who liked ${liked?.name ?? liked?.id ?? 'it'} liked ${name}.`);
  }
  return same.text === reason.text ? reason.text : joined(reason.text, same.text);
}

function joined(first: string, second: string): string {
  return `${first.replace(/\.$/u, '')}; ${second}`;
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
  if (status === 'struck') return `${name} is left out because you struck it.`;
  if (status === 'filtered') return `${name} does not meet the filter.`;
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
