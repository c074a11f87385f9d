import type { RecommendRequest } from '../../contract/types.ts';
import { EngineError } from '../../core/errors.ts';
import { choiceOf, nearestNames } from '../../core/nearest-names.ts';
import { type Likeness, linkLikeness, reasonLikeness } from '../../core/paths/list-likeness.ts';
import { pathGroups } from '../../core/paths/reasons.ts';
import { type ChosenItem, chooseList } from '../../core/ranking/choose-list.ts';
import { parseItemFilter } from '../../core/ranking/filter/item-filter.ts';
import {
  comparesNumbers,
  kindNamed,
  matchFilter,
  relationNamed,
} from '../../core/ranking/filter/match-filter.ts';
import {
  type Removal,
  removalNone,
  seenItems,
  struckItems,
  type UserScoring,
} from '../../core/ranking/score-user.ts';
import type { GraphStore } from '../../store/port.ts';
import { itemNumbersByName } from '../conversation/conversation-parts.ts';
import type { LoadedGraph } from '../graph/graph-cache.ts';

/** Longest list that can be made diverse: the work grows with the square of its length. */
const diverseLimitMax = 100;

/** What a request may say about the list, beside its length. */
type ListRequest = Pick<
  RecommendRequest,
  'filter' | 'includeSeen' | 'popularity' | 'diversity' | 'diversityBy'
>;

/**
 * Returns 1 for each item that may not be listed: `Uint8Array`, one entry an item: what the user has seen (unless the
 * request includes it), what she struck, and what does not meet the filter. Throws `request-invalid` for a filter that
 * cannot be read or names what the graph does not know.
 */
export async function excludedItems(
  store: Pick<GraphStore, 'itemNumbers'>,
  graph: LoadedGraph,
  user: number,
  { filter: text, includeSeen }: ListRequest,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const isExcluded = includeSeen === true ? struckItems(graph.index, user) : seenItems(graph.index, user);
  if (text === undefined) return isExcluded;
  const filter = parseItemFilter(text);
  const numbers = comparesNumbers(filter) ? await itemNumbersByName(store, graph, signal) : new Map();
  const meets = matchFilter(graph.snapshot, numbers, filter);
  return isExcluded.map((excluded, item) => (excluded === 1 || meets[item] === 0 ? 1 : 0));
}

/**
 * Returns a scoring in which items the user has seen score the sum of their reasons. The walk leaves them undefined, as
 * paths back to the item itself run through them. `removal` is what the scoring was made without. Cost: that of the
 * reasons of every seen item.
 */
export function withSeenScores(
  graph: LoadedGraph,
  scoring: UserScoring,
  { linkingItems }: Pick<Removal, 'linkingItems'> = removalNone,
): UserScoring {
  if (scoring.method === 'popularity') return scoring;
  const { index } = graph;
  const isSeen = seenItems(index, scoring.user);
  const scores = scoring.scores.map((score, item) =>
    isSeen[item] === 0
      ? score
      : pathGroups(index, scoring, index.itemStart + item)
          // What a scoring keeps of entities and aspects is without them already; its likes are all there.
          .filter(({ through, node }) => through !== 'linking-item' || !linkingItems.has(node))
          .reduce((sum, { contribution }) => sum + contribution, 0),
  );
  return { ...scoring, scores };
}

/**
 * Returns the list of a scoring under the controls of a request (`chooseList`). Throws `request-invalid` for a diverse
 * list above 100 items, and for a `diversityBy` that is no kind, no relation and not `reasons`.
 */
export function listOf(
  graph: LoadedGraph,
  scoring: UserScoring,
  isExcluded: Uint8Array,
  limit: number,
  request: ListRequest,
): ChosenItem[] {
  const { popularity = 0, diversity = 0, diversityBy = 'reasons' } = request;
  if (diversity > 0 && limit > diverseLimitMax)
    throw new EngineError(
      'request-invalid',
      `A diverse list has at most ${diverseLimitMax} items, and ${limit} are asked for. Ask for fewer, or leave diversity out.`,
    );
  const likeness = likenessBy(graph, scoring, diversityBy);
  const controls = { limit, popularity, diversity };
  return chooseList(scoring.scores, isExcluded, graph.index.itemDegrees, controls, likeness);
}

function likenessBy({ index, snapshot }: LoadedGraph, scoring: UserScoring, by: string): Likeness {
  if (by === 'reasons') return reasonLikeness((item) => pathGroups(index, scoring, index.itemStart + item));
  const kind = kindNamed(snapshot, by);
  const relation = kind > 0 ? null : relationNamed(snapshot, by);
  if (kind === 0 && relation === null) throw unknownBy(snapshot, by);
  return linkLikeness(snapshot, index.itemStart, (type, node) =>
    kind > 0 ? snapshot.kinds[node] === kind : type === relation,
  );
}

function unknownBy({ kindNames, relations }: LoadedGraph['snapshot'], by: string): EngineError {
  const types = relations.filter(({ role }) => role === 'link').map(({ type }) => type);
  const nearest = nearestNames(by, ['reasons', ...kindNames, ...types], 3);
  return new EngineError(
    'request-invalid',
    `diversityBy is ${JSON.stringify(by)}, which is neither "reasons" nor a kind of attribute or a relation of the graph. Nearest: ${choiceOf(nearest)}.`,
  );
}
