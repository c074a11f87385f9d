import { buildCsr, type Csr, edgesEnd, edgesStart, transpose } from '../../graph/csr.ts';
import type { Interactions } from '../interactions.ts';
import { topK } from '../top-k.ts';
import type { RegressionSettings } from '../walk/walk-settings.ts';
import { createGramScratch, type GramScratch, gramOfItems, gramOfPairs } from './item-gram.ts';
import { buildItemPairs } from './item-pairs.ts';
import { solveSymmetric } from './solve-symmetric.ts';

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
    const { near, shared } = nearestItems(interactions, scratch, item, settings.neighbours);
    if (near.length === 0) continue;
    const gram =
      pairs === null ? gramOfItems(interactions, scratch.gram, near) : gramOfPairs(pairs, itemCount, near);
    for (let row = 0; row < near.length; row++) gram[row * near.length + row]! += settings.ridge;
    solveSymmetric(gram, shared);
    near.forEach((other, position) => {
      if (shared[position] === 0) return;
      sources.push(itemStart + item);
      targets.push(itemStart + other);
      weights.push(shared[position]!);
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
  /** Two entries an item, zero between uses: the mass that chooses neighbours, and the plain sum of shared likes. */
  readonly itemMass: Float64Array;
  readonly itemShared: Float64Array;
  readonly touchedItems: Uint32Array;
  readonly itemDamping: Float64Array;
  readonly userDamping: Float64Array;
  readonly gram: GramScratch;
}

function createScratch(interactions: Interactions): Scratch {
  const powers = (degrees: Float64Array, exponent: number): Float64Array =>
    degrees.map((degree) => (degree > 0 ? degree ** -exponent : 0));
  return {
    itemMass: new Float64Array(interactions.itemCount),
    itemShared: new Float64Array(interactions.itemCount),
    touchedItems: new Uint32Array(interactions.itemCount),
    itemDamping: powers(interactions.itemDegrees, nearness.items),
    userDamping: powers(interactions.userDegrees, nearness.users),
    gram: createGramScratch(interactions),
  };
}

/** Positions of the items nearest to one, in ascending order, and Σ_v w(v,i) w(v,j) for each of them with item j. */
function nearestItems(
  interactions: Interactions,
  scratch: Scratch,
  item: number,
  count: number,
): { readonly near: readonly number[]; readonly shared: Float64Array } {
  const { itemMass, itemShared, touchedItems } = scratch;
  const touchedCount = spreadToItems(interactions, scratch, item);
  const touched = touchedItems.subarray(0, touchedCount).sort();
  const masses = Float64Array.from(touched, (other) => itemMass[other]! * scratch.itemDamping[other]!);
  const isExcluded = Uint8Array.from(touched, (other) => (other === item ? 1 : 0));
  const near = topK(masses, isExcluded, count)
    .map((place) => touched[place]!)
    .sort((left, right) => left - right);
  const shared = Float64Array.from(near, (other) => itemShared[other]!);
  for (const other of touched) {
    itemMass[other] = 0;
    itemShared[other] = 0;
  }
  return { near, shared };
}

function spreadToItems(interactions: Interactions, scratch: Scratch, item: number): number {
  const { likes, likers, itemStart, userStart } = interactions;
  const { itemMass, itemShared, touchedItems, userDamping } = scratch;
  let touchedCount = 0;
  const end = edgesEnd(likers, itemStart + item);
  for (let slot = edgesStart(likers, itemStart + item); slot < end; slot++) {
    const user = likers.targets[slot]!;
    const weight = likers.weights[slot]!;
    const damping = userDamping[user - userStart]!;
    const stop = edgesEnd(likes, user);
    for (let like = edgesStart(likes, user); like < stop; like++) {
      const other = likes.targets[like]! - itemStart;
      const both = weight * likes.weights[like]!;
      if (itemShared[other] === 0) touchedItems[touchedCount++] = other;
      itemShared[other]! += both;
      itemMass[other]! += both * damping;
    }
  }
  return touchedCount;
}
