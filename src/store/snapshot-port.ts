import type { GraphSnapshot } from '../core/graph/snapshot.ts';

/** Keeps the newest snapshot of one store outside it, so that the next process need not read the whole store. */
export interface SnapshotArchive {
  /** Where it lies, for messages. */
  readonly path: string;
  /**
   * Returns the snapshot that is kept, or null where there is none or it is not that of this revision and id. Throws
   * `data-invalid` for something that is no whole snapshot of this version, `data-missing` where it cannot be read,
   * `interrupted`.
   */
  read(
    expected: { readonly revision: number; readonly id: string },
    signal: AbortSignal,
  ): Promise<GraphSnapshot | null>;
  /** Keeps a snapshot in place of the one that is there. Throws `data-missing` where it cannot be written. */
  write(snapshot: GraphSnapshot, signal: AbortSignal): Promise<void>;
}
