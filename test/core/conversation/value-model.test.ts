import { describe, expect, it } from 'vitest';
import {
  expectedActions,
  firstValueModel,
  fitValueModel,
  reachOf,
  type ValueSample,
} from '../../../src/core/conversation/value-model.ts';
import { createRandom } from '../../../src/core/random.ts';

describe('expectedActions', () => {
  const model = firstValueModel(14);

  it('is 1 when the list certainly holds the right item, and exact with one action left', () => {
    expect(expectedActions(model, 0, 1, 5)).toBe(1);
    expect(expectedActions(model, 3, 0.25, 1)).toBe(1.75);
    expect(expectedActions(model, 3, 0.25, 0)).toBe(1);
    const careful = firstValueModel(14, 10);
    expect(expectedActions(careful, 3, 0.25, 1)).toBe(1 + 0.75 * 11);
    expect(expectedActions(careful, 3, 0.25, 0)).toBe(11);
  });

  it('is never more than a failure costs, and grows with doubt', () => {
    expect(expectedActions(model, 100, 0, 3)).toBe(4);
    const values = [1, 3, 5, 7].map((bits) => expectedActions(model, bits, 0.1, 14));
    expect(values).toEqual([...values].sort((left, right) => left - right));
    expect(expectedActions(model, 0, 0.5, 14)).toBeGreaterThan(1);
  });
});

describe('fitValueModel', () => {
  const truth = (bits: number, reach: number): number => 1 + (1 - reach) * (0.5 + 0.8 * bits);
  const random = createRandom(8);
  const samples = Array.from({ length: 4000 }, (): ValueSample => {
    const tailBits = 8 * random();
    const reach = random();
    const actionsLeft = random() < 0.9 ? 14 : 13;
    return { tailBits, reach, actionsLeft, actions: truth(tailBits, reach) + random() - 0.5 };
  });
  const model = fitValueModel(samples, 14);

  it('learns what beliefs are worth', () => {
    for (const [bits, reach] of [
      [2, 0.5],
      [6, 0.1],
      [4, 0.3],
    ] as const)
      expect(Math.abs(expectedActions(model, bits, reach, 14) - truth(bits, reach))).toBeLessThan(0.1);
  });

  it('lends what all samples say to numbers of actions left that were never met', () => {
    expect(Math.abs(expectedActions(model, 4, 0.3, 9) - truth(4, 0.3))).toBeLessThan(0.1);
  });

  it('is the first guess without samples', () => {
    const empty = fitValueModel([], 3);
    expect(expectedActions(empty, 5, 0.2, 3)).toBeCloseTo(expectedActions(firstValueModel(3), 5, 0.2, 3), 10);
  });
});

describe('reachOf', () => {
  it('is the chance that one of several is in the list', () => {
    expect(reachOf(0.3, 1)).toBe(0.3);
    expect(reachOf(0.3, 2)).toBeCloseTo(0.51, 12);
    expect(reachOf(1, 1.5)).toBe(1);
  });
});
