import { assert } from '../assert.ts';

/**
 * How far answers are trusted: `hitRate` = P(yes | the item has it), `falseAlarmRate` = P(yes | it has not);
 * 0 <= falseAlarmRate < hitRate <= 1. Rates of 1 and 0 mean that nobody ever errs.
 */
export interface AnswerModel {
  readonly hitRate: number;
  readonly falseAlarmRate: number;
}

/** One answer in fifty may be mistaken, or a fact missing in the data, without losing the item. */
export const defaultAnswerModel: AnswerModel = { hitRate: 0.98, falseAlarmRate: 0.02 };

/** Answers that never err: the belief is then the exact intersection of sets. */
export const noiselessAnswerModel: AnswerModel = { hitRate: 1, falseAlarmRate: 0 };

/**
 * What is believed of every item; arrays have one entry an item. The logarithm keeps thousands of answers from
 * underflowing, and makes an answer cost as much as the items that have the attribute.
 */
export interface Belief {
  readonly model: AnswerModel;
  /** Natural logarithm of prior times likelihood, up to a constant; -Infinity where impossible. */
  readonly logWeights: Float64Array;
  /** Answers that the item contradicts, less the same number for all. */
  readonly misses: Int32Array;
  /** The number to add to `misses`. */
  readonly missesBase: number;
  /** 1 where the prior is 0 or the item was refused. */
  readonly isOut: Uint8Array;
}

/** The items that fit the answers best among those not refused or seen. */
export interface Candidates {
  readonly count: number;
  /** Answers that each of them contradicts: 0 when they fit every answer. */
  readonly misses: number;
  /** 1 for each candidate, one entry an item. */
  readonly isCandidate: Uint8Array;
}

/** Returns the belief before any answer. `prior` has one entry an item, 0 or more, any sum. */
export function createBelief(prior: Float64Array, model: AnswerModel): Belief {
  const { hitRate, falseAlarmRate } = model;
  assert(
    falseAlarmRate >= 0 && falseAlarmRate < hitRate && hitRate <= 1,
    '0 <= falseAlarmRate < hitRate <= 1',
  );
  return {
    model,
    logWeights: prior.map(Math.log),
    misses: new Int32Array(prior.length),
    missesBase: 0,
    isOut: Uint8Array.from(prior, (weight) => (weight > 0 ? 0 : 1)),
  };
}

/**
 * Returns the belief after an answer about an attribute that `items` have (each once); others have it not. Bayes' rule:
 * yes multiplies by the hit rate or the false-alarm rate, no by what is missing of them to 1. Factors common to all
 * items are left out. Order of answers does not matter. `model` may differ from answer to answer, where people say yes to
 * some attributes more gladly than to others. Cost: O(items) to copy, O(items that have it) to compute.
 */
export function updateBelief(
  belief: Belief,
  items: Uint32Array,
  answer: 'yes' | 'no',
  model: AnswerModel = belief.model,
): Belief {
  const { hitRate, falseAlarmRate } = model;
  const having = answer === 'yes' ? hitRate : 1 - hitRate;
  const lacking = answer === 'yes' ? falseAlarmRate : 1 - falseAlarmRate;
  const logWeights = belief.logWeights.slice();
  const misses = belief.misses.slice();
  if (lacking === 0) keepOnly(logWeights, items);
  const step = lacking === 0 ? 0 : Math.log(having / lacking);
  const missStep = answer === 'yes' ? -1 : 1;
  for (const item of items) {
    logWeights[item] = (logWeights[item] ?? 0) + step;
    misses[item] = (misses[item] ?? 0) + missStep;
  }
  return { ...belief, logWeights, misses, missesBase: belief.missesBase + (answer === 'yes' ? 1 : 0) };
}

/** Returns the belief after items were refused: they are out for good. */
export function refuseItems(belief: Belief, items: Iterable<number>): Belief {
  const logWeights = belief.logWeights.slice();
  const isOut = belief.isOut.slice();
  for (const item of items) {
    logWeights[item] = Number.NEGATIVE_INFINITY;
    isOut[item] = 1;
  }
  return { ...belief, logWeights, isOut };
}

/** Returns the posterior: one entry an item, sums to 1; all 0 where nothing is possible. Cost: O(items). */
export function probabilitiesOf(belief: Belief): Float64Array {
  let highest = Number.NEGATIVE_INFINITY;
  for (const weight of belief.logWeights) if (weight > highest) highest = weight;
  const probabilities = new Float64Array(belief.logWeights.length);
  if (highest === Number.NEGATIVE_INFINITY) return probabilities;
  let sum = 0;
  belief.logWeights.forEach((weight, item) => {
    const share = Math.exp(weight - highest);
    probabilities[item] = share;
    sum += share;
  });
  return probabilities.map((share) => share / sum);
}

/** Returns the candidates of a belief. Cost: O(items). */
export function candidatesOf(belief: Belief): Candidates {
  let fewest = Number.POSITIVE_INFINITY;
  belief.misses.forEach((misses, item) => {
    if (belief.isOut[item] === 0 && misses < fewest) fewest = misses;
  });
  const isCandidate = Uint8Array.from(belief.misses, (misses, item) =>
    belief.isOut[item] === 0 && misses === fewest ? 1 : 0,
  );
  const count = isCandidate.reduce((sum, one) => sum + one, 0);
  return { count, misses: count === 0 ? 0 : fewest + belief.missesBase, isCandidate };
}

function keepOnly(logWeights: Float64Array, items: Uint32Array): void {
  const kept = Float64Array.from(items, (item) => logWeights[item] ?? 0);
  logWeights.fill(Number.NEGATIVE_INFINITY);
  items.forEach((item, position) => {
    logWeights[item] = kept[position] ?? 0;
  });
}
