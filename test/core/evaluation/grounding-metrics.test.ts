import { describe, expect, it } from 'vitest';
import {
  groundingCounts,
  groundingErrors,
  groundingFigures,
} from '../../../src/core/evaluation/grounding-metrics.ts';
import { createRandom } from '../../../src/core/random.ts';

const text = 'Ödön wrote it in 1998, they say.';

describe('counts of a text', () => {
  it('flag every word that a span touches, of any script', () => {
    // "Ödön" by one letter, "1998" whole, "they" not: its span ends before it.
    expect(groundingCounts(text, [{ start: 3, end: 5 }], [{ start: 17, end: 23 }])).toEqual({
      sharedWords: 0,
      flaggedWords: 1,
      markedWords: 1,
      isFlagged: true,
      isMarked: true,
    });
  });

  it('count shared words once, and nothing for a span without words', () => {
    const whole = [{ start: 0, end: text.length }];
    expect(groundingCounts(text, whole, [...whole, ...whole])).toMatchObject({
      sharedWords: 7,
      flaggedWords: 7,
    });
    expect(groundingCounts(text, [{ start: 21, end: 23 }], [{ start: 0, end: 0 }])).toMatchObject({
      isFlagged: false,
      isMarked: false,
    });
  });
});

describe('figures', () => {
  const count = (shared: number, flagged: number, marked: number) => ({
    sharedWords: shared,
    flaggedWords: flagged,
    markedWords: marked,
    isFlagged: flagged > 0,
    isMarked: marked > 0,
  });
  const counts = [count(3, 4, 6), count(0, 2, 0), count(0, 0, 0), count(0, 0, 2)];

  it('sum words before dividing and compare texts', () => {
    expect(groundingFigures(counts)).toEqual({
      wordPrecision: 3 / 6,
      wordRecall: 3 / 8,
      wordF1: 6 / 14,
      exampleAccuracy: 2 / 4,
      accepted: 2 / 4,
      wrongAmongAccepted: 1 / 2,
    });
  });

  it('are null where nothing is divided by', () => {
    expect(groundingFigures([])).toMatchObject({ wordF1: null, exampleAccuracy: null });
    expect(groundingFigures([count(1, 1, 1)])).toMatchObject({ accepted: 0, wrongAmongAccepted: null });
  });

  it('have errors that repeat and come near the binomial one', () => {
    const many = Array.from({ length: 100 }, (_, index) => count(0, index % 5 === 0 ? 1 : 0, 0));
    const errors = groundingErrors(many, 2000, createRandom(7));
    expect(errors).toEqual(groundingErrors(many, 2000, createRandom(7)));
    expect(errors.accepted).toBeCloseTo(Math.sqrt((0.2 * 0.8) / 100), 2);
    expect(groundingErrors([count(1, 1, 1)], 10, createRandom(7)).accepted).toBeNull();
  });
});
