/** How the lists of all users spread over the items, all within 0..1. */
export interface ListSpread {
  /** Share of all items that stand in some list. */
  readonly coverage: number;
  /** Gini index of how often each item is listed: 0 all alike, near 1 always the same few. */
  readonly gini: number;
}

/**
 * Returns the spread of lists, given how often each item was listed (`counts`, one entry an item). Gini is
 * Σ_p (2p - n - 1) c_p / (n Σ c) over counts in ascending order, p from 1; null without any list.
 * Cost: O(n log n).
 */
export function listSpread(counts: Uint32Array): ListSpread | null {
  const sorted = counts.slice().sort();
  const total = sorted.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  const size = sorted.length;
  let listed = 0;
  let weighted = 0;
  sorted.forEach((count, position) => {
    if (count > 0) listed++;
    weighted += (2 * (position + 1) - size - 1) * count;
  });
  return { coverage: listed / size, gini: weighted / (size * total) };
}

/**
 * Returns the standard errors of the spread over users, by the jackknife over groups of users (Efron and Tibshirani 1993,
 * equation 11.5): with G groups and θ_g the figure without group g, √((G - 1) / G Σ_g (θ_g - mean θ)²). `groups` holds the
 * counts of each group, one entry an item. Null with fewer than two groups that have lists. Coverage grows with the
 * number of users, so its error says how it moves with who was asked, not how far it is from that of more users.
 * Cost: O(groups × items log items).
 */
export function listSpreadErrors(groups: readonly Uint32Array[]): ListSpread | null {
  const filled = groups.filter((counts) => counts.some((count) => count > 0));
  const [first] = filled;
  if (first === undefined || filled.length < 2) return null;
  const total = first.map((_, item) => filled.reduce((sum, counts) => sum + (counts[item] ?? 0), 0));
  const without = filled.flatMap(
    (counts) => listSpread(total.map((count, item) => count - (counts[item] ?? 0))) ?? [],
  );
  const error = (name: keyof ListSpread): number => {
    const mean = without.reduce((sum, spread) => sum + spread[name], 0) / without.length;
    const squares = without.reduce((sum, spread) => sum + (spread[name] - mean) ** 2, 0);
    return Math.sqrt(((without.length - 1) / without.length) * squares);
  };
  return { coverage: error('coverage'), gini: error('gini') };
}

/**
 * Returns the mean novelty of a list: 1 minus the degree of each item divided by the largest degree. Null for an
 * empty list.
 */
export function noveltyOf(
  best: readonly number[],
  itemDegrees: Float64Array,
  degreeMax: number,
): number | null {
  if (best.length === 0 || degreeMax <= 0) return null;
  const sum = best.reduce((total, item) => total + 1 - (itemDegrees[item] ?? 0) / degreeMax, 0);
  return sum / best.length;
}
