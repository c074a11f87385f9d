import {
  type AnswerModel,
  addAnswer,
  addRefusal,
  type Belief,
  createBelief,
  noiselessAnswerModel,
} from '../../conversation/belief/belief.ts';
import { logSumOf, mixedProbabilities, probabilitiesOf } from '../../conversation/belief/posterior.ts';

/** What was answered about one attribute, with how far that is trusted where one or two items are right. */
export interface HeardAnswer {
  /** Items that have the attribute. */
  readonly items: Uint32Array;
  readonly answer: 'yes' | 'no';
  readonly alone: AnswerModel;
  readonly shared: AnswerModel;
}

/** The belief of one session: over the item, and over whether it is the only right one. */
export interface SessionBelief {
  /** One entry an item; the chance that it is the right one, or one of two. Sums to 1. */
  readonly probabilities: Float64Array;
  /** Chance that two different items are right. */
  readonly pairShare: number;
  /** The belief where one item is right. */
  readonly alone: Belief;
  open(items: Uint32Array): void;
  hear(answers: readonly HeardAnswer[]): void;
  refuse(items: readonly number[]): void;
}

/** Added to the prior when what was said leaves nothing: then everything that was not refused is possible again. */
const priorFloor = 1e-9;

/** What is known before anything is said; arrays have one entry an item, any sum. */
export interface SessionPrior {
  /** Where one item is right. */
  readonly alone: Float64Array;
  /** Where two different ones are: the prior of each of them. Null where that does not happen. */
  readonly paired: Float64Array | null;
  /** How often it does, 0..1. */
  readonly pairShare: number;
}

/**
 * Returns the belief before anything is said. Two different right items are as likely as `pairShare` up to and with the
 * opening; each answer tells of that as well, as a yes to what the item lacks can only be said for another one. Cost:
 * O(items).
 */
export function sessionBelief(prior: SessionPrior): SessionBelief {
  const refused: number[] = [];
  let alone = createBelief(prior.alone.slice());
  let shared = prior.paired === null ? null : createBelief(prior.paired.slice());
  const weigh = (): { probabilities: Float64Array; pairShare: number } => {
    if (shared === null) return { probabilities: probabilitiesOf(alone), pairShare: 0 };
    const { probabilities, secondShare } = mixedProbabilities(alone, shared);
    return { probabilities, pairShare: secondShare };
  };
  const believe = (): void => {
    state = weigh();
    if (state.probabilities.some((probability) => probability > 0)) return;
    // What was said contradicts itself or the prior.
    alone = createBelief(prior.alone.map((share) => share + priorFloor));
    addRefusal(alone, refused);
    shared = null;
    state = weigh();
  };
  const both = (add: (belief: Belief, isShared: boolean) => void): void => {
    add(alone, false);
    if (shared !== null) add(shared, true);
    believe();
  };
  /** Makes two right items as likely as they are before any answer. */
  const balance = (): void => {
    if (shared === null) return;
    alone.logBase += Math.log(1 - prior.pairShare) - logSumOf(alone);
    shared.logBase += Math.log(prior.pairShare) - logSumOf(shared);
  };
  balance();
  let state = weigh();
  return {
    get probabilities() {
      return state.probabilities;
    },
    get pairShare() {
      return state.pairShare;
    },
    get alone() {
      return alone;
    },
    open: (items) => {
      both((belief) => addAnswer(belief, items, 'yes', noiselessAnswerModel));
      balance();
      state = weigh();
    },
    hear: (answers) =>
      both((belief, isShared) => {
        for (const { items, answer, ...models } of answers)
          addAnswer(belief, items, answer, isShared ? models.shared : models.alone);
      }),
    refuse: (items) => {
      refused.push(...items);
      both((belief) => addRefusal(belief, items));
    },
  };
}
