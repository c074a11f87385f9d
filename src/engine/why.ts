import type { Why, WhyRequest } from '../contract/types.ts';
import { removalSentence } from '../core/counterfactual/change-words.ts';
import { strongestFact } from '../core/counterfactual/strongest-fact.ts';
import { EngineError } from '../core/errors.ts';
import { showNode } from '../core/graph/show-node.ts';
import { groupRemoval } from '../core/paths/group-removal.ts';
import { pathShares } from '../core/paths/path-shares.ts';
import { type PathGroup, pathGroups } from '../core/paths/reasons.ts';
import { reasonId } from '../core/paths/shown-reasons.ts';
import { scoreAt, scoreUser } from '../core/ranking/score-user.ts';
import { rankOf } from '../core/ranking/top-k.ts';
import { attachReviews } from './attach-reviews.ts';
import { counterfactualOf } from './counterfactual.ts';
import type { ReasonDeps } from './deps.ts';
import type { LoadedGraph } from './graph-cache.ts';
import { resolveNode } from './node-reference.ts';
import { peopleMinOf, rankingDefaults, rankingParameters, recommendedItem } from './recommend.ts';
import { scoringOf } from './user-scoring.ts';

/**
 * Returns all reasons of one item for one user, or the `reasonsMax` that carry most. With `without`, also the item's score and rank after those parts of
 * the graph no longer count for any item, all else equal: the score falls by exactly the contributions taken away. With
 * `paths`, the single ways that carry most; with `counterfactual`, the smallest set of her own facts that carries the item.
 * Throws `node-unknown`, `reason-unknown`, and `request-invalid` for an item that the user has already acted on or
 * that no path reaches.
 */
export async function why(
  deps: ReasonDeps,
  request: WhyRequest,
  signal: AbortSignal,
  reasonsMax: number | null = null,
): Promise<Why> {
  const graph = await deps.graph.current(signal);
  const user = resolveNode(graph, `User:${request.user}`, ['User']);
  const item = resolveNode(graph, `Item:${request.item}`, ['Item']);
  const position = item - graph.index.itemStart;
  const { scoring, isSeen } = scoringOf(graph, user);
  const rank = rankOf(scoring.scores, isSeen, position);
  if (rank === null) throw notRanked(request, isSeen[position] === 1);
  const options = { peopleMin: peopleMinOf(deps, graph), reasonsMax };
  const groups = pathGroups(graph.index, scoring, item);
  const removed = (request.without ?? []).map((id) => findGroup(graph, groups, id, options.peopleMin));
  const shown = recommendedItem(graph, scoring, position, rank, { ...options, groups });
  const [withReviews = shown] = await attachReviews(deps.store, [shown], signal);
  return {
    user: request.user,
    item: withReviews,
    without: removed.length === 0 ? null : rankWithout(),
    ...(request.paths === undefined ? {} : { paths: paths(request.paths) }),
    strongestFact: request.strongestFact === true ? strongest() : null,
    counterfactual:
      request.counterfactual === undefined
        ? null
        : counterfactualOf(graph, scoring, position, request.counterfactual),
    parameters: rankingParameters(graph, scoring, { ...options, limit: rankingDefaults.limit }),
    revision: graph.snapshot.revision,
    snapshot: graph.snapshot.id,
  };

  function strongest(): NonNullable<Why['strongestFact']> | null {
    const found = strongestFact(graph.index, scoring, position, groups, options.peopleMin);
    if (found === null) return null;
    const { fact, contribution, rank: left } = found;
    const node = showNode(graph.snapshot, fact.node, null);
    const text = removalSentence(graph.snapshot, [fact], item, left);
    return { kind: fact.kind, node, contribution, rank: left, text };
  }

  function paths(limit: number): NonNullable<Why['paths']> {
    const { snapshot, manifest, index } = graph;
    const context = { snapshot, manifest, index, aspectTerm: index.aspectTerm };
    return pathShares(context, scoring, item, groups, { peopleMin: options.peopleMin, limit });
  }

  function rankWithout(): NonNullable<Why['without']> {
    const reasons = request.without ?? [];
    if (scoring.method === 'popularity') return { reasons, score: 0, rank: null };
    const left = scoreUser(graph.index, user, { removal: groupRemoval(removed), scales: scoring.scales });
    return { reasons, score: scoreAt(left, position), rank: rankOf(left.scores, isSeen, position) };
  }
}

function notRanked(request: WhyRequest, isSeen: boolean): EngineError {
  const found = isSeen
    ? `User ${JSON.stringify(request.user)} has already acted on item ${JSON.stringify(request.item)}, so it is not recommended`
    : `Nothing in the graph speaks for item ${JSON.stringify(request.item)} to user ${JSON.stringify(request.user)}`;
  return new EngineError(
    'request-invalid',
    `${found}. Ask "whypath why-not --user ${request.user} --item ${request.item}" instead.`,
  );
}

/** A withheld group is as unknown as one that does not exist: its id would name how few people stand behind it. */
function findGroup(
  graph: LoadedGraph,
  groups: readonly PathGroup[],
  id: string,
  peopleMin: number,
): PathGroup {
  const isShown = (group: PathGroup): boolean => group.people === null || group.people >= peopleMin;
  const shown = groups.filter(isShown);
  const found = shown.find((group) => reasonId(graph.snapshot, group) === id);
  if (found !== undefined) return found;
  const ids = shown.slice(0, 5).map((group) => reasonId(graph.snapshot, group));
  throw new EngineError(
    'reason-unknown',
    `This item has no reason ${JSON.stringify(id)}. Its reasons: ${ids.join(', ') || 'none that may be shown'}.`,
  );
}
