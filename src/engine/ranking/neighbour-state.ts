import { EngineError } from '../../core/errors.ts';
import { type NeighbourState, neighboursKey } from '../../store/neighbour-port.ts';
import type { GraphStore } from '../../store/port.ts';

/** Returns how the lists of a store were made. Throws `capability-missing` where it holds none, or half of them. */
export async function neighbourState(
  store: Pick<GraphStore, 'getResult' | 'address'>,
  signal: AbortSignal,
): Promise<NeighbourState> {
  const state = (await store.getResult(neighboursKey, signal)) as NeighbourState | null;
  if (state !== null) return state;
  throw new EngineError(
    'capability-missing',
    `The store ${store.address} holds no whole set of item lists. Make them: whypath neighbours.`,
  );
}
