import { describe, expect, it } from 'vitest';
import {
  bootstrapErrors,
  countsOfSentence,
  extractionFigures,
  type GoldSentence,
  textOf,
} from '../../../src/core/evaluation/extraction-metrics.ts';
import type { ExtractedOpinion } from '../../../src/core/opinions/extract-opinions.ts';
import type { Polarity } from '../../../src/core/opinions/lexicon.ts';
import { createRandom } from '../../../src/core/random.ts';

const sentence: GoldSentence = {
  tokens: ['The', 'battery', 'life', 'is', "n't", 'great', 'but', 'cheap'],
  triples: [
    { aspect: [1, 2], opinion: [3, 4, 5], polarity: 'negative' },
    { aspect: [1, 2], opinion: [7], polarity: 'positive' },
  ],
};

function said(
  aspect: string,
  opinion: string,
  polarity: Polarity,
): Omit<ExtractedOpinion, 'aspect' | 'aspectKind'> {
  const text = textOf(sentence);
  const [aspectStart, start] = [text.indexOf(aspect), text.indexOf(opinion)];
  return {
    aspectPhrase: aspect,
    aspectStart,
    aspectEnd: aspectStart + aspect.length,
    phrase: opinion,
    start,
    end: start + opinion.length,
    polarity,
  };
}

describe('extraction metrics', () => {
  it('count a triple only if both spans and the polarity are equal', () => {
    const counts = countsOfSentence(sentence, [
      said('battery life', "is n't great", 'negative'),
      said('battery life', 'cheap', 'negative'),
      said('battery', 'cheap', 'positive'),
    ]);
    expect(counts).toEqual({
      triples: { hits: 1, said: 3, gold: 2 },
      aspects: { hits: 1, said: 2, gold: 1 },
      opinions: { hits: 2, said: 2, gold: 2 },
    });
    const figures = extractionFigures([counts]);
    expect(figures.precision).toBeCloseTo(1 / 3);
    expect(figures.recall).toBeCloseTo(1 / 2);
    expect(figures.f1).toBeCloseTo(2 / 5);
    expect(figures.aspectF1).toBeCloseTo(2 / 3);
    expect(figures.opinionF1).toBe(1);
  });

  it('count a repeated triple once', () => {
    const twice = [said('battery life', 'cheap', 'positive'), said('battery life', 'cheap', 'positive')];
    expect(countsOfSentence(sentence, twice).triples).toEqual({ hits: 1, said: 1, gold: 2 });
  });

  it('sum over sentences before dividing', () => {
    const one = countsOfSentence(sentence, [said('battery life', 'cheap', 'positive')]);
    const none = countsOfSentence(sentence, []);
    expect(extractionFigures([one, none]).recall).toBeCloseTo(1 / 4);
  });

  it('are null where there is nothing to divide by', () => {
    const empty = countsOfSentence({ tokens: ['Fine'], triples: [] }, []);
    expect(extractionFigures([empty])).toEqual({
      precision: null,
      recall: null,
      f1: null,
      aspectF1: null,
      opinionF1: null,
    });
    expect(bootstrapErrors([empty], 10, createRandom(1)).f1).toBeNull();
  });

  it('have the standard error of a share of equal sentences', () => {
    const right = countsOfSentence(
      { tokens: ['a', 'b'], triples: [{ aspect: [0], opinion: [1], polarity: 'positive' }] },
      [
        {
          aspectPhrase: 'a',
          aspectStart: 0,
          aspectEnd: 1,
          phrase: 'b',
          start: 2,
          end: 3,
          polarity: 'positive',
        },
      ],
    );
    const wrong = countsOfSentence(
      { tokens: ['a', 'b'], triples: [{ aspect: [0], opinion: [1], polarity: 'positive' }] },
      [],
    );
    const counts = Array.from({ length: 100 }, (_, index) => (index % 2 === 0 ? right : wrong));
    const errors = bootstrapErrors(counts, 2000, createRandom(3));
    expect(errors.recall).toBeCloseTo(0.05, 2);
    expect(errors.precision).toBe(0);
    expect(bootstrapErrors(counts, 2000, createRandom(3))).toEqual(errors);
  });
});
