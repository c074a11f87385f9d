import type { NodeShown } from '../../contract/types.ts';
import { idAt, labelAt } from './keys.ts';
import type { GraphSnapshot } from './snapshot.ts';
import { stringAt } from './string-table.ts';

/**
 * Returns a node as the border shows it. A user other than `asker` (a node index, or null for nobody) comes back
 * without id and name: no other user ever leaves the core.
 */
export function showNode(snapshot: GraphSnapshot, node: number, asker: number | null): NodeShown {
  const label = labelAt(snapshot.keys, node);
  if (label === 'User' && node !== asker) return { label, id: null, name: null };
  return { label, id: idAt(snapshot.keys, node), name: nameAt(snapshot, node) };
}

/** Returns the name of a node, or null where it has none. */
export function nameAt(snapshot: GraphSnapshot, node: number): string | null {
  const name = stringAt(snapshot.names, node);
  return name === '' ? null : name;
}

/** Returns the name of a node, or its id where it has none. Never call it for another user. */
export function titleAt(snapshot: GraphSnapshot, node: number): string {
  return nameAt(snapshot, node) ?? idAt(snapshot.keys, node);
}
