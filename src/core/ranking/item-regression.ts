import { buildCsr, type Csr, edgesEnd, edgesStart, transpose } from '../graph/csr.ts';
import type { Interactions } from './interactions.ts';
import { buildItemPairs, type ItemPairs } from './item-pairs.ts';
import { solveSymmetric } from './solve-symmetric.ts';
import { topK } from './top-k.ts';
import type { RegressionSettings } from './walk-settings.ts';

/**
 * How far liking one item predicts liking another, beside the other predictors: from linking item to item reached;
 * may be negative. Nodes are indices.
 */
export interface ItemRegression {
  readonly weights: Csr;
}

/** Exponents by which the neighbours of an item are chosen: dimensionless, chosen on validation data. */
const nearness = { items: 0.3, users: 0.5 } as const;

/**
 * Returns the weights of a ridge regression of each item on its nearest items: with N the `neighbours` items that most
 * likers share with j (damped by degrees), b = (G_NN + ridge I)^-1 G_Nj, G = the Gram matrix of the likes. With all
 * items as neighbours and a zero diagonal this is EASE (Steck 2019, section 3.1), which needs the inverse of a matrix of
 * all items; here each column has its own small system. Only items that share a liker get a weight.
 * Cost: O(items × (items + neighbours³ + likers of the neighbours)).
 */
export function buildItemRegression(
  interactions: Interactions,
  settings: RegressionSettings,
): ItemRegression {
  const { itemCount, itemStart } = interactions;
  const scratch = createScratch(interactions);
  const pairs = buildItemPairs(interactions, new Float64Array(interactions.userCount).fill(1));
  const sources: number[] = [];
  const targets: number[] = [];
  const weights: number[] = [];
  for (let item = 0; item < itemCount; item++) {
    const near = nearestItems(interactions, scratch, item, settings.neighbours);
    if (near.length === 0) continue;
    const gram =
      pairs === null ? gramMatrix(interactions, scratch, near) : gramOfPairs(pairs, itemCount, near);
    for (let row = 0; row < near.length; row++) gram[row * near.length + row]! += settings.ridge;
    const right = sharedLikes(interactions, scratch, near, item);
    solveSymmetric(gram, right);
    near.forEach((other, position) => {
      if (right[position] === 0) return;
      sources.push(itemStart + item);
      targets.push(itemStart + other);
      weights.push(right[position]!);
    });
  }
  const list = {
    count: sources.length,
    sources: Uint32Array.from(sources),
    targets: Uint32Array.from(targets),
    weights: Float64Array.from(weights),
  };
  const byReached = buildCsr(
    list,
    Uint32Array.from(sources, (_, position) => position),
    itemStart,
    itemStart + itemCount,
  );
  return { weights: transpose(byReached, itemStart, itemStart + itemCount) };
}

interface Scratch {
  /** One entry an item, zero between uses. */
  readonly itemMass: Float64Array;
  readonly isExcluded: Uint8Array;
  readonly itemDamping: Float64Array;
  readonly userDamping: Float64Array;
  /** Per user the places of the current neighbours she likes, and her weights on them; empty between uses. */
  readonly places: number[][];
  readonly placeWeights: number[][];
}

function createScratch(interactions: Interactions): Scratch {
  const powers = (degrees: Float64Array, exponent: number): Float64Array =>
    degrees.map((degree) => (degree > 0 ? degree ** -exponent : 0));
  return {
    itemMass: new Float64Array(interactions.itemCount),
    isExcluded: new Uint8Array(interactions.itemCount),
    itemDamping: powers(interactions.itemDegrees, nearness.items),
    userDamping: powers(interactions.userDegrees, nearness.users),
    places: Array.from({ length: interactions.userCount }, () => []),
    placeWeights: Array.from({ length: interactions.userCount }, () => []),
  };
}

/** Positions of the items nearest to one, in ascending order. */
function nearestItems(interactions: Interactions, scratch: Scratch, item: number, count: number): number[] {
  const { likes, likers, itemStart, userStart } = interactions;
  const { itemMass } = scratch;
  const touched: number[] = [];
  const end = edgesEnd(likers, itemStart + item);
  for (let slot = edgesStart(likers, itemStart + item); slot < end; slot++) {
    const user = likers.targets[slot]!;
    const mass = likers.weights[slot]! * scratch.userDamping[user - userStart]!;
    const stop = edgesEnd(likes, user);
    for (let like = edgesStart(likes, user); like < stop; like++) {
      const other = likes.targets[like]! - itemStart;
      if (itemMass[other] === 0) touched.push(other);
      itemMass[other]! += mass * likes.weights[like]!;
    }
  }
  for (const other of touched) itemMass[other]! *= scratch.itemDamping[other]!;
  scratch.isExcluded[item] = 1;
  const near = topK(itemMass, scratch.isExcluded, count);
  scratch.isExcluded[item] = 0;
  for (const other of touched) itemMass[other] = 0;
  return near.sort((left, right) => left - right);
}

/** Σ_v w(v,i) w(v,k) for each two neighbours, by rows. */
function gramMatrix(interactions: Interactions, scratch: Scratch, near: readonly number[]): Float64Array {
  const { likers, itemStart, userStart } = interactions;
  const { places, placeWeights } = scratch;
  const size = near.length;
  const gram = new Float64Array(size * size);
  const touched: number[] = [];
  near.forEach((item, place) => {
    const end = edgesEnd(likers, itemStart + item);
    for (let slot = edgesStart(likers, itemStart + item); slot < end; slot++) {
      const user = likers.targets[slot]! - userStart;
      const weight = likers.weights[slot]!;
      const own = places[user]!;
      const ownWeights = placeWeights[user]!;
      if (own.length === 0) touched.push(user);
      own.push(place);
      ownWeights.push(weight);
      for (let at = 0; at < own.length; at++) gram[place * size + own[at]!]! += weight * ownWeights[at]!;
    }
  });
  for (const user of touched) {
    places[user]!.length = 0;
    placeWeights[user]!.length = 0;
  }
  return gram;
}

/** The same sums, read from a table of all pairs. */
function gramOfPairs(pairs: ItemPairs, itemCount: number, near: readonly number[]): Float64Array {
  const size = near.length;
  const gram = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    const base = near[row]! * itemCount;
    for (let column = 0; column <= row; column++) gram[row * size + column] = pairs[base + near[column]!]!;
  }
  return gram;
}

/** Σ_v w(v,i) w(v,j) for each neighbour i of j. */
function sharedLikes(
  interactions: Interactions,
  scratch: Scratch,
  near: readonly number[],
  item: number,
): Float64Array {
  const { likes, likers, itemStart } = interactions;
  const { itemMass } = scratch;
  const touched: number[] = [];
  const end = edgesEnd(likers, itemStart + item);
  for (let slot = edgesStart(likers, itemStart + item); slot < end; slot++) {
    const user = likers.targets[slot]!;
    const stop = edgesEnd(likes, user);
    for (let like = edgesStart(likes, user); like < stop; like++) {
      const other = likes.targets[like]! - itemStart;
      itemMass[other]! += likers.weights[slot]! * likes.weights[like]!;
      touched.push(other);
    }
  }
  const shared = Float64Array.from(near, (other) => itemMass[other]!);
  for (const other of touched) itemMass[other] = 0;
  return shared;
}
