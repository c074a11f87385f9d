import { edgesEnd, edgesStart } from '../../src/core/graph/csr.ts';
import type { GraphSnapshot } from '../../src/core/graph/snapshot.ts';
import { relationOf } from '../../src/core/graph/snapshot.ts';

/** The slow, plain reading of the formulas: dictionaries of pairs and nested loops, one path at a time. */
export interface PlainGraph {
  readonly users: readonly number[];
  readonly items: readonly number[];
  /** Weight of each liked pair, by `${user} ${item}`. */
  readonly likes: ReadonlyMap<string, number>;
}

/** Returns the likes of a catalogue whose kinds weigh 1, .8 and .1 (BOUGHT, RATED, VIEWED), liked from .5 on. */
export function plainLikes(
  snapshot: GraphSnapshot,
  users: readonly number[],
  items: readonly number[],
): PlainGraph {
  const likes = new Map<string, number>();
  for (const user of users) {
    for (const item of items) {
      const weight =
        Number(hasEdge(snapshot, 'BOUGHT', user, item)) +
        0.8 * Number(hasEdge(snapshot, 'RATED', user, item)) +
        0.1 * Number(hasEdge(snapshot, 'VIEWED', user, item));
      if (weight >= 0.5) likes.set(`${user} ${item}`, weight);
    }
  }
  return { users, items, likes };
}

/** Whether a relation leads from one node to another. */
export function hasEdge(snapshot: GraphSnapshot, type: string, from: number, to: number): boolean {
  return edgeWeight(snapshot, type, from, to) > 0;
}

/** Weight of an edge, 0 where there is none. */
export function edgeWeight(snapshot: GraphSnapshot, type: string, from: number, to: number): number {
  const csr = relationOf(snapshot, type)?.forward;
  if (csr === undefined) return 0;
  for (let slot = edgesStart(csr, from); slot < edgesEnd(csr, from); slot++) {
    if (csr.targets[slot] === to) return csr.weights[slot] ?? 0;
  }
  return 0;
}

/** s(u,j) over every path u-i-v-j, as the formula reads. */
export function plainWalk(
  graph: PlainGraph,
  user: number,
  target: number,
  alpha: number,
  beta: number,
): number {
  let score = 0;
  for (const linking of graph.items) score += plainLinkingItem(graph, user, linking, target, alpha, beta);
  return score;
}

/** The part of the walk that runs through one linking item. */
export function plainLinkingItem(
  graph: PlainGraph,
  user: number,
  linking: number,
  target: number,
  alpha: number,
  beta: number,
): number {
  const weight = (who: number, what: number): number => graph.likes.get(`${who} ${what}`) ?? 0;
  const itemDegree = (item: number): number => graph.users.reduce((sum, who) => sum + weight(who, item), 0);
  const userDegree = (who: number): number => graph.items.reduce((sum, item) => sum + weight(who, item), 0);
  let score = 0;
  for (const other of graph.users) {
    if (other === user || linking === target) continue;
    const path = weight(user, linking) * weight(other, linking) * weight(other, target);
    if (path > 0)
      score +=
        path * itemDegree(linking) ** -alpha * userDegree(other) ** -alpha * itemDegree(target) ** -beta;
  }
  return score;
}
