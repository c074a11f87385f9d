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

describe('sortBelief of more items than are kept', () => {
  it('keeps the likeliest and weighs the others together', () => {
    const random = createRandom(32);
    for (let round = 0; round < 50; round++) {
      const weights = Float64Array.from({ length: 40 }, () => 2 ** -Math.floor(random() * 12));
      const sum = weights.reduce((total, weight) => total + weight, 0);
      const shares = weights.map((weight) => weight / sum);
      const whole = sortBelief(shares);
      const part = sortBelief(shares, 7);
      expect(part.items).toHaveLength(7);
      part.shares.forEach((share, place) => {
        expect(share).toBeCloseTo(whole.shares[place]!, 12);
      });
      expect([...part.items]).toEqual([...whole.items.subarray(0, 7)]);
      expect([...part.items, ...part.rest.items].sort((a, b) => a - b)).toEqual([...shares.keys()]);
      expectSame(outcomeWithout(part, 0, listMax), outcomeWithout(whole, 0, listMax));
      expectSame(outcomeWithout(part, 3, listMax), outcomeWithout(whole, 3, listMax));
    }
  });

  it('estimates the rest from a sample where it is large', () => {
    const random = createRandom(33);
    const weights = Float64Array.from({ length: 60_000 }, (_, item) => (item % 6 === 0 ? 3 : 1) * random());
    const sum = weights.reduce((total, weight) => total + weight, 0);
    const shares = weights.map((weight) => weight / sum);
    const part = sortBelief(shares, 100);
    expect(part.rest.items.length).toBeGreaterThan(7000);
    expect(part.rest.items.length).toBeLessThan(9500);
    const exact = slowOutcome([...shares]);
    const estimated = outcomeWithout(part, 0, listMax);
    expect(estimated.topMass).toBeCloseTo(exact.topMass, 10);
    expect(Math.abs(estimated.tailBits - exact.tailBits)).toBeLessThan(0.05);
    // Every sixth item weighs three times as much; a sample in the order of items would miss or double that.
    const sixths = part.rest.items.reduce(
      (mass, item, place) => mass + (item % 6 === 0 ? part.rest.shares[place]! : 0),
      0,
    );
    expect(Math.abs(sixths - 3 / 8)).toBeLessThan(0.02);
  });

  it('is equal to the whole where the rest is divided as it is', () => {
    const shares = new Float64Array(64).fill(1 / 64);
    const whole = sortBelief(shares);
    const part = sortBelief(shares, 16);
    const halved = (items: Uint32Array) => Uint8Array.from(items, (item) => item % 2);
    const likelihoods = [
      [1, 0],
      [0, 1],
    ];
    const expected = outcomesOfQuestion(whole, halved(whole.items), likelihoods, listMax);
    const rest = Float64Array.of(24 / 64, 24 / 64);
    const actual = outcomesOfQuestion(part, halved(part.items), likelihoods, listMax, rest);
    expected.forEach((outcome, place) => {
      expectSame(actual[place]!, outcome);
    });
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
