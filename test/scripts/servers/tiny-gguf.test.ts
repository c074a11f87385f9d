import { describe, expect, it } from 'vitest';
import { tinyGguf } from '../../../scripts/servers/tiny-gguf.ts';

describe('tinyGguf', () => {
  it('gives the same bytes for the same seed and others for another', () => {
    expect(tinyGguf(7)).toEqual(tinyGguf(7));
    expect(tinyGguf(7)).not.toEqual(tinyGguf(8));
  });

  it('writes a header that says what follows', () => {
    const view = new DataView(tinyGguf(1).buffer);
    expect(new TextDecoder().decode(new Uint8Array(view.buffer, 0, 4))).toBe('GGUF');
    expect(view.getUint32(4, true)).toBe(3);
    expect(view.getBigUint64(8, true)).toBe(12n);
    expect(view.getBigUint64(16, true)).toBe(21n);
  });

  it('is small and ends with the padded last tensor', () => {
    const { byteLength } = tinyGguf(1);
    expect(byteLength % 32).toBe(0);
    expect(byteLength).toBeGreaterThan(90_000);
    expect(byteLength).toBeLessThan(150_000);
  });

  it('holds finite weights of both signs, none beyond the scale', () => {
    const bytes = tinyGguf(1);
    // The last tensor, blk.0.ffn_down: 32 rows of 64 weights, at most 1 / sqrt(64) in size.
    const weights = new Float32Array(bytes.slice(-32 * 64 * 4).buffer);
    const scale = 1 / Math.sqrt(64);
    expect(weights.every((weight) => Number.isFinite(weight) && Math.abs(weight) <= scale)).toBe(true);
    const negative = weights.filter((weight) => weight < 0).length;
    expect(negative / weights.length).toBeCloseTo(0.5, 1);
  });
});
