import { describe, expect, it } from 'vitest';
import { timeQuantiles } from '../../../../src/core/evaluation/ranking/time-quantiles.ts';

describe('timeQuantiles', () => {
  it('takes the times by their order, to a hundredth of a millisecond', () => {
    expect(timeQuantiles([10, 9.004, 100])).toEqual({ p50: 10, p99: 10 });
    expect(timeQuantiles(Array.from({ length: 101 }, (_, place) => 100.123 - place))).toEqual({
      p50: 50.12,
      p99: 99.12,
    });
  });

  it('has none without steps', () => {
    expect(timeQuantiles([])).toEqual({ p50: null, p99: null });
  });
});
