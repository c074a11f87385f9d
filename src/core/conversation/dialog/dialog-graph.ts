import { buildCsr, type Csr, type EdgeList, sortedEdgeOrder } from '../../graph/csr.ts';
import { factWeights } from './dialog-settings.ts';

/** What the graph is made of; entities are integers from 0 to entityCount - 1. */
export interface DialogGraphSource {
  readonly entityCount: number;
  readonly triples: readonly { readonly head: number; readonly relation: string; readonly tail: number }[];
  /** Entities of each earlier dialog in the order in which they were named. */
  readonly mentions: readonly (readonly number[])[];
}

/** Edges while they are collected. */
interface Edges {
  readonly sources: number[];
  readonly targets: number[];
  readonly weights: number[];
}

/**
 * Returns the edges that a walk takes from entities of a dialog, both ways: facts of the knowledge graph, and co-mentions
 * in earlier dialogs. Each of the two layers sums to its share at every entity it reaches, so a fact counts as little
 * beside co-mentions whatever the degrees. A pair of one dialog of n entities weighs
 * 1 / (log2(1 + n) √distance), distance = how many mentions lie between, from 1. Cost: O(facts + pairs of each dialog).
 */
export function buildDialogGraph(source: DialogGraphSource, factShare: number): Csr {
  const edges: Edges = { sources: [], targets: [], weights: [] };
  appendLayer(edges, factEdges(source), factShare, source.entityCount);
  appendLayer(edges, comentionEdges(source.mentions), 1 - factShare, source.entityCount);
  return csrOf(edges, source.entityCount);
}

/** Mentions that are added to each movie's, so that a pair of rare movies is not sure of each other. */
const shrinkage = 5;

/**
 * Returns edges between the movies of each earlier dialog, both ways, parallel ones for each dialog; together they weigh
 * how far two movies are named by the same dialogs, n_ab / √((n_a + s)(n_b + s)): a cosine that `shrinkage` s damps. Unlike
 * the walk this compares with how often both are named. `counts` holds n, one an entity. Cost: pairs of each dialog.
 */
export function buildCompanions(source: DialogGraphSource, isMovie: Uint8Array, counts: Float64Array): Csr {
  const edges: Edges = { sources: [], targets: [], weights: [] };
  const sizes = counts.map((count) => Math.sqrt(count + shrinkage));
  for (const named of source.mentions) {
    const movies = [...new Set(named)].filter((entity) => isMovie[entity] === 1).slice(0, entitiesPairedMax);
    movies.forEach((first, place) => {
      for (const second of movies.slice(place + 1))
        appendBothWays(edges, first, second, 1 / ((sizes[first] ?? 1) * (sizes[second] ?? 1)));
    });
  }
  return csrOf(edges, source.entityCount);
}

function factEdges({ triples }: DialogGraphSource): Edges {
  const edges: Edges = { sources: [], targets: [], weights: [] };
  for (const { head, relation, tail } of triples) {
    const weight = factWeights[relation];
    if (weight !== undefined && head !== tail) appendBothWays(edges, head, tail, weight);
  }
  return edges;
}

/** Most entities of one dialog that are paired: their number of pairs grows with the square. */
const entitiesPairedMax = 100;

function comentionEdges(mentions: DialogGraphSource['mentions']): Edges {
  const edges: Edges = { sources: [], targets: [], weights: [] };
  for (const named of mentions) {
    const entities = [...new Set(named)].slice(0, entitiesPairedMax);
    const dialogWeight = 1 / Math.log2(1 + entities.length);
    entities.forEach((first, place) => {
      entities.slice(place + 1).forEach((second, between) => {
        appendBothWays(edges, first, second, dialogWeight / Math.sqrt(between + 1));
      });
    });
  }
  return edges;
}

function appendBothWays(edges: Edges, first: number, second: number, weight: number): void {
  edges.sources.push(first, second);
  edges.targets.push(second, first);
  edges.weights.push(weight, weight);
}

/** Appends a layer to `out` with weights that sum to `share` at each source. */
function appendLayer(out: Edges, layer: Edges, share: number, entityCount: number): void {
  const sums = new Float64Array(entityCount);
  layer.sources.forEach((node, edge) => {
    sums[node] = (sums[node] ?? 0) + (layer.weights[edge] ?? 0);
  });
  layer.sources.forEach((node, edge) => {
    out.sources.push(node);
    out.targets.push(layer.targets[edge] ?? 0);
    out.weights.push((share * (layer.weights[edge] ?? 0)) / (sums[node] ?? 1));
  });
}

function csrOf(edges: Edges, entityCount: number): Csr {
  const list: EdgeList = {
    count: edges.sources.length,
    sources: Uint32Array.from(edges.sources),
    targets: Uint32Array.from(edges.targets),
    weights: Float64Array.from(edges.weights),
  };
  return buildCsr(list, sortedEdgeOrder(list, entityCount), 0, entityCount);
}
