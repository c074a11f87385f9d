import { describe, expect, it } from 'vitest';
import {
  defaultPrior,
  type PriorParameters,
  type PriorSource,
  strangerPrior,
  userPrior,
  writePrior,
} from '../../../../src/core/conversation/belief/prior.ts';

const popularity = Float64Array.of(3, 0, 5);
const linear = { ...defaultPrior, exponent: 1 };
const seenSecond = Uint8Array.of(0, 1, 0);

/** The prior of a user, as probabilities. */
function priorOf(
  source: PriorSource,
  liked: Float64Array = popularity,
  parameters: PriorParameters = linear,
): number[] {
  const stranger = strangerPrior(liked, parameters);
  return [...writePrior(stranger, userPrior(source, stranger, parameters), new Float64Array(3))];
}

function expectClose(actual: readonly number[], expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  expected.forEach((share, item) => {
    expect(actual[item]).toBeCloseTo(share, 12);
  });
}

describe('strangerPrior', () => {
  it('is smoothed popularity, flattened', () => {
    expectClose([...strangerPrior(popularity, linear)], [4 / 11, 1 / 11, 6 / 11]);
    expectClose([...strangerPrior(Float64Array.of(8, 0, 3))], [3 / 6, 1 / 6, 2 / 6]);
  });

  it('is uniform where nobody has acted on anything', () => {
    expectClose([...strangerPrior(new Float64Array(4))], [0.25, 0.25, 0.25, 0.25]);
  });

  it('is copied for each conversation', () => {
    const stranger = strangerPrior(popularity);
    writePrior(stranger, null, new Float64Array(3)).fill(0);
    expect(stranger[0]).toBeGreaterThan(0);
  });
});

describe('userPrior', () => {
  it('flattens scores and popularity', () => {
    const flat = { ...defaultPrior, popularityShare: 0.5 };
    const source = { scores: Float64Array.of(4, 9, 16), isSeen: seenSecond };
    // Roots of the scores are 2 and 4, those of the popularity 3 and 2.
    const expected = [0.5 * (2 / 6) + 0.5 * (3 / 5), 0, 0.5 * (4 / 6) + 0.5 * (2 / 5)];
    expectClose(priorOf(source, Float64Array.of(8, 0, 3), flat), expected);
  });

  it('mixes scores of a known user with popularity and leaves seen items out', () => {
    const prior = priorOf({ scores: Float64Array.of(1, 9, 3), isSeen: seenSecond });
    expectClose(prior, [0.05 * 0.4 + 0.95 * 0.25, 0, 0.05 * 0.6 + 0.95 * 0.75]);
  });

  it('falls back to popularity where the walk leads nowhere', () => {
    expectClose(priorOf({ scores: new Float64Array(3), isSeen: seenSecond }), [0.4, 0, 0.6]);
  });

  it('is 0 throughout when everything was seen', () => {
    expect(priorOf({ scores: Float64Array.of(1, 1, 1), isSeen: Uint8Array.of(1, 1, 1) })).toEqual([0, 0, 0]);
  });

  it('names items in order, seen ones among those that the walk reaches', () => {
    const source = { scores: Float64Array.of(2, 0, 2, 0, 2, 0), isSeen: Uint8Array.of(0, 1, 0, 0, 0, 1) };
    const { items, weights } = userPrior(source, strangerPrior(new Float64Array(6)));
    expect([...items]).toEqual([0, 1, 2, 4, 5]);
    expect([...weights].map((weight) => weight > 0)).toEqual([true, false, true, true, false]);
  });

  it('keeps no more items than it may, and leaves popularity to the others', () => {
    const scores = Float64Array.of(1, 9, 4, 2);
    const parameters = { ...linear, walkedMax: 2 };
    const stranger = strangerPrior(new Float64Array(4), parameters);
    const prior = userPrior({ scores, isSeen: new Uint8Array(4) }, stranger, parameters);
    expect([...prior.items]).toEqual([1, 2]);
    const shares = writePrior(stranger, prior, new Float64Array(4));
    expectClose([...shares.subarray(0, 1), ...shares.subarray(3)], [0.05 / 4, 0.05 / 4]);
    expect(shares[1]).toBeCloseTo(0.05 / 4 + 0.95 * (9 / 16), 12);
  });
});
