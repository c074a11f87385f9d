import { EngineError } from '../../errors.ts';
import type { Csr } from '../../graph/csr.ts';
import { twoSides } from './two-sides.ts';

/**
 * An undirected weighted graph laid out for passes of PageRank. Where every edge joins two sides (users and items, or
 * items and what they are linked to), `rows` are the nodes of the larger side and `positions` those of the smaller, and
 * only the smaller is iterated. Else both are all nodes with an edge, in one order. Positions stand by falling degree,
 * so that what is read most lies together. Nodes without an edge of positive weight are in neither.
 */
export interface UndirectedGraph {
  readonly nodeCount: number;
  readonly isTwoSided: boolean;
  /** Node index at each position. */
  readonly positionNodes: Uint32Array;
  /** Node index of each row; the same array as `positionNodes` where there are no sides. */
  readonly rowNodes: Uint32Array;
  /** Sum of the weights of the edges of the node at each position; a self-loop counts twice. */
  readonly positionDegrees: Float64Array;
  readonly rowDegrees: Float64Array;
  /** The edges of row r are the slots [offsets[r], offsets[r + 1]). */
  readonly offsets: Uint32Array;
  /** Positions, one an edge, rising within a row. */
  readonly targets: Uint32Array;
  /** One an edge; null where all edges weigh the same, which is then 1. */
  readonly weights: Float64Array | null;
  /** Of each node: its position, or the number of positions plus its row, or `placeNone`. */
  readonly places: Uint32Array;
}

/** The place of a node without edges. */
export const placeNone = 0xffffffff;

/**
 * Returns the graph of edges that are each walked both ways; `edges` holds each of them once (the forward direction of
 * relations). Edges of weight 0 count for nothing, parallel edges add up, a self-loop stands twice in the degree of its
 * node. Throws `request-invalid` for weights that are negative, not finite, or have no finite sum.
 * Cost: O(edges + nodes log nodes); 4 bytes an edge are kept where all weigh the same, else 12, and twice as much where
 * the graph has no two sides.
 */
export function buildUndirectedGraph(nodeCount: number, edges: readonly Csr[]): UndirectedGraph {
  const { degrees, weightOfAll } = measureEdges(nodeCount, edges);
  const sides = twoSides(nodeCount, edges);
  const positionNodes = orderedNodes(degrees, (node) => sides === null || sides[node] === 0);
  // Rows of one degree have one length where weights are equal, and the processor then guesses their ends right.
  const rowNodes = sides === null ? positionNodes : orderedNodes(degrees, (node) => sides[node] === 1);
  const places = new Uint32Array(nodeCount).fill(placeNone);
  rowNodes.forEach((node, row) => {
    places[node] = positionNodes.length + row;
  });
  positionNodes.forEach((node, position) => {
    places[node] = position;
  });
  const scale = weightOfAll ?? 1;
  return {
    nodeCount,
    isTwoSided: sides !== null,
    positionNodes,
    rowNodes,
    positionDegrees: Float64Array.from(positionNodes, (node) => degrees[node]! / scale),
    rowDegrees: Float64Array.from(rowNodes, (node) => degrees[node]! / scale),
    ...layRows(edges, { positionNodes, rowNodes, places, sides, isWeighted: weightOfAll === null }),
    places,
  };
}

function measureEdges(
  nodeCount: number,
  edges: readonly Csr[],
): { readonly degrees: Float64Array; readonly weightOfAll: number | null } {
  const degrees = new Float64Array(nodeCount);
  let first = 0;
  let isEqual = true;
  for (const { firstNode, offsets, targets, weights } of edges) {
    for (let row = 0; row < offsets.length - 1; row++) {
      for (let slot = offsets[row]!; slot < offsets[row + 1]!; slot++) {
        const weight = weights[slot]!;
        if (!(weight >= 0)) throw invalidWeight(weight, firstNode + row, targets[slot]!);
        if (weight === 0) continue;
        if (first === 0) first = weight;
        else if (weight !== first) isEqual = false;
        degrees[firstNode + row]! += weight;
        degrees[targets[slot]!]! += weight;
      }
    }
  }
  degrees.forEach((degree, node) => {
    if (!(degree < Number.POSITIVE_INFINITY)) throw invalidWeight(degree, node, null);
  });
  return { degrees, weightOfAll: isEqual && first > 0 ? first : null };
}

