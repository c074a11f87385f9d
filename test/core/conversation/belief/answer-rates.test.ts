import { describe, expect, it } from 'vitest';
import {
  equalRates,
  globalShares,
  hitRateFeatureNames,
  hitRateFeatures,
  modelOfTrait,
  withNoise,
} from '../../../../src/core/conversation/belief/answer-rates.ts';
import { traitIndex } from '../trait-graph.ts';

const index = traitIndex([
  [true, true, false],
  [true, false, false],
  [false, true, true],
]);

describe('rates', () => {
  it('are turned round by noise at both ends', () => {
    const rates = withNoise(equalRates(2, { hitRate: 1, falseAlarmRate: 0.2 }), 0.1);
    expect(modelOfTrait(rates, 1).hitRate).toBeCloseTo(0.9, 12);
    expect(modelOfTrait(rates, 1).falseAlarmRate).toBeCloseTo(0.2 * 0.9 + 0.8 * 0.1, 12);
    const still = equalRates(2, { hitRate: 1, falseAlarmRate: 0 });
    expect(withNoise(still, 0)).toBe(still);
  });
});

describe('hitRateFeatures', () => {
  it('says how a user differs from all', () => {
    const everybody = globalShares(index, Float64Array.of(2, 1, 1));
    // Acts: 4, on trait 0 three, on trait 1 three, on trait 2 one.
    expect([...everybody]).toEqual([0.75, 0.75, 0.25]);
    const features = hitRateFeatures(index, Uint8Array.of(0, 0, 1), everybody);
    const width = hitRateFeatureNames.length;
    const column = (name: (typeof hitRateFeatureNames)[number]) =>
      [0, 1, 2].map((trait) => features[trait * width + hitRateFeatureNames.indexOf(name)]);
    expect(column('share')).toEqual([0, 1, 1]);
    expect(column('rank')).toEqual([0.2, 0, 0.1]);
    expect(column('globalShare')).toEqual([0.75, 0.75, 0.25]);
    expect(column('deviation')[0]).toBeLessThan(0);
    expect(column('logLift')[2]).toBeCloseTo(Math.log((1 + 1 / 3) / (0.25 + 1 / 3)), 12);
  });

  it('is finite for somebody who did nothing', () => {
    const features = hitRateFeatures(index, new Uint8Array(3), globalShares(index, new Float64Array(3)));
    expect(features.every(Number.isFinite)).toBe(true);
  });
});
