import { edgesEnd, edgesStart } from '../graph/csr.ts';
import type { RankingIndex } from '../ranking/ranking-index.ts';
import type { RelationTerm } from '../ranking/terms.ts';

/** One path from a user to an item over a liked item; nodes are indices. */
export interface ItemPath {
  readonly linkingItem: number;
  /** Entity or other user before the item reached; the linking item itself where the relation joins the two. */
  readonly shared: number;
  /** Type of the relation, or null for a path over another user. */
  readonly relation: string | null;
  /** How telling the shared node is, 0..1: 1 minus the share of items it is linked to. */
  readonly telling: number;
}

/** The user's liked items, latest first, and where they lead in each relation. Made once for all items of a user. */
export interface UserPaths {
  readonly index: RankingIndex;
  readonly user: number;
  /** At most `linkingItemsMax`, latest first where times are known, else heaviest first. */
  readonly linkingItems: readonly number[];
  /** Follows `index.relationTerms`: entity (or linked item) to liked items, latest first. */
  readonly reached: readonly ReadonlyMap<number, readonly number[]>[];
}

/** Liked items that paths may begin at: old acts say little, and the cost grows with their number. */
export const linkingItemsMax = 100;

/** Returns where the latest liked items of a user lead. Cost: O(edges of those items in all relations). */
export function userPaths(index: RankingIndex, user: number): UserPaths {
  const linkingItems = latestItems(index, user);
  const reached = index.relationTerms.map((term) => {
    const items = new Map<number, number[]>();
    for (const linking of linkingItems) {
      const end = edgesEnd(term.neighbours, linking);
      for (let slot = edgesStart(term.neighbours, linking); slot < end; slot++) {
        const node = term.neighbours.targets[slot]!;
        const own = items.get(node);
        if (own === undefined) items.set(node, [linking]);
        else own.push(linking);
      }
    }
    return items;
  });
  return { index, user, linkingItems, reached };
}

/** Returns the paths to an item through relations, in order of relations and nodes. Cost: O(edges of the item). */
export function relationPaths({ index, reached }: UserPaths, item: number): ItemPath[] {
  return index.relationTerms.flatMap((term, position) => {
    if (term.shape === 'direct') return directPaths(term, reached[position]!, item);
    return entityPaths(index, term, reached[position]!, item);
  });
}

/**
 * Returns a path to an item over another user, through the liked item that `linkingItems` names first among those that
 * share a liker with it who is not in `used`; null where there is none. Cost: O(likers of the item and of those tried).
 */
export function personPath(
  { index, user }: UserPaths,
  item: number,
  linkingItems: readonly number[],
  used: ReadonlySet<number>,
): ItemPath | null {
  const { likers } = index;
  const own = new Set(likers.targets.subarray(edgesStart(likers, item), edgesEnd(likers, item)));
  for (const linkingItem of linkingItems) {
    if (linkingItem === item) continue;
    const end = edgesEnd(likers, linkingItem);
    for (let slot = edgesStart(likers, linkingItem); slot < end; slot++) {
      const shared = likers.targets[slot]!;
      if (shared !== user && own.has(shared) && !used.has(shared))
        return { linkingItem, shared, relation: null, telling: 1 };
    }
  }
  return null;
}

function latestItems({ likes, likedAt, ownWeights }: RankingIndex, user: number): number[] {
  const start = edgesStart(likes, user);
  const slots = Array.from({ length: edgesEnd(likes, user) - start }, (_, offset) => start + offset);
  const moment = (slot: number): number => (Number.isNaN(likedAt[slot]!) ? -1 : likedAt[slot]!);
  return slots
    .sort(
      (left, right) => moment(right) - moment(left) || ownWeights[right]! - ownWeights[left]! || left - right,
    )
    .slice(0, linkingItemsMax)
    .map((slot) => likes.targets[slot]!);
}

function directPaths(
  term: RelationTerm,
  reached: ReadonlyMap<number, readonly number[]>,
  item: number,
): ItemPath[] {
  return (reached.get(item) ?? [])
    .filter((linking) => linking !== item)
    .map((linking) => ({ linkingItem: linking, shared: linking, relation: term.type, telling: 1 }));
}

function entityPaths(
  index: RankingIndex,
  term: RelationTerm,
  reached: ReadonlyMap<number, readonly number[]>,
  item: number,
): ItemPath[] {
  const paths: ItemPath[] = [];
  const end = edgesEnd(term.neighbours, item);
  for (let slot = edgesStart(term.neighbours, item); slot < end; slot++) {
    const entity = term.neighbours.targets[slot]!;
    const degree = edgesEnd(term.items, entity) - edgesStart(term.items, entity);
    const telling = 1 - degree / index.itemCount;
    for (const linking of reached.get(entity) ?? [])
      if (linking !== item)
        paths.push({ linkingItem: linking, shared: entity, relation: term.type, telling });
  }
  return paths;
}
