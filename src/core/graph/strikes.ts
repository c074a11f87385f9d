import { buildCsr, type Csr, type EdgeList, edgesEnd, edgesStart, sortedEdgeOrder } from './csr.ts';
import { type KeyTable, labelRange } from './keys.ts';

/** Edges with what is known of each; see `RelationColumns`. */
interface EdgeColumns extends EdgeList {
  readonly ratings: Float64Array | null;
  readonly times: Float64Array | null;
}

/** No strikes: what a graph has in which nobody struck anything. */
export const strikesNone: Csr = {
  firstNode: 0,
  offsets: new Uint32Array(1),
  targets: new Uint32Array(0),
  weights: new Float64Array(0),
};

/** Returns the rows from users to the nodes they struck. Cost: O(strikes + nodes). */
export function strikeRows(strikes: EdgeList, keys: KeyTable): Csr {
  const { start, end } = labelRange(keys, 'User');
  return buildCsr(strikes, sortedEdgeOrder(strikes, keys.count), start, end);
}

/** Returns the nodes that a user struck. */
export function struckNodes(strikes: Csr, user: number): ReadonlySet<number> {
  return new Set(strikes.targets.subarray(edgesStart(strikes, user), edgesEnd(strikes, user)));
}

/** Says whether a user struck a node. Cost: O(strikes of the user). */
function isStruck(strikes: Csr, user: number, node: number): boolean {
  const end = edgesEnd(strikes, user);
  for (let slot = edgesStart(strikes, user); slot < end; slot++)
    if (strikes.targets[slot] === node) return true;
  return false;
}

/**
 * Returns the columns without the edges between a user and a node she struck, whichever way they point. Where nothing
 * is struck the columns themselves come back, else their arrays are overwritten and `count` falls. Cost: O(edges).
 */
export function withoutStruck<Columns extends EdgeColumns>(columns: Columns, strikes: Csr): Columns {
  if (strikes.targets.length === 0) return columns;
  const { sources, targets, weights, ratings, times } = columns;
  let kept = 0;
  for (let edge = 0; edge < columns.count; edge++) {
    const source = sources[edge]!;
    const target = targets[edge]!;
    if (isStruck(strikes, source, target) || isStruck(strikes, target, source)) continue;
    sources[kept] = source;
    targets[kept] = target;
    weights[kept] = weights[edge]!;
    if (ratings !== null) ratings[kept] = ratings[edge]!;
    if (times !== null) times[kept] = times[edge]!;
    kept++;
  }
  return { ...columns, count: kept };
}
