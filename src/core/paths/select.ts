import { type ItemPath, personPath, relationPaths, type UserPaths } from './item-paths.ts';

/** How much a step of one relationship type tells a reader, larger is more; only the order and ties matter. */
export type RelationPriors = ReadonlyMap<string | null, number>;

/**
 * Returns the prior of each relation of an index: 1 / (mean links of an item that has any), so that a director, of whom
 * a film has one, comes before links of which it has fifty, and paths over other people come at `personPrior`.
 * Cost: O(items × relations).
 */
export function relationPriors({ index }: Pick<UserPaths, 'index'>): RelationPriors {
  const priors = new Map<string | null, number>([[null, personPrior]]);
  for (const term of index.relationTerms) {
    const { offsets } = term.neighbours;
    let linked = 0;
    for (let row = 0; row < offsets.length - 1; row++) if (offsets[row + 1]! > offsets[row]!) linked++;
    const mean = term.neighbours.targets.length / Math.max(1, linked);
    priors.set(term.type, Math.max(priors.get(term.type) ?? 0, 1 / Math.max(1, mean)));
  }
  return priors;
}

const personPrior = 0.5;
/** How much the age of the user's act counts beside how telling the shared node is, 0..1. */
const recencyShare = 0.8;

/**
 * Returns one path for each item of a list (null where none exists), chosen together: as many different types of last
 * steps as the graph allows, of these the ones with the highest priors (a matching of types to items, built from the
 * best prior down by augmenting, which is best since matchable sets of types form a matroid), the remaining items by
 * prior; then in order of rank the path with an unused shared node and an unused linking item, late and telling.
 * Deterministic. Cost: O(items × paths of an item).
 */
export function selectPaths(
  paths: UserPaths,
  items: readonly number[],
  priors: RelationPriors,
): (ItemPath | null)[] {
  const candidates = items.map((item) => Map.groupBy(relationPaths(paths, item), (path) => path.relation));
  candidates.forEach((byType, at) => {
    const path = personPath(paths, items[at]!, paths.linkingItems, new Set());
    if (path !== null) byType.set(null, [path]);
  });
  const types = assignTypes(candidates, priors);
  const recency = new Map(
    paths.linkingItems.map((item, position) => [item, 1 - position / paths.linkingItems.length]),
  );
  const used = { shared: new Set<number>(), linking: new Set<number>() };
  return items.map((item, at) => {
    const type = types[at];
    if (type === undefined) return null;
    const path =
      type === null
        ? freshPersonPath(paths, item, used)
        : bestPath(candidates[at]!.get(type)!, recency, used);
    used.shared.add(path.shared);
    used.linking.add(path.linkingItem);
    return path;
  });
}

/** The type of each item's path; undefined where the item has no path. */
function assignTypes(
  candidates: readonly ReadonlyMap<string | null, readonly ItemPath[]>[],
  priors: RelationPriors,
): (string | null | undefined)[] {
  const prior = (type: string | null): number => priors.get(type) ?? 0;
  const all = [...new Set(candidates.flatMap((byType) => [...byType.keys()]))].sort(
    (left, right) => prior(right) - prior(left) || ((left ?? '') < (right ?? '') ? -1 : 1),
  );
  const taken: (string | null | undefined)[] = candidates.map(() => undefined);
  for (const type of all) augment(type, candidates, taken, new Set());
  return taken.map((type, at) =>
    type === undefined ? all.find((other) => candidates[at]!.has(other)) : type,
  );
}

/** Gives a type to an item, moving types already given along a chain of items; false where that cannot be. */
function augment(
  type: string | null,
  candidates: readonly ReadonlyMap<string | null, readonly ItemPath[]>[],
  taken: (string | null | undefined)[],
  visited: Set<number>,
): boolean {
  for (let at = 0; at < candidates.length; at++) {
    if (visited.has(at) || !candidates[at]!.has(type)) continue;
    visited.add(at);
    const before = taken[at];
    if (before === undefined || augment(before, candidates, taken, visited)) {
      taken[at] = type;
      return true;
    }
  }
  return false;
}

interface Used {
  readonly shared: ReadonlySet<number>;
  readonly linking: ReadonlySet<number>;
}

function bestPath(paths: readonly ItemPath[], recency: ReadonlyMap<number, number>, used: Used): ItemPath {
  const value = (path: ItemPath): number =>
    (used.shared.has(path.shared) ? 0 : 4) +
    (used.linking.has(path.linkingItem) ? 0 : 2) +
    recencyShare * (recency.get(path.linkingItem) ?? 0) +
    (1 - recencyShare) * path.telling;
  let best = paths[0]!;
  let bestValue = value(best);
  for (const path of paths) {
    const own = value(path);
    if (own > bestValue) {
      best = path;
      bestValue = own;
    }
  }
  return best;
}

function freshPersonPath(paths: UserPaths, item: number, used: Used): ItemPath {
  const fresh = paths.linkingItems.filter((linking) => !used.linking.has(linking));
  return (
    personPath(paths, item, fresh, used.shared) ??
    personPath(paths, item, paths.linkingItems, used.shared) ??
    personPath(paths, item, paths.linkingItems, new Set())!
  );
}
