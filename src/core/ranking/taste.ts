import type { GraphManifest } from '../../contract/types.ts';
import { type EdgeList, sortedEdgeOrder } from '../graph/csr.ts';
import type { GraphSnapshot, RelationEdges } from '../graph/snapshot.ts';

/** An item is liked from this share of the heaviest kind's weight on, dimensionless. */
export const likedShare = 0.5;

interface Acted extends EdgeList {
  /** Epoch milliseconds of the latest act, NaN where unknown. */
  readonly times: Float64Array;
}

/** What users did with items, summed over kinds of acts. */
export interface Taste {
  /** One entry a (user, item) pair, sorted by user, then item. */
  readonly pairs: Acted;
  readonly isLiked: (pair: number) => boolean;
}

/**
 * Returns a user's weight on every item she acted on: the sum over kinds of acts of the kind's weight times the largest
 * weight among her acts of that kind, so that fifty views do not outweigh a purchase. An item is liked when its weight
 * is at least half of the heaviest kind's, so that a mere view is not called liking, and when she did not rate it below
 * `rating.positiveFrom`; everything else she acted on is seen but not liked. Cost: O(edges + nodes).
 */
export function collectTaste(snapshot: GraphSnapshot, manifest: GraphManifest): Taste {
  const kinds = snapshot.relations.filter((relation) => relation.role === 'interaction');
  const acts = collectActs(kinds, manifest);
  const order = sortedEdgeOrder(acts, snapshot.keys.count);
  const pairs = {
    sources: new Uint32Array(acts.count),
    targets: new Uint32Array(acts.count),
    weights: new Float64Array(acts.count),
    times: new Float64Array(acts.count).fill(Number.NaN),
  };
  const isLow = new Uint8Array(acts.count);
  let count = 0;
  let slot = 0;
  while (slot < order.length) {
    const first = order[slot]!;
    const source = acts.sources[first]!;
    const target = acts.targets[first]!;
    let sum = 0;
    while (
      slot < order.length &&
      acts.sources[order[slot]!] === source &&
      acts.targets[order[slot]!] === target
    ) {
      const kind = acts.kinds[order[slot]!]!;
      let strongest = 0;
      for (; slot < order.length && sameAct(acts, order[slot]!, source, target, kind); slot++) {
        const weight = acts.weights[order[slot]!]!;
        if (Number.isNaN(weight)) isLow[count] = 1;
        else if (Math.abs(weight) > Math.abs(strongest)) strongest = weight;
        const time = acts.times[order[slot]!]!;
        if (!(time <= pairs.times[count]!)) pairs.times[count] = time;
      }
      sum += strongest;
    }
    pairs.sources[count] = source;
    pairs.targets[count] = target;
    pairs.weights[count] = sum;
    count++;
  }
  const likedFrom = likedShare * heaviestKind(kinds, manifest);
  return {
    pairs: { count, ...pairs },
    isLiked: (pair) => isLow[pair] === 0 && pairs.weights[pair]! > 0 && pairs.weights[pair]! >= likedFrom,
  };
}

/** Returns the largest weight of the kinds, from which the bar for a like follows. */
export function heaviestKind(kinds: readonly RelationEdges[], manifest: GraphManifest): number {
  return kinds.reduce((most, relation) => Math.max(most, weightOfKind(relation.type, manifest)), 0);
}

/** Returns the weight of a kind of acts, 1 where the manifest is silent. */
export function weightOfKind(type: string, manifest: GraphManifest): number {
  return manifest.interactions?.find((entry) => entry.kind === type)?.weight ?? 1;
}

interface Acts extends Acted {
  readonly kinds: Uint16Array;
}

function sameAct(acts: Acts, edge: number, source: number, target: number, kind: number): boolean {
  return acts.sources[edge] === source && acts.targets[edge] === target && acts.kinds[edge] === kind;
}

/** All acts of all kinds; the weight of an act that was rated too low is NaN. */
function collectActs(kinds: readonly RelationEdges[], manifest: GraphManifest): Acts {
  const count = kinds.reduce((sum, relation) => sum + relation.edgeCount, 0);
  const acts = {
    count,
    sources: new Uint32Array(count),
    targets: new Uint32Array(count),
    weights: new Float64Array(count),
    times: new Float64Array(count).fill(Number.NaN),
    kinds: new Uint16Array(count),
  };
  const positiveFrom = manifest.rating?.positiveFrom ?? Number.NEGATIVE_INFINITY;
  let edge = 0;
  kinds.forEach((relation, kind) => {
    const kindWeight = weightOfKind(relation.type, manifest);
    const { forward, ratings, times } = relation;
    for (let row = 0; row < forward.offsets.length - 1; row++) {
      for (let slot = forward.offsets[row]!; slot < forward.offsets[row + 1]!; slot++) {
        acts.sources[edge] = forward.firstNode + row;
        acts.targets[edge] = forward.targets[slot]!;
        const isLow = ratings !== null && ratings[slot]! < positiveFrom;
        acts.weights[edge] = isLow ? Number.NaN : kindWeight * forward.weights[slot]!;
        if (times !== null) acts.times[edge] = times[slot]!;
        acts.kinds[edge] = kind;
        edge++;
      }
    }
  });
  return acts;
}
