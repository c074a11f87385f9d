import {
  buildNameIndex,
  type NamedNode,
  type NameIndex,
} from '../../core/conversation/message/name-index.ts';
import { labelRange } from '../../core/graph/keys.ts';
import { nameAt } from '../../core/graph/show-node.ts';
import type { LoadedGraph } from '../graph/graph-cache.ts';
import { attributeIndexOf } from './conversation-parts.ts';

const indexByGraph = new WeakMap<LoadedGraph, NameIndex>();

/**
 * Returns the names that a message may link to: items, aspects, and the attributes that conversations may ask for. Users
 * are never among them. Made once a graph. Cost: O(units of names).
 */
export function messageNames(graph: LoadedGraph): NameIndex {
  const known = indexByGraph.get(graph);
  if (known !== undefined) return known;
  const index = buildNameIndex(namesOf(graph));
  indexByGraph.set(graph, index);
  return index;
}

function* namesOf(graph: LoadedGraph): Iterable<NamedNode> {
  for (const label of ['Aspect', 'Item'] as const) {
    const { start, end } = labelRange(graph.snapshot.keys, label);
    for (let node = start; node < end; node++) yield* named(graph, node);
  }
  for (const node of new Set(attributeIndexOf(graph).traitAttributes)) yield* named(graph, node);
}

function* named(graph: LoadedGraph, node: number): Iterable<NamedNode> {
  const name = nameAt(graph.snapshot, node);
  if (name !== null) yield { name, node };
}
