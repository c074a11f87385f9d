import { edgesEnd, edgesStart } from '../graph/csr.ts';
import type { GraphSnapshot } from '../graph/snapshot.ts';
import type { PathGroup } from './reasons.ts';

/** How alike two items of a list are, 0..1; arguments are positions, counted from 0. */
export type Likeness = (left: number, right: number) => number;

/**
 * Returns the likeness by shared reasons: Σ_g min(share_g(left), share_g(right)), shares of the positive contributions.
 * 1 where the same nodes carry both scores in the same parts, 0 where no node is in both. `groupsOf` is asked once an
 * item. Cost of a call: O(reasons of the items).
 */
export function reasonLikeness(groupsOf: (item: number) => readonly PathGroup[]): Likeness {
  const shares = new Map<number, ReadonlyMap<string, number>>();
  const sharesOf = (item: number): ReadonlyMap<string, number> => {
    const known = shares.get(item) ?? sharesByNode(groupsOf(item));
    shares.set(item, known);
    return known;
  };
  return (left, right) => {
    const own = sharesOf(left);
    let common = 0;
    for (const [node, share] of sharesOf(right)) common += Math.min(share, own.get(node) ?? 0);
    return Math.min(1, common);
  };
}

function sharesByNode(groups: readonly PathGroup[]): ReadonlyMap<string, number> {
  const positive = groups.filter(({ contribution }) => contribution > 0);
  const sum = positive.reduce((total, { contribution }) => total + contribution, 0);
  const key = ({ through, relation, node }: PathGroup): string => `${through} ${relation ?? ''} ${node}`;
  return new Map(positive.map((group) => [key(group), group.contribution / sum]));
}

/**
 * Returns the likeness by what two items are linked to: shared nodes divided by all nodes of either (Jaccard), 0 where
 * neither has any. `isCounted` says which relation and which other end count.
 */
export function linkLikeness(
  snapshot: GraphSnapshot,
  itemStart: number,
  isCounted: (type: string, node: number) => boolean,
): Likeness {
  const linked = new Map<number, ReadonlySet<number>>();
  const linkedOf = (item: number): ReadonlySet<number> => {
    const known = linked.get(item) ?? linkedNodes(snapshot, itemStart + item, isCounted);
    linked.set(item, known);
    return known;
  };
  return (left, right) => {
    const own = linkedOf(left);
    const other = linkedOf(right);
    const common = [...own].filter((node) => other.has(node)).length;
    return common === 0 ? 0 : common / (own.size + other.size - common);
  };
}

function linkedNodes(
  snapshot: GraphSnapshot,
  item: number,
  isCounted: (type: string, node: number) => boolean,
): ReadonlySet<number> {
  const nodes = new Set<number>();
  for (const { type, role, forward, backward } of snapshot.relations) {
    if (role !== 'link') continue;
    for (const csr of [forward, backward]) {
      for (let slot = edgesStart(csr, item); slot < edgesEnd(csr, item); slot++) {
        if (isCounted(type, csr.targets[slot]!)) nodes.add(csr.targets[slot]!);
      }
    }
  }
  return nodes;
}
