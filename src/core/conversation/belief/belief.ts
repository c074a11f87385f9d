import { assert } from '../../assert.ts';

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
 * What is believed of every item; arrays have one entry an item and are written to by what is said. Weights and not their
 * logarithms are kept, so that an answer and the posterior cost a product an item and no exponential; powers of
 * `weightUnit` that leave the range stand apart, so that thousands of answers underflow nothing.
 */
export interface Belief {
  /** Prior times likelihood, up to a common factor and the power of `weightUnit`; 0 where impossible. */
  readonly weights: Float64Array;
  /** Power of `weightUnit` to multiply each weight by; null while all are 0. */
  powers: Int16Array | null;
  /** What was said that the item contradicts, less the same number for all. */
  readonly misses: Int32Array;
  /** The number to add to `misses`. */
  missesBase: number;
  /** Logarithm of what was left out of the weights as common to all items; matters only beside another belief. */
  logBase: number;
  /** 1 where the prior is 0 or the item was refused. */
  readonly isOut: Uint8Array;
}

/** Arrays to work in, one entry an item, which a belief and its posterior take over. */
export interface BeliefArrays {
  readonly misses: Int32Array;
  readonly isOut: Uint8Array;
  readonly probabilities: Float64Array;
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

/** Weights are kept within a factor of the root of this to both sides of 1. */
export const weightUnit: number = 2 ** 512;
const weightMax = 2 ** 256;
const weightMin = 2 ** -256;

/** Returns new arrays for a belief over this many items. */
export function beliefArrays(itemCount: number): BeliefArrays {
  return {
    misses: new Int32Array(itemCount),
    isOut: new Uint8Array(itemCount),
    probabilities: new Float64Array(itemCount),
  };
}

/**
 * Returns the belief before anything is said. `prior` has one weight an item, any sum, 0 for what is out; the belief takes it
 * and `arrays` over and writes to them.
 */
export function createBelief(
  prior: Float64Array,
  arrays: Pick<BeliefArrays, 'misses' | 'isOut'> = beliefArrays(prior.length),
): Belief {
  const { misses, isOut } = arrays;
  misses.fill(0);
  const belief: Belief = { weights: prior, powers: null, misses, missesBase: 0, logBase: 0, isOut };
  let isOutside = false;
  for (let item = 0; item < prior.length; item++) {
    const weight = prior[item] ?? 0;
    isOut[item] = weight === 0 ? 1 : 0;
    if (weight < weightMin || weight > weightMax) isOutside ||= weight !== 0;
  }
  for (let item = 0; isOutside && item < prior.length; item++) setWeight(belief, item, prior[item] ?? 0);
  return belief;
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
  const { weights, misses } = belief;
  const having = answer === 'yes' ? hitRate : 1 - hitRate;
  const lacking = answer === 'yes' ? falseAlarmRate : 1 - falseAlarmRate;
  if (lacking === 0) keepOnly(weights, items);
  const factor = lacking === 0 ? 1 : having / lacking;
  const missStep = answer === 'yes' ? -1 : 1;
  for (let place = 0; place < items.length; place++) {
    const item = items[place] ?? 0;
    multiply(belief, item, factor);
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
  const { misses } = belief;
  const factors = [unknownRate, model.hitRate, model.falseAlarmRate];
  for (let item = 0; item < judged.length; item++) {
    const judgement = judged[item] ?? 0;
    multiply(belief, item, factors[judgement] ?? 1);
    if (judgement === judgements.contradicts) misses[item] = (misses[item] ?? 0) + 1;
  }
}

/**
 * Multiplies the weights of some items; nothing that was said is contradicted. `factors` has one entry an item of `items`,
 * above 0.
 */
export function addFactors(belief: Belief, items: Uint32Array, factors: Float64Array): void {
  for (let place = 0; place < items.length; place++) multiply(belief, items[place] ?? 0, factors[place] ?? 1);
}

/** Adds that items were refused: they are out for good. */
export function addRefusal(belief: Belief, items: Iterable<number>): void {
  for (const item of items) {
    belief.weights[item] = 0;
    belief.isOut[item] = 1;
  }
}

/** More than anything can be contradicted. */
const missesMax = 2 ** 31 - 1;

/** Returns the candidates of a belief, as it is now. Cost: O(items). */
export function candidatesOf(belief: Belief): Candidates {
  const { misses, isOut } = belief;
  let fewest = missesMax;
  for (let item = 0; item < misses.length; item++) {
    const missed = misses[item] ?? 0;
    if (missed < fewest && isOut[item] === 0) fewest = missed;
  }
  // Without a branch, which would be foretold wrongly for every third item or so.
  let count = 0;
  for (let item = 0; item < misses.length; item++)
    count += Number(misses[item] === fewest) & (1 - (isOut[item] ?? 0));
  return {
    count,
    misses: count === 0 ? 0 : fewest + belief.missesBase,
    has: (item) => isOut[item] === 0 && misses[item] === fewest,
  };
}

function multiply(belief: Belief, item: number, factor: number): void {
  const weight = (belief.weights[item] ?? 0) * factor;
  if (weight > weightMax || weight < weightMin) setWeight(belief, item, weight);
  else belief.weights[item] = weight;
}

/** Brings a weight into the range, as far as its power of the unit goes. */
function setWeight(belief: Belief, item: number, weight: number): void {
  assert(Number.isFinite(weight), 'weights are numbers');
  let inRange = weight;
  let power = 0;
  for (; inRange > weightMax; power++) inRange /= weightUnit;
  for (; inRange < weightMin && inRange > 0; power--) inRange *= weightUnit;
  belief.weights[item] = inRange;
  if (power === 0) return;
  belief.powers ??= new Int16Array(belief.weights.length);
  belief.powers[item] = (belief.powers[item] ?? 0) + power;
}

function keepOnly(weights: Float64Array, items: Uint32Array): void {
  const kept = Float64Array.from(items, (item) => weights[item] ?? 0);
  weights.fill(0);
  items.forEach((item, position) => {
    weights[item] = kept[position] ?? 0;
  });
}
