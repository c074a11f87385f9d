import { describe, expect, it } from 'vitest';
import { buildLikeness, likenessFactors } from '../../../src/core/conversation/likeness.ts';
import { traitIndex } from './trait-graph.ts';

describe('likenessFactors', () => {
  // Four items; the first trait is everywhere and tells nothing, the second two have, the third one has.
  const likeness = buildLikeness(
    traitIndex([
      [true, true, false],
      [true, true, true],
      [true, false, false],
      [true, false, false],
    ]),
  );

  it('follows the cosine of what few items have', () => {
    const { items, factors } = likenessFactors(likeness, 0);
    expect([...items]).toEqual([1]);
    const cosine = Math.log(2) / Math.hypot(Math.log(2), Math.log(4));
    expect(factors[0]).toBeCloseTo(1 + cosine / 0.02, 12);
  });

  it('is nothing for an item that shares nothing that tells', () => {
    expect(likenessFactors(likeness, 2).items).toHaveLength(0);
  });
});
