/**
 * Returns the size of the smallest set of facts, by position below `count`, whose removal puts an item out, by trying
 * every set: exponential, for a dozen facts. Null where no set does it.
 */
export function plainSmallestRemoval(
  count: number,
  isOut: (removed: readonly number[]) => boolean,
): number | null {
  let smallest: number | null = null;
  for (let bits = 0; bits < 2 ** count; bits++) {
    const removed = Array.from({ length: count }, (_, fact) => fact).filter((fact) => (bits >> fact) & 1);
    if ((smallest === null || removed.length < smallest) && isOut(removed)) smallest = removed.length;
  }
  return smallest;
}
