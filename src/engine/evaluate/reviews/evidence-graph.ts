import { buildKeyTable, type KeyTable, labelRange } from '../../../core/graph/keys.ts';
import {
  buildNodeTable,
  buildRelation,
  buildSnapshot,
  type ContentHash,
  compareCodeUnits,
  type GraphSnapshot,
  type RelationColumns,
} from '../../../core/graph/snapshot.ts';
import type { Polarity } from '../../../core/opinions/lexicon.ts';
import type { SplitReview } from '../../../files/reviews-port.ts';

/** A review with what it says of aspects. */
export interface SearchedReview extends SplitReview {
  readonly opinions: readonly { readonly aspect: string; readonly polarity: Polarity }[];
}

/** The graph of the reviews of a history, with every user and item of the data. */
export interface EvidenceGraph {
  readonly snapshot: GraphSnapshot;
  readonly aspects: ReadonlyMap<string, number>;
  readonly items: ReadonlyMap<string, number>;
  readonly users: ReadonlyMap<string, number>;
}

/**
 * Returns the graph that a store would hold after importing the reviews of `history` and extracting aspects that at least
 * `aspectReviewsMin` of them name: ratings and the four derived relationships. `all` names users and items that are nodes
 * without a past. Maps give node indices by id.
 */
export function evidenceGraph(
  all: readonly SearchedReview[],
  history: readonly SearchedReview[],
  aspectReviewsMin: number,
  hash: ContentHash,
): EvidenceGraph {
  const ids = {
    Aspect: namedAspects(history, aspectReviewsMin),
    Attribute: [],
    Item: sortedIds(all.map(({ item }) => item)),
    User: sortedIds(all.map(({ user }) => user)),
  };
  const keys = buildKeyTable(ids);
  const nodes = {
    aspects: nodesOf(keys, 'Aspect', ids.Aspect),
    items: nodesOf(keys, 'Item', ids.Item),
    users: nodesOf(keys, 'User', ids.User),
  };
  const columnsOf = (labelIds: readonly string[]) => ({
    ids: labelIds,
    names: labelIds.map(() => null),
    kinds: [],
  });
  const columns = {
    Aspect: columnsOf(ids.Aspect),
    Attribute: columnsOf([]),
    Item: columnsOf(ids.Item),
    User: columnsOf(ids.User),
  };
  const relations = [ratings(history, nodes), ...opinionCounts(history, nodes)];
  const snapshot = buildSnapshot(
    {
      revision: 0,
      keys,
      nodes: buildNodeTable(columns),
      relations: relations
        .filter(({ count }) => count > 0)
        .map((relation) => buildRelation(relation, keys.count)),
    },
    hash,
  );
  return { snapshot, ...nodes };
}

type Nodes = Omit<EvidenceGraph, 'snapshot'>;

function namedAspects(history: readonly SearchedReview[], aspectReviewsMin: number): string[] {
  const counts = new Map<string, number>();
  for (const { opinions } of history)
    for (const aspect of new Set(opinions.map((opinion) => opinion.aspect)))
      counts.set(aspect, (counts.get(aspect) ?? 0) + 1);
  return sortedIds([...counts].filter(([, count]) => count >= aspectReviewsMin).map(([aspect]) => aspect));
}

function sortedIds(ids: readonly string[]): string[] {
  return [...new Set(ids)].sort(compareCodeUnits);
}

function nodesOf(
  keys: KeyTable,
  label: 'Aspect' | 'Item' | 'User',
  ids: readonly string[],
): Map<string, number> {
  const { start } = labelRange(keys, label);
  return new Map(ids.map((id, position) => [id, start + position]));
}

function ratings(history: readonly SearchedReview[], { users, items }: Nodes): RelationColumns {
  return {
    type: 'RATED',
    role: 'interaction',
    count: history.length,
    sources: Uint32Array.from(history, ({ user }) => users.get(user) ?? 0),
    targets: Uint32Array.from(history, ({ item }) => items.get(item) ?? 0),
    weights: new Float64Array(history.length).fill(1),
    ratings: Float64Array.from(history, ({ rating }) => rating),
    times: Float64Array.from(history, ({ at }) => at),
  };
}

function opinionCounts(
  history: readonly SearchedReview[],
  { users, items, aspects }: Nodes,
): RelationColumns[] {
  const counts = {
    PRAISED_FOR: new Map<string, number>(),
    CRITICISED_FOR: new Map<string, number>(),
    VALUES: new Map<string, number>(),
    MINDS: new Map<string, number>(),
  };
  const count = (type: keyof typeof counts, source: number | undefined, target: number): void => {
    const pair = `${source} ${target}`;
    counts[type].set(pair, (counts[type].get(pair) ?? 0) + 1);
  };
  for (const { user, item, opinions } of history)
    for (const { aspect, polarity } of opinions) {
      const node = aspects.get(aspect);
      if (node === undefined || polarity === 'neutral') continue;
      count(polarity === 'positive' ? 'PRAISED_FOR' : 'CRITICISED_FOR', items.get(item), node);
      count(polarity === 'positive' ? 'VALUES' : 'MINDS', users.get(user), node);
    }
  return Object.entries(counts).map(([type, pairs]): RelationColumns => {
    const ends = [...pairs.keys()].map((pair) => pair.split(' ').map(Number));
    return {
      type,
      role: 'derived',
      count: ends.length,
      sources: Uint32Array.from(ends, ([source]) => source ?? 0),
      targets: Uint32Array.from(ends, ([, target]) => target ?? 0),
      weights: Float64Array.from(pairs.values()),
      ratings: null,
      times: null,
    };
  });
}