/** Nodes with edges for which `isTaken`, by falling degree, then by index. */
function orderedNodes(degrees: Float64Array, isTaken: (node: number) => boolean): Uint32Array {
  const taken = new Uint32Array(degrees.length);
  let count = 0;
  degrees.forEach((degree, node) => {
    if (degree > 0 && isTaken(node)) taken[count++] = node;
  });
  return taken.slice(0, count).sort((left, right) => degrees[right]! - degrees[left]! || left - right);
}

interface RowPlan {
  readonly positionNodes: Uint32Array;
  readonly rowNodes: Uint32Array;
  readonly places: Uint32Array;
  readonly sides: Uint8Array | null;
  readonly isWeighted: boolean;
}

/** Lays the edges into rows by two counting sorts: first by position, then, in that order, by row. */
function layRows(
  edges: readonly Csr[],
  plan: RowPlan,
): Pick<UndirectedGraph, 'offsets' | 'targets' | 'weights'> {
  const starts = new Uint32Array(plan.positionNodes.length + 1);
  const offsets = new Uint32Array(plan.rowNodes.length + 1);
  eachEntry(edges, plan, (row, position) => {
    starts[position + 1]!++;
    offsets[row + 1]!++;
  });
  for (let position = 1; position < starts.length; position++) starts[position]! += starts[position - 1]!;
  for (let row = 1; row < offsets.length; row++) offsets[row]! += offsets[row - 1]!;
  const entryCount = offsets[offsets.length - 1]!;
  const rows = new Uint32Array(entryCount);
  const unsorted = plan.isWeighted ? new Float64Array(entryCount) : null;
  const nextOfPosition = starts.slice();
  eachEntry(edges, plan, (row, position, weight) => {
    const entry = nextOfPosition[position]!++;
    rows[entry] = row;
    if (unsorted !== null) unsorted[entry] = weight;
  });
  const targets = new Uint32Array(entryCount);
  const weights = plan.isWeighted ? new Float64Array(entryCount) : null;
  const nextOfRow = offsets.slice();
  for (let position = 0; position < starts.length - 1; position++) {
    for (let entry = starts[position]!; entry < starts[position + 1]!; entry++) {
      const slot = nextOfRow[rows[entry]!]!++;
      targets[slot] = position;
      if (weights !== null && unsorted !== null) weights[slot] = unsorted[entry]!;
    }
  }
  return { offsets, targets, weights };
}

/** Calls back once an edge where there are sides, else once each way. */
function eachEntry(
  edges: readonly Csr[],
  { positionNodes, places, sides }: RowPlan,
  onEntry: (row: number, position: number, weight: number) => void,
): void {
  const positionCount = positionNodes.length;
  for (const { firstNode, offsets, targets, weights } of edges) {
    for (let row = 0; row < offsets.length - 1; row++) {
      for (let slot = offsets[row]!; slot < offsets[row + 1]!; slot++) {
        const weight = weights[slot]!;
        if (weight === 0) continue;
        const source = places[firstNode + row]!;
        const target = places[targets[slot]!]!;
        if (sides === null) {
          onEntry(source, target, weight);
          onEntry(target, source, weight);
        } else if (sides[targets[slot]!] === 0) onEntry(source - positionCount, target, weight);
        else onEntry(target - positionCount, source, weight);
      }
    }
  }
}

function invalidWeight(weight: number, source: number, target: number | null): EngineError {
  const where = target === null ? `in sum at node index ${source}` : `from node index ${source} to ${target}`;
  return new EngineError(
    'request-invalid',
    `PageRank needs finite weights of at least 0; the weight ${where} is ${weight}. Leave that relation out.`,
  );
}
