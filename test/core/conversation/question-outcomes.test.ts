import { describe, expect, it } from 'vitest';
import {
  type Outcome,
  outcomesOfQuestion,
  outcomeWithout,
  sortBelief,
} from '../../../src/core/conversation/question-outcomes.ts';
import { createRandom } from '../../../src/core/random.ts';

const listMax = 2;

/** What Bayes says, item by item. */
function slowOutcome(weights: readonly number[]): Outcome {
  const probability = weights.reduce((sum, weight) => sum + weight, 0);
  const shares = weights.map((weight) => weight / probability).sort((left, right) => right - left);
  const topMass = shares.slice(0, listMax).reduce((sum, share) => sum + share, 0);
  const tail = shares.slice(listMax).filter((share) => share > 0);
  const mass = tail.reduce((sum, share) => sum + share, 0);
  const tailBits = tail.reduce((sum, share) => sum - (share / mass) * Math.log2(share / mass), 0);
  return { probability, topMass, tailBits };
}

function expectSame(actual: Outcome, expected: Outcome): void {
  expect(actual.probability).toBeCloseTo(expected.probability, 10);
  expect(actual.tailBits).toBeCloseTo(expected.tailBits, 8);
  expect(actual.topMass).toBeCloseTo(expected.topMass, 10);
}

describe('sortBelief', () => {
  it('puts likely items first, ties by index, and leaves impossible ones out', () => {
    const belief = sortBelief(Float64Array.of(0.125, 0, 0.5, 0.25, 0.125));
    expect([...belief.items]).toEqual([2, 3, 0, 4]);
    expect([...belief.entropyTerms]).toEqual([-0.5, -0.5, -0.375, -0.375]);
  });
});

describe('outcomeWithout', () => {
  it('is the belief without the likeliest items', () => {
    const belief = sortBelief(Float64Array.of(0.4, 0.3, 0.2, 0.05, 0.05));
    expectSame(outcomeWithout(belief, 0, listMax), slowOutcome([0.4, 0.3, 0.2, 0.05, 0.05]));
    expectSame(outcomeWithout(belief, 2, listMax), slowOutcome([0.2, 0.05, 0.05]));
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
        .map(slowOutcome);
      const actual = outcomesOfQuestion(belief, codes, likelihoods, listMax);
      expect(actual).toHaveLength(expected.length);
      actual.forEach((outcome, place) => {
        expectSame(outcome, expected[place]!);
      });
      expect(actual.reduce((total, { probability }) => total + probability, 0)).toBeCloseTo(1, 10);
    }
  });
});
