import type { GraphManifest } from '../../contract/types.ts';
import { assert } from '../../core/assert.ts';
import { type Histories, historyRows } from '../../core/evaluation/histories.ts';
import { buildKeyTable, labelRange } from '../../core/graph/keys.ts';
import {
  buildNodeTable,
  buildRelation,
  buildSnapshot,
  type ContentHash,
  compareCodeUnits,
  type RelationColumns,
  type RelationRole,
} from '../../core/graph/snapshot.ts';
import { buildRankingIndex } from '../../core/ranking/ranking-index.ts';
import type { RankingData, TripleRow } from '../../files/ranking-port.ts';
import type { LoadedGraph } from '../graph-cache.ts';

/** A graph made of evaluation data, with the way from its numbers to node indices. */
export interface BenchmarkGraph extends LoadedGraph {
  /** Node index of each item number. */
  readonly itemNodes: ReadonlyMap<number, number>;
  /** Node index of each user number; users come from all splits. */
  readonly userNodes: ReadonlyMap<number, number>;
}

/** Returns the place of an item number in arrays of one entry an item. */
export function itemPosition(graph: BenchmarkGraph, item: number): number {
  return nodeOf(graph.itemNodes, item) - graph.index.itemStart;
}

/** Returns the node index of a user number. */
export function userNode(graph: BenchmarkGraph, user: number): number {
  return nodeOf(graph.userNodes, user);
}

/**
 * Returns the graph of the given histories and of the triples of `data`, in the same arrays and through the same
 * code as a graph that comes from a store. Acts have times where all histories have them. What `settings` does not say
 * has the default. Cost: O(edges + nodes log nodes).
 */
export function benchmarkGraph(
  data: RankingData,
  histories: readonly Histories[],
  hash: ContentHash,
  settings: Partial<GraphManifest> = {},
): BenchmarkGraph {
  const triples = data.triples ?? [];
  const parts = [data.train, data.test, ...(data.valid === null ? [] : [data.valid])];
  const users = sortedNumbers(parts.flatMap((part) => [...part.users]));
  const items = sortedNumbers(Array.from({ length: data.itemCount }, (_, item) => item));
  const entities = sortedNumbers(
    triples.flatMap(({ head, tail }) => [head, tail]).filter((node) => node >= data.itemCount),
  );
  const columns = {
    Aspect: { ids: [], names: [], kinds: [] },
    Attribute: named(entities, data.entityNames, 'entity'),
    Item: named(items, data.itemNames, null),
    User: named(users, new Map(), null),
  };
  const keys = buildKeyTable({
    Aspect: [],
    Attribute: columns.Attribute.ids,
    Item: columns.Item.ids,
    User: columns.User.ids,
  });
  const itemNodes = nodesOf(items, labelRange(keys, 'Item').start);
  const userNodes = nodesOf(users, labelRange(keys, 'User').start);
  const entityNodes = nodesOf(entities, labelRange(keys, 'Attribute').start);
  const linked = new Map([...itemNodes, ...entityNodes]);
  const relations = [interactionColumns(histories, userNodes, itemNodes), ...tripleColumns(triples, linked)];
  const snapshot = buildSnapshot(
    {
      revision: 0,
      keys,
      nodes: buildNodeTable(columns),
      relations: relations.map((relation) => buildRelation(relation, keys.count)),
    },
    hash,
  );
  const manifest: GraphManifest = {
    name: data.name,
    item: { one: 'item', many: 'items' },
    relations: [],
    ...settings,
  };
  return { snapshot, manifest, index: buildRankingIndex(snapshot, manifest), itemNodes, userNodes };
}

function nodeOf(nodes: ReadonlyMap<number, number>, number: number): number {
  const node = nodes.get(number);
  assert(node !== undefined, 'every number of the data has a node');
  return node;
}

/** Returns the node index of each number: they follow each other from `start`. */
export function nodesOf(numbers: readonly number[], start: number): ReadonlyMap<number, number> {
  return new Map(numbers.map((number, position) => [number, start + position]));
}

/** Returns numbers, each once, in the order that their ids have in a key table. */
export function sortedNumbers(numbers: readonly number[]): number[] {
  return [...new Set(numbers)].sort((left, right) => compareCodeUnits(String(left), String(right)));
}

function named(
  numbers: readonly number[],
  names: ReadonlyMap<number, string>,
  kind: string | null,
): { ids: string[]; names: (string | null)[]; kinds: string[] } {
  return {
    ids: numbers.map(String),
    names: numbers.map((number) => names.get(number) || null),
    kinds: kind === null ? [] : numbers.map(() => kind),
  };
}

function interactionColumns(
  histories: readonly Histories[],
  userNodes: ReadonlyMap<number, number>,
  itemNodes: ReadonlyMap<number, number>,
): RelationColumns {
  const count = histories.reduce((sum, part) => sum + part.items.length, 0);
  const sources = new Uint32Array(count);
  const targets = new Uint32Array(count);
  const hasTimes = histories.every((part) => part.times !== null);
  const times = new Float64Array(hasTimes ? count : 0);
  let edge = 0;
  for (const part of histories) {
    part.times?.forEach((seconds, position) => {
      if (hasTimes) times[edge + position] = seconds * 1000;
    });
    for (const { user, items } of historyRows(part)) {
      for (const item of items) {
        sources[edge] = nodeOf(userNodes, user);
        targets[edge] = nodeOf(itemNodes, item);
        edge++;
      }
    }
  }
  return {
    ...relationColumns('INTERACTED', 'interaction', sources, targets),
    times: hasTimes ? times : null,
  };
}

function tripleColumns(triples: readonly TripleRow[], nodes: ReadonlyMap<number, number>): RelationColumns[] {
  return [...Map.groupBy(triples, (triple) => triple.relation)].map(([relation, rows]) =>
    relationColumns(
      relationType(relation),
      'link',
      Uint32Array.from(rows, (row) => nodeOf(nodes, row.head)),
      Uint32Array.from(rows, (row) => nodeOf(nodes, row.tail)),
    ),
  );
}

function relationType(relation: string): string {
  return relation.toUpperCase().replace(/[^A-Z0-9]+/g, '_');
}

/** Returns the edges of a relation without ratings and times, all of weight 1. */
export function relationColumns(
  type: string,
  role: RelationRole,
  sources: Uint32Array,
  targets: Uint32Array,
): RelationColumns {
  const count = sources.length;
  const weights = new Float64Array(count).fill(1);
  return { type, role, count, sources, targets, weights, ratings: null, times: null };
}
