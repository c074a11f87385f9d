import { assert } from '../assert.ts';
import { buildStringTable, findString, type StringTable, stringAt } from './string-table.ts';

/** Labels of the nodes that take part in walks, in the order of their index ranges (code-unit order). */
export const nodeLabels = ['Aspect', 'Attribute', 'Item', 'User'] as const;

/** One of `nodeLabels`. */
export type NodeLabel = (typeof nodeLabels)[number];

/**
 * Translates (label, id) at the border into the node index inside, and back. Nodes of one label have consecutive
 * indices, sorted by id in code-unit order, so that equal graphs give equal indices in every store.
 */
export interface KeyTable {
  /** Number of nodes of all labels. */
  readonly count: number;
  /** Index of the first node of each label of `nodeLabels`, then `count`: length 5. */
  readonly starts: Uint32Array;
  readonly ids: StringTable;
}

/** Returns the key table of the given ids, which must be sorted and unique under each label. Cost: O(units). */
export function buildKeyTable(idsByLabel: Readonly<Record<NodeLabel, readonly string[]>>): KeyTable {
  const starts = new Uint32Array(nodeLabels.length + 1);
  const all: string[] = [];
  nodeLabels.forEach((label, position) => {
    const ids = idsByLabel[label];
    for (let index = 1; index < ids.length; index++) {
      assert(ids[index - 1]! < ids[index]!, 'ids of one label are sorted in code-unit order and unique');
    }
    for (const id of ids) all.push(id);
    starts[position + 1] = all.length;
  });
  return { count: all.length, starts, ids: buildStringTable(all) };
}

/** Returns the index of a node, or -1 where the graph has no such node. Cost: O(log nodes of the label). */
export function indexOf(keys: KeyTable, label: NodeLabel, id: string): number {
  const { start, end } = labelRange(keys, label);
  return findString(keys.ids, id, start, end);
}

/** Returns the id of the node at `index`. */
export function idAt(keys: KeyTable, index: number): string {
  return stringAt(keys.ids, index);
}

/** Returns the label of the node at `index`. */
export function labelAt(keys: KeyTable, index: number): NodeLabel {
  assert(index >= 0 && index < keys.count, 'a node index is below the number of nodes');
  let position = 0;
  while (index >= keys.starts[position + 1]!) position++;
  return nodeLabels[position]!;
}

/** Returns the indices [start, end) of the nodes of a label. */
export function labelRange(
  keys: KeyTable,
  label: NodeLabel,
): { readonly start: number; readonly end: number } {
  const position = nodeLabels.indexOf(label);
  return { start: keys.starts[position]!, end: keys.starts[position + 1]! };
}
