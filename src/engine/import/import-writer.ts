import type { GraphManifest } from '../../contract/types.ts';
import type { DataSource } from '../../files/port.ts';
import type { FactKind, GraphStore, UpsertResult } from '../../store/port.ts';
import type { Deps } from '../deps.ts';
import type { Entry } from './import-batch.ts';
import { openCheckpoint } from './import-checkpoint.ts';
import { dryWriter } from './import-dry-run.ts';
import type { DeclaredNodes } from './import-nodes.ts';

/** Where the batches of an import go. */
export interface BatchWriter {
  write(kind: FactKind, batch: readonly Entry[], signal: AbortSignal): Promise<UpsertResult>;
  /** To be called once after the last batch. */
  finish(signal: AbortSignal): Promise<void>;
  /** Rows that an interrupted import of the same data had written already. */
  readonly resumedRows: number;
}

/** Returns a writer that counts and writes nothing. */
export function dryBatches(store: GraphStore, nodes: DeclaredNodes): BatchWriter {
  return { write: dryWriter(store, nodes), finish: async () => {}, resumedRows: 0 };
}

/**
 * Returns a writer that confirms each batch in the store, and passes over the batches that an interrupted import of the
 * same data confirmed. Cost of opening it: reads every file once.
 */
export async function writtenBatches(
  deps: Pick<Deps, 'store' | 'hash'>,
  source: DataSource,
  manifest: GraphManifest,
  signal: AbortSignal,
): Promise<BatchWriter> {
  const checkpoint = await openCheckpoint(deps, source, manifest, signal);
  let position = 0;
  let resumedRows = 0;
  return {
    get resumedRows() {
      return resumedRows;
    },
    async write(kind, batch, writeSignal) {
      const rows = batch.map((entry) => entry.row);
      const confirmed = checkpoint.confirmed[position++];
      if (confirmed !== undefined) {
        resumedRows += batch.length;
        const [created, changed, unchanged, danglingCount] = confirmed;
        if (danglingCount === 0) return { created, changed, unchanged, dangling: [] };
        // Counts are known; which rows were dangling is found again, for the rejects.
        const found = await deps.store.upsert(kind, rows, { dryRun: true, signal: writeSignal });
        return { created, changed, unchanged, dangling: found.dangling };
      }
      const result = await deps.store.upsert(kind, rows, { dryRun: false, signal: writeSignal });
      const { created, changed, unchanged, dangling } = result;
      await checkpoint.confirm([created, changed, unchanged, dangling.length], writeSignal);
      return result;
    },
    finish: (finishSignal) => checkpoint.finish(finishSignal),
  };
}
