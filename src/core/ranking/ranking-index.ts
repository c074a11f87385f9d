import type { GraphManifest } from '../../contract/types.ts';
import { buildCsr, type Csr, sortedEdgeOrder, transpose } from '../graph/csr.ts';
import { labelRange } from '../graph/keys.ts';
import type { GraphSnapshot, RelationEdges } from '../graph/snapshot.ts';
import { type AspectTerm, aspectTerm, type RelationTerm, relationTerms } from './terms.ts';
import { createWalkWorkspace, type WalkWorkspace, walkDefaults } from './walk-workspace.ts';

/** An item is liked from this share of the heaviest kind's weight on, dimensionless. */
const likedShare = 0.5;

/**
 * What ranking needs of a snapshot and its manifest, made once a snapshot. Users and items are node indices.
 */
export interface RankingIndex {
  /** From user to the items she likes; weights are the sums of her positive acts. */
  readonly likes: Csr;
  /** From item to the users who like it; the same weights. */
  readonly likers: Csr;
  /** From user to every item she acted on, liked or not; those are not recommended again. */
  readonly seen: Csr;
  /** Index of the first item and the number of items; item arrays are addressed by node index minus `itemStart`. */
  readonly itemStart: number;
  readonly itemCount: number;
  readonly userStart: number;
  readonly userCount: number;
  /** Sum of the weights of those who like an item, one entry an item. */
  readonly itemDegrees: Float64Array;
  /** Sum of the weights of what a user likes, one entry a user. */
  readonly userDegrees: Float64Array;
  readonly relationTerms: readonly RelationTerm[];
  readonly aspectTerm: AspectTerm | null;
  /** Scratch space of walks over this index; a walk leaves it as it found it. */
  readonly walk: WalkWorkspace;
}

/**
 * Returns the index. A user's weight on an item is the sum over kinds of acts of the kind's weight times the largest
 * weight among her acts of that kind, so that fifty views do not outweigh a purchase. An item is liked when its weight
 * is at least half of the heaviest kind's, so that a mere view is not called liking, and when she did not rate it below
 * `rating.positiveFrom`; everything else she acted on is seen but not liked. Cost: O(edges + nodes).
 */
export function buildRankingIndex(snapshot: GraphSnapshot, manifest: GraphManifest): RankingIndex {
  const items = labelRange(snapshot.keys, 'Item');
  const users = labelRange(snapshot.keys, 'User');
  const taste = collectTaste(snapshot, manifest);
  const likes = selectRows(taste.pairs, taste.isLiked, users.start, users.end);
  const likers = transpose(likes, items.start, items.end);
  const degrees = { items: rowSums(likers), users: rowSums(likes) };
  return {
    likes,
    likers,
    seen: selectRows(taste.pairs, () => true, users.start, users.end),
    itemStart: items.start,
    itemCount: items.end - items.start,
    userStart: users.start,
    userCount: users.end - users.start,
    itemDegrees: degrees.items,
    userDegrees: degrees.users,
    relationTerms: relationTerms(snapshot, manifest),
    aspectTerm: aspectTerm(snapshot, manifest),
    walk: createWalkWorkspace(degrees, { ...walkDefaults, ...manifest.walk }),
  };
}

interface Pairs {
  readonly count: number;
  readonly sources: Uint32Array;
  readonly targets: Uint32Array;
  readonly weights: Float64Array;
}

interface Taste {
  /** One entry a (user, item) pair, sorted by user, then item. */
  readonly pairs: Pairs;
  readonly isLiked: (pair: number) => boolean;
}

function collectTaste(snapshot: GraphSnapshot, manifest: GraphManifest): Taste {
  const kinds = snapshot.relations.filter((relation) => relation.role === 'interaction');
  const acts = collectActs(kinds, manifest);
  const order = sortedEdgeOrder(acts, snapshot.keys.count);
  const pairs = {
    sources: new Uint32Array(acts.count),
    targets: new Uint32Array(acts.count),
    weights: new Float64Array(acts.count),
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

function heaviestKind(kinds: readonly RelationEdges[], manifest: GraphManifest): number {
  return kinds.reduce((most, relation) => Math.max(most, weightOfKind(relation.type, manifest)), 0);
}

function weightOfKind(type: string, manifest: GraphManifest): number {
  return manifest.interactions?.find((entry) => entry.kind === type)?.weight ?? 1;
}

interface Acts extends Pairs {
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
    kinds: new Uint16Array(count),
  };
  const positiveFrom = manifest.rating?.positiveFrom ?? Number.NEGATIVE_INFINITY;
  let edge = 0;
  kinds.forEach((relation, kind) => {
    const kindWeight = weightOfKind(relation.type, manifest);
    const { forward, ratings } = relation;
    for (let row = 0; row < forward.offsets.length - 1; row++) {
      for (let slot = forward.offsets[row]!; slot < forward.offsets[row + 1]!; slot++) {
        acts.sources[edge] = forward.firstNode + row;
        acts.targets[edge] = forward.targets[slot]!;
        const isLow = ratings !== null && ratings[slot]! < positiveFrom;
        acts.weights[edge] = isLow ? Number.NaN : kindWeight * forward.weights[slot]!;
        acts.kinds[edge] = kind;
        edge++;
      }
    }
  });
  return acts;
}

function selectRows(
  pairs: Pairs,
  isSelected: (pair: number) => boolean,
  firstNode: number,
  endNode: number,
): Csr {
  const order: number[] = [];
  for (let pair = 0; pair < pairs.count; pair++) if (isSelected(pair)) order.push(pair);
  return buildCsr({ ...pairs, count: order.length }, Uint32Array.from(order), firstNode, endNode);
}

function rowSums(csr: Csr): Float64Array {
  const sums = new Float64Array(csr.offsets.length - 1);
  for (let row = 0; row < sums.length; row++) {
    let sum = 0;
    for (let slot = csr.offsets[row]!; slot < csr.offsets[row + 1]!; slot++) sum += csr.weights[slot]!;
    sums[row] = sum;
  }
  return sums;
}
