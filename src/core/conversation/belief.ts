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
 * What is believed of every item; arrays have one entry an item and are written to by what is said. The logarithm keeps
 * thousands of answers from underflowing, and makes an answer cost as much as the items that have the attribute.
 */
export interface Belief {
  /** Natural logarithm of prior times likelihood, up to a constant; -Infinity where impossible. */
  readonly logWeights: Float64Array;
  /** What was said that the item contradicts, less the same number for all. */
  readonly misses: Int32Array;
  /** The number to add to `misses`. */
  missesBase: number;
  /** The logarithm to add to `logWeights`: what was left out as common to all items; matters only beside another belief. */
  logBase: number;
  /** 1 where the prior is 0 or the item was refused. */
  readonly isOut: Uint8Array;
}

/** The items that fit the answers best among those not refused or seen. */
export interface Candidates {
  readonly count: number;
  /** What was said that each of them contradicts: 0 when they fit everything. */
  readonly misses: number;
  /** Whether an item is one. */
  readonly has: (item: number) => boolean;
}

/** How an item stands to something said that is no attribute: `unknown` where the data does not tell. */
export const judgements = { unknown: 0, fits: 1, contradicts: 2 } as const;

/** P(it is said | the data does not tell whether the item fits). */
const unknownRate = 0.5;

/**
 * Returns the belief before anything is said. `logPrior` has one logarithm an item, -Infinity for what is out; the belief
 * takes the array over and writes to it.
 */
export function createBelief(logPrior: Float64Array): Belief {
  const isOut = new Uint8Array(logPrior.length);
  for (let item = 0; item < isOut.length; item++)
    if (logPrior[item] === Number.NEGATIVE_INFINITY) isOut[item] = 1;
  return {
    logWeights: logPrior,
    misses: new Int32Array(logPrior.length),
    missesBase: 0,
    logBase: 0,
    isOut,
  };
}

/**
 * Adds an answer about an attribute that `items` have (each once); others have it not. Bayes' rule: yes multiplies by
 * the hit rate or the false-alarm rate, no by what is missing of them to 1. Factors common to all items go to `logBase`.
 * Order of answers does not matter. `model` may differ from answer to answer, where people say yes to some attributes
 * more gladly than to others. Cost: O(items that have it), O(items) for a yes that cannot be a false alarm.
 */
export function addAnswer(
  belief: Belief,
  items: Uint32Array,
  answer: 'yes' | 'no',
  model: AnswerModel,
): void {
  const { hitRate, falseAlarmRate } = model;
  assert(
    falseAlarmRate >= 0 && falseAlarmRate < hitRate && hitRate <= 1,
    '0 <= falseAlarmRate < hitRate <= 1',
  );
  const { logWeights, misses } = belief;
  const having = answer === 'yes' ? hitRate : 1 - hitRate;
  const lacking = answer === 'yes' ? falseAlarmRate : 1 - falseAlarmRate;
  if (lacking === 0) keepOnly(logWeights, items);
  const step = lacking === 0 ? 0 : Math.log(having / lacking);
  const missStep = answer === 'yes' ? -1 : 1;
  for (const item of items) {
    logWeights[item] = (logWeights[item] ?? 0) + step;
    misses[item] = (misses[item] ?? 0) + missStep;
  }
  belief.logBase += Math.log(lacking === 0 ? having : lacking);
  if (answer === 'yes') belief.missesBase++;
}

/**
 * Adds something said that each item fits, contradicts or leaves open (`judgements`, one entry an item), such as
 * "cheaper than this". Cost: O(items).
 */
export function addJudgement(belief: Belief, judged: Uint8Array, model: AnswerModel): void {
  const { logWeights, misses } = belief;
  const steps = [Math.log(unknownRate), Math.log(model.hitRate), Math.log(model.falseAlarmRate)];
  judged.forEach((judgement, item) => {
    logWeights[item] = (logWeights[item] ?? 0) + (steps[judgement] ?? 0);
    if (judgement === judgements.contradicts) misses[item] = (misses[item] ?? 0) + 1;
  });
}

