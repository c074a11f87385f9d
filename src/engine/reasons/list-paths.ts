import type { PathShown } from '../../contract/types.ts';
import { type ItemPath, userPaths } from '../../core/paths/item-paths.ts';
import { type PathGroup, pathGroups } from '../../core/paths/reasons.ts';
import { relationPriors, selectPaths } from '../../core/paths/select.ts';
import { pathOver } from '../../core/paths/shown-reasons.ts';
import type { ChosenItem } from '../../core/ranking/choose-list.ts';
import type { UserScoring } from '../../core/ranking/score-user.ts';
import type { LoadedGraph } from '../graph/graph-cache.ts';

/**
 * Returns one path for each item of a list, chosen together (`selectPaths`): types of last steps as different as the
 * graph allows, telling relations first. Null where there is none, where the reason it belongs to carries nothing, or
 * where fewer than `peopleMin` people stand behind it.
 */
export function listPaths(
  graph: LoadedGraph,
  scoring: UserScoring,
  chosen: readonly ChosenItem[],
  peopleMin: number,
): (PathShown | null)[] {
  const { index, snapshot, manifest } = graph;
  if (scoring.method === 'popularity') return chosen.map(() => null);
  const context = { snapshot, manifest, aspectTerm: index.aspectTerm };
  const items = chosen.map(({ item }) => index.itemStart + item);
  const paths = selectPaths(userPaths(index, scoring.user), items, relationPriors({ index }));
  return paths.map((path, place) => {
    const item = items[place];
    if (path === null || item === undefined) return null;
    const group = groupOf(path, pathGroups(index, scoring, item));
    if (group === undefined || (group.people !== null && group.people < peopleMin)) return null;
    return pathOver(context, group, { user: scoring.user, item }, path.linkingItem);
  });
}

/** The reason that a path is part of. */
function groupOf(
  { relation, shared, linkingItem }: ItemPath,
  groups: readonly PathGroup[],
): PathGroup | undefined {
  return groups.find((group) =>
    relation === null
      ? group.through === 'linking-item' && group.node === linkingItem
      : group.relation === relation && group.node === shared,
  );
}
