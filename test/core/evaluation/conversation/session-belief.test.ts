import { describe, expect, it } from 'vitest';
import {
  type SessionPrior,
  sessionBelief,
} from '../../../../src/core/evaluation/conversation/session-belief.ts';
import { createRandom } from '../../../../src/core/random.ts';
import { slowPosterior } from '../../../oracle/slow-belief.ts';

const certain = { hitRate: 1, falseAlarmRate: 0 };
const yes = (...items: number[]) =>
  ({
    items: Uint32Array.from(items),
    answer: 'yes',
    alone: certain,
    shared: { hitRate: 1, falseAlarmRate: 0.5 },
  }) as const;

const priorOf = (prior: readonly number[], pairShare: number): SessionPrior => ({
  alone: Float64Array.from(prior),
  paired: pairShare === 0 ? null : Float64Array.from(prior),
  pairShare,
});

describe('sessionBelief', () => {
  it('learns from an answer whether two items are right', () => {
    const belief = sessionBelief(priorOf([1, 1], 0.5));
    expect(belief.pairShare).toBe(0.5);
    belief.hear([yes(0)]);
    // Alone: ½·½·1 for item 0. Two right: ½·½·1 for item 0 and ½·½·½ for item 1.
    expect(belief.pairShare).toBeCloseTo(3 / 5, 12);
    expect(belief.probabilities[0]).toBeCloseTo(4 / 5, 12);
    belief.hear([yes(1)]);
    // Only two right items explain a yes to both.
    expect(belief.pairShare).toBe(1);
    expect(belief.probabilities[0]).toBeCloseTo(1 / 2, 12);
  });

  it('agrees with the oracle over item and number of right items', () => {
    const random = createRandom(51);
    for (let round = 0; round < 100; round++) {
      const prior = Array.from({ length: 6 }, () => random());
      const sum = prior.reduce((total, share) => total + share, 0);
      const pairShare = random() * 0.9;
      const shared = { hitRate: 0.95, falseAlarmRate: random() * 0.6 };
      const alone = { hitRate: 0.9, falseAlarmRate: 0.05 };
      const answers = Array.from({ length: 4 }, () => ({
        has: prior.map(() => random() < 0.5),
        answer: random() < 0.5 ? ('yes' as const) : ('no' as const),
      }));
      const belief = sessionBelief(priorOf(prior, pairShare));
      for (const { has, answer } of answers) {
        const items = Uint32Array.from([...has.keys()].filter((item) => has[item]));
        belief.hear([{ items, answer, alone, shared }]);
      }
      const joint = (item: number, model: typeof alone): number =>
        answers.reduce((weight, { has, answer }) => {
          const rate = has[item] ? model.hitRate : model.falseAlarmRate;
          return weight * (answer === 'yes' ? rate : 1 - rate);
        }, prior[item]! / sum);
      const weights = prior.map(
        (_, item) => (1 - pairShare) * joint(item, alone) + pairShare * joint(item, shared),
      );
      const total = weights.reduce((all, weight) => all + weight, 0);
      weights.forEach((weight, item) => {
        expect(belief.probabilities[item]).toBeCloseTo(weight / total, 10);
      });
      const pairs = prior.reduce((all, _, item) => all + pairShare * joint(item, shared), 0);
      expect(belief.pairShare).toBeCloseTo(pairs / total, 10);
    }
  });

  it('takes another prior where two items are right, and lets the opening say nothing of that', () => {
    const alone = Float64Array.of(8, 1, 1);
    const paired = Float64Array.of(1, 1, 0);
    const belief = sessionBelief({ alone, paired, pairShare: 0.25 });
    expect(belief.probabilities[0]).toBeCloseTo(0.75 * 0.8 + 0.25 * 0.5, 12);
    belief.open(Uint32Array.of(1, 2));
    expect(belief.pairShare).toBeCloseTo(0.25, 12);
    expect(belief.probabilities[1]).toBeCloseTo(0.75 * 0.5 + 0.25, 12);
  });

  it('without pairs is the belief over one item', () => {
    const belief = sessionBelief(priorOf([1, 2, 1], 0));
    belief.hear([yes(0, 1)]);
    const has = [true, true, false];
    expect([...belief.probabilities]).toEqual(
      slowPosterior([1, 2, 1], [{ type: 'answer', has, answer: 'yes' }], certain),
    );
    expect(belief.pairShare).toBe(0);
  });

  it('goes on with what was not refused when nothing is left', () => {
    const belief = sessionBelief(priorOf([1, 1, 1], 0));
    belief.refuse([0]);
    belief.hear([yes(1), yes(2)]);
    expect([...belief.probabilities]).toEqual([0, 0.5, 0.5]);
  });
});
