import { EngineError } from '../../core/errors.ts';
import { idAt } from '../../core/graph/keys.ts';
import { createNeighbourWorkspace, neighbourList } from '../../core/ranking/neighbour-lists.ts';
import { heaviestKind, likedShare, weightOfKind } from '../../core/ranking/taste.ts';
import type { WalkSettings } from '../../core/ranking/walk/walk-settings.ts';
import type { NeighbourRow, NeighbourState } from '../../store/neighbour-port.ts';
import type { Deps } from '../deps.ts';
import type { BuildNeighboursRequest } from '../engine.ts';
import type { LoadedGraph } from '../graph/graph-cache.ts';

/** Longest list of an item that may be asked for, and the length of one that is not asked for. */
export const neighbourLimits = { lengthMax: 1000, length: 200 } as const;

/** Entries of one transaction. */
const rowsOfBatch = 5000;

/**
 * Writes, for every item, the items to which the damped walk carries most from it, so that a user can be scored by one
 * query in the store. They are derived: no snapshot holds them, and a later import leaves them as they are until this is
 * done again. Memory: one batch. Throws `graph-empty`, and `request-invalid` where long histories have exponents of their
 * own: a list holds one weight for everybody. Cost: O(edges within two steps of every item).
 */
export async function buildNeighbours(
  deps: Pick<Deps, 'store' | 'graph'>,
  request: BuildNeighboursRequest,
  signal: AbortSignal,
): Promise<NeighbourState> {
  const graph = await deps.graph.current(signal);
  const { snapshot, manifest, index } = graph;
  refuseLongExponents(index.walk.settings);
  const kinds = snapshot.relations.filter(({ role }) => role === 'interaction');
  const { alpha, alphaUsers, beta, recency } = index.walk.settings;
  const state = {
    length: request.length,
    revision: snapshot.revision,
    snapshot: snapshot.id,
    kinds: kinds.map(({ type }) => ({ kind: type, weight: weightOfKind(type, manifest) })),
    likedFrom: likedShare * heaviestKind(kinds, manifest),
    positiveFrom: manifest.rating?.positiveFrom ?? null,
    alpha,
    alphaUsers,
    beta,
    recency,
  };
  return deps.store.neighbours.replace(batchesOf(graph, request, signal), state, signal);
}

function refuseLongExponents({ long }: WalkSettings): void {
  if (long === null) return;
  throw new EngineError(
    'request-invalid',
    `The walk has exponents of its own (alpha ${long.alpha}, beta ${long.beta}) for users with at least ${long.from} likes, and a list holds one weight for everybody. Rank with --ranking in-process, or take "long" out of the walk: whypath tune --forget where tuning chose it, else graph.json.`,
  );
}

async function* batchesOf(
  { snapshot, index }: LoadedGraph,
  { length, onProgress }: BuildNeighboursRequest,
  signal: AbortSignal,
): AsyncGenerator<readonly NeighbourRow[]> {
  const workspace = createNeighbourWorkspace(index);
  const { itemStart, itemCount } = index;
  const idOf = (position: number): string => idAt(snapshot.keys, itemStart + position);
  let batch: NeighbourRow[] = [];
  let rows = 0;
  for (let position = 0; position < itemCount; position++) {
    if (signal.aborted) throw new EngineError('interrupted', 'Building the lists was interrupted.');
    const { items, weights, people } = neighbourList(index, position, length, workspace);
    const source = idOf(position);
    items.forEach((item, place) => {
      batch.push({ source, target: idOf(item), weight: weights[place] ?? 0, people: people[place] ?? 0 });
    });
    if (batch.length < rowsOfBatch) continue;
    yield batch;
    rows += batch.length;
    batch = [];
    onProgress({ phase: 'lists', done: rows, total: null, unit: 'rows' });
  }
  if (batch.length > 0) yield batch;
  onProgress({ phase: 'lists', done: rows + batch.length, total: null, unit: 'rows' });
}
