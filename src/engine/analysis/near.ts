import type { NearRequest, NearResult } from '../../contract/types.ts';
import { parse } from '../../contract/validate.ts';
import { EngineError } from '../../core/errors.ts';
import { labelRange, type NodeLabel } from '../../core/graph/keys.ts';
import { nameAt, showNode } from '../../core/graph/show-node.ts';
import { type GraphSnapshot, relationOf } from '../../core/graph/snapshot.ts';
import { choiceOf, nearestNames } from '../../core/nearest-names.ts';
import { pageRankOptionsDefault } from '../../core/ranking/pagerank/solve-pagerank.ts';
import { buildUndirectedGraph, type UndirectedGraph } from '../../core/ranking/pagerank/undirected-graph.ts';
import type { ComputeDeps, GraphDeps } from '../deps.ts';
import type { LoadedGraph } from '../graph/graph-cache.ts';
import { resolveNode } from '../node-reference.ts';

/** What a request that does not say gets. */
export const nearDefaults = { limit: 10, label: 'Item' } as const;

/** Labels of nodes that are found by name, in the order in which they are looked through. */
const namedLabels: readonly NodeLabel[] = ['Item', 'Attribute', 'Aspect'];

/** Most nodes that one name may stand for. */
const sameNameMax = 20;

interface PlacedRestart {
  readonly node: number;
  readonly weight: number;
}

/**
 * Returns the nodes of a label that lie nearest to the given ones by personalised PageRank over the relations of the graph,
 * walked both ways by their weights; the restart nodes are left out. Restarts are references or names. Users may be
 * restarts and are never shown, neither as restart nor as answer. The bound on the error is measured. Throws
 * `request-invalid` for what the schema refuses and for a name of more than 20 nodes, `node-unknown`, `relation-unknown`,
 * `graph-empty`. Cost: that of `solvePageRank`; the first request of a graph also lays its edges out.
 */
export async function near(
  deps: GraphDeps & ComputeDeps,
  asked: NearRequest,
  signal: AbortSignal,
): Promise<NearResult> {
  const request = parse<NearRequest>('near-request', asked, 'near');
  const { label = nearDefaults.label, limit = nearDefaults.limit, relations = null } = request;
  const loaded = await deps.graph.current(signal);
  const { snapshot } = loaded;
  const restarts = request.restarts.flatMap((restart) => placed(loaded, restart));
  const graph = undirectedGraph(snapshot, relations);
  const nodes = Uint32Array.from(restarts, ({ node }) => node);
  const weights = Float64Array.from(restarts, ({ weight }) => weight);
  const { restartProbability, epsilon, passesMax } = { ...pageRankOptionsDefault, ...request };
  const [found] = await deps.compute.pageRank(
    graph,
    [{ restart: { nodes, weights }, start: null, excluded: nodes }],
    { restartProbability, epsilon, passesMax },
    { range: labelRange(snapshot.keys, label), k: limit },
    signal,
  );
  const weightSum = weights.reduce((sum, weight) => sum + weight, 0);
  return {
    restarts: restarts.map(({ node, weight }) => ({
      node: showNode(snapshot, node, null),
      share: weight / weightSum,
    })),
    nodes: (found?.nodes ?? []).map((node, place) => ({
      node: showNode(snapshot, node, null),
      score: found?.scores[place] ?? 0,
    })),
    label,
    restartProbability,
    relations,
    errorBound: found?.errorBound ?? 0,
    passes: found?.passes ?? 0,
    limit,
    revision: snapshot.revision,
    snapshot: snapshot.id,
  };
}

/** The nodes of a reference, or of a name that is no id: all nodes that have it share the weight. */
function placed(
  graph: LoadedGraph,
  { node: text, weight = 1 }: NearRequest['restarts'][number],
): PlacedRestart[] {
  try {
    return [{ node: resolveNode(graph, text), weight }];
  } catch (error) {
    if (!(error instanceof EngineError) || error.code !== 'node-unknown') throw error;
    const named = nodesNamed(graph.snapshot, text);
    if (named.length === 0) throw error;
    if (named.length > sameNameMax) {
      throw new EngineError(
        'request-invalid',
        `${named.length} nodes have the name ${JSON.stringify(text)}, more than ${sameNameMax}. Name one by its label and id.`,
      );
    }
    return named.map((node) => ({ node, weight: weight / named.length }));
  }
}

function nodesNamed(snapshot: GraphSnapshot, text: string): readonly number[] {
  const wanted = text.trim().toLowerCase();
  const found: number[] = [];
  for (const label of namedLabels) {
    const { start, end } = labelRange(snapshot.keys, label);
    for (let node = start; node < end; node++)
      if (nameAt(snapshot, node)?.toLowerCase() === wanted) found.push(node);
  }
  return found;
}

/** The layout asked for last of each snapshot; it goes when its snapshot does. */
const layouts = new WeakMap<GraphSnapshot, { readonly types: string; readonly graph: UndirectedGraph }>();

function undirectedGraph(snapshot: GraphSnapshot, types: readonly string[] | null): UndirectedGraph {
  const key = JSON.stringify(types);
  const kept = layouts.get(snapshot);
  if (kept?.types === key) return kept.graph;
  const relations =
    types === null
      ? snapshot.relations
      : [...new Set(types)].map((type) => relationOf(snapshot, type) ?? unknownRelation(snapshot, type));
  const graph = buildUndirectedGraph(
    snapshot.keys.count,
    relations.map(({ forward }) => forward),
  );
  layouts.set(snapshot, { types: key, graph });
  return graph;
}

function unknownRelation(snapshot: GraphSnapshot, type: string): never {
  const known = snapshot.relations.map((relation) => relation.type);
  const nearest = choiceOf(nearestNames(type, known, 3));
  throw new EngineError(
    'relation-unknown',
    `The graph has no relation ${JSON.stringify(type.slice(0, 80))}. Nearest: ${nearest}.`,
  );
}
