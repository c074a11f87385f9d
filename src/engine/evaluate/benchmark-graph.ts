import type { GraphManifest } from '../../contract/types.ts';
import { type Histories, historyRows } from '../../core/evaluation/ranking/histories.ts';
import type { ContentHash, RelationColumns } from '../../core/graph/snapshot.ts';
import { buildRankingIndex } from '../../core/ranking/ranking-index.ts';
import type { RankingData, TripleRow } from '../../files/ranking-port.ts';
import type { LoadedGraph } from '../graph/graph-cache.ts';
import { nodeOf, numberedGraph, relationColumns, sortedNumbers } from './numbered-graph.ts';

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
  const nodes = {
    users: { numbers: users },
    items: { numbers: items, names: data.itemNames },
    attributes: { numbers: entities, names: data.entityNames, kindOf: () => 'entity' },
  };
  const { snapshot, places } = numberedGraph(
    nodes,
    (known) => [
      interactionColumns(histories, known.users, known.items),
      ...tripleColumns(triples, new Map([...known.items, ...known.attributes])),
    ],
    hash,
  );
  const manifest: GraphManifest = {
    name: data.name,
    item: { one: 'item', many: 'items' },
    relations: [],
    ...settings,
  };
  return {
    snapshot,
    manifest,
    index: buildRankingIndex(snapshot, manifest),
    itemNodes: places.items,
    userNodes: places.users,
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
