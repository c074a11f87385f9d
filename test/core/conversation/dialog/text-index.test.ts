import { describe, expect, it } from 'vitest';
import {
  buildCosineIndex,
  buildTextIndex,
  dialogWords,
  recentWords,
  textScores,
} from '../../../../src/core/conversation/dialog/text-index.ts';

describe('textScores', () => {
  const index = buildTextIndex(['night train night', 'night garden of roses', '']);

  it('follows the formula of BM25', () => {
    const [first = 0] = textScores(index, new Map([['train', 1]]));
    // N = 3, n = 1; tf = 1, length 3, mean length 7 / 3.
    const idf = Math.log(1 + 2.5 / 1.5);
    const damping = 1.2 * (0.6 + (0.4 * 3) / (7 / 3));
    expect(first).toBeCloseTo((idf * 2.2) / (1 + damping), 12);
  });

  it('adds words by their weight and gives nothing for unknown ones', () => {
    const train = textScores(index, new Map([['train', 1]]));
    const both = textScores(
      index,
      new Map([
        ['train', 2],
        ['zebra', 5],
      ]),
    );
    expect([...both]).toEqual([...train].map((score) => 2 * score));
    expect(both[1]).toBe(0);
  });

  it('scores a rare word above a common one, and a repeated one above a single', () => {
    expect(textScores(index, new Map([['garden', 1]]))[1]).toBeGreaterThan(
      textScores(index, new Map([['night', 1]]))[1] ?? 0,
    );
    const [twice = 0, once = 0] = textScores(index, new Map([['night', 1]]));
    expect(twice).toBeGreaterThan(once);
  });

  it('takes no documents and empty ones', () => {
    expect([...textScores(buildTextIndex([]), new Map([['night', 1]]))]).toEqual([]);
    expect([...textScores(buildTextIndex(['', '']), new Map([['night', 1]]))]).toEqual([0, 0]);
  });
});

describe('dialogWords', () => {
  it('parts words in lower case', () => {
    expect(dialogWords("Léon's 2nd film!")).toEqual(['léon', 's', '2nd', 'film']);
  });
});

describe('buildCosineIndex', () => {
  it('ranks by cosine of weighted words, up to the length of the query', () => {
    const first = new Map([
      ['night', 1],
      ['train', 0.5],
    ]);
    const index = buildCosineIndex([first, new Map([['night', 2]]), new Map()]);
    // N = 3: night stands in two, train in one.
    const night = Math.log(1 + 3 / 3);
    const train = Math.log(1 + 3 / 2);
    const [ofFirst, ofSecond, ofNone] = textScores(index, first);
    expect(ofFirst).toBeCloseTo(Math.hypot(night, 0.5 * train), 12);
    expect(ofSecond).toBeCloseTo(night, 12);
    expect(ofNone).toBe(0);
  });
});

describe('recentWords', () => {
  it('weighs a word by where it was said last', () => {
    expect([...recentWords(['night train', 'a night', ''], 0.5)]).toEqual([
      ['a', 0.5],
      ['night', 0.5],
      ['train', 0.25],
    ]);
  });
});
