import { EngineError } from '../../core/errors.ts';
import type { GraphSnapshot } from '../../core/graph/snapshot.ts';
import type { GraphStore } from '../../store/port.ts';
import type { SnapshotArchive } from '../../store/snapshot-port.ts';

/** The record in the store that says which snapshot was put aside. */
const recordKey = 'snapshot-kept';

/** Graphs with fewer relationships are read from the store as fast. */
export const keptRelationshipsMin = 20_000;

interface KeptRecord {
  readonly revision: number;
  readonly snapshot: string;
}

/**
 * Returns the snapshot that was put aside for the store as it is now, or null. It counts only where the store itself
 * holds the record of it: revision and content hash of the file must be those of the record, and the revision that of
 * the store, so that a file beside a store that was deleted, restored or exchanged is never taken. A file that is
 * damaged, torn or of another version is as good as none, as everything in it is in the store too.
 */
export async function keptSnapshot(
  store: Pick<GraphStore, 'revision' | 'getResult'>,
  archive: SnapshotArchive,
  signal: AbortSignal,
): Promise<GraphSnapshot | null> {
  const record = (await store.getResult(recordKey, signal)) as KeptRecord | null;
  if (record === null || record.revision !== (await store.revision(signal))) return null;
  return orNull(() => archive.read({ revision: record.revision, id: record.snapshot }, signal));
}

/**
 * Puts a snapshot aside for the next process. Does nothing for a small graph, and leaves things as they are where file
 * or store cannot be written: then the next process reads the store.
 */
export async function keepSnapshot(
  store: Pick<GraphStore, 'putResult'>,
  archive: SnapshotArchive,
  snapshot: GraphSnapshot,
  signal: AbortSignal,
): Promise<void> {
  const relationships = snapshot.relations.reduce((sum, { edgeCount }) => sum + edgeCount, 0);
  if (relationships < keptRelationshipsMin) return;
  const record: KeptRecord = { revision: snapshot.revision, snapshot: snapshot.id };
  await orNull(async () => {
    await archive.write(snapshot, signal);
    await store.putResult(recordKey, record, signal);
  });
}

/** What fails for any reason but the caller's own stop is left out. */
async function orNull<Result>(work: () => Promise<Result>): Promise<Result | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof EngineError && error.code !== 'interrupted') return null;
    throw error;
  }
}
