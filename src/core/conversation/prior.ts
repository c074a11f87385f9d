import { assert } from '../assert.ts';

/** How a prior is mixed; dimensionless. */
export interface PriorParameters {
  /** Share of popularity in the prior of a known user, 0..1. */
  readonly popularityShare: number;
  /** Exponent on scores and on smoothed popularity; below 1 it flattens what would be too sure of itself. */
  readonly exponent: number;
  /** Added to every item's popularity, so that no item is impossible; above 0. */
  readonly smoothing: number;
}

/**
 * One item in twenty may lie where no walk leads; an item that nobody likes counts as if one person did. Scores as they
 * are trust the walk too much: on validation sessions of a music data set, 14 actions found the item in 94 % of the
 * sessions with exponent 1 and in 97 % with 0.5.
 */
export const defaultPrior: PriorParameters = { popularityShare: 0.05, exponent: 0.5, smoothing: 1 };

/** What is known before the first answer; arrays have one entry an item. */
export interface PriorSource {
  /** Scores of a known user, 0 or more; null for a stranger. */
  readonly scores: Float64Array | null;
  /** Sum of the weights of those who like an item, 0 or more. */
  readonly popularity: Float64Array;
  /** 1 for items that the user has seen; null for a stranger. */
  readonly isSeen: Uint8Array | null;
}

/**
 * Returns the prior over items: one entry an item, sums to 1, 0 for seen items (all 0 when every item is seen). For a
 * known user it is the flattened scores mixed with flattened popularity, for a stranger the latter alone, which is
 * uniform where nobody has acted on anything. Cost: O(items).
 */
export function itemPrior(source: PriorSource, parameters: PriorParameters = defaultPrior): Float64Array {
  const { scores, popularity, isSeen } = source;
  const { popularityShare, exponent, smoothing } = parameters;
  assert(smoothing > 0, 'smoothing is above 0');
  const isNew = (item: number): boolean => isSeen === null || isSeen[item] === 0;
  const liked = normalised(
    popularity.map((weight, item) => (isNew(item) ? (weight + smoothing) ** exponent : 0)),
  );
  if (scores === null) return liked;
  assert(scores.length === popularity.length, 'one score an item');
  const walk = normalised(scores.map((score, item) => (isNew(item) ? score ** exponent : 0)));
  if (walk.every((share) => share === 0)) return liked;
  return liked.map((share, item) => popularityShare * share + (1 - popularityShare) * (walk[item] ?? 0));
}

function normalised(weights: Float64Array): Float64Array {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return sum > 0 ? weights.map((weight) => weight / sum) : weights;
}
