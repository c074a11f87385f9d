import { describe, expect, it } from 'vitest';
import { RunningMean, rankingFigures } from '../../../../src/core/evaluation/ranking/ranking-metrics.ts';

const log2 = Math.log2;

describe('rankingFigures', () => {
  it('equals the figures worked by hand', () => {
    // Hits at places 1 and 3 of 4 asked for, three items in the truth.
    const figures = rankingFigures([true, false, true, false], 4, 3);
    const gain = 1 + 1 / log2(4);
    expect(figures.recall).toBeCloseTo(2 / 3, 12);
    expect(figures.precision).toBe(0.5);
    expect(figures.hit).toBe(1);
    expect(figures.ndcg).toBeCloseTo(gain / (1 + 1 / log2(3) + 1 / log2(4)), 12);
    expect(figures.ndcgHits).toBeCloseTo(gain / (1 + 1 / log2(3)), 12);
  });

  it('takes an ideal of at most k items', () => {
    expect(rankingFigures([true], 1, 50).ndcg).toBe(1);
    expect(rankingFigures([true], 1, 50).recall).toBe(0.02);
  });

  it('is 0 without hits, also for a short list', () => {
    expect(rankingFigures([], 20, 2)).toEqual({ recall: 0, ndcg: 0, ndcgHits: 0, hit: 0, precision: 0 });
  });

  it('counts missing places in precision', () => {
    expect(rankingFigures([true], 10, 1).precision).toBe(0.1);
  });
});

describe('RunningMean', () => {
  it('gives mean and standard error', () => {
    const mean = new RunningMean();
    for (const value of [1, 2, 3, 4]) mean.add(value);
    expect(mean.mean).toBe(2.5);
    expect(mean.standardError).toBeCloseTo(Math.sqrt(5 / 3) / 2, 12);
  });

  it('is undefined without cases', () => {
    expect(new RunningMean().mean).toBeNull();
    expect(new RunningMean().standardError).toBeNull();
  });
});
