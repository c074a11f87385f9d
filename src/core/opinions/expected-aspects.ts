import { type Csr, edgesEnd, edgesStart } from '../graph/csr.ts';
import { labelRange } from '../graph/keys.ts';
import { type GraphSnapshot, relationOf } from '../graph/snapshot.ts';

/** Chosen on the validation part of 10,261 reviews of musical instruments; the plateau around them is wide. */
export const expectationDefaults = {
  /** Opinions that similar items lend to every item. */
  lent: 60,
  /** Opinions that all items together lend. */
  lentByAll: 6,
  /** Exponent of the cosine between two items, so that few alike items speak, not many unlike ones. */
  likenessPower: 3,
  /** Opinions that all users together lend to a user. */
  lentToUser: 40,
  /** Exponent of how much more than others a user speaks of an aspect. */
  userPower: 0.5,
} as const;

/** Settings of an expectation. */
export type ExpectationSettings = { readonly [Key in keyof typeof expectationDefaults]: number };

/** What a graph says of aspects, made once a snapshot. */
export interface AspectExpectation {
  readonly settings: ExpectationSettings;
  readonly aspectStart: number;
  readonly aspectCount: number;
  readonly itemStart: number;
  /** Opinions on each item by aspect, praise and criticism together; one a row of the items. */
  readonly items: readonly OpinionRow[];
  /** Share of all opinions by aspect: `Float64Array`, sums to 1, or to 0 without opinions. */
  readonly popularity: Float64Array;
  /** Rows scaled to length 1, opinions damped by logarithm and weighted by how few items have the aspect. */
  readonly profiles: readonly OpinionRow[];
  /** Rows of `profiles` by aspect, as positions of items. */
  readonly itemsOf: readonly OpinionRow[];
  readonly values: Csr | undefined;
  readonly minds: Csr | undefined;
}

/** Counts or weights by position: an aspect's or an item's. */
export type OpinionRow = ReadonlyMap<number, number>;

/** Returns what a graph says of aspects. Cost: O(derived relationships + nodes). */
export function aspectExpectation(
  snapshot: GraphSnapshot,
  settings: ExpectationSettings = expectationDefaults,
): AspectExpectation {
  const aspects = labelRange(snapshot.keys, 'Aspect');
  const range = labelRange(snapshot.keys, 'Item');
  const forward = (type: string): Csr | undefined => relationOf(snapshot, type)?.forward;
  const sides = [forward('PRAISED_FOR'), forward('CRITICISED_FOR')];
  const aspectCount = aspects.end - aspects.start;
  const items = Array.from({ length: range.end - range.start }, (_, item) =>
    opinionRow(sides, range.start + item, aspects.start),
  );
  const profiles = profilesOf(items, aspectCount);
  const itemsOf = Array.from({ length: aspectCount }, () => new Map<number, number>());
  for (const [item, row] of profiles.entries())
    for (const [aspect, weight] of row) itemsOf[aspect]?.set(item, weight);
  return {
    settings,
    aspectStart: aspects.start,
    aspectCount,
    itemStart: range.start,
    items,
    popularity: popularityOf(items, aspectCount),
    profiles,
    itemsOf,
    values: forward('VALUES'),
    minds: forward('MINDS'),
  };
}

/**
 * Returns the aspects that a user is likely to speak of in a review of an item, likeliest first, ties by index; at most
 * `count`, as node indices. The share of an aspect among the opinions on the item is smoothed by that of items that are
 * spoken of alike (cosine of their rows) and of all items, and multiplied by how much more than others the user speaks of
 * it: Dirichlet smoothing (Zhai and Lafferty 2004, equation 6) twice over. `user` null is a stranger. Cost: O(opinions on
 * items that share an aspect + aspects).
 */
export function expectedAspects(
  expectation: AspectExpectation,
  user: number | null,
  item: number,
  count: number,
): number[] {
  const scores = itemShares(expectation, item - expectation.itemStart);
  const { popularity, settings, aspectStart } = expectation;
  if (user !== null) {
    const own = opinionRow([expectation.values, expectation.minds], user, aspectStart);
    const total = sumOf(own);
    for (const [aspect, share] of popularity.entries()) {
      if (share === 0) continue;
      const smoothed = ((own.get(aspect) ?? 0) + settings.lentToUser * share) / (total + settings.lentToUser);
      scores[aspect] = (scores[aspect] ?? 0) * (smoothed / share) ** settings.userPower;
    }
  }
  return likeliest(scores, count).map((aspect) => aspectStart + aspect);
}

