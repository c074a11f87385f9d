import { describe, expect, it } from 'vitest';
import { rankTraits } from '../../../src/core/conversation/trait-ranking.ts';
import { createRandom } from '../../../src/core/random.ts';

describe('rankTraits', () => {
  it('is the head of a stable sort, without what tells nothing', () => {
    const random = createRandom(41);
    for (let round = 0; round < 100; round++) {
      const gains = Float64Array.from({ length: 30 }, () => Math.floor(random() * 8) / 8);
      const sorted = [...gains.keys()]
        .filter((trait) => gains[trait]! > 0.1)
        .sort((left, right) => gains[right]! - gains[left]! || left - right);
      expect(rankTraits(gains, 0.1, 5).best).toEqual(sorted.slice(0, 5));
      const types = Int32Array.from(gains, (_, trait) => trait % 3);
      const partners = sorted.filter((trait) => trait % 3 === 1 && trait !== 4 && trait !== 7);
      expect(rankTraits(gains, 0.1, 5).partners(types, 4, [7], 2)).toEqual(partners.slice(0, 2));
    }
  });
});
