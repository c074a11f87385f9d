import type { Reason, Recommendations, RecommendedItem, RecommendRequest } from '../../contract/types.ts';
import { englishWordings, type Wordings, wordingsOf } from '../../core/graph/language-words.ts';
import { linkingItemText } from '../../core/paths/reason-words.ts';
import type { QueryLimits } from '../../store/port.ts';
import type { Deps } from '../deps.ts';
import { inStoreUser } from './in-store-request.ts';
import { refuseUnknownUser } from './in-store-unknown.ts';
import { neighbourState } from './neighbour-state.ts';
import { rankingDefaults } from './recommend.ts';

/** The named query that scores a user from the lists. */
export const neighboursQuery = 'recommend-by-neighbours';

/** Limits of that query. */
export const queryLimits: QueryLimits = { rowsMax: 20_000, timeoutMs: 30_000 };

/** Most reasons of one item: more than a user has likes that lead to it. */
const reasonsOfItemMax = 10_000;

/**
 * Returns the items that suit a user by the lists in the store, without reading the graph: the walk alone, cut to the
 * lists, each reason with its share of that score. A user of whom nothing leads anywhere gets no items. Throws
 * `node-unknown` with the nearest users, `capability-missing` where there are no lists, `request-invalid` for what only a graph in memory can take.
 */
export async function recommendByLists(
  deps: Pick<Deps, 'store' | 'settings'>,
  request: RecommendRequest,
  signal: AbortSignal,
): Promise<Recommendations> {
  const user = inStoreUser(request);
  const limit = request.limit ?? rankingDefaults.limit;
  const state = await neighbourState(deps.store, signal);
  const manifest = await deps.store.manifest(signal);
  const wordings = manifest === null ? englishWordings : wordingsOf(manifest, request.language);
  const peopleMin = deps.settings.peopleMin ?? manifest?.peopleMin ?? rankingDefaults.peopleMin;
  const reasonsMax = request.reasonsMax === undefined ? rankingDefaults.reasonsMax : request.reasonsMax;
  const params = {
    user,
    items: limit,
    reasons: reasonsMax ?? reasonsOfItemMax,
    peopleMin,
    limit: queryLimits.rowsMax,
  };
  const { rows } = await deps.store.runNamed(neighboursQuery, params, queryLimits, signal);
  if (rows.length === 0) await refuseUnknownUser(deps.store, user, signal);
  return {
    user,
    items: itemsOf(user, rows, wordings),
    parameters: {
      method: 'walk',
      ranking: 'lists',
      listLength: state.length,
      alpha: state.alpha,
      alphaUsers: state.alphaUsers,
      beta: state.beta,
      recency: null,
      relations: {},
      aspectWeight: 0,
      aspectSmoothing: 0,
      peopleMin,
      limit,
      reasonsMax,
    },
    revision: state.revision,
    snapshot: state.snapshot,
  };
}

function itemsOf(user: string, rows: readonly (readonly unknown[])[], wordings: Wordings): RecommendedItem[] {
  const items: RecommendedItem[] = [];
  for (const [id, name, score, linking, linkingName, act, people, share, withheld, withheldShare] of rows) {
    let item = items.at(-1);
    if (item === undefined || item.id !== id) {
      item = {
        id: String(id),
        name: textOrNull(name),
        score: Number(score),
        rank: items.length + 1,
        reasons: [],
        against: [],
        withheld: { count: Number(withheld), share: Number(withheldShare) },
      };
      items.push(item);
    }
    if (linking === null) continue;
    const from = { id: String(linking), name: textOrNull(linkingName) };
    const text = linkingItemText(Number(people), from.name ?? from.id, item.name ?? item.id, wordings);
    item.reasons.push({ ...reasonOf(user, item, from, String(act), Number(people), Number(share)), text });
  }
  return items;
}

function reasonOf(
  user: string,
  item: RecommendedItem,
  linking: { readonly id: string; readonly name: string | null },
  act: string,
  people: number,
  share: number,
): Omit<Reason, 'text'> {
  return {
    id: `linking-item:${linking.id}`,
    kind: 'linking-item',
    share,
    contribution: share * item.score,
    paths: people,
    people,
    example: {
      nodes: [
        { label: 'User', id: user, name: null },
        { label: 'Item', ...linking },
        { label: 'Item', id: item.id, name: item.name },
      ],
      relations: [
        { type: act, direction: 'forward' },
        { type: 'NEIGHBOUR', direction: 'forward' },
      ],
    },
    reviews: [],
  };
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
