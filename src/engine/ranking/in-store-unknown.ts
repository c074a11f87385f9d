import { EngineError } from '../../core/errors.ts';
import { choiceOf, nearestNames } from '../../core/nearest-names.ts';
import type { GraphStore } from '../../store/port.ts';

const nearestCount = 3;

/**
 * Throws `node-unknown` with the three nearest ids where the store holds no user of this id; for a ranking within the
 * store that found nothing, which is the same for a stranger and for somebody without likes. Cost: O(users), read from
 * the store in chunks.
 */
export async function refuseUnknownUser(
  store: Pick<GraphStore, 'readSnapshot'>,
  user: string,
  signal: AbortSignal,
): Promise<void> {
  const reader = await store.readSnapshot(signal);
  const nearest: string[] = [];
  try {
    for await (const { ids } of reader.streamNodes('User', signal)) {
      if (ids.includes(user)) return;
      nearest.splice(0, nearest.length, ...nearestNames(user, [...nearest, ...ids], nearestCount));
    }
  } finally {
    await reader.close();
  }
  const references = nearest.map((id) => `User:${id}`);
  const hint = references.length === 0 ? 'The store holds none.' : `Nearest: ${choiceOf(references)}.`;
  throw new EngineError('node-unknown', `The store has no User ${JSON.stringify(user)}. ${hint}`);
}
