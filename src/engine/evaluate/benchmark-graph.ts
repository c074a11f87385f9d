import type { GraphManifest } from '../../contract/types.ts';
import { buildKeyTable } from '../../core/graph/keys.ts';
import { type ContentHash, type RelationColumns, buildNodeTable, buildRelation, buildSnapshot, compareCodeUnits } from '../../core/graph/snapshot.ts';
import { buildRankingIndex } from '../../core/ranking/ranking-index.ts';
import type { Histories, RankingData } from '../../files/ranking-port.ts';
import type { LoadedGraph } from '../graph-cache.ts';

/** A graph made of evaluation data, with the way from its numbers to node indices. */
export interface BenchmarkGraph extends LoadedGraph {
  /** Node index of each item number. */
  readonly itemNodes: Uint32Array;
  /** Node index of each user number; users come from all splits. */
  readonly userNodes: ReadonlyMap<number, number>;
}

/**
 * Returns the graph of the given histories and of the triples of `data`, in the same arrays and through the same
 * code as a graph that comes from a store. Relations get the default weights. Cost: O(edges + nodes log nodes).
 */
export function benchmarkGraph(data: RankingData, histories: readonly Histories[], hash: ContentHash): BenchmarkGraph {
  const users = sortedIds([data.train, data.test, ...(data.valid === null ? [] : [data.valid])].flatMap((part) => [...part.users]));
  const items = sortedIds(Array.from({ length: data.itemCount }, (_, item) => item));
  const entities = sortedIds((data.triples ?? []).flatMap((triple) => [triple.head, triple.tail]).filter((node) => node >= data.itemCount));
  const columns = {
    Aspect: { ids: [], names: [], kinds: [] },
    Attribute: named(entities, data.entityNames, 'entity'),
    Item: named(items, data.itemNames, null),
    User: named(users, new Map(), null),
  };
  const keys = buildKeyTable({ Aspect: [], Attribute: columns.Attribute.ids, Item: columns.Item.ids, User: columns.User.ids });
  const [, attributeStart = 0, itemStart = 0, userStart = 0] = keys.starts;
  const itemNodes = new Uint32Array(data.itemCount);
  items.forEach((item, position) => {
    itemNodes[item] = itemStart + position;
  });
  const userNodes = new Map(users.map((user, position) => [user, userStart + position]));
  const entityNodes = new Map(entities.map((entity, position) => [entity, attributeStart + position]));
  const nodeOf = (node: number): number => (node < data.itemCount ? itemNodes[node]! : entityNodes.get(node)!);
  const relations = [interactionColumns(histories, userNodes, itemNodes), ...tripleColumns(data, nodeOf)].map((relation) => buildRelation(relation, keys.count));
  const snapshot = buildSnapshot({ revision: 0, keys, nodes: buildNodeTable(columns), relations }, hash);
  const manifest: GraphManifest = { name: data.name, item: { one: 'item', many: 'items' }, relations: [] };
  return { snapshot, manifest, index: buildRankingIndex(snapshot, manifest), itemNodes, userNodes };
}

function sortedIds(numbers: readonly number[]): number[] {
  return [...new Set(numbers)].sort((left, right) => compareCodeUnits(String(left), String(right)));
}

function named(numbers: readonly number[], names: ReadonlyMap<number, string>, kind: string | null): { ids: string[]; names: (string | null)[]; kinds: string[] } {
  return {
    ids: numbers.map(String),
    names: numbers.map((number) => names.get(number) || null),
    kinds: kind === null ? [] : numbers.map(() => kind),
  };
}

function interactionColumns(histories: readonly Histories[], userNodes: ReadonlyMap<number, number>, itemNodes: Uint32Array): RelationColumns {
  const count = histories.reduce((sum, part) => sum + part.items.length, 0);
  const sources = new Uint32Array(count);
  const targets = new Uint32Array(count);
  let edge = 0;
  for (const part of histories) {
    part.users.forEach((user, row) => {
      for (let slot = part.offsets[row]!; slot < part.offsets[row + 1]!; slot++) {
        sources[edge] = userNodes.get(user)!;
        targets[edge] = itemNodes[part.items[slot]!]!;
        edge++;
      }
    });
  }
  return { type: 'INTERACTED', role: 'interaction', count, sources, targets, weights: new Float64Array(count).fill(1), ratings: null, times: null };
}

function tripleColumns(data: RankingData, nodeOf: (node: number) => number): RelationColumns[] {
  const byRelation = Map.groupBy(data.triples ?? [], (triple) => triple.relation);
  return [...byRelation].map(([relation, triples]) => ({
    type: relation.toUpperCase().replace(/[^A-Z0-9]+/g, '_'),
    role: 'link',
    count: triples.length,
    sources: Uint32Array.from(triples, (triple) => nodeOf(triple.head)),
    targets: Uint32Array.from(triples, (triple) => nodeOf(triple.tail)),
    weights: new Float64Array(triples.length).fill(1),
    ratings: null,
    times: null,
  }));
}
