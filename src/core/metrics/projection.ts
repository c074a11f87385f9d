import { EngineError } from '../errors.ts';
import {
  buildCsr,
  type Csr,
  type EdgeList,
  edgesEnd,
  edgesStart,
  sortedEdgeOrder,
  transpose,
} from '../graph/csr.ts';
import { labelAt, labelRange } from '../graph/keys.ts';
import type { GraphSnapshot } from '../graph/snapshot.ts';
import type { RankingIndex } from '../ranking/ranking-index.ts';

/** The named projections, each with what its nodes and edges are. */
export const projections = {
  'items-by-attribute': 'items, joined by the number of attributes they share',
  'items-by-user': 'items, joined by the number of people who like both, from the threshold on',
  bipartite: 'users and the items they like',
  whole: 'every node, joined by the number of relationships between two',
} as const;

/** Name of a projection. */
export type ProjectionName = keyof typeof projections;

/** A simple undirected weighted graph over some nodes of a snapshot: no self-loops, no parallel edges. */
export interface Projection {
  readonly name: ProjectionName;
  /** Node indices of the snapshot, rising. */
  readonly nodes: Uint32Array;
  /** Positions in `nodes`, source below target, sorted; each edge once. */
  readonly edges: EdgeList;
}

/** Most pairs of items that a projection may look at: about 2 s. */
export const pairsMax = 50_000_000;

/**
 * Returns a projection. Edges of `items-by-user` need `peopleMin` people. Throws `limit-exceeded` where items share so
 * much that more than `pairsMax` pairs would be counted, naming the number. Cost: O(edges), and O(Σ degree²) over the
 * attributes or users in between for projections on items.
 */
export function project(
  name: ProjectionName,
  snapshot: GraphSnapshot,
  index: RankingIndex,
  peopleMin: number,
): Projection {
  switch (name) {
    case 'items-by-attribute':
      return itemProjection(name, snapshot, attributeLinks(snapshot), 1);
    case 'items-by-user':
      return itemProjection(name, snapshot, index.likers, peopleMin);
    case 'bipartite':
      return pairProjection(name, snapshot, [index.likes], (label) => label === 'User' || label === 'Item');
    case 'whole':
      return pairProjection(
        name,
        snapshot,
        snapshot.relations.map((relation) => relation.forward),
        () => true,
      );
  }
}

/** Joins items that share at least `sharedMin` of the nodes that `links` leads to. */
function itemProjection(
  name: ProjectionName,
  snapshot: GraphSnapshot,
  links: Csr,
  sharedMin: number,
): Projection {
  const { start, end } = labelRange(snapshot.keys, 'Item');
  const back = transpose(links, 0, snapshot.keys.count);
  checkPairs(name, back);
  const counts = new Uint32Array(end - start);
  const found: { sources: number[]; targets: number[]; weights: number[] } = {
    sources: [],
    targets: [],
    weights: [],
  };
  for (let item = start; item < end; item++) {
    for (const other of countShared(links, back, item, start, counts)) {
      const shared = counts[other - start]!;
      counts[other - start] = 0;
      if (shared < sharedMin) continue;
      found.sources.push(item - start);
      found.targets.push(other - start);
      found.weights.push(shared);
    }
  }
  return {
    name,
    nodes: Uint32Array.from({ length: end - start }, (_, position) => start + position),
    edges: {
      count: found.sources.length,
      sources: Uint32Array.from(found.sources),
      targets: Uint32Array.from(found.targets),
      weights: Float64Array.from(found.weights),
    },
  };
}

/** Writes to `out` how many nodes each later item shares with `item`, and returns those items, rising. */
function countShared(links: Csr, back: Csr, item: number, itemStart: number, out: Uint32Array): Uint32Array {
  const touched: number[] = [];
  const end = edgesEnd(links, item);
  for (let slot = edgesStart(links, item); slot < end; slot++) {
    const middle = links.targets[slot]!;
    const stop = edgesEnd(back, middle);
    for (let other = edgesStart(back, middle); other < stop; other++) {
      const target = back.targets[other]!;
      if (target <= item) continue;
      if (out[target - itemStart] === 0) touched.push(target);
      out[target - itemStart]!++;
    }
  }
  return Uint32Array.from(touched).sort();
}

