import type { GraphManifest, RemoveReport } from '../../contract/types.ts';
import { EngineError } from '../../core/errors.ts';
import type { ReadRow } from '../../files/port.ts';
import type { FactKeys, FactRows, RemovableKind } from '../../store/port.ts';
import type { Deps } from '../deps.ts';
import type { RemoveRequest } from '../engine.ts';
import { batchRows } from './import-batch.ts';
import { type RowReader, rowReader } from './import-rows.ts';

/**
 * Returns what removing rows did. Rows are those of a data set, or `{id}` for reviews and opinions; what they say beside
 * what names them does not matter. Reviews take their opinions with them, and what was counted from these is counted anew
 * for the items and users they speak of. A row that names nothing goes to the rejects with file, line and reason. Batches
 * of `batchRows` are one transaction each; after an interruption the same request removes the rest. Throws `graph-empty`
 * for links of a store without a manifest, `interrupted`, and what files and store throw. Memory: one batch.
 */
export async function removeData(
  deps: Pick<Deps, 'store' | 'hash' | 'now'>,
  request: RemoveRequest,
  signal: AbortSignal,
): Promise<RemoveReport> {
  const startedAt = deps.now();
  const { kind, dryRun, rejects } = request;
  const read = rowReader(await manifestsOf(deps), deps.hash, () => undefined);
  const counts = { read: 0, removed: 0, absent: 0, opinions: 0, rejected: 0 };
  let batch: FactKeys[RemovableKind][] = [];
  const flush = async (): Promise<void> => {
    if (batch.length === 0) return;
    const result = await deps.store.remove(kind, batch as FactKeys[typeof kind][], { dryRun, signal });
    counts.removed += result.removed;
    counts.absent += batch.length - result.removed;
    counts.opinions += result.opinions;
    batch = [];
  };
  let rejectsFile: string | null = null;
  try {
    for await (const row of request.rows(signal)) {
      if (signal.aborted) throw interruption();
      counts.read++;
      const key = keyOf(kind, row, read);
      if ('reason' in key) {
        counts.rejected++;
        const bad = 'row' in row ? row.row : row.text;
        await rejects.write({ file: row.file, line: row.line, reason: key.reason, row: bad });
        continue;
      }
      batch.push(key.key);
      if (batch.length === batchRows) await flush();
    }
    await flush();
  } finally {
    rejectsFile = await rejects.close();
  }
  return {
    kind,
    dryRun,
    ...counts,
    rejectsFile,
    revision: await deps.store.revision(signal),
    seconds: (deps.now() - startedAt) / 1000,
  };
}

async function manifestsOf({
  store,
}: Pick<Deps, 'store'>): Promise<{ own: GraphManifest; merged: GraphManifest }> {
  const stored = await store.manifest(new AbortController().signal);
  if (stored !== null) return { own: stored, merged: stored };
  throw new EngineError(
    'graph-empty',
    `The store ${store.address} holds no data set, so there is nothing to remove.`,
  );
}

type Key = { readonly key: FactKeys[RemovableKind] } | { readonly reason: string };

function keyOf(kind: RemovableKind, found: ReadRow, read: RowReader): Key {
  if ('reason' in found) return { reason: found.reason };
  const id = onlyId(found.row);
  if (kind === 'reviews' || (kind === 'opinions' && id !== null && !('review' in (found.row as object))))
    return id === null ? { reason: 'the row has no id' } : { key: { id } };
  const ready = read(kind, found.row);
  return ready.ok ? { key: ready.row as FactRows[RemovableKind] } : { reason: ready.reason };
}

function onlyId(row: unknown): string | null {
  const id: unknown = typeof row === 'object' && row !== null ? (row as { id?: unknown }).id : undefined;
  if (Number.isSafeInteger(id)) return String(id);
  return typeof id === 'string' && id !== '' ? id : null;
}

function interruption(): EngineError {
  return new EngineError(
    'interrupted',
    'The removal was interrupted; what is removed stays so, and the same command again completes it.',
  );
}
