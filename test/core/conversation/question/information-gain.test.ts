import { describe, expect, it } from 'vitest';
import {
  informationGainBits,
  informationGains,
} from '../../../../src/core/conversation/question/information-gain.ts';
import { createRandom } from '../../../../src/core/random.ts';

describe('informationGains', () => {
  it('is the gain of each trait, and 0 only where that is below the least', () => {
    const random = createRandom(61);
    for (let round = 0; round < 50; round++) {
      const masses = Float64Array.from({ length: 40 }, () => random() ** 6);
      const isAsked = Uint8Array.from(masses, () => (random() < 0.2 ? 1 : 0));
      const models = Array.from({ length: 3 }, () => ({
        hitRate: random() < 0.3 ? 1 : 0.7 + 0.3 * random(),
        falseAlarmRate: random() < 0.3 ? 0 : 0.5 * random(),
      }));
      const modelOf = (trait: number) => models[Math.floor(trait / 15)]!;
      const rates = {
        hits: masses.map((_, trait) => modelOf(trait).hitRate),
        falseAlarms: masses.map((_, trait) => modelOf(trait).falseAlarmRate),
      };
      const least = 0.02;
      informationGains(masses, isAsked, rates, least).forEach((gain, trait) => {
        const exact = informationGainBits(masses[trait]!, modelOf(trait));
        if (isAsked[trait] === 1) expect(gain).toBe(0);
        else if (exact >= least) expect(gain).toBeCloseTo(exact, 12);
        else expect(gain).toBeLessThan(least);
      });
    }
  });
});
