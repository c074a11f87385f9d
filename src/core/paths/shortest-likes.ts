import { edgesEnd, edgesStart } from '../graph/csr.ts';
import type { RankingIndex } from '../ranking/ranking-index.ts';
import { degreeCost } from './node-steps.ts';

/**
 * Returns positions of a user's likes by the cost of the cheapest path that leads through each to an item, cheapest
 * first, ties by position; likes that lead there by no path come last. A path is user, liked item, other user or shared
 * entity (none where a relation joins the two items), item, and costs what `searchPaths` says: log2(1 + degree) for each
 * node passed. `degrees` holds those of all nodes. Cost: O(edges of the likes).
 */
export function shortestLikes(
  index: RankingIndex,
  likes: ArrayLike<number>,
  { user, item }: { readonly user: number; readonly item: number },
  degrees: Uint32Array,
): number[] {
  const inner = innerCosts(index, user, item, degrees);
  const costs = Array.from(likes, (liked) => degreeCost(degrees[liked]!) + cheapest(index, liked, inner));
  return costs
    .map((_, position) => position)
    .sort((left, right) => compareCosts(costs[left]!, costs[right]!) || left - right);
}

/** Cost of each node next to the item, and of the item itself for relations that join two items. */
function innerCosts(
  index: RankingIndex,
  user: number,
  item: number,
  degrees: Uint32Array,
): ReadonlyMap<number, number> {
  const costs = new Map<number, number>([[item, 0]]);
  for (const csr of [index.likers, ...entityRows(index)]) {
    const end = edgesEnd(csr, item);
    for (let slot = edgesStart(csr, item); slot < end; slot++) {
      const node = csr.targets[slot]!;
      if (node !== user) costs.set(node, degreeCost(degrees[node]!));
    }
  }
  return costs;
}

function entityRows({ relationTerms }: RankingIndex): RankingIndex['likers'][] {
  return relationTerms.filter((term) => term.shape === 'entity').map((term) => term.neighbours);
}

function cheapest(index: RankingIndex, liked: number, inner: ReadonlyMap<number, number>): number {
  let least = Number.POSITIVE_INFINITY;
  for (const csr of [index.likers, ...index.relationTerms.map((term) => term.neighbours)]) {
    const end = edgesEnd(csr, liked);
    for (let slot = edgesStart(csr, liked); slot < end; slot++) {
      const cost = inner.get(csr.targets[slot]!);
      if (cost !== undefined && cost < least) least = cost;
    }
  }
  return least;
}

function compareCosts(left: number, right: number): number {
  return left === right ? 0 : left < right ? -1 : 1;
}
