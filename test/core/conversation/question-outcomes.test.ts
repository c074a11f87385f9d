import { describe, expect, it } from 'vitest';
import {
  type Outcome,
  outcomeOfRefusal,
  outcomesOfQuestion,
  sortBelief,
  topMassOf,
} from '../../../src/core/conversation/question-outcomes.ts';
import { createRandom } from '../../../src/core/random.ts';

const listMax = 2;

/** What Bayes says, item by item. */
function slowOutcome(weights: readonly number[]): Outcome {
  const probability = weights.reduce((sum, weight) => sum + weight, 0);
  const shares = weights.map((weight) => weight / probability).sort((left, right) => right - left);
  return {
    probability,
    entropyBits: shares.reduce((sum, share) => sum - (share > 0 ? share * Math.log2(share) : 0), 0),
    topMass: shares.slice(0, listMax).reduce((sum, share) => sum + share, 0),
  };
}

function expectSame(actual: Outcome, expected: Outcome): void {
  expect(actual.probability).toBeCloseTo(expected.probability, 10);
  expect(actual.entropyBits).toBeCloseTo(expected.entropyBits, 8);
  expect(actual.topMass).toBeCloseTo(expected.topMass, 10);
}

describe('sortBelief', () => {
  it('puts likely items first, ties by index, and leaves impossible ones out', () => {
    const belief = sortBelief(Float64Array.of(0.125, 0, 0.5, 0.25, 0.125));
    expect([...belief.items]).toEqual([2, 3, 0, 4]);
    expect(belief.entropyBits).toBeCloseTo(1.75, 12);
    expect(topMassOf(belief, 2)).toBe(0.75);
    expect(topMassOf(belief, 9)).toBe(1);
  });
});

describe('outcomeOfRefusal', () => {
  it('is the belief without the list', () => {
    const belief = sortBelief(Float64Array.of(0.4, 0.3, 0.2, 0.05, 0.05));
    expectSame(outcomeOfRefusal(belief, listMax), slowOutcome([0.2, 0.05, 0.05]));
    expect(outcomeOfRefusal(belief, 5)).toEqual({ probability: 0, entropyBits: 0, topMass: 1 });
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