/** Returns positions of the largest positive scores, largest first, ties by position. */
export function likeliest(scores: Float64Array, count: number): number[] {
  const found: number[] = [];
  for (const [position, score] of scores.entries()) if (score > 0) found.push(position);
  return found
    .sort((left, right) => (scores[right] ?? 0) - (scores[left] ?? 0) || left - right)
    .slice(0, count);
}

/** Opinions from a node by aspect, over several relations. */
export function opinionRow(
  sides: readonly (Csr | undefined)[],
  node: number,
  aspectStart: number,
): Map<number, number> {
  const row = new Map<number, number>();
  for (const csr of sides) {
    if (csr === undefined) continue;
    const end = edgesEnd(csr, node);
    for (let slot = edgesStart(csr, node); slot < end; slot++) {
      const aspect = (csr.targets[slot] ?? 0) - aspectStart;
      row.set(aspect, (row.get(aspect) ?? 0) + (csr.weights[slot] ?? 0));
    }
  }
  return row;
}

/** The smoothed share of each aspect among what is said of an item: one entry an aspect. */
function itemShares(expectation: AspectExpectation, item: number): Float64Array {
  const { items, popularity, settings } = expectation;
  const own = items[item] ?? new Map<number, number>();
  const lent = lentOpinions(expectation, item);
  const lentTotal = lent.reduce((sum, opinions) => sum + opinions, 0) || 1;
  const total = sumOf(own) + settings.lent + settings.lentByAll;
  return popularity.map((share, aspect) => {
    const borrowed = (settings.lent * (lent[aspect] ?? 0)) / lentTotal + settings.lentByAll * share;
    return ((own.get(aspect) ?? 0) + borrowed) / total;
  });
}

/** Opinions on other items, each as much as that item is like this one. */
function lentOpinions(expectation: AspectExpectation, item: number): Float64Array {
  const { profiles, itemsOf, items, settings, aspectCount } = expectation;
  const likeness = new Map<number, number>();
  for (const [aspect, weight] of profiles[item] ?? [])
    for (const [other, otherWeight] of itemsOf[aspect] ?? [])
      if (other !== item) likeness.set(other, (likeness.get(other) ?? 0) + weight * otherWeight);
  const lent = new Float64Array(aspectCount);
  // In the order of items, so that sums do not depend on the order of aspects.
  for (const [other, cosine] of [...likeness].sort(([left], [right]) => left - right)) {
    const weight = cosine ** settings.likenessPower;
    for (const [aspect, opinions] of items[other] ?? [])
      lent[aspect] = (lent[aspect] ?? 0) + weight * opinions;
  }
  return lent;
}

function profilesOf(items: readonly OpinionRow[], aspectCount: number): OpinionRow[] {
  const named = new Float64Array(aspectCount);
  for (const row of items) for (const aspect of row.keys()) named[aspect] = (named[aspect] ?? 0) + 1;
  const rarity = named.map((count) => Math.max(0, Math.log(items.length / (1 + count))));
  return items.map((row) => {
    const weights = [...row]
      .map(([aspect, opinions]) => [aspect, Math.log1p(opinions) * (rarity[aspect] ?? 0)] as const)
      .filter(([, weight]) => weight > 0);
    const length = Math.sqrt(weights.reduce((sum, [, weight]) => sum + weight * weight, 0)) || 1;
    return new Map(weights.map(([aspect, weight]) => [aspect, weight / length]));
  });
}

function popularityOf(items: readonly OpinionRow[], aspectCount: number): Float64Array {
  const opinions = new Float64Array(aspectCount);
  for (const row of items)
    for (const [aspect, count] of row) opinions[aspect] = (opinions[aspect] ?? 0) + count;
  const total = opinions.reduce((sum, count) => sum + count, 0) || 1;
  return opinions.map((count) => count / total);
}

function sumOf(row: OpinionRow): number {
  let sum = 0;
  for (const count of row.values()) sum += count;
  return sum;
}
