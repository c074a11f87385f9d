import { idAt, labelRange } from '../core/graph/keys.ts';
import { nameAt } from '../core/graph/show-node.ts';
import type { GraphDeps } from './deps.ts';
import type { NamedId } from './engine.ts';

/**
 * Returns users in id order whose id or name contains `text` (case does not count), at most `limit`: for the person
 * who may choose whom to look at, never part of an answer about somebody else. Cost: O(users).
 */
export async function users(
  deps: GraphDeps,
  request: { readonly text: string; readonly limit: number },
  signal: AbortSignal,
): Promise<readonly NamedId[]> {
  const { snapshot } = await deps.graph.current(signal);
  const wanted = request.text.toLowerCase();
  const found: NamedId[] = [];
  const { start, end } = labelRange(snapshot.keys, 'User');
  for (let node = start; node < end && found.length < request.limit; node++) {
    const user = { id: idAt(snapshot.keys, node), name: nameAt(snapshot, node) };
    if (`${user.id}\n${user.name ?? ''}`.toLowerCase().includes(wanted)) found.push(user);
  }
  return found;
}
