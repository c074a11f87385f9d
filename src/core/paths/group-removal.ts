import type { Removal } from '../ranking/score-user.ts';
import type { PathGroup } from './reasons.ts';

/** Returns the part of the graph that the paths of some groups stand for: left out, it takes their contributions away. */
export function groupRemoval(groups: readonly PathGroup[]): Removal {
  const entities = new Map<string, Set<number>>();
  for (const group of groups) {
    if (group.relation === null) continue;
    entities.set(group.relation, (entities.get(group.relation) ?? new Set()).add(group.node));
  }
  const nodesOf = (through: PathGroup['through']): Set<number> =>
    new Set(groups.filter((group) => group.through === through).map((group) => group.node));
  return { linkingItems: nodesOf('linking-item'), entities, aspects: nodesOf('aspect') };
}