function checkPairs(name: ProjectionName, back: Csr): void {
  let pairs = 0;
  for (let row = 0; row < back.offsets.length - 1; row++) {
    const degree = back.offsets[row + 1]! - back.offsets[row]!;
    pairs += (degree * (degree - 1)) / 2;
  }
  if (pairs <= pairsMax) return;
  throw new EngineError(
    'limit-exceeded',
    `The projection ${name} would count ${pairs} pairs of items; at most ${pairsMax} are allowed. Take the projection bipartite, or import fewer interactions or relations.`,
  );
}

/** From each item to its attributes, each once, whatever the relations and directions. */
function attributeLinks(snapshot: GraphSnapshot): Csr {
  const { start, end } = labelRange(snapshot.keys, 'Item');
  const attributes = labelRange(snapshot.keys, 'Attribute');
  const isAttribute = (node: number): boolean => node >= attributes.start && node < attributes.end;
  const isItem = (node: number): boolean => node >= start && node < end;
  const pairs: { sources: number[]; targets: number[] } = { sources: [], targets: [] };
  for (const { forward } of snapshot.relations) {
    eachEdge(forward, (source, target) => {
      const [item, attribute] = isItem(source) ? [source, target] : [target, source];
      if (!isItem(item) || !isAttribute(attribute)) return;
      pairs.sources.push(item);
      pairs.targets.push(attribute);
    });
  }
  const merged = mergedEdges(pairs.sources, pairs.targets, snapshot.keys.count);
  return buildCsr(merged, sortedEdgeOrder(merged, snapshot.keys.count), start, end);
}

/** Joins the nodes of the chosen labels that have an edge in any of the matrices. */
function pairProjection(
  name: ProjectionName,
  snapshot: GraphSnapshot,
  matrices: readonly Csr[],
  isChosen: (label: string) => boolean,
): Projection {
  const { keys } = snapshot;
  const nodes = Uint32Array.from(
    Array.from({ length: keys.count }, (_, node) => node).filter((node) => isChosen(labelAt(keys, node))),
  );
  const positions = new Uint32Array(keys.count);
  nodes.forEach((node, position) => {
    positions[node] = position;
  });
  const sources: number[] = [];
  const targets: number[] = [];
  for (const csr of matrices) {
    eachEdge(csr, (source, target) => {
      if (source === target) return;
      sources.push(positions[Math.min(source, target)]!);
      targets.push(positions[Math.max(source, target)]!);
    });
  }
  return { name, nodes, edges: mergedEdges(sources, targets, nodes.length) };
}

/** Returns each pair once, sorted, with the number of its occurrences as weight. */
function mergedEdges(sources: readonly number[], targets: readonly number[], nodeCount: number): EdgeList {
  const count = sources.length;
  const list = {
    count,
    sources: Uint32Array.from(sources),
    targets: Uint32Array.from(targets),
    weights: new Float64Array(count).fill(1),
  };
  const order = sortedEdgeOrder(list, nodeCount);
  let merged = -1;
  const out = {
    sources: new Uint32Array(count),
    targets: new Uint32Array(count),
    weights: new Float64Array(count),
  };
  for (const edge of order) {
    const [source, target] = [list.sources[edge]!, list.targets[edge]!];
    if (merged < 0 || out.sources[merged] !== source || out.targets[merged] !== target) {
      merged++;
      out.sources[merged] = source;
      out.targets[merged] = target;
    }
    out.weights[merged]!++;
  }
  return {
    count: merged + 1,
    sources: out.sources.slice(0, merged + 1),
    targets: out.targets.slice(0, merged + 1),
    weights: out.weights.slice(0, merged + 1),
  };
}

function eachEdge(csr: Csr, visit: (source: number, target: number) => void): void {
  for (let row = 0; row < csr.offsets.length - 1; row++) {
    for (let slot = csr.offsets[row]!; slot < csr.offsets[row + 1]!; slot++) {
      visit(csr.firstNode + row, csr.targets[slot]!);
    }
  }
}
