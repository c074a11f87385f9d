import type { PathRequest, PathResult } from '../../contract/types.ts';
import { EngineError } from '../../core/errors.ts';
import { labelAt } from '../../core/graph/keys.ts';
import { showNode } from '../../core/graph/show-node.ts';
import { pickDiverse } from '../../core/paths/pick-diverse.ts';
import { shownPath } from '../../core/paths/search/path-words.ts';
import { type MetaPath, parsePattern, patternText, relationEnds } from '../../core/paths/search/pattern.ts';
import { type FoundWay, type FoundWays, pathLimits, searchPaths } from '../../core/paths/search/search.ts';
import { wayShares } from '../../core/paths/way-shares.ts';
import { scoreUser, seenItems } from '../../core/ranking/score-user.ts';
import type { Deps, GraphDeps } from '../deps.ts';
import { pause } from '../evaluate/pause.ts';
import type { LoadedGraph } from '../graph/graph-cache.ts';
import { resolveNode } from '../node-reference.ts';
import { peopleMinOf } from '../ranking/recommend.ts';

/** What a request that does not say gets. */
export const pathDefaults = { limit: 5, lengthMax: 4, order: 'cost', timeoutMs: 10_000 } as const;

/**
 * Returns the cheapest paths between two nodes, in words; with a pattern those of its form, with `order: diverse` those
 * of the cheapest 50 that share few nodes. Users who are not an end appear only as a number of at least the data set's
 * threshold, so two users cannot both be ends. No path is an empty list; `truncated` says that the search met its bound
 * or its time before it knew all. From a user to an item that can be recommended to her, paths that the ranking walks have
 * their exact share of the score. Only a search that met its time may differ from one run to the next. Throws
 * `node-unknown`, `graph-empty`, `relation-unknown`, and `request-invalid` for equal ends, two users as ends, limits out
 * of range, and a pattern that does not parse or does not fit the ends. Looks at the signal while it runs.
 */
export async function findPaths(
  deps: GraphDeps & Pick<Deps, 'now'>,
  request: PathRequest,
  signal: AbortSignal,
): Promise<PathResult> {
  const limit = within('limit', request.limit ?? pathDefaults.limit, pathLimits.pathsMax);
  const order = request.order ?? pathDefaults.order;
  const graph = await deps.graph.current(signal);
  const { snapshot } = graph;
  const { from, to } = endsOf(graph, request);
  const pattern = patternOf(graph, request, { from, to });
  const lengthMax =
    pattern?.steps.length ??
    within('lengthMax', request.lengthMax ?? pathDefaults.lengthMax, pathLimits.lengthMax);
  const search = searchPaths(snapshot, {
    from,
    to,
    limit: order === 'diverse' ? pathLimits.pathsMax : limit,
    lengthMax,
    peopleMin: peopleMinOf(deps, graph),
    ...(pattern === null ? {} : { pattern }),
  });
  const found = await finished(deps, search, request.timeoutMs ?? pathDefaults.timeoutMs, signal);
  const paths = order === 'diverse' ? diverse(found.paths, limit) : found.paths;
  return {
    from: showNode(snapshot, from, from),
    to: showNode(snapshot, to, to),
    paths: withShares(graph, { from, to }, paths),
    truncated: found.truncated,
    limit,
    lengthMax,
    pattern: pattern === null ? null : patternText(pattern),
    order,
    revision: snapshot.revision,
    snapshot: snapshot.id,
  };
}

/** Shares are known where the ends are a user and an item that may be recommended to her. */
function withShares(
  { snapshot, manifest, index }: LoadedGraph,
  { from, to }: { readonly from: number; readonly to: number },
  ways: readonly FoundWay[],
): PathResult['paths'] {
  const paths = ways.map((way) => shownPath(snapshot, manifest, way));
  const { keys } = snapshot;
  if (labelAt(keys, from) !== 'User' || labelAt(keys, to) !== 'Item') return paths;
  if (seenItems(index, from)[to - index.itemStart] === 1) return paths;
  const shares = wayShares(snapshot, index, scoreUser(index, from), to, ways);
  return paths.map((path, at) => ({ ...path, share: shares[at] ?? null }));
}

function endsOf(graph: LoadedGraph, request: PathRequest): { readonly from: number; readonly to: number } {
  const from = resolveNode(graph, request.from);
  const to = resolveNode(graph, request.to);
  const { keys } = graph.snapshot;
  if (from === to) {
    throw new EngineError(
      'request-invalid',
      `Both ends are ${request.from}; a path leads from one node to another.`,
    );
  }
  if (labelAt(keys, from) === 'User' && labelAt(keys, to) === 'User') {
    throw new EngineError(
      'request-invalid',
      'Both ends are users. A path may begin at one person, and then leads to an item, attribute or aspect.',
    );
  }
  return { from, to };
}

function patternOf(
  { snapshot, manifest }: LoadedGraph,
  request: PathRequest,
  ends: { readonly from: number; readonly to: number },
): MetaPath | null {
  if (request.pattern === undefined) return null;
  if (request.lengthMax !== undefined) {
    throw new EngineError(
      'request-invalid',
      'A pattern fixes the number of steps, so lengthMax cannot stand beside it. Leave one of them out.',
    );
  }
  const pattern = parsePattern(request.pattern, relationEnds(snapshot, manifest), pathLimits.lengthMax);
  checkEnd('begins', pattern.labels[0], labelAt(snapshot.keys, ends.from), request.from);
  checkEnd('ends', pattern.labels.at(-1), labelAt(snapshot.keys, ends.to), request.to);
  return pattern;
}

function checkEnd(verb: string, written: string | undefined, label: string, reference: string): void {
  if (written === label) return;
  throw new EngineError(
    'request-invalid',
    `The pattern ${verb} at ${written}, and ${JSON.stringify(reference)} is a node of the label ${label}.`,
  );
}

/** Runs a search to its end, or to the end of its time, with a look at the signal between its stretches. */
async function finished(
  { now }: Pick<Deps, 'now'>,
  search: Generator<undefined, FoundWays, boolean>,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<FoundWays> {
  const stopAt = now() + timeoutMs;
  for (let state = search.next(false); ; state = search.next(now() >= stopAt)) {
    if (state.done === true) return state.value;
    await pause();
    signal.throwIfAborted();
  }
}

/** The chance of a random walk over a path, 2^-cost, is what it is worth; the cost is in bits. */
function diverse(paths: readonly FoundWay[], limit: number): FoundWay[] {
  return pickDiverse(paths, {
    limit,
    worth: (path) => 2 ** -path.cost,
    nodes: (path) => path.nodes.slice(1, -1),
  });
}

function within(name: string, value: number, max: number): number {
  if (Number.isInteger(value) && value >= 1 && value <= max) return value;
  throw new EngineError(
    'request-invalid',
    `${name} is ${value}; it must be a whole number from 1 to ${max}.`,
  );
}
