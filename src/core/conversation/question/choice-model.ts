import { assert } from '../../assert.ts';

/** One choice that was observed: what stood to choose from and what was chosen. */
export interface ChoiceCase {
  /** Alternative a has the features [a × featureCount, (a + 1) × featureCount). */
  readonly features: Float64Array;
  /** Natural logarithm of what is known to multiply each alternative's weight, one entry an alternative. */
  readonly offsets: Float64Array;
  /** Position of the chosen alternative. */
  readonly chosen: number;
}

/** How a fit is held back. */
export interface ChoiceFitOptions {
  /** Strength of the pull of every weight towards 0, in cases. */
  readonly ridge: number;
  readonly iterationsMax: number;
}

/** A pull of one case, and Newton steps far beyond what these problems take (under ten). */
export const choiceFitDefaults: ChoiceFitOptions = { ridge: 1, iterationsMax: 30 };

/** The fit ends when a step gains less than this much log-likelihood a case. */
const gainMin = 1e-6;

const halvingsMax = 20;

/**
 * Returns the weights w, one a feature, under which the chosen alternatives are likeliest, P(a) ∝ exp(offset_a + w·x_a),
 * less ridge |w|² / 2: the conditional logit (McFadden 1974), by Newton steps, halved until they gain. Alternatives may
 * be a uniform sample that holds the chosen one: the estimate stays consistent. All 0 without cases. With two
 * alternatives, one of them all 0, it is logistic regression. Cost: O(iterations × alternatives × features²).
 */
export function fitChoiceModel(
  cases: readonly ChoiceCase[],
  featureCount: number,
  options: ChoiceFitOptions = choiceFitDefaults,
): Float64Array {
  let weights = new Float64Array(featureCount);
  let value = objective(cases, weights, options.ridge);
  for (let iteration = 0; iteration < options.iterationsMax && cases.length > 0; iteration++) {
    const step = newtonStep(cases, weights, options.ridge);
    const next = improved(cases, weights, step, value, options.ridge);
    if (next === null) break;
    const gain = next.value - value;
    ({ weights, value } = next);
    if (gain < gainMin * cases.length) break;
  }
  return weights;
}

/** Returns offset + w·x of one alternative, whose features begin at `start`. */
export function choiceScore(features: Float64Array, start: number, weights: Float64Array): number {
  let score = 0;
  for (let feature = 0; feature < weights.length; feature++)
    score += (weights[feature] ?? 0) * (features[start + feature] ?? 0);
  return score;
}

/**
 * Returns x of A x = b for a symmetric positive definite A (rows of length n after each other), by Cholesky. O(n³).
 */
export function solvePositive(matrix: Float64Array, right: Float64Array): Float64Array {
  const size = right.length;
  const lower = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = matrix[row * size + column] ?? 0;
      for (let k = 0; k < column; k++) sum -= (lower[row * size + k] ?? 0) * (lower[column * size + k] ?? 0);
      if (row === column) assert(sum > 0, 'the matrix is positive definite');
      lower[row * size + column] =
        row === column ? Math.sqrt(sum) : sum / (lower[column * size + column] ?? 1);
    }
  }
  const solution = right.slice();
  for (let row = 0; row < size; row++) {
    for (let k = 0; k < row; k++) reduce(solution, row, k, lower[row * size + k] ?? 0);
    solution[row] = (solution[row] ?? 0) / (lower[row * size + row] ?? 1);
  }
  for (let row = size - 1; row >= 0; row--) {
    for (let k = row + 1; k < size; k++) reduce(solution, row, k, lower[k * size + row] ?? 0);
    solution[row] = (solution[row] ?? 0) / (lower[row * size + row] ?? 1);
  }
  return solution;
}

function reduce(solution: Float64Array, row: number, k: number, factor: number): void {
  solution[row] = (solution[row] ?? 0) - factor * (solution[k] ?? 0);
}

function improved(
  cases: readonly ChoiceCase[],
  weights: Float64Array,
  step: Float64Array,
  value: number,
  ridge: number,
): { weights: Float64Array<ArrayBuffer>; value: number } | null {
  let factor = 1;
  for (let halving = 0; halving < halvingsMax; halving++) {
    const next = Float64Array.from(weights, (weight, feature) => weight + factor * (step[feature] ?? 0));
    const nextValue = objective(cases, next, ridge);
    if (nextValue > value) return { weights: next, value: nextValue };
    factor /= 2;
  }
  return null;
}

function objective(cases: readonly ChoiceCase[], weights: Float64Array, ridge: number): number {
  let sum = 0;
  for (const one of cases) {
    const shares = sharesOf(one, weights);
    sum += Math.log(Math.max(Number.MIN_VALUE, shares[one.chosen] ?? 0));
  }
  for (const weight of weights) sum -= (ridge * weight * weight) / 2;
  return sum;
}

function sharesOf(one: ChoiceCase, weights: Float64Array): Float64Array {
  const shares = one.offsets.slice();
  let highest = Number.NEGATIVE_INFINITY;
  for (let alternative = 0; alternative < shares.length; alternative++) {
    const score =
      (shares[alternative] ?? 0) + choiceScore(one.features, alternative * weights.length, weights);
    shares[alternative] = score;
    if (score > highest) highest = score;
  }
  let sum = 0;
  for (let alternative = 0; alternative < shares.length; alternative++) {
    const share = Math.exp((shares[alternative] ?? 0) - highest);
    shares[alternative] = share;
    sum += share;
  }
  for (let alternative = 0; alternative < shares.length; alternative++)
    shares[alternative] = (shares[alternative] ?? 0) / sum;
  return shares;
}

/** Shares below this move a mean by less than the ridge does. */
const shareMin = 1e-9;

function newtonStep(cases: readonly ChoiceCase[], weights: Float64Array, ridge: number): Float64Array {
  const size = weights.length;
  const gradient = Float64Array.from(weights, (weight) => -ridge * weight);
  const curvature = new Float64Array(size * size);
  for (let feature = 0; feature < size; feature++) curvature[feature * size + feature] = ridge;
  const mean = new Float64Array(size);
  for (const one of cases) {
    const { features } = one;
    mean.fill(0);
    sharesOf(one, weights).forEach((share, alternative) => {
      if (share < shareMin) return;
      const start = alternative * size;
      for (let row = 0; row < size; row++) {
        const weighted = share * (features[start + row] ?? 0);
        mean[row] = (mean[row] ?? 0) + weighted;
        for (let column = 0; column <= row; column++)
          curvature[row * size + column] =
            (curvature[row * size + column] ?? 0) + weighted * (features[start + column] ?? 0);
      }
    });
    for (let row = 0; row < size; row++) {
      gradient[row] = (gradient[row] ?? 0) + (features[one.chosen * size + row] ?? 0) - (mean[row] ?? 0);
      for (let column = 0; column <= row; column++)
        curvature[row * size + column] =
          (curvature[row * size + column] ?? 0) - (mean[row] ?? 0) * (mean[column] ?? 0);
    }
  }
  return solvePositive(curvature, gradient);
}
