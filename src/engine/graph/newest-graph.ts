import type { GraphStore } from '../../store/port.ts';
import type { FreshWrite } from './fresh-facts.ts';
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
  /** Returns the graph with a write taken up, or null where it must be read again. */
  readonly withFresh?: (graph: LoadedGraph, write: FreshWrite) => LoadedGraph | null;
}

/** A cache of the newest graph, as the one who opened it sees it. */
export interface NewestGraph extends GraphCache {
  /**
   * Takes up what was written through the same engine: a large graph answers with it at once, and is read again beside;
   * else the next request waits for it.
   */
  takeUp(write: FreshWrite): void;
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
      .then(async (graph) => {
        // What was taken up while this was read must not be lost; only a store that was put back goes back.
        const isOlder = loaded !== null && graph.snapshot.revision < loaded.snapshot.revision;
        if (!isOlder || graph.snapshot.revision === (await store.revision(closing.signal))) loaded = graph;
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
      const isNewest = loaded?.snapshot.revision === revision;
      if (loaded !== null && isNewest && loaded.overlayHash === undefined) return loaded;
      if (loaded !== null && (isNewest || mayAnswer(loaded))) {
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
    takeUp(write) {
      const isPrevious = loaded !== null && loaded.snapshot.revision === write.before && mayAnswer(loaded);
      const fresh = loaded !== null && isPrevious ? options.withFresh?.(loaded, write) : null;
      if (fresh === null || fresh === undefined) mustBeNewest = true;
      else loaded = fresh;
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
