import { describe, expect, it } from 'vitest';
import { reviewId } from '../../../src/files/amazon/review-id.ts';

describe('reviewId', () => {
  it('is the same for the same review, another for another, and names nobody', () => {
    const id = reviewId('mara', 'kilo', '2026-01-01');
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect(reviewId('mara', 'kilo', '2026-01-01')).toBe(id);
    for (const other of [
      reviewId('mar', 'akilo', '2026-01-01'),
      reviewId('mara', 'kilo', '2026-01-02'),
      reviewId('kilo', 'mara', '2026-01-01'),
    ])
      expect(other).not.toBe(id);
  });
});
