import type { RankingIndex } from './ranking-index.ts';
import { topK } from './top-k.ts';

/** What the walk carries from one item to those it leads to, best first. */
export interface NeighbourList {
  /** Items by position (node index minus `itemStart`). */
  readonly items: readonly number[];
  /** deg(i)^-alpha deg(j)^-beta Σ_v deg(v)^-alphaUsers l(v,i) w(v,j); follows `items`. */
  readonly weights: readonly number[];
  /** Users who like both; follows `items`. */
  readonly people: readonly number[];
}

/** Scratch space of `neighbourList`, made once for many lists. */
export interface NeighbourWorkspace {
  readonly mass: Float64Array;
  readonly people: Uint32Array;
  readonly isExcluded: Uint8Array;
}

/** Returns the scratch space for the items of an index. */
export function createNeighbourWorkspace({ itemCount }: RankingIndex): NeighbourWorkspace {
  return {
    mass: new Float64Array(itemCount),
    people: new Uint32Array(itemCount),
    isExcluded: new Uint8Array(itemCount),
  };
}

/**
 * Returns the `length` items to which the damped walk carries most from the item at `position`, without itself. The walk
 * is linear: for a user, the sum over the items she likes of her weight times these weights is the score of
 * `writeWalkScores`, as far as the lists reach. Fewer than `length` where fewer share a user.
 * Cost: O(edges within two steps + items).
 */
export function neighbourList(
  index: RankingIndex,
  position: number,
  length: number,
  workspace: NeighbourWorkspace,
): NeighbourList {
  const { mass, people, isExcluded } = workspace;
  const { links, likes, walk, itemStart, userStart } = index;
  mass.fill(0);
  people.fill(0);
  const row = position + itemStart - links.firstNode;
  const end = links.offsets[row + 1] ?? 0;
  for (let slot = links.offsets[row] ?? 0; slot < end; slot++) {
    const user = links.targets[slot]! - userStart;
    const sent = walk.userDamping[user]! * links.weights[slot]!;
    for (let like = likes.offsets[user]!; like < likes.offsets[user + 1]!; like++) {
      const other = likes.targets[like]! - itemStart;
      mass[other]! += sent * likes.weights[like]!;
      people[other]!++;
    }
  }
  const own = walk.itemDamping[position]!;
  for (let other = 0; other < mass.length; other++) mass[other]! *= own * walk.reachDamping[other]!;
  isExcluded[position] = 1;
  const items = topK(mass, isExcluded, length);
  isExcluded[position] = 0;
  return {
    items,
    weights: items.map((item) => mass[item]!),
    people: items.map((item) => people[item]!),
  };
}
