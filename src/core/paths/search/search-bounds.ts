import { type Csr, edgesEnd, edgesStart } from '../../graph/csr.ts';

/** Two ends and the most relationships between them. */
export interface BoundedSearch {
  readonly from: number;
  readonly to: number;
  readonly lengthMax: number;
}

/**
 * Returns for each number of steps (0 to lengthMax) the least cost of the nodes between a node and the target, in units
 * of `costUnit`, Infinity where the target is too far. Users count as nodes here, which makes it a lower bound. Nodes
 * that the source does not reach in the steps left over stay at Infinity. Yields now and then so that a caller can stop.
 * Cost: O(lengthMax × edges).
 */
export function* costsToGo(
  matrices: readonly Csr[],
  costs: ArrayLike<number>,
  search: BoundedSearch,
): Generator<undefined, Float64Array[], boolean> {
  const { from, to, lengthMax } = search;
  const distances = yield* hopsFrom(matrices, costs.length, from, lengthMax);
  const bounds = [new Float64Array(costs.length).fill(Number.POSITIVE_INFINITY)];
  bounds[0]![to] = 0;
  let frontier = [to];
  for (let steps = 1; steps <= lengthMax; steps++) {
    const previous = bounds[steps - 1]!;
    const next = previous.slice();
    const improved = new Set<number>();
    for (const node of frontier) {
      if (node === from) continue;
      const through = previous[node]! + (node === to ? 0 : costs[node]!);
      for (const csr of matrices) {
        const end = edgesEnd(csr, node);
        for (let slot = edgesStart(csr, node); slot < end; slot++) {
          const neighbour = csr.targets[slot]!;
          if (through >= next[neighbour]! || distances[neighbour]! > lengthMax - steps) continue;
          next[neighbour] = through;
          improved.add(neighbour);
        }
      }
    }
    bounds.push(next);
    frontier = [...improved];
    yield undefined;
  }
  return bounds;
}

/** Returns the number of steps from a node to each other one, 255 beyond `hopsMax`. */
function* hopsFrom(
  matrices: readonly Csr[],
  nodeCount: number,
  from: number,
  hopsMax: number,
): Generator<undefined, Uint8Array, boolean> {
  const hops = new Uint8Array(nodeCount).fill(255);
  hops[from] = 0;
  let frontier = [from];
  for (let step = 1; step <= hopsMax; step++) {
    const next: number[] = [];
    for (const node of frontier) {
      for (const csr of matrices) {
        const end = edgesEnd(csr, node);
        for (let slot = edgesStart(csr, node); slot < end; slot++) {
          const neighbour = csr.targets[slot]!;
          if (hops[neighbour] !== 255) continue;
          hops[neighbour] = step;
          next.push(neighbour);
        }
      }
    }
    frontier = next;
    yield undefined;
  }
  return hops;
}
