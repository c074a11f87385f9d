import { assert } from '../assert.ts';

/**
 * Edges by source in compressed sparse rows. Row r belongs to node `firstNode + r`; its edges are the slots
 * [offsets[r], offsets[r + 1]), sorted by target, then by time. Parallel edges and self-loops may occur.
 */
export interface Csr {
  readonly firstNode: number;
  /** Length rows + 1; ends at the number of edges. */
  readonly offsets: Uint32Array;
  /** Node indices (of the whole graph), one per edge. */
  readonly targets: Uint32Array;
  /** One per edge; 1 where the store holds no weight. */
  readonly weights: Float64Array;
}

/** Edges in no order, as a store streams them: one entry per edge in each array. */
export interface EdgeList {
  readonly count: number;
  readonly sources: Uint32Array;
  readonly targets: Uint32Array;
  readonly weights: Float64Array;
}

/** Returns the first slot of a node's edges; nodes outside the rows have none (start equals end). */
export function edgesStart(csr: Csr, node: number): number {
  const row = node - csr.firstNode;
  return row < 0 || row >= csr.offsets.length - 1 ? 0 : csr.offsets[row]!;
}

/** Returns the slot after the last of a node's edges. */
export function edgesEnd(csr: Csr, node: number): number {
  const row = node - csr.firstNode;
  return row < 0 || row >= csr.offsets.length - 1 ? 0 : csr.offsets[row + 1]!;
}

/**
 * Returns the order in which the edges of a list stand when sorted by (source, target), stable for equal pairs:
 * `Uint32Array`, one entry per edge. Two counting sorts. Cost: O(edges + nodes).
 */
export function sortedEdgeOrder(list: EdgeList, nodeCount: number): Uint32Array {
  const byTarget = countingSort(list.targets, null, list.count, nodeCount);
  return countingSort(list.sources, byTarget, list.count, nodeCount);
}

/** Returns the rows [firstNode, endNode) of the edges taken in `order`, which must be sorted by source. */
export function buildCsr(list: EdgeList, order: Uint32Array, firstNode: number, endNode: number): Csr {
  const offsets = new Uint32Array(Math.max(0, endNode - firstNode) + 1);
  const targets = new Uint32Array(list.count);
  const weights = new Float64Array(list.count);
  for (let slot = 0; slot < list.count; slot++) {
    const edge = order[slot]!;
    const row = list.sources[edge]! - firstNode;
    assert(row >= 0 && row < offsets.length - 1, 'every source lies in the rows of its relation');
    offsets[row + 1]!++;
    targets[slot] = list.targets[edge]!;
    weights[slot] = list.weights[edge]!;
  }
  for (let row = 1; row < offsets.length; row++) offsets[row]! += offsets[row - 1]!;
  assert(offsets[offsets.length - 1] === list.count, 'offsets end at the number of edges');
  return { firstNode, offsets, targets, weights };
}

/**
 * Returns the same edges by target: rows [firstNode, endNode), each sorted by source. Where every weight is 1, both
 * directions share one array of them. Cost: O(edges + rows).
 */
export function transpose(csr: Csr, firstNode: number, endNode: number): Csr {
  const edgeCount = csr.targets.length;
  const offsets = new Uint32Array(Math.max(0, endNode - firstNode) + 1);
  for (let slot = 0; slot < edgeCount; slot++) {
    const row = csr.targets[slot]! - firstNode;
    assert(row >= 0 && row < offsets.length - 1, 'every target lies in the rows of the transpose');
    offsets[row + 1]!++;
  }
  for (let row = 1; row < offsets.length; row++) offsets[row]! += offsets[row - 1]!;
  const next = offsets.slice();
  const targets = new Uint32Array(edgeCount);
  const isUnit = csr.weights.every((weight) => weight === 1);
  const weights = isUnit ? csr.weights : new Float64Array(edgeCount);
  for (let row = 0; row < csr.offsets.length - 1; row++) {
    for (let slot = csr.offsets[row]!; slot < csr.offsets[row + 1]!; slot++) {
      const position = next[csr.targets[slot]! - firstNode]!++;
      targets[position] = csr.firstNode + row;
      if (!isUnit) weights[position] = csr.weights[slot]!;
    }
  }
  return { firstNode, offsets, targets, weights };
}

function countingSort(
  keys: Uint32Array,
  order: Uint32Array | null,
  count: number,
  keyCount: number,
): Uint32Array {
  const next = new Uint32Array(keyCount + 1);
  for (let edge = 0; edge < count; edge++) next[keys[edge]! + 1]!++;
  for (let key = 1; key <= keyCount; key++) next[key]! += next[key - 1]!;
  const sorted = new Uint32Array(count);
  for (let position = 0; position < count; position++) {
    const edge = order === null ? position : order[position]!;
    sorted[next[keys[edge]!]!++] = edge;
  }
  return sorted;
}
