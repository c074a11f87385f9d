import type { Why, WhyRequest } from '../../contract/types.ts';
import { removalSentence } from '../../core/counterfactual/change-words.ts';
import { strongestFact } from '../../core/counterfactual/strongest-fact.ts';
import { EngineError } from '../../core/errors.ts';
import { showNode } from '../../core/graph/show-node.ts';
import { groupRemoval } from '../../core/paths/group-removal.ts';
import { pathShares } from '../../core/paths/path-shares.ts';
import { type PathGroup, pathGroups } from '../../core/paths/reasons.ts';
import { reasonId } from '../../core/paths/shown-reasons.ts';
import { scoreAt, scoreUser, seenItems, struckItems } from '../../core/ranking/score-user.ts';
import type { ReasonDeps } from '../deps.ts';
import type { LoadedGraph } from '../graph/graph-cache.ts';
import { attachReviews } from '../import/attach-reviews.ts';
import { resolveNode } from '../node-reference.ts';
import { withSeenScores } from '../ranking/list-controls.ts';
import { listParameters, parseRanked, placeOf, type RankedUser, rankedUser } from '../ranking/ranked-user.ts';
import { peopleMinOf, rankingDefaults, rankingParameters, recommendedItem } from '../ranking/recommend.ts';
import { counterfactualOf } from './counterfactual.ts';

/**
 * Returns all reasons of one item for one user, or the `reasonsMax` that carry most. With `without`, also the item's score and rank after those parts of
 * the graph no longer count for any item, all else equal: the score falls by exactly the contributions taken away. With
 * `paths`, the single ways that carry most; with `counterfactual`, the smallest set of her own facts that carries the item.
 * Assumed acts, settings, a filter, seen items and the popularity control are those of the list that is explained; what
 * makes a list diverse moves places only and is not taken.
 * Throws `node-unknown`, `reason-unknown`, and `request-invalid` for an item that the user has already acted on, that
 * no path reaches or that does not meet the filter, and for seen items together with `counterfactual` or `strongestFact`.
 */
export async function why(
  deps: ReasonDeps,
  asked: WhyRequest,
  signal: AbortSignal,
  reasonsMax: number | null = null,
): Promise<Why> {
  const request = parseRanked('why-request', asked, 'why');
  refuseSeenFacts(request);
  const ranked = await rankedUser(deps, request, signal);
  const { graph, userId, overlayHash, scoring } = ranked;
  const item = resolveNode(graph, `Item:${request.item}`, ['Item']);
  const position = item - graph.index.itemStart;
  const rank = placeOf(ranked, scoring.scores, position);
  if (rank === null) throw notRanked(request, ranked, position);
  const options = { peopleMin: peopleMinOf(deps, graph), reasonsMax };
  const groups = pathGroups(graph.index, scoring, item);
  const removed = (request.without ?? []).map((id) => findGroup(graph, groups, id, options.peopleMin));
  const shown = recommendedItem(graph, scoring, position, rank, { ...options, groups });
  const [withReviews = shown] = await attachReviews(deps.store, [shown], signal);
  return {
    user: userId,
    item: withReviews,
    without: removed.length === 0 ? null : withoutGroups(ranked, position, request.without ?? [], removed),
    ...(request.paths === undefined
      ? {}
      : { paths: pathsOf(ranked, item, groups, { peopleMin: options.peopleMin, limit: request.paths }) }),
    strongestFact:
      request.strongestFact === true ? strongestOf(ranked, position, groups, options.peopleMin) : null,
    counterfactual:
      request.counterfactual === undefined
        ? null
        : counterfactualOf(ranked, position, request.counterfactual),
    parameters: {
      ...rankingParameters(graph, scoring, { ...options, limit: rankingDefaults.limit }),
      ...listParameters(request),
    },
    revision: graph.snapshot.revision,
    snapshot: graph.snapshot.id,
    ...(overlayHash === null ? {} : { overlayHash }),
  };
}

function strongestOf(
  ranked: RankedUser,
  position: number,
  groups: readonly PathGroup[],
  peopleMin: number,
): NonNullable<Why['strongestFact']> | null {
  const { graph, scoring } = ranked;
  const { index, snapshot, wordings } = graph;
  const rankBy = (scores: Float64Array): number | null => placeOf(ranked, scores, position);
  const found = strongestFact(index, scoring, position, groups, { peopleMin, rankBy });
  if (found === null) return null;
  const { fact, contribution, rank: left } = found;
  const node = showNode(snapshot, fact.node, null);
  const text = removalSentence(snapshot, [fact], index.itemStart + position, left, null, wordings);
  return { kind: fact.kind, node, contribution, rank: left, text };
}

function pathsOf(
  { graph, scoring }: RankedUser,
  item: number,
  groups: readonly PathGroup[],
  options: { readonly peopleMin: number; readonly limit: number },
): NonNullable<Why['paths']> {
  const { snapshot, manifest, index } = graph;
  const context = { snapshot, manifest, index, aspectTerm: index.aspectTerm };
  return pathShares(context, scoring, item, groups, options);
}

function withoutGroups(
  ranked: RankedUser,
  position: number,
  reasons: string[],
  removed: readonly PathGroup[],
): NonNullable<Why['without']> {
  const { graph, user, scoring, includesSeen } = ranked;
  if (scoring.method === 'popularity') return { reasons, score: 0, rank: null };
  const removal = groupRemoval(removed);
  const plain = scoreUser(graph.index, user, { removal, scales: scoring.scales });
  const left = includesSeen ? withSeenScores(graph, plain, removal) : plain;
  return { reasons, score: scoreAt(left, position), rank: placeOf(ranked, left.scores, position) };
}

/** What single facts carry of an item that she has seen is not known. */
function refuseSeenFacts({ includeSeen, counterfactual, strongestFact: strongest }: WhyRequest): void {
  if (includeSeen !== true || (counterfactual === undefined && strongest !== true)) return;
  throw new EngineError(
    'request-invalid',
    'The request asks for includeSeen together with counterfactual or strongestFact, which rank only what she has not seen. Leave one of them out.',
  );
}

function notRanked(
  { item }: WhyRequest,
  { graph, user, userId, isExcluded }: RankedUser,
  position: number,
): EngineError {
  const isStruck = struckItems(graph.index, user)[position] === 1;
  const isSeen = seenItems(graph.index, user)[position] === 1;
  const [whom, what] = [`User ${JSON.stringify(userId)}`, `item ${JSON.stringify(item)}`];
  const found = isSeen
    ? `${whom} has ${isStruck ? 'struck' : 'already acted on'} ${what}, so it is not recommended`
    : isExcluded[position] === 1
      ? `The ${what} does not meet the filter`
      : `Nothing in the graph speaks for ${what} to ${whom.replace('User', 'user')}`;
  return new EngineError(
    'request-invalid',
    `${found}. Ask "whypath why-not --user ${userId} --item ${item}" instead.`,
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
