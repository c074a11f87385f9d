import type { GraphStore } from '../store/port.ts';
import type { GraphCache, LoadedGraph } from './graph-cache.ts';

/** How a cache keeps up with its store. */
export interface NewestGraphOptions {
  /** Reads the graph of the store as it is now. */
  readonly load: (signal: AbortSignal) => Promise<LoadedGraph>;
  /** Reads it beside other work, where that can be done; default: as `load`. */
  readonly loadBeside?: (signal: AbortSignal) => Promise<LoadedGraph>;
  /**
   * From this number of relationships on, the graph that is there answers while a newer one is read; a smaller one is
   * read within a moment, and waited for. Null always waits.
   */
  readonly relationshipsBesideMin: number | null;
}

/** A cache of the newest graph, as the one who opened it sees it. */
export interface NewestGraph extends GraphCache {
  /** The next request waits for the facts that were written until now. */
  expectNewest(): void;
  /** Ends the reading that nobody waits for. */
  close(): void;
}

/**
 * Returns a cache that reads the graph when the store's revision has moved on, once for all who wait for it. Results
 * state the revision they rest on. Where reading beside other work failed, the next request reads itself, and fails with
 * the reason.
 */
export function createNewestGraph(
  store: Pick<GraphStore, 'revision'>,
  options: NewestGraphOptions,
): NewestGraph {
  let loaded: LoadedGraph | null = null;
  let loading: Promise<LoadedGraph> | null = null;
  let mustBeNewest = false;
  const closing = new AbortController();

  const start = (load: NewestGraphOptions['load'], signal: AbortSignal): Promise<LoadedGraph> => {
    loading ??= load(signal)
      .then((graph) => {
        loaded = graph;
        return graph;
      })
      .finally(() => {
        loading = null;
      });
    return loading;
  };
  const mayAnswer = (graph: LoadedGraph): boolean =>
    !mustBeNewest &&
    options.relationshipsBesideMin !== null &&
    relationshipCount(graph) >= options.relationshipsBesideMin;

  return {
    async current(signal) {
      const revision = await store.revision(signal);
      if (loaded !== null && loaded.snapshot.revision === revision) return loaded;
      if (loaded !== null && mayAnswer(loaded)) {
        start(options.loadBeside ?? options.load, closing.signal).catch(() => {
          mustBeNewest = true;
        });
        return loaded;
      }
      let graph = await start(options.load, signal);
      // What was being read already may be older than what is asked for.
      if (graph.snapshot.revision < revision) graph = await start(options.load, signal);
      mustBeNewest = false;
      return graph;
    },
    expectNewest() {
      mustBeNewest = true;
    },
    close() {
      closing.abort();
    },
  };
}

function relationshipCount({ snapshot }: LoadedGraph): number {
  return snapshot.relations.reduce((sum, { edgeCount }) => sum + edgeCount, 0);
}
