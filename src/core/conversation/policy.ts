import { topK } from '../ranking/top-k.ts';
import type { AttributeIndex } from './attribute-index.ts';
import type { AnswerModel, Belief, Candidates } from './belief.ts';

/** What a policy sees. */
export interface Situation {
  readonly index: AttributeIndex;
  readonly belief: Belief;
  /** Its posterior: one entry an item, sums to 1 or is 0 throughout. */
  readonly probabilities: Float64Array;
  readonly candidates: Candidates;
  /** 1 for each trait that was asked or wanted already. */
  readonly isAsked: Uint8Array;
}

/** Asks for one trait, with what makes it the best question. */
export interface AskMove {
  readonly type: 'ask';
  readonly trait: number;
  /** Expected information of the answer in bits. */
  readonly gainBits: number;
  readonly yesProbability: number;
  /** Candidates that have it. */
  readonly matching: number;
}

/** Shows items, with what makes it the moment. */
export interface ShowMove {
  readonly type: 'show';
  /** Likeliest first. */
  readonly items: readonly number[];
  readonly cause: 'likely' | 'few' | 'no-question';
  /** Probability that one of them is the right one. */
  readonly mass: number;
}

/** Has nothing to ask or show: every item was refused or seen, or (answers that never err) none fits all answers. */
export interface StopMove {
  readonly type: 'stop';
  readonly outcome: 'exhausted' | 'contradiction';
}

/** What to do next. */
export type Move = AskMove | ShowMove | StopMove;

/** Decides what to do next. Policies are exchangeable: a function of the situation alone, the same move each time. */
export type Policy = (situation: Situation) => Move;

/** When to show instead of to ask. */
export interface PolicyParameters {
  /** Most items in a list. */
  readonly listMax: number;
  /** Shows the list when it holds this much of the belief, 0..1. */
  readonly massMin: number;
  /** Asks only what is expected to tell this much, in bits. */
  readonly gainBitsMin: number;
}

/** Values for people on the command line. */
export const defaultPolicy: PolicyParameters = { listMax: 10, massMin: 0.5, gainBitsMin: 0.02 };

/**
 * Returns the policy that shows the likeliest items once they hold `massMin` of the belief, or all candidates once they
 * fit into one list, and otherwise asks the question with the largest expected information gain. It asks nothing twice
 * and nothing that is expected to tell less than `gainBitsMin`. Cost of a move: O(edges between items and attributes).
 */
export function adaptivePolicy(parameters: PolicyParameters = defaultPolicy): Policy {
  return (situation) => {
    const { belief, probabilities, candidates } = situation;
    const likeliest = topK(probabilities, belief.isOut, parameters.listMax);
    if (likeliest.length === 0) {
      return { type: 'stop', outcome: candidates.count === 0 ? 'exhausted' : 'contradiction' };
    }
    if (candidates.count <= parameters.listMax) {
      const isElse = candidates.isCandidate.map((one) => 1 - one);
      const items = topK(probabilities, isElse, parameters.listMax);
      if (items.length > 0) return showMove(items, 'few', probabilities);
    }
    const list = showMove(likeliest, 'likely', probabilities);
    if (list.mass >= parameters.massMin) return list;
    const question = bestQuestion(situation);
    return question !== null && question.gainBits >= parameters.gainBitsMin
      ? question
      : { ...list, cause: 'no-question' };
  };
}

/** Returns the question with the largest expected gain (ties: the lower trait), null when all were asked. O(edges). */
export function bestQuestion(situation: Situation): AskMove | null {
  const { index, probabilities, isAsked } = situation;
  const { model } = situation.belief;
  const masses = traitMasses(index, probabilities);
  let best = -1;
  let bestGain = Number.NEGATIVE_INFINITY;
  masses.forEach((mass, trait) => {
    if (isAsked[trait] === 1) return;
    const gain = informationGainBits(mass, model);
    if (gain > bestGain) {
      best = trait;
      bestGain = gain;
    }
  });
  if (best < 0) return null;
  return {
    type: 'ask',
    trait: best,
    gainBits: Math.max(0, bestGain),
    yesProbability: yesProbability(masses[best] ?? 0, model),
    matching: countMatching(situation, best),
  };
}

/**
 * Returns the expected information of a yes-or-no answer about the right item, in bits: H(P(yes)) less what remains
 * uncertain when the item is known, m H(hit) + (1 - m) H(falseAlarm), where m is the mass of the items that have it.
 */
export function informationGainBits(mass: number, model: AnswerModel): number {
  const noise =
    mass * binaryEntropyBits(model.hitRate) + (1 - mass) * binaryEntropyBits(model.falseAlarmRate);
  return binaryEntropyBits(yesProbability(mass, model)) - noise;
}

function showMove(items: readonly number[], cause: ShowMove['cause'], probabilities: Float64Array): ShowMove {
  const mass = items.reduce((sum, item) => sum + (probabilities[item] ?? 0), 0);
  return { type: 'show', items, cause, mass: Math.min(1, mass) };
}

function yesProbability(mass: number, model: AnswerModel): number {
  return mass * model.hitRate + (1 - mass) * model.falseAlarmRate;
}

function binaryEntropyBits(probability: number): number {
  if (probability <= 0 || probability >= 1) return 0;
  return -probability * Math.log2(probability) - (1 - probability) * Math.log2(1 - probability);
}

/** Probability that the right item has a trait, one entry a trait. */
function traitMasses(index: AttributeIndex, probabilities: Float64Array): Float64Array {
  const { traitOffsets, traitItems } = index;
  const masses = new Float64Array(index.traitCount);
  let slot = 0;
  for (let trait = 0; trait < masses.length; trait++) {
    const end = traitOffsets[trait + 1] ?? 0;
    let mass = 0;
    for (; slot < end; slot++) mass += probabilities[traitItems[slot] ?? 0] ?? 0;
    masses[trait] = mass;
  }
  return masses;
}

function countMatching(situation: Situation, trait: number): number {
  const { index, candidates } = situation;
  let count = 0;
  for (let slot = index.traitOffsets[trait] ?? 0; slot < (index.traitOffsets[trait + 1] ?? 0); slot++) {
    count += candidates.isCandidate[index.traitItems[slot] ?? 0] ?? 0;
  }
  return count;
}
