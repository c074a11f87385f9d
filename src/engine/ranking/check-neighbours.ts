import { edgesEnd, edgesStart } from '../../core/graph/csr.ts';
import { idAt } from '../../core/graph/keys.ts';
import type { RankingIndex } from '../../core/ranking/ranking-index.ts';
import { scoreUser, seenItems } from '../../core/ranking/score-user.ts';
import { topK } from '../../core/ranking/top-k.ts';
import type { Deps } from '../deps.ts';
import type { LoadedGraph } from '../graph/graph-cache.ts';
import { neighbourState } from './neighbour-state.ts';
import { neighboursQuery, queryLimits } from './recommend-by-lists.ts';

/** What checking takes. */
export interface CheckNeighboursRequest {
  /** Users, evenly over those who like something. */
  readonly users: number;
  /** Length of the lists that are compared. */
  readonly limit: number;
}

/** A mean with its standard error over users; both null where there is no user. */
export interface MeanShown {
  readonly mean: number | null;
  readonly standardError: number | null;
}

/** How near the answer from lists in the store comes to that of the graph in memory. */
export interface NeighbourCheck {
  readonly users: number;
  readonly limit: number;
  readonly length: number;
  /** Share of the best items by the walk alone that the lists give as well: what cutting the lists loses. */
  readonly walkOverlap: MeanShown;
  /** Score that the lists give to the best items they have, divided by that of the walk. */
  readonly scoreKept: MeanShown;
  /** Share of the best items of the whole ranking, relations and aspects included. */
  readonly rankingOverlap: MeanShown;
  /** Whether the store has the facts that the lists were made of. */
  readonly isCurrent: boolean;
}

/**
 * Compares what the live query gives to some users with what the graph in memory gives, so that the loss by cutting the
 * lists, and by leaving out all but the walk, is known. Throws `capability-missing` where there are no lists.
 */
export async function checkNeighbours(
  deps: Pick<Deps, 'store' | 'graph'>,
  request: CheckNeighboursRequest,
  signal: AbortSignal,
): Promise<NeighbourCheck> {
  const state = await neighbourState(deps.store, signal);
  const graph = await deps.graph.current(signal);
  const walkOnly = { ...graph.index, relationTerms: [], aspectTerm: null, regression: null };
  const found: { walk: number; kept: number | null; ranking: number }[] = [];
  for (const user of someUsers(graph.index, request.users)) {
    const params = { user: idAt(graph.snapshot.keys, user), items: request.limit, reasons: 1, limit: 10_000 };
    const { rows } = await deps.store.runNamed(neighboursQuery, params, queryLimits, signal);
    const scores = new Map(rows.map((row) => [String(row[0]), Number(row[2])]));
    const walk = bestItems(graph, walkOnly, user, request.limit);
    if (walk.size === 0) continue;
    const kept = [...scores].flatMap(([id, score]) => {
      const exact = walk.get(id);
      return exact === undefined ? [] : [score / exact];
    });
    found.push({
      walk: overlap(walk, scores),
      kept: kept.length === 0 ? null : kept.reduce((sum, share) => sum + share, 0) / kept.length,
      ranking: overlap(bestItems(graph, graph.index, user, request.limit), scores),
    });
  }
  return {
    users: found.length,
    limit: request.limit,
    length: state.length,
    walkOverlap: meanOf(found.map(({ walk }) => walk)),
    scoreKept: meanOf(found.flatMap(({ kept }) => (kept === null ? [] : [kept]))),
    rankingOverlap: meanOf(found.map(({ ranking }) => ranking)),
    isCurrent: state.revision === graph.snapshot.revision,
  };
}

function someUsers(index: RankingIndex, count: number): number[] {
  const all = Array.from({ length: index.userCount }, (_, row) => index.userStart + row).filter(
    (user) => edgesEnd(index.likes, user) > edgesStart(index.likes, user),
  );
  const step = Math.max(1, all.length / count);
  return Array.from(
    { length: Math.min(count, all.length) },
    (_, place) => all[Math.floor(place * step)] ?? 0,
  );
}

function bestItems(
  graph: LoadedGraph,
  index: RankingIndex,
  user: number,
  limit: number,
): Map<string, number> {
  const { scores, method } = scoreUser(index, user);
  if (method === 'popularity') return new Map();
  const best = topK(scores, seenItems(index, user), limit);
  return new Map(
    best.map((position) => [idAt(graph.snapshot.keys, index.itemStart + position), scores[position] ?? 0]),
  );
}

function overlap(wanted: ReadonlyMap<string, number>, found: ReadonlyMap<string, number>): number {
  if (wanted.size === 0) return 1;
  return [...wanted.keys()].filter((id) => found.has(id)).length / wanted.size;
}

function meanOf(values: readonly number[]): MeanShown {
  if (values.length === 0) return { mean: null, standardError: null };
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const standardError = values.length < 2 ? null : Math.sqrt(squares / (values.length - 1) / values.length);
  return { mean, standardError };
}
