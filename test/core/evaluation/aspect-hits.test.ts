import { describe, expect, it } from 'vitest';
import { aspectHits, meanFigures, meanGain } from '../../../src/core/evaluation/aspect-hits.ts';

describe('aspectHits', () => {
  it('counts hits and shares by hand', () => {
    const list = [9, 8, 7, 6, 5, 4, 3, 2, 1, 0];
    expect(aspectHits(list, new Set([5, 4, 99]))).toEqual({
      'hit@5': 1,
      'recall@5': 1 / 3,
      'hit@10': 1,
      'recall@10': 2 / 3,
    });
    expect(aspectHits(list, new Set([0]))).toMatchObject({ 'hit@5': 0, 'hit@10': 1, 'recall@10': 1 });
    expect(aspectHits([], new Set([0]))).toMatchObject({ 'hit@5': 0, 'hit@10': 0 });
  });
});

describe('means and gains', () => {
  it('come with the standard error over cases', () => {
    const cases = [{ hit: 1 }, { hit: 0 }, { hit: 1 }, { hit: 1 }];
    expect(meanFigures(cases)).toEqual({ metrics: { hit: 0.75 }, standardError: { hit: 0.25 } });
    expect(meanFigures([])).toEqual({ metrics: {}, standardError: {} });
  });

  it('take the difference case by case', () => {
    const ours = [{ hit: 1 }, { hit: 1 }, { hit: 0 }];
    const gain = meanGain(ours, [{ hit: 0 }, { hit: 0 }, { hit: -1 }]);
    expect(gain.metrics['hit']).toBe(1);
    expect(gain.standardError['hit']).toBe(0);
  });
});
