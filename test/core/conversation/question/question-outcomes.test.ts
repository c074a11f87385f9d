import { describe, expect, it } from 'vitest';
import { sortBelief } from '../../../../src/core/conversation/belief/sorted-belief.ts';
import {
  outcomesOfQuestion,
  outcomeWithout,
} from '../../../../src/core/conversation/question/question-outcomes.ts';
import { createRandom } from '../../../../src/core/random.ts';
import { expectSameOutcome, slowOutcome } from '../../../oracle/slow-outcome.ts';

const listMax = 2;

describe('outcomeWithout', () => {
  it('is the belief without the likeliest items', () => {
    const belief = sortBelief(Float64Array.of(0.4, 0.3, 0.2, 0.05, 0.05));
    expectSameOutcome(outcomeWithout(belief, 0, listMax), slowOutcome([0.4, 0.3, 0.2, 0.05, 0.05], listMax));
    expectSameOutcome(outcomeWithout(belief, 2, listMax), slowOutcome([0.2, 0.05, 0.05], listMax));
    expect(outcomeWithout(belief, 5, listMax)).toEqual({ probability: 0, tailBits: 0, topMass: 1 });
  });
});

describe('outcomesOfQuestion', () => {
  it('agrees with Bayes on random beliefs, traits and rates', () => {
    const random = createRandom(31);
    for (let round = 0; round < 300; round++) {
      const weights = Float64Array.from({ length: 1 + Math.floor(random() * 9) }, () => random() + 0.01);
      const sum = weights.reduce((total, weight) => total + weight, 0);
      const belief = sortBelief(weights.map((weight) => weight / sum));
      const codes = Uint8Array.from(belief.items, () => Math.floor(random() * 4));
      const isNoiseless = random() < 0.5;
      const yes = [random(), random()].map((rate) => (isNoiseless ? 1 : 0.5 + rate / 2));
      const chance = (reply: number, code: number) =>
        [0, 1].reduce((product, bit) => {
          const rate = (code >> bit) & 1 ? yes[bit]! : 1 - yes[bit]!;
          return product * ((reply >> bit) & 1 ? rate : 1 - rate);
        }, 1);
      const likelihoods = [0, 1, 2, 3].map((reply) => [0, 1, 2, 3].map((code) => chance(reply, code)));
      const expected = likelihoods
        .map((row) => [...belief.shares].map((share, place) => share * row[codes[place]!]!))
        .filter((row) => row.some((weight) => weight > 0))
        .map((weights) => slowOutcome(weights, listMax));
      const actual = outcomesOfQuestion(belief, codes, likelihoods, listMax);
      expect(actual).toHaveLength(expected.length);
      actual.forEach((outcome, place) => {
        expectSameOutcome(outcome, expected[place]!);
      });
      expect(actual.reduce((total, { probability }) => total + probability, 0)).toBeCloseTo(1, 10);
    }
  });
});
