import { expect } from 'vitest';
import type { Outcome } from '../../src/core/conversation/question/question-outcomes.ts';

/** What Bayes says, item by item: weights that sum to the probability of a reply, the best `listMax` in the list. */
export function slowOutcome(weights: readonly number[], listMax: number): Outcome {
  const probability = weights.reduce((sum, weight) => sum + weight, 0);
  const shares = weights.map((weight) => weight / probability).sort((left, right) => right - left);
  const topMass = shares.slice(0, listMax).reduce((sum, share) => sum + share, 0);
  const tail = shares.slice(listMax).filter((share) => share > 0);
  const mass = tail.reduce((sum, share) => sum + share, 0);
  const tailBits = tail.reduce((sum, share) => sum - (share / mass) * Math.log2(share / mass), 0);
  return { probability, topMass, tailBits };
}

/** Holds two outcomes to each other but for rounding. */
export function expectSameOutcome(actual: Outcome, expected: Outcome): void {
  expect(actual.probability).toBeCloseTo(expected.probability, 10);
  expect(actual.tailBits).toBeCloseTo(expected.tailBits, 8);
  expect(actual.topMass).toBeCloseTo(expected.topMass, 10);
}
