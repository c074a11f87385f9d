import { edgesEnd, edgesStart } from '../../graph/csr.ts';
import { labelRange } from '../../graph/keys.ts';
import type { GraphSnapshot, NodeRange } from '../../graph/snapshot.ts';
import { walkedMatrices } from '../node-steps.ts';
import type { MetaPath } from './pattern.ts';

/** A meta-path over one graph: what may be walked at each position, and where the nodes of each position stand. */
export interface PatternPlan {
  readonly length: number;
  /** Positions of `walkedMatrices` that step s may walk, one list a step. */
  readonly matrices: readonly (readonly number[])[];
  /** Node indices of the label at each position, one more than steps. */
  readonly ranges: readonly NodeRange[];
}

/** Returns the plan of a meta-path. A type without relationships in the graph leaves its step without a way. */
export function patternPlan(snapshot: GraphSnapshot, path: MetaPath): PatternPlan {
  return {
    length: path.steps.length,
    matrices: path.steps.map(({ type, isForward }) =>
      snapshot.relations.flatMap((relation, position) => {
        if (relation.type !== type) return [];
        if (isForward === null) return [2 * position, 2 * position + 1];
        return [2 * position + (isForward ? 0 : 1)];
      }),
    ),
    ranges: path.labels.map((label) => labelRange(snapshot.keys, label)),
  };
}

/**
 * Returns for each number of remaining steps of a plan (0 to its length) the least cost of the nodes between a node and
 * `to`, Infinity where the rest of the plan does not lead there. From both ends: nodes that the plan does not reach from
 * `from` stay at Infinity. Users count as nodes here, which makes it a lower bound. Yields now and then so that a caller
 * can stop. Cost: O(edges of the relations named), twice.
 */
export function* patternBounds(
  snapshot: GraphSnapshot,
  plan: PatternPlan,
  costs: ArrayLike<number>,
  { from, to }: { readonly from: number; readonly to: number },
): Generator<undefined, Float64Array[], boolean> {
  const matrices = walkedMatrices(snapshot);
  const reached = yield* reachedAt(snapshot, plan, from);
  const bounds = [new Float64Array(costs.length).fill(Number.POSITIVE_INFINITY)];
  bounds[0]![to] = 0;
  let frontier = new Set([to]);
  for (let step = plan.length - 1; step >= 0; step--) {
    const previous = bounds.at(-1)!;
    const next = new Float64Array(costs.length).fill(Number.POSITIVE_INFINITY);
    const found = new Set<number>();
    for (const node of frontier) {
      const through = previous[node]! + (node === to ? 0 : costs[node]!);
      for (const matrix of plan.matrices[step]!) {
        // The relationship that leads here stands, walked the other way, in the row of this node.
        const csr = matrices[matrix ^ 1]!;
        const end = edgesEnd(csr, node);
        for (let slot = edgesStart(csr, node); slot < end; slot++) {
          const before = csr.targets[slot]!;
          if (((reached[before]! >> step) & 1) === 0 || through >= next[before]!) continue;
          if (before === to || (before === from && step > 0)) continue;
          next[before] = through;
          found.add(before);
        }
      }
    }
    bounds.push(next);
    frontier = found;
    yield undefined;
  }
  return bounds;
}

/** Returns a bit for each position at which the plan can stand on a node when it begins at `from`. */
function* reachedAt(
  snapshot: GraphSnapshot,
  plan: PatternPlan,
  from: number,
): Generator<undefined, Uint8Array, boolean> {
  const matrices = walkedMatrices(snapshot);
  const reached = new Uint8Array(snapshot.keys.count);
  reached[from] = 1;
  let frontier = [from];
  for (let step = 0; step < plan.length; step++) {
    const range = plan.ranges[step + 1]!;
    const next: number[] = [];
    for (const node of frontier) {
      for (const matrix of plan.matrices[step]!) {
        const csr = matrices[matrix]!;
        const end = edgesEnd(csr, node);
        for (let slot = edgesStart(csr, node); slot < end; slot++) {
          const target = csr.targets[slot]!;
          if (target < range.start || target >= range.end) continue;
          if (((reached[target]! >> (step + 1)) & 1) === 1) continue;
          reached[target]! |= 1 << (step + 1);
          next.push(target);
        }
      }
    }
    frontier = next;
    yield undefined;
  }
  return reached;
}
