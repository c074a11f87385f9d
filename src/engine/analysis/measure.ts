import type { MetricsResult } from '../../contract/types.ts';
import { EngineError } from '../../core/errors.ts';
import { labelAt } from '../../core/graph/keys.ts';
import { showNode } from '../../core/graph/show-node.ts';
import {
  estimateSeconds,
  type Measured,
  type MetricName,
  measureProjection,
  metrics,
} from '../../core/metrics/metric.ts';
import { type Projection, type ProjectionName, project, projections } from '../../core/metrics/projection.ts';
import { choiceOf, nearestNames } from '../../core/nearest-names.ts';
import type { GraphDeps } from '../deps.ts';
import type { MetricsRequest } from '../engine.ts';
import type { LoadedGraph } from '../graph/graph-cache.ts';
import { resolveNode } from '../node-reference.ts';
import { peopleMinOf } from '../ranking/recommend.ts';

/** Most nodes or communities of an answer. */
export const measureLimitMax = 1000;

/** Nodes shown of each community. */
const membersMax = 5;

/**
 * Returns a metric of a projection: nodes by falling value, ties by index; or one number; or communities. Users take
 * part where the projection holds them, and never appear. Throws `request-invalid` for an unknown metric or
 * projection with the nearest names, and for restart nodes that do not fit; `node-unknown`; `graph-empty`;
 * `limit-exceeded` before anything heavy is started.
 */
export async function measure(
  deps: GraphDeps,
  request: MetricsRequest,
  signal: AbortSignal,
): Promise<MetricsResult> {
  const metric = known<MetricName>('metric', request.metric, Object.keys(metrics));
  const name = known<ProjectionName>('projection', request.projection, Object.keys(projections));
  checkRequest(metric, request);
  const graph = await deps.graph.current(signal);
  const projection = project(name, graph.snapshot, graph.index, peopleMinOf(deps, graph));
  const restart = request.restart.map((reference) => restartPosition(graph, projection, reference));
  const measured = measureProjection(metric, projection, { restart, isLocal: request.isLocal });
  return {
    metric,
    projection: name,
    nodes: projection.nodes.length,
    edges: projection.edges.count,
    value: measured.value,
    top: topRows(graph, projection, measured, request.limit),
    ...(measured.communities === null
      ? {}
      : { communities: shownCommunities(graph, projection, measured.communities.slice(0, request.limit)) }),
    ...(measured.bounds === null
      ? {}
      : { errorBound: measured.bounds.total, errorPerDegree: measured.bounds.perDegree }),
    estimateSeconds: estimateSeconds(metric, projection.nodes.length, projection.edges.count),
    snapshot: graph.snapshot.id,
  };
}

function topRows(
  { snapshot }: LoadedGraph,
  { nodes }: Projection,
  { values }: Measured,
  limit: number,
): MetricsResult['top'] {
  if (values === null) return [];
  return Array.from(nodes, (node, position) => ({ node, value: values[position] ?? 0 }))
    .filter(({ node }) => labelAt(snapshot.keys, node) !== 'User')
    .sort((left, right) => right.value - left.value || left.node - right.node)
    .slice(0, limit)
    .map(({ node, value }) => ({ node: showNode(snapshot, node, null), value }));
}

function shownCommunities(
  { snapshot }: LoadedGraph,
  { nodes }: Projection,
  communities: readonly (readonly number[])[],
): NonNullable<MetricsResult['communities']> {
  return communities.map((positions) => ({
    size: positions.length,
    members: positions
      .map((position) => nodes[position] ?? 0)
      .filter((node) => labelAt(snapshot.keys, node) !== 'User')
      .slice(0, membersMax)
      .map((node) => showNode(snapshot, node, null)),
  }));
}

function restartPosition(graph: LoadedGraph, projection: Projection, reference: string): number {
  const node = resolveNode(graph, reference);
  const position = projection.nodes.indexOf(node);
  if (position >= 0) return position;
  throw new EngineError(
    'request-invalid',
    `${reference} is no node of ${projection.name} (${projections[projection.name]}). Take the projection whole.`,
  );
}

function checkRequest(metric: MetricName, { restart, limit, isLocal }: MetricsRequest): void {
  if ((restart.length > 0 || isLocal) && metric !== 'pagerank') {
    throw new EngineError(
      'request-invalid',
      `Restart nodes and local solving go with the metric pagerank, not with ${metric}.`,
    );
  }
  if (isLocal && restart.length === 0) {
    throw new EngineError(
      'request-invalid',
      'A local PageRank needs restart nodes to be near to; name at least one, or solve for the whole graph.',
    );
  }
  if (!(Number.isInteger(limit) && limit >= 1 && limit <= measureLimitMax)) {
    throw new EngineError(
      'request-invalid',
      `limit is ${limit}; it must be a whole number from 1 to ${measureLimitMax}.`,
    );
  }
}

function known<Name extends string>(what: string, asked: string, names: readonly string[]): Name {
  if (names.includes(asked)) return asked as Name;
  const nearest = choiceOf(nearestNames(asked, names, 3));
  throw new EngineError(
    'request-invalid',
    `There is no ${what} ${JSON.stringify(asked.slice(0, 80))}. Nearest: ${nearest}.`,
  );
}
