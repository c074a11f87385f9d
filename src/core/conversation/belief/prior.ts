import { assert } from '../../assert.ts';
import { largestItems } from './sorted-belief.ts';

/** How a prior is mixed; dimensionless. */
export interface PriorParameters {
  /** Share of popularity in the prior of a known user, 0..1. */
  readonly popularityShare: number;
  /** Exponent on scores and on smoothed popularity; below 1 it flattens what would be too sure of itself. */
  readonly exponent: number;
  /** Added to every item's popularity, so that no item is impossible; above 0. */
  readonly smoothing: number;
  /** Items of a known user that the walk weighs one by one, the strongest; the others keep their popularity. */
  readonly walkedMax: number;
}

/**
 * One item in twenty may lie where no walk leads; an item that nobody likes counts as if one person did. Scores as they
 * are trust the walk too much: on validation sessions of a music data set, 14 actions found the item in 94 % of the
 * sessions with exponent 1 and in 97 % with 0.5. Ten thousand items are all there are in most data, and 120 kB a user.
 */
export const defaultPrior: PriorParameters = {
  popularityShare: 0.05,
  exponent: 0.5,
  smoothing: 1,
  walkedMax: 10_000,
};

/** What is known of a user before the first answer; arrays have one entry an item. */
export interface PriorSource {
  /** Scores of the walk, 0 or more. */
  readonly scores: Float64Array;
  /** 1 for each item that the user has seen. */
  readonly isSeen: Uint8Array;
}

/**
 * A known user's prior as it differs from a stranger's, which all conversations share: its size follows the walk, not
 * the graph.
 */
export interface UserPrior {
  /** Items with a weight of their own, ascending. */
  readonly items: Uint32Array;
  /** Prior of each of `items`; 0 for seen ones. */
  readonly weights: Float64Array;
  /** A stranger's prior is multiplied by this for all others. */
  readonly othersFactor: number;
}

/**
 * Returns a stranger's prior, one entry an item, which sums to 1: flattened popularity, uniform where nobody has acted on
 * anything. `popularity` is the sum of the weights of those who like an item, 0 or more. Cost: O(items), once a graph.
 */
export function strangerPrior(
  popularity: Float64Array,
  parameters: PriorParameters = defaultPrior,
): Float64Array {
  const { exponent, smoothing } = parameters;
  assert(smoothing > 0, 'smoothing is above 0');
  const weights = popularity.map((weight) => (weight + smoothing) ** exponent);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/**
 * Returns the prior of a known user: the flattened scores mixed with a stranger's prior over what she has not seen, which
 * is left alone where no walk leads anywhere. `walk` (one entry an item, overwritten) is worked in. Cost: O(items), once
 * a user.
 */
export function userPrior(
  source: PriorSource,
  stranger: Float64Array,
  parameters: PriorParameters = defaultPrior,
  walk: Float64Array = new Float64Array(stranger.length),
): UserPrior {
  const { scores, isSeen } = source;
  assert(scores.length === stranger.length, 'one score an item');
  const { popularityShare } = parameters;
  const seen = seenOf(isSeen);
  const walkSum = flatten(scores, isSeen, parameters.exponent, walk);
  const unseen = unseenShare(stranger, isSeen, seen);
  const likedFactor = unseen > 0 ? (walkSum > 0 ? popularityShare : 1) / unseen : 0;
  const walkFactor = walkSum > 0 ? (1 - popularityShare) / walkSum : 0;
  const items = withSeen(largestItems(walk, parameters.walkedMax), seen);
  const weights = new Float64Array(items.length);
  for (let place = 0; place < items.length; place++) {
    const item = items[place] ?? 0;
    if (isSeen[item] === 0)
      weights[place] = likedFactor * (stranger[item] ?? 0) + walkFactor * (walk[item] ?? 0);
  }
  return { items, weights, othersFactor: unseen > 0 ? likedFactor : 1 };
}

/** Returns a prior, in `out`, one weight an item; null for a stranger. Sums to 1 about. Cost: O(items). */
export function writePrior(stranger: Float64Array, user: UserPrior | null, out: Float64Array): Float64Array {
  if (user === null) {
    out.set(stranger);
    return out;
  }
  const { items, weights, othersFactor } = user;
  for (let item = 0; item < out.length; item++) out[item] = (stranger[item] ?? 0) * othersFactor;
  for (let place = 0; place < items.length; place++) out[items[place] ?? 0] = weights[place] ?? 0;
  return out;
}

/** Writes the flattened scores of what was not seen, 0 for the rest, and returns their sum. */
function flatten(scores: Float64Array, isSeen: Uint8Array, exponent: number, out: Float64Array): number {
  let sum = 0;
  for (let item = 0; item < out.length; item++) {
    const score = Math.max(0, scores[item] ?? 0) * (1 - (isSeen[item] ?? 0));
    const flat = exponent === 0.5 ? Math.sqrt(score) : score ** exponent;
    out[item] = flat;
    sum += flat;
  }
  return sum;
}

/** Items that were seen, ascending. */
function seenOf(isSeen: Uint8Array): number[] {
  const seen: number[] = [];
  for (let item = isSeen.indexOf(1); item >= 0; item = isSeen.indexOf(1, item + 1)) seen.push(item);
  return seen;
}

/** Puts seen items among others that are not seen, all ascending. */
function withSeen(items: Uint32Array, seen: readonly number[]): Uint32Array {
  const all = new Uint32Array(items.length + seen.length);
  let next = 0;
  for (let place = 0; place < items.length; place++) {
    const item = items[place] ?? 0;
    for (; next < seen.length && (seen[next] ?? 0) < item; next++) all[place + next] = seen[next] ?? 0;
    all[place + next] = item;
  }
  for (; next < seen.length; next++) all[items.length + next] = seen[next] ?? 0;
  return all;
}

/** How much of a stranger's prior is on what the user has not seen: what she has seen is mostly little of it. */
function unseenShare(stranger: Float64Array, isSeen: Uint8Array, seen: readonly number[]): number {
  if (seen.length < stranger.length / 2)
    return 1 - seen.reduce((sum, item) => sum + (stranger[item] ?? 0), 0);
  return stranger.reduce((sum, share, item) => (isSeen[item] === 0 ? sum + share : sum), 0);
}
