/** Returns the median of measurements with the smallest and the largest, each with so many decimals. */
export function spread(values: readonly number[], digits: number): string {
  const sorted = [...values].sort((left, right) => left - right);
  const shown = (value: number): string => value.toFixed(digits);
  return `median ${shown(median(sorted))} (${shown(sorted[0] ?? 0)} to ${shown(sorted.at(-1) ?? 0)})`;
}

/** Returns the middle of measurements, 0 for none. */
export function median(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[values.length >> 1] ?? 0;
}
