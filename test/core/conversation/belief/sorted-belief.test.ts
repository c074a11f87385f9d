import { describe, expect, it } from 'vitest';
import { largestItems, sortBelief } from '../../../../src/core/conversation/belief/sorted-belief.ts';
import {
  outcomesOfQuestion,
  outcomeWithout,
} from '../../../../src/core/conversation/question/question-outcomes.ts';
import { createRandom } from '../../../../src/core/random.ts';
import { expectSameOutcome, slowOutcome } from '../../../oracle/slow-outcome.ts';

const listMax = 2;

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
      expectSameOutcome(outcomeWithout(part, 0, listMax), outcomeWithout(whole, 0, listMax));
      expectSameOutcome(outcomeWithout(part, 3, listMax), outcomeWithout(whole, 3, listMax));
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
    const exact = slowOutcome([...shares], listMax);
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
      expectSameOutcome(actual[place]!, outcome);
    });
  });
});

describe('largestItems', () => {
  it('are the largest positive weights, ascending, the first of equal ones', () => {
    expect([...largestItems(Float64Array.of(0, 1, 4, 2, 4, 2), 3)]).toEqual([2, 3, 4]);
    expect([...largestItems(Float64Array.of(0, 1), 5)]).toEqual([1]);
  });
});
