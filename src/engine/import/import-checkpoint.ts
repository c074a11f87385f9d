import type { GraphManifest } from '../../contract/types.ts';
import type { DataSource } from '../../files/port.ts';
import type { Deps } from '../deps.ts';
import { batchRows } from './import-batch.ts';

/** What a confirmed batch did: created, changed, unchanged, dangling. */
export type BatchOutcome = readonly [created: number, changed: number, unchanged: number, dangling: number];

/** How far the import of one data set came, in the store. */
export interface Checkpoint {
  /** Batches that an interrupted import of the same content confirmed, in order; empty for any other start. */
  readonly confirmed: readonly BatchOutcome[];
  /** Records one more batch as written. */
  confirm(outcome: BatchOutcome, signal: AbortSignal): Promise<void>;
  /** Records that the import is complete, so that the next one compares everything again. */
  finish(signal: AbortSignal): Promise<void>;
}

// Raise it when the same files would be cut into other batches.
const layoutVersion = 1;

interface CheckpointRecord {
  /** Revision of the store after the last confirmed batch: if it moved since, somebody else wrote facts. */
  readonly revision: number;
  /** Empty once the import is complete. */
  readonly batches: readonly BatchOutcome[];
}

/**
 * Returns the checkpoint of a data set. It belongs to the content of its files, its format and the manifest that
 * resolved its rows; when one of them or the store's revision differs, the import starts from its begin, which costs
 * time and nothing else. Cost: reads every file once.
 */
export async function openCheckpoint(
  deps: Pick<Deps, 'store' | 'hash'>,
  source: DataSource,
  manifest: GraphManifest,
  signal: AbortSignal,
): Promise<Checkpoint> {
  const content = deps.hash();
  const parts = [layoutVersion, batchRows, source.format, await source.contentHash(signal), manifest];
  content.update(JSON.stringify(parts));
  const key = `import/${content.digest()}`;
  const found = (await deps.store.getResult(key, signal)) as CheckpointRecord | null;
  const revision = await deps.store.revision(signal);
  const isUsable = found !== null && found.revision === revision;
  const batches: BatchOutcome[] = isUsable ? [...found.batches] : [];
  const write = async (confirmed: readonly BatchOutcome[], writeSignal: AbortSignal): Promise<void> => {
    const record: CheckpointRecord = { revision: await deps.store.revision(writeSignal), batches: confirmed };
    await deps.store.putResult(key, record, writeSignal);
  };
  return {
    confirmed: [...batches],
    async confirm(outcome, writeSignal) {
      batches.push(outcome);
      await write(batches, writeSignal);
    },
    finish: (writeSignal) => write([], writeSignal),
  };
}
