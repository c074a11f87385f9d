import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/core/random.ts';
import { rankOf, topK } from '../../../src/core/ranking/top-k.ts';

describe('topK', () => {
  it('equals sorting everything, ties by position, for any k', () => {
    const random = createRandom(11);
    for (let round = 0; round < 200; round++) {
      const count = Math.floor(random() * 30);
      const scores = Float64Array.from({ length: count }, () => Math.floor(random() * 6) - 1);
      const isExcluded = Uint8Array.from({ length: count }, () => Number(random() < 0.2));
      const sorted = [...scores.keys()]
        .filter((position) => isExcluded[position] === 0 && (scores[position] ?? 0) > 0)
        .sort((left, right) => (scores[right] ?? 0) - (scores[left] ?? 0) || left - right);
      for (const k of [0, 1, 3, count + 1]) expect(topK(scores, isExcluded, k)).toEqual(sorted.slice(0, k));
      sorted.forEach((position, index) => {
        expect(rankOf(scores, isExcluded, position)).toBe(index + 1);
      });
    }
  });

  it('gives no rank to what is excluded or not positive', () => {
    const scores = Float64Array.of(1, 2, 0);
    expect(rankOf(scores, Uint8Array.of(0, 1, 0), 1)).toBeNull();
    expect(rankOf(scores, Uint8Array.of(0, 1, 0), 2)).toBeNull();
  });
});
