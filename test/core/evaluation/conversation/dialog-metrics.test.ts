import { describe, expect, it } from 'vitest';
import { dialogFigures, labelsOf } from '../../../../src/core/evaluation/conversation/dialog-metrics.ts';

describe('dialogFigures', () => {
  it('counts each label by its rank', () => {
    const { metrics, standardError } = dialogFigures([1, 2, 11, null]);
    expect(metrics).toEqual({
      'recall@1': 0.25,
      'recall@5': 0.5,
      'recall@10': 0.5,
      'recall@20': 0.75,
      'recall@50': 0.75,
      'mrr@10': 0.375,
      'ndcg@10': (1 + 1 / Math.log2(3)) / 4,
    });
    // Standard deviation .5 of one hit in four (n - 1), divided by 2.
    expect(standardError['recall@1']).toBeCloseTo(0.25, 12);
  });

  it('takes the last place of a list and not the one after', () => {
    expect(dialogFigures([50, 51]).metrics['recall@50']).toBe(0.5);
    expect(dialogFigures([10]).metrics['mrr@10']).toBe(0.1);
  });

  it('has no figure without labels', () => {
    expect(dialogFigures([]).metrics['recall@1']).toBeNull();
    expect(dialogFigures([3]).standardError['recall@5']).toBeNull();
  });
});

describe('labelsOf', () => {
  it('keeps repeats under A and leaves out what was mentioned under B', () => {
    const mentioned = new Set([4]);
    expect(labelsOf([4, 7, 7], mentioned, 'A')).toEqual([4, 7, 7]);
    expect(labelsOf([4, 7, 7], mentioned, 'B')).toEqual([7, 7]);
  });
});
