import type { PathResult } from '../contract/types.ts';
import { EngineError } from '../core/errors.ts';
import { labelAt } from '../core/graph/keys.ts';
import { showNode } from '../core/graph/show-node.ts';
import { shownPath } from '../core/paths/path-words.ts';
import { pathLimits, searchPaths } from '../core/paths/search.ts';
import type { GraphDeps } from './deps.ts';
import type { PathRequest } from './engine.ts';
import { resolveNode } from './node-reference.ts';
import { peopleMinOf } from './recommend.ts';

/** What a request that does not say gets. */
export const pathDefaults = { limit: 5, lengthMax: 4 } as const;

/**
 * Returns the cheapest paths between two nodes, in words. Users who are not an end appear only as a number of at least
 * the data set's threshold, so two users cannot both be ends. No path is an empty list; `truncated` says that the search met its bound before it knew
 * all. Throws `node-unknown`, `graph-empty`, and `request-invalid` for equal ends, two
 * users as ends, and limits out of range.
 */
export async function findPaths(
  deps: GraphDeps,
  request: PathRequest,
  signal: AbortSignal,
): Promise<PathResult> {
  const limit = within('limit', request.limit, pathLimits.pathsMax);
  const lengthMax = within('lengthMax', request.lengthMax, pathLimits.lengthMax);
  const graph = await deps.graph.current(signal);
  const { snapshot, manifest } = graph;
  const from = resolveNode(graph, request.from);
  const to = resolveNode(graph, request.to);
  if (from === to) {
    throw new EngineError(
      'request-invalid',
      `Both ends are ${request.from}; a path leads from one node to another.`,
    );
  }
  if (labelAt(snapshot.keys, from) === 'User' && labelAt(snapshot.keys, to) === 'User') {
    throw new EngineError(
      'request-invalid',
      `Both ends are users. A path may begin at one person, and then leads to an item, attribute or aspect.`,
    );
  }
  const found = searchPaths(snapshot, { from, to, limit, lengthMax, peopleMin: peopleMinOf(deps, graph) });
  return {
    from: showNode(snapshot, from, from),
    to: showNode(snapshot, to, to),
    paths: found.paths.map((path) => shownPath(snapshot, manifest, path)),
    truncated: found.truncated,
    limit,
    lengthMax,
    revision: snapshot.revision,
    snapshot: snapshot.id,
  };
}

function within(name: string, value: number, max: number): number {
  if (Number.isInteger(value) && value >= 1 && value <= max) return value;
  throw new EngineError(
    'request-invalid',
    `${name} is ${value}; it must be a whole number from 1 to ${max}.`,
  );
}
