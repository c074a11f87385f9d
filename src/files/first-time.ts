/** Returns a function that says whether it sees a value for the first time. Memory: every value once. */
export function firstTime(): (value: string) => boolean {
  const seen = new Set<string>();
  return (value) => seen.size < seen.add(value).size;
}
