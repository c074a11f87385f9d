import type { GraphStore } from '../../store/port.ts';
import { type FreshWrite, freshRowsMax } from './fresh-facts.ts';

/** Hears of what is written. */
export interface FactListener {
  /** A small write that moved the revision by one. */
  readonly onWrite: (write: FreshWrite) => void;
  /** Anything else that was written, or may have been. */
  readonly onChange: () => void;
}

/**
 * Returns a store that tells a listener of every write of facts through it, so that the next answer of this process
 * rests on them. Small writes are told row by row; large ones, and removals, only that they happened.
 */
export function watchedStore(store: GraphStore, { onWrite, onChange }: FactListener): GraphStore {
  const telling = async <Result>(work: Promise<Result>, dryRun = false): Promise<Result> => {
    try {
      return await work;
    } finally {
      if (!dryRun) onChange();
    }
  };
  return {
    ...store,
    async upsert(kind, rows, options) {
      if (options.dryRun || rows.length > freshRowsMax)
        return telling(store.upsert(kind, rows, options), options.dryRun);
      const before = await store.revision(options.signal);
      const result = await store.upsert(kind, rows, options).catch((error: unknown) => {
        onChange();
        throw error;
      });
      if (result.created + result.changed === 0) return result;
      const after = await store.revision(options.signal);
      // Rows that name something unknown were not written; another process may have written in between.
      if (after === before + 1 && result.dangling.length === 0) onWrite({ kind, rows, before, after });
      else onChange();
      return result;
    },
    remove: (kind, keys, options) => telling(store.remove(kind, keys, options), options.dryRun),
    replaceOpinions: (scope, rows, options) =>
      telling(store.replaceOpinions(scope, rows, options), options.dryRun),
    putManifest: (manifest, signal) => telling(store.putManifest(manifest, signal)),
  };
}
