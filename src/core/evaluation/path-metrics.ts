/** The path shown for one item, reduced to what the figures count. Nodes are indices. */
export interface MeasuredPath {
  /** First item of the path: what the user acted on. */
  readonly linkingItem: number;
  /** Last node before the item reached; for a path of two steps the linking item. */
  readonly shared: number;
  /** Relationship type of the last step. */
  readonly type: string;
  /** Relationship types of all steps, joined. */
  readonly pattern: string;
}

/** What the figures of a list need beside its paths. */
export interface PathContext {
  /** Length of the list that was to be explained. */
  readonly k: number;
  /** Relationship types in the graph, acts included. */
  readonly typeCount: number;
  readonly patternCount: number;
  /** How recent the user's act on a linking item is, 0..1 (1 the latest); null where the data has no times. */
  readonly recencyOf: ((linkingItem: number) => number) | null;
  /** How well connected a shared node is among those of its kind, 0..1 (1 the most). */
  readonly popularityOf: (path: MeasuredPath) => number;
}

/** Figures of one list; null where they are undefined: no path at all, or no times for `lir`. */
export interface PathFigures {
  readonly lir: number | null;
  readonly sep: number | null;
  readonly lid: number | null;
  readonly sed: number | null;
  readonly ptd: number | null;
  readonly ptc: number | null;
  readonly ppt: number | null;
  readonly fidelity: number;
}

/**
 * Returns the figures of the paths of one list (Balloccu et al. 2022, section 3, per user): recency of linking
 * interactions, popularity of shared entities, their diversity, diversity (distinct types by the most there can be) and
 * concentration of types (Simpson), diversity of patterns, and the share of items with a path. Cost: O(paths).
 */
export function pathFigures(paths: readonly MeasuredPath[], context: PathContext): PathFigures {
  const count = paths.length;
  const fidelity = count / context.k;
  if (count === 0)
    return { lir: null, sep: null, lid: null, sed: null, ptd: null, ptc: null, ppt: null, fidelity };
  const { recencyOf, popularityOf } = context;
  const distinct = (values: readonly (number | string)[]): number => new Set(values).size;
  const types = paths.map((path) => path.type);
  return {
    lir: recencyOf === null ? null : mean(paths.map((path) => recencyOf(path.linkingItem))),
    sep: mean(paths.map(popularityOf)),
    lid: distinct(paths.map((path) => path.linkingItem)) / count,
    sed: distinct(paths.map((path) => path.shared)) / count,
    ptd: distinct(types) / Math.min(count, context.typeCount),
    ptc: simpson(types),
    ppt: distinct(paths.map((path) => path.pattern)) / Math.min(count, context.patternCount),
    fidelity,
  };
}

/**
 * Returns the exponentially weighted means of ascending values, scaled to 0..1: alpha = 2 / (n + 1), weights
 * normalised (as pandas does with `adjust=True`). Where all values are equal, 0..n - 1 stand for them. A single value
 * gives 1, where the published code divides by 0. Cost: O(n).
 */
export function normalizedEma(ascending: readonly number[]): number[] {
  const count = ascending.length;
  if (count === 1) return [1];
  const isFlat = ascending[0] === ascending[count - 1];
  const decay = 1 - 2 / (count + 1);
  let weighted = 0;
  let weights = 0;
  const means = ascending.map((value, position) => {
    weighted = weighted * decay + (isFlat ? position : value);
    weights = weights * decay + 1;
    return weighted / weights;
  });
  const low = means[0] ?? 0;
  const range = (means[count - 1] ?? 0) - low;
  return means.map((value) => (value - low) / range);
}

/** Returns the mean of each key by its value among all: `normalizedEma` in ascending order, ties by key. */
export function emaByKey(values: ReadonlyMap<number, number>): ReadonlyMap<number, number> {
  const sorted = [...values].sort((left, right) => left[1] - right[1] || left[0] - right[0]);
  const means = normalizedEma(sorted.map(([, value]) => value));
  return new Map(sorted.map(([key], position) => [key, means[position] ?? 0]));
}

/** 1 - Σ_t n_t (n_t - 1) / (n (n - 1)); 0 for fewer than two. */
function simpson(types: readonly string[]): number {
  const count = types.length;
  if (count < 2) return 0;
  let same = 0;
  for (const group of Map.groupBy(types, (type) => type).values()) same += group.length * (group.length - 1);
  return 1 - same / (count * (count - 1));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
