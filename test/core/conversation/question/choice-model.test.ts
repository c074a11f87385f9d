import { describe, expect, it } from 'vitest';
import {
  type ChoiceCase,
  fitChoiceModel,
  solvePositive,
} from '../../../../src/core/conversation/question/choice-model.ts';
import { createRandom } from '../../../../src/core/random.ts';

/** Two alternatives, the first without features: logistic regression. */
function yesOrNo(features: readonly number[], isYes: boolean): ChoiceCase {
  return {
    features: Float64Array.of(...features.map(() => 0), ...features),
    offsets: new Float64Array(2),
    chosen: isYes ? 1 : 0,
  };
}

const free = { ridge: 1e-9, iterationsMax: 50 };

describe('fitChoiceModel', () => {
  it('is the logarithm of the odds for a constant', () => {
    const cases = [true, true, true, false].map((isYes) => yesOrNo([1], isYes));
    expect(fitChoiceModel(cases, 1, free)[0]).toBeCloseTo(Math.log(3), 5);
  });

  it('takes offsets as known', () => {
    const cases = [true, true, true, false].map((isYes) => ({
      ...yesOrNo([1], isYes),
      offsets: Float64Array.of(0, Math.log(2)),
    }));
    expect(fitChoiceModel(cases, 1, free)[0]).toBeCloseTo(Math.log(3 / 2), 5);
  });

  it('finds the weights that choices were drawn with', () => {
    const random = createRandom(5);
    const truth = [1.5, -0.7];
    const cases = Array.from({ length: 4000 }, (): ChoiceCase => {
      const features = Float64Array.from({ length: 10 }, () => 2 * random() - 1);
      const weights = Array.from({ length: 5 }, (_, one) =>
        Math.exp(truth[0]! * features[2 * one]! + truth[1]! * features[2 * one + 1]!),
      );
      let draw = random() * weights.reduce((sum, weight) => sum + weight, 0);
      const chosen = weights.findIndex((weight) => {
        draw -= weight;
        return draw < 0;
      });
      return { features, offsets: new Float64Array(5), chosen };
    });
    const fitted = fitChoiceModel(cases, 2);
    expect(Math.abs(fitted[0]! - truth[0]!)).toBeLessThan(0.12);
    expect(Math.abs(fitted[1]! - truth[1]!)).toBeLessThan(0.12);
  });

  it('stays finite where a feature tells all, and is 0 without cases', () => {
    const cases = [yesOrNo([1], true), yesOrNo([-1], false)];
    const [weight] = fitChoiceModel(cases, 1);
    // Maximum of 2 log(1 / (1 + e^-w)) - w²/2, that is 2 / (1 + e^w) = w.
    expect(weight! * (1 + Math.exp(weight!))).toBeCloseTo(2, 4);
    expect([...fitChoiceModel([], 2)]).toEqual([0, 0]);
  });
});

describe('solvePositive', () => {
  it('solves what it is given', () => {
    const solution = solvePositive(Float64Array.of(4, 2, 0, 2, 5, 1, 0, 1, 3), Float64Array.of(2, 1, 7));
    expect(4 * solution[0]! + 2 * solution[1]!).toBeCloseTo(2, 12);
    expect(2 * solution[0]! + 5 * solution[1]! + solution[2]!).toBeCloseTo(1, 12);
    expect(solution[1]! + 3 * solution[2]!).toBeCloseTo(7, 12);
  });
});