/** Adds to the logarithms of some items; nothing that was said is contradicted. `steps` has one entry an item of `items`. */
export function addSteps(belief: Belief, items: Uint32Array, steps: Float64Array): void {
  const { logWeights } = belief;
  items.forEach((item, place) => {
    logWeights[item] = (logWeights[item] ?? 0) + (steps[place] ?? 0);
  });
}

/** Adds that items were refused: they are out for good. */
export function addRefusal(belief: Belief, items: Iterable<number>): void {
  for (const item of items) {
    belief.logWeights[item] = Number.NEGATIVE_INFINITY;
    belief.isOut[item] = 1;
  }
}

/** Items less likely than the likeliest by this factor, as a logarithm, have the probability 0. */
const logShareMin = -40;

/** Returns the posterior: one entry an item, sums to 1; all 0 where nothing is possible. Cost: O(items). */
export function probabilitiesOf(belief: Belief): Float64Array {
  const probabilities = new Float64Array(belief.logWeights.length);
  const highest = highestOf(belief);
  if (highest === Number.NEGATIVE_INFINITY) return probabilities;
  scale(probabilities, addShares(belief, highest, probabilities));
  return probabilities;
}

/**
 * Returns the posterior where one of two beliefs holds, whose priors say how likely each is: one entry an item, sums to 1;
 * and the share of the second. Cost: O(items).
 */
export function mixedProbabilities(
  first: Belief,
  second: Belief,
): { readonly probabilities: Float64Array; readonly secondShare: number } {
  const probabilities = new Float64Array(first.logWeights.length);
  const highest = Math.max(highestOf(first), highestOf(second));
  if (highest === Number.NEGATIVE_INFINITY) return { probabilities, secondShare: 0 };
  const firstSum = addShares(first, highest, probabilities);
  const secondSum = addShares(second, highest, probabilities);
  const sum = firstSum + secondSum;
  scale(probabilities, sum);
  return { probabilities, secondShare: secondSum / sum };
}

function highestOf({ logWeights, logBase }: Belief): number {
  let highest = Number.NEGATIVE_INFINITY;
  for (let item = 0; item < logWeights.length; item++) {
    const weight = logWeights[item] ?? 0;
    if (weight > highest) highest = weight;
  }
  return highest + logBase;
}

/** Divides by `sum`. */
function scale(out: Float64Array, sum: number): void {
  const factor = 1 / sum;
  for (let item = 0; item < out.length; item++) out[item] = (out[item] ?? 0) * factor;
}

/** Adds the weights of a belief, relative to the logarithm `highest`, and returns their sum. */
function addShares({ logWeights, logBase }: Belief, highest: number, out: Float64Array): number {
  let sum = 0;
  const shift = logBase - highest;
  for (let item = 0; item < out.length; item++) {
    const weight = (logWeights[item] ?? 0) + shift;
    if (weight < logShareMin) continue;
    const share = Math.exp(weight);
    out[item] = (out[item] ?? 0) + share;
    sum += share;
  }
  return sum;
}

/** Returns the candidates of a belief, as it is now. Cost: O(items). */
export function candidatesOf(belief: Belief): Candidates {
  const { misses, isOut } = belief;
  let fewest = Number.POSITIVE_INFINITY;
  let count = 0;
  for (let item = 0; item < misses.length; item++) {
    const missed = misses[item] ?? 0;
    if (missed > fewest || isOut[item] !== 0) continue;
    count = missed < fewest ? 1 : count + 1;
    fewest = missed;
  }
  return {
    count,
    misses: count === 0 ? 0 : fewest + belief.missesBase,
    has: (item) => isOut[item] === 0 && misses[item] === fewest,
  };
}

function keepOnly(logWeights: Float64Array, items: Uint32Array): void {
  const kept = Float64Array.from(items, (item) => logWeights[item] ?? 0);
  logWeights.fill(Number.NEGATIVE_INFINITY);
  items.forEach((item, position) => {
    logWeights[item] = kept[position] ?? 0;
  });
}
