import { type BeliefArrays, beliefArrays } from '../../core/conversation/belief/belief.ts';
import type { LoadedGraph } from '../graph/graph-cache.ts';
import { attributeIndexOf } from './conversation-parts.ts';

/** What a view of a conversation works in: arrays of one entry an item or a trait. */
export interface ViewArrays extends BeliefArrays {
  readonly prior: Float64Array;
  readonly isAsked: Uint8Array;
  readonly isDecided: Uint8Array;
}

/** Sets that wait for the next turn: turns that overlap take new ones. */
const spareMax = 2;

const sparesByGraph = new WeakMap<LoadedGraph, ViewArrays[]>();

/**
 * Runs `use` with arrays that nobody else writes to until it has ended, what stands in them from before included: made
 * anew each turn they cost more than a turn, in memory that is got, cleared and collected.
 */
export async function withArrays<Result>(
  graph: LoadedGraph,
  use: (arrays: ViewArrays) => Result | Promise<Result>,
): Promise<Result> {
  const spares = sparesByGraph.get(graph) ?? [];
  sparesByGraph.set(graph, spares);
  const arrays = spares.pop() ?? viewArrays(graph);
  try {
    return await use(arrays);
  } finally {
    if (spares.length < spareMax) spares.push(arrays);
  }
}

/** Returns new arrays for a graph. */
export function viewArrays(graph: LoadedGraph): ViewArrays {
  const { itemCount, traitCount } = attributeIndexOf(graph);
  return {
    ...beliefArrays(itemCount),
    prior: new Float64Array(itemCount),
    isAsked: new Uint8Array(traitCount),
    isDecided: new Uint8Array(traitCount),
  };
}
