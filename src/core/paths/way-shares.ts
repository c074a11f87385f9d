import type { GraphSnapshot, RelationEdges } from '../graph/snapshot.ts';
import type { RankingIndex } from '../ranking/ranking-index.ts';
import type { UserScoring } from '../ranking/score-user.ts';
import { type CarriedPath, carriedPaths } from './path-shares.ts';
import { pathGroups } from './reasons.ts';
import type { FoundWay } from './search/search.ts';

/**
 * Returns for each way from the user of a scoring to an item what it carries of the item's score, as a share of the
 * positive contributions; negative where it counts against the item. Null for ways that the ranking does not walk, and
 * for those over other people: what they carry is known of all people behind a liked item together, whatever they did
 * with it. Ways that differ only in the user's own acts on the liked item are one in the score, and each shows its share.
 * Cost: that of `pathGroups` and `carriedPaths`.
 */
export function wayShares(
  snapshot: GraphSnapshot,
  index: RankingIndex,
  scoring: UserScoring,
  item: number,
  ways: readonly FoundWay[],
): (number | null)[] {
  const groups = pathGroups(index, scoring, item);
  const positive = groups.reduce((sum, group) => sum + Math.max(0, group.contribution), 0);
  const carried = new Map<string, number>();
  for (const path of carriedPaths(index, scoring, item, groups)) {
    const key = keyOfCarried(path);
    if (key !== null) carried.set(key, path.contribution);
  }
  return ways.map((way) => {
    const key = keyOfWay(snapshot, way);
    const contribution = key === null ? undefined : carried.get(key);
    return contribution === undefined || positive === 0 ? null : contribution / positive;
  });
}

function keyOfCarried({ group, linkingItem, opinions }: CarriedPath): string | null {
  if (opinions !== null) return [...opinions, group.node].join(' ');
  if (group.through === 'shared-entity') return [group.relation, linkingItem, group.node].join(' ');
  return group.through === 'related-item' ? [group.relation, group.node].join(' ') : null;
}

/** Nodes are user, aspect, item; or user, liked item, item; or user, liked item, entity, item. */
function keyOfWay(snapshot: GraphSnapshot, { nodes, steps }: FoundWay): string | null {
  if (steps.some((step) => step.people !== null)) return null;
  const [first, second, third]: (RelationEdges | undefined)[] = steps.map(
    (step) => snapshot.relations[step.relations[0]!.relation],
  );
  if (first === undefined || second === undefined || steps.length > 3) return null;
  if (first.role === 'derived' && third === undefined) return [first.type, second.type, nodes[1]].join(' ');
  if (first.role !== 'interaction' || second.role !== 'link') return null;
  if (third === undefined) return [second.type, nodes[1]].join(' ');
  return third.type === second.type ? [second.type, nodes[1], nodes[2]].join(' ') : null;
}
