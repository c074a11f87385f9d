import { type Belief, weightUnit } from './belief.ts';

const logUnit = Math.log(weightUnit);

/** Items less likely than the likeliest by this factor have the probability 0. */
const shareMin = Math.exp(-40);

/**
 * Returns the posterior, in `out`: one entry an item, sums to 1; all 0 where nothing is possible. Cost: O(items).
 */
export function probabilitiesOf(
  belief: Belief,
  out: Float64Array = new Float64Array(belief.weights.length),
): Float64Array {
  const highest = highestLog(belief);
  out.fill(0);
  if (highest === Number.NEGATIVE_INFINITY) return out;
  scale(out, addShares(belief, highest, out));
  return out;
}

/**
 * Returns the posterior where one of two beliefs holds, whose priors say how likely each is: one entry an item, sums to 1;
 * and the share of the second. Cost: O(items).
 */
export function mixedProbabilities(
  first: Belief,
  second: Belief,
): { readonly probabilities: Float64Array; readonly secondShare: number } {
  const probabilities = new Float64Array(first.weights.length);
  const highest = Math.max(highestLog(first), highestLog(second));
  if (highest === Number.NEGATIVE_INFINITY) return { probabilities, secondShare: 0 };
  const firstSum = addShares(first, highest, probabilities);
  const secondSum = addShares(second, highest, probabilities);
  const sum = firstSum + secondSum;
  scale(probabilities, sum);
  return { probabilities, secondShare: secondSum / sum };
}

/** Returns the logarithm of the sum of all weights, `logBase` included; 0 where nothing is possible. Cost: O(items). */
export function logSumOf(belief: Belief): number {
  const highest = highestLog(belief);
  if (highest === Number.NEGATIVE_INFINITY) return 0;
  return highest + Math.log(addShares(belief, highest, new Float64Array(belief.weights.length)));
}

/** The largest power of the unit among possible items. */
function highestPower({ weights, powers }: Belief): number {
  if (powers === null) return 0;
  let highest = Number.NEGATIVE_INFINITY;
  for (let item = 0; item < powers.length; item++)
    if ((powers[item] ?? 0) > highest && (weights[item] ?? 0) > 0) highest = powers[item] ?? 0;
  return highest;
}

/** Logarithm of the largest weight. */
function highestLog(belief: Belief): number {
  const { weights, powers, logBase } = belief;
  const power = highestPower(belief);
  let highest = 0;
  if (powers === null) highest = largestOf(weights);
  else
    for (let item = 0; item < weights.length; item++)
      if (powers[item] === power) highest = Math.max(highest, weights[item] ?? 0);
  return highest === 0 ? Number.NEGATIVE_INFINITY : Math.log(highest) + logBase + logUnit * power;
}

/** The largest of numbers that are not negative. */
function largestOf(weights: Float64Array): number {
  let largest = 0;
  for (let item = 0; item < weights.length; item++) {
    const weight = weights[item] ?? 0;
    if (weight > largest) largest = weight;
  }
  return largest;
}

/** Divides by `sum`. */
function scale(out: Float64Array, sum: number): void {
  const factor = 1 / sum;
  for (let item = 0; item < out.length; item++) out[item] = (out[item] ?? 0) * factor;
}

/** Adds the weights of a belief, relative to the logarithm `highest`, and returns their sum. */
function addShares(belief: Belief, highest: number, out: Float64Array): number {
  const { weights, powers, logBase } = belief;
  const power = highestPower(belief);
  const factor = Math.exp(logBase + logUnit * power - highest);
  if (powers === null) return addPlainShares(weights, factor, out);
  let sum = 0;
  for (let item = 0; item < out.length; item++) {
    let share = (weights[item] ?? 0) * factor;
    // More than one unit below the highest is less than the least share.
    if (powers[item] !== power) share = powers[item] === power - 1 ? share / weightUnit : 0;
    if (share < shareMin) continue;
    out[item] = (out[item] ?? 0) + share;
    sum += share;
  }
  return sum;
}

/** The same where no weight has a power of the unit, which is nearly always. */
function addPlainShares(weights: Float64Array, factor: number, out: Float64Array): number {
  let sum = 0;
  for (let item = 0; item < out.length; item++) {
    const weight = (weights[item] ?? 0) * factor;
    const share = weight < shareMin ? 0 : weight;
    out[item] = (out[item] ?? 0) + share;
    sum += share;
  }
  return sum;
}
