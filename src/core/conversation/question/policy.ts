import { traitMasses } from '../attribute-index.ts';
import { modelOfTrait } from '../belief/answer-rates.ts';
import type { Belief, Candidates } from '../belief/belief.ts';
import { rankTraits } from '../trait-ranking.ts';
import { informationGainBits, informationGains, yesProbability } from './information-gain.ts';
import {
  type LookaheadMove,
  type LookaheadParameters,
  type LookaheadSituation,
  lookaheadMove,
} from './lookahead.ts';

/** The policies: the look-ahead and two simple ones beside it, by the names that commands and messages take. */
export const policyNames = ['look-ahead', 'greedy-entropy', 'popularity'] as const;

/** One of them. */
export type PolicyName = (typeof policyNames)[number];

/** What a policy sees. */
export interface Situation extends LookaheadSituation {
  readonly belief: Belief;
  readonly candidates: Candidates;
  /** The likeliest items that are not out, best first: a list's length of them at least, fewer where fewer are possible. */
  readonly likeliest: readonly number[];
}

/** How policies weigh. */
export interface PolicyParameters extends LookaheadParameters {
  /** Shows no item that contradicts more answers than others, where those that fit best make one list. */
  readonly onlyFitting: boolean;
}

/** Asks whether one or several traits of one type are wanted, with what makes it the best question. */
export interface AskMove {
  readonly type: 'ask';
  readonly values: readonly AskedTrait[];
  readonly expected: ExpectedActions | null;
}

/** One trait of a question. */
export interface AskedTrait {
  readonly trait: number;
  /** Expected information of the answer in bits. */
  readonly gainBits: number;
  readonly yesProbability: number;
  /** Share of the belief that has it. */
  readonly share: number;
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
  readonly expected: ExpectedActions | null;
}

/** Has nothing to ask or show: every item was refused or seen, or (answers that never err) none fits all answers. */
export interface StopMove {
  readonly type: 'stop';
  readonly outcome: 'exhausted' | 'contradiction';
}

/** What the look-ahead expects of both ways, in actions until the right item is shown. */
export type ExpectedActions = Pick<LookaheadMove, 'showValue' | 'askValue' | 'tailBits' | 'reach'>;

/** What to do next. */
export type Move = AskMove | ShowMove | StopMove;

/** Share of the belief from which the greedy policy shows its list. */
const greedyMassMin = 0.5;

/**
 * Returns what the policy of a name does next; the same situation gives the same move.
 *
 * - `look-ahead`: the best list or the best question, whichever is expected to end sooner (`lookaheadMove`).
 * - `greedy-entropy`: the list once it holds half of the belief, else the question with the largest information gain.
 * - `popularity`: always the list; it is meant for a prior of popularity.
 *
 * With `onlyFitting` the candidates are shown as soon as they make one list. Cost: that of the look-ahead, or O(edges).
 */
export function chooseMove(name: PolicyName, situation: Situation, parameters: PolicyParameters): Move {
  const { probabilities, candidates, actionsLeft } = situation;
  const { listMax } = parameters;
  const likeliest = situation.likeliest.slice(0, listMax);
  if (likeliest.length === 0)
    return { type: 'stop', outcome: candidates.count === 0 ? 'exhausted' : 'contradiction' };
  if (parameters.onlyFitting && candidates.count <= listMax) {
    const items = possibleOf(candidates, probabilities);
    if (items.length > 0) return showMove(items, 'few', probabilities, null);
  }
  const list = showMove(likeliest, 'likely', probabilities, null);
  if (name === 'popularity' || actionsLeft <= 1) return list;
  if (name === 'greedy-entropy') {
    if (list.mass >= greedyMassMin) return list;
    return askMove(situation, greedyTrait(situation, parameters), null) ?? { ...list, cause: 'no-question' };
  }
  const { traits, showValue, askValue, tailBits, reach } = lookaheadMove(situation, parameters);
  const expected = { showValue, askValue, tailBits, reach };
  const cause = askValue === null ? 'no-question' : 'likely';
  return askMove(situation, traits, expected) ?? showMove(likeliest, cause, probabilities, expected);
}

/** The candidates that are possible, likeliest first, ties by index. */
function possibleOf(candidates: Candidates, probabilities: Float64Array): number[] {
  const items: number[] = [];
  for (let item = 0; item < probabilities.length; item++)
    if (candidates.has(item) && (probabilities[item] ?? 0) > 0) items.push(item);
  return items.sort(
    (left, right) => (probabilities[right] ?? 0) - (probabilities[left] ?? 0) || left - right,
  );
}

function greedyTrait(situation: Situation, { gainBitsMin }: PolicyParameters): readonly number[] {
  const { index, rates, isAsked } = situation;
  const gains = informationGains(traitMasses(index, situation.probabilities), isAsked, rates, gainBitsMin);
  return rankTraits(gains, gainBitsMin, 1).best;
}

/** Returns the question for traits, null for none. */
function askMove(
  situation: Situation,
  traits: readonly number[],
  expected: ExpectedActions | null,
): AskMove | null {
  if (traits.length === 0) return null;
  return { type: 'ask', values: traits.map((trait) => askedTrait(situation, trait)), expected };
}

function askedTrait(situation: Situation, trait: number): AskedTrait {
  const { index, candidates, probabilities } = situation;
  const model = modelOfTrait(situation.rates, trait);
  let matching = 0;
  let mass = 0;
  for (let slot = index.traitOffsets[trait] ?? 0; slot < (index.traitOffsets[trait + 1] ?? 0); slot++) {
    const item = index.traitItems[slot] ?? 0;
    if (candidates.has(item)) matching++;
    mass += probabilities[item] ?? 0;
  }
  const share = Math.min(1, mass);
  return {
    trait,
    gainBits: Math.max(0, informationGainBits(share, model)),
    yesProbability: yesProbability(share, model),
    share,
    matching,
  };
}

function showMove(
  items: readonly number[],
  cause: ShowMove['cause'],
  probabilities: Float64Array,
  expected: ExpectedActions | null,
): ShowMove {
  const mass = items.reduce((sum, item) => sum + (probabilities[item] ?? 0), 0);
  return { type: 'show', items, cause, mass: Math.min(1, mass), expected };
}
