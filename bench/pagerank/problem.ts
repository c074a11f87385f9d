import { createShop } from '../../src/core/demo/shop.ts';
import { shopSnapshot } from '../../src/core/demo/shop-snapshot.ts';
import type { Histories } from '../../src/core/evaluation/ranking/histories.ts';
import { historyRows } from '../../src/core/evaluation/ranking/histories.ts';
import { buildCsr, type Csr, sortedEdgeOrder } from '../../src/core/graph/csr.ts';
import { labelRange } from '../../src/core/graph/keys.ts';
import { readRankingData } from '../../src/files/evaluation/ranking-data.ts';
import { sha256 } from '../../src/open-graph.ts';

/** Users and the items they acted on, each pair once and of weight 1. */
export interface BipartiteProblem {
  readonly name: string;
  readonly nodeCount: number;
  /** Rows are users, targets item nodes. */
  readonly forward: Csr;
  readonly itemStart: number;
  readonly itemEnd: number;
}

/** A folder of the ranking layout, or the size of an invented shop where there is none. */
export interface ProblemSource {
  readonly data: string | null;
  readonly items: number;
  readonly users: number;
}

const seed = 1;

/** Returns the train interactions of a folder of the ranking layout, or those of an invented shop. */
export async function bipartiteProblem({
  data: folder,
  items: itemCount,
  users,
}: ProblemSource): Promise<BipartiteProblem> {
  if (folder !== null) {
    const data = await readRankingData(folder, new AbortController().signal);
    return ofHistories(data.name, data.train, data.itemCount);
  }
  const snapshot = shopSnapshot(createShop({ items: itemCount, users, seed }), sha256());
  const items = labelRange(snapshot.keys, 'Item');
  const acts = snapshot.relations.filter(({ role }) => role === 'interaction');
  const pairs = acts.flatMap(({ forward }) => pairsOf(forward));
  return {
    name: `an invented shop of ${itemCount} items and ${users} users`,
    nodeCount: snapshot.keys.count,
    forward: uniquePairs(pairs, snapshot.keys.count),
    itemStart: items.start,
    itemEnd: items.end,
  };
}

function ofHistories(name: string, train: Histories, itemCount: number): BipartiteProblem {
  const userCount = train.users.reduce((most, user) => Math.max(most, user + 1), 0);
  const pairs: (readonly [number, number])[] = [];
  for (const { user, items } of historyRows(train))
    for (const item of items) pairs.push([user, userCount + item]);
  const nodeCount = userCount + itemCount;
  return {
    name,
    nodeCount,
    forward: uniquePairs(pairs, nodeCount),
    itemStart: userCount,
    itemEnd: nodeCount,
  };
}

function pairsOf({ firstNode, offsets, targets }: Csr): (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = [];
  for (let row = 0; row < offsets.length - 1; row++)
    for (let slot = offsets[row]!; slot < offsets[row + 1]!; slot++)
      pairs.push([firstNode + row, targets[slot]!]);
  return pairs;
}

function uniquePairs(pairs: readonly (readonly [number, number])[], nodeCount: number): Csr {
  const keys = Float64Array.from(pairs, ([source, target]) => source * nodeCount + target).sort();
  const unique = keys.filter((key, position) => position === 0 || key !== keys[position - 1]);
  const list = {
    count: unique.length,
    sources: Uint32Array.from(unique, (key) => Math.floor(key / nodeCount)),
    targets: Uint32Array.from(unique, (key) => key % nodeCount),
    weights: new Float64Array(unique.length).fill(1),
  };
  return buildCsr(list, sortedEdgeOrder(list, nodeCount), 0, nodeCount);
}
