import { describe, expect, it } from 'vitest';
import { defaultPrior, itemPrior } from '../../../src/core/conversation/prior.ts';

const popularity = Float64Array.of(3, 0, 5);
const linear = { ...defaultPrior, exponent: 1 };
const seenSecond = Uint8Array.of(0, 1, 0);

describe('itemPrior', () => {
  it('is smoothed popularity for a stranger', () => {
    const prior = itemPrior({ scores: null, popularity, isSeen: null }, linear);
    expect([...prior]).toEqual([4 / 11, 1 / 11, 6 / 11]);
  });

  it('flattens scores and popularity', () => {
    const flat = { popularityShare: 0.5, exponent: 0.5, smoothing: 1 };
    const source = {
      scores: Float64Array.of(4, 9, 16),
      popularity: Float64Array.of(8, 0, 3),
      isSeen: seenSecond,
    };
    const prior = itemPrior(source, flat);
    // Roots of the scores are 2 and 4, those of the popularity 3 and 2.
    expect(prior[0]).toBeCloseTo(0.5 * (2 / 6) + 0.5 * (3 / 5), 12);
    expect(prior[2]).toBeCloseTo(0.5 * (4 / 6) + 0.5 * (2 / 5), 12);
  });

  it('is uniform where nobody has acted on anything', () => {
    const prior = itemPrior({ scores: null, popularity: new Float64Array(4), isSeen: null });
    expect([...prior]).toEqual([0.25, 0.25, 0.25, 0.25]);
  });

  it('mixes scores of a known user with popularity and leaves seen items out', () => {
    const prior = itemPrior({ scores: Float64Array.of(1, 9, 3), popularity, isSeen: seenSecond }, linear);
    expect(prior[0]).toBeCloseTo(0.05 * 0.4 + 0.95 * 0.25, 12);
    expect(prior[1]).toBe(0);
    expect(prior[2]).toBeCloseTo(0.05 * 0.6 + 0.95 * 0.75, 12);
    expect(prior[0]! + prior[2]!).toBeCloseTo(1, 12);
  });

  it('falls back to popularity where the walk leads nowhere', () => {
    const prior = itemPrior({ scores: new Float64Array(3), popularity, isSeen: seenSecond }, linear);
    expect([...prior]).toEqual([0.4, 0, 0.6]);
  });

  it('is 0 throughout when everything was seen', () => {
    const prior = itemPrior({ scores: Float64Array.of(1, 1, 1), popularity, isSeen: Uint8Array.of(1, 1, 1) });
    expect([...prior]).toEqual([0, 0, 0]);
  });
});
