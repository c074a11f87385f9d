import { describe, expect, it } from 'vitest';
import {
  conversationFigures,
  hierarchicalGain,
  type SessionResult,
} from '../../../../src/core/evaluation/conversation/conversation-metrics.ts';

const failed: SessionResult = { foundAt: null, rank: null };

describe('conversationFigures', () => {
  it('equals the figures worked by hand', () => {
    // Found at once and first, found by action 3 at place 2, never found.
    const { metrics, standardError } = conversationFigures(
      [{ foundAt: 1, rank: 1 }, { foundAt: 3, rank: 2 }, failed],
      4,
    );
    expect(Object.keys(metrics)).toEqual(['sr@1', 'sr@2', 'sr@3', 'sr@4', 'at', 'hdcg']);
    expect(metrics['sr@1']).toBeCloseTo(1 / 3, 12);
    expect(metrics['sr@2']).toBeCloseTo(1 / 3, 12);
    expect(metrics['sr@3']).toBeCloseTo(2 / 3, 12);
    expect(metrics['sr@4']).toBeCloseTo(2 / 3, 12);
    // A failure counts 5.
    expect(metrics['at']).toBeCloseTo((1 + 3 + 5) / 3, 12);
    // log2 5 = 2.321928, log2 4 = 2, log2 3 = 1.584963
    const second = 1 / 2.321928094887362 + (0.5 - 1 / 2.321928094887362) / 1.584962500721156;
    expect(metrics['hdcg']).toBeCloseTo((1 + second) / 3, 12);
    // Values 1, 3, 5: variance 4, over 3 sessions.
    expect(standardError['at']).toBeCloseTo(2 / Math.sqrt(3), 12);
    // Values 1, 0, 0: variance 1/3.
    expect(standardError['sr@1']).toBeCloseTo(1 / 3, 12);
  });

  it('gives sr@15 beside 14 actions, equal to sr@14, and a failure 15', () => {
    const { metrics } = conversationFigures([{ foundAt: 14, rank: 10 }, failed], 14);
    expect(metrics['sr@13']).toBe(0);
    expect(metrics['sr@14']).toBe(0.5);
    expect(metrics['sr@15']).toBe(0.5);
    expect(metrics['at']).toBe(14.5);
    expect(conversationFigures([], 10).metrics).not.toHaveProperty('sr@11');
  });

  it('is undefined without sessions', () => {
    const { metrics, standardError } = conversationFigures([], 2);
    expect(metrics).toEqual({ 'sr@1': null, 'sr@2': null, at: null, hdcg: null });
    expect(standardError).toEqual({ 'sr@1': null, 'sr@2': null, at: null, hdcg: null });
  });
});

describe('hierarchicalGain', () => {
  it('falls with the action and with the place', () => {
    expect(hierarchicalGain({ foundAt: 1, rank: 1 })).toBe(1);
    expect(hierarchicalGain({ foundAt: 2, rank: 1 })).toBeCloseTo(1 / Math.log2(3), 12);
    expect(hierarchicalGain({ foundAt: 1, rank: 3 })).toBeCloseTo((1 / Math.log2(3) + 1) / 2, 12);
    expect(hierarchicalGain(failed)).toBe(0);
  });
});
