import { compareCodeUnits } from '../core/graph/snapshot.ts';
import type { NodeChunk } from './port.ts';

/** Nodes of a chunk: enough to be few, few enough to be small. */
const nodesOfChunk = 16_384;

/** All nodes of one label as a store reads them, in any order. `keys` are what the store calls them inside. */
export interface StoredNodes<Key> {
  readonly ids: string[];
  readonly names: (string | null)[];
  readonly kinds: string[];
  readonly keys: Key[];
}

/**
 * Returns the nodes in code-unit order of their ids. Both stores sort by code points, which is the same order until an
 * id holds a character beyond U+FFFF; only then is sorting needed, so that the usual cost is one comparison a node.
 */
export function inCodeUnitOrder<Key>(nodes: StoredNodes<Key>): StoredNodes<Key> {
  const { ids } = nodes;
  if (ids.every((id, index) => index === 0 || (ids[index - 1] ?? '') < id)) return nodes;
  const order = ids
    .map((_, index) => index)
    .sort((left, right) => compareCodeUnits(ids[left] ?? '', ids[right] ?? ''));
  const sorted = <Value>(values: readonly Value[]): Value[] => order.map((index) => values[index] as Value);
  return {
    ids: sorted(ids),
    names: sorted(nodes.names),
    kinds: nodes.kinds.length === 0 ? [] : sorted(nodes.kinds),
    keys: sorted(nodes.keys),
  };
}

/** Yields the nodes in chunks. */
export function* nodeChunks(nodes: StoredNodes<unknown>): Iterable<NodeChunk> {
  for (let start = 0; start < nodes.ids.length; start += nodesOfChunk) {
    const end = start + nodesOfChunk;
    yield {
      ids: nodes.ids.slice(start, end),
      names: nodes.names.slice(start, end),
      kinds: nodes.kinds.slice(start, end),
    };
  }
}
