/** Milliseconds that half and 99 in 100 of the steps of a run stay within; null without steps. */
export interface TimeQuantiles {
  readonly p50: number | null;
  readonly p99: number | null;
}

/** Returns the quantiles of times in milliseconds, to a hundredth: the time at the place ⌊share · (n - 1)⌋ of the order. */
export function timeQuantiles(times: readonly number[]): TimeQuantiles {
  const sorted = Float64Array.from(times).sort();
  const at = (share: number): number | null =>
    sorted.length === 0 ? null : Number((sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(2));
  return { p50: at(0.5), p99: at(0.99) };
}
