import type { ImportCounts, ImportReport } from '../../contract/types.ts';
import { EngineError } from '../../core/errors.ts';
import type { ReadRow, SourcePart } from '../../files/port.ts';
import type { FactKind, FactRows, UpsertResult } from '../../store/port.ts';
import type { Deps } from '../deps.ts';
import type { ImportRequest } from '../engine.ts';
import { batchRows, type Entry } from './import-batch.ts';
import { checkedManifest, mergeManifests } from './import-manifest.ts';
import { type DeclaredKind, type DeclaredNodes, declaredNodes, isDeclaredKind } from './import-nodes.ts';
import { type RowReader, rowReader } from './import-rows.ts';
import { type BatchWriter, dryBatches, writtenBatches } from './import-writer.ts';

/** Rows between two reports of progress. */
const progressRows = 1000;

/**
 * Returns what importing a data set did, with exact counts by kind. Every row is held to its schema and the manifest;
 * a bad one goes to the rejects with file, line and reason, the rest is written in batches of `batchRows`. A second
 * import of the same data changes nothing; one that was killed goes on after its last confirmed batch. Nodes, links and
 * interactions that a data set no longer has stay in the store. A review whose text changed loses its opinions, and the data
 * set's own are written again: a dry run counts those as unchanged. Two equal acts with different ratings, further apart
 * than a batch, are both written, the later one last, and count as changed on every import.
 * Throws `data-invalid` for the manifest, `limit-exceeded`, `interrupted`, and what files and store throw.
 * Cost: O(rows); memory: ids of nodes, and one batch.
 */
export async function importData(
  deps: Pick<Deps, 'store' | 'hash' | 'now'>,
  request: ImportRequest,
  signal: AbortSignal,
): Promise<ImportReport> {
  const startedAt = deps.now();
  const run = await startRun(deps, request, signal);
  try {
    for (const part of request.source.parts) await importPart(run, part, signal);
    await run.writer.finish(signal);
  } catch (error) {
    await request.rejects.close();
    if (signal.aborted) throw interruption(request, error);
    throw error;
  }
  const rejectsFile = await request.rejects.close();
  const counts = Object.fromEntries(run.counts);
  const all = [...run.counts.values()];
  return {
    source: request.source.folder,
    format: request.source.format,
    dryRun: request.dryRun,
    counts,
    changes: all.reduce((sum, row) => sum + row.created + row.changed, 0),
    manifestChanged: run.manifestChanged,
    rejected: all.reduce((sum, row) => sum + row.rejected, 0),
    rejectsFile,
    resumedRows: run.writer.resumedRows,
    revision: await deps.store.revision(signal),
    seconds: (deps.now() - startedAt) / 1000,
  };
}

interface Run {
  readonly request: ImportRequest;
  readonly read: RowReader;
  readonly nodes: DeclaredNodes;
  readonly writer: BatchWriter;
  readonly manifestChanged: boolean;
  readonly counts: Map<FactKind, ImportCounts>;
  readonly bytesTotal: number;
  bytesBefore: number;
}

async function startRun(
  deps: Pick<Deps, 'store' | 'hash' | 'now'>,
  request: ImportRequest,
  signal: AbortSignal,
): Promise<Run> {
  const { source, dryRun } = request;
  const own = checkedManifest(source.manifest, source.folder);
  const stored = await deps.store.manifest(signal);
  const merged = checkedManifest(
    mergeManifests(stored, own),
    `${source.folder} together with that of the store`,
  );
  const manifestChanged = dryRun
    ? JSON.stringify(stored) !== JSON.stringify(merged)
    : await deps.store.putManifest(merged, signal);
  const nodes = declaredNodes(source.parts.some((part) => part.kind === 'opinions'));
  return {
    request,
    read: rowReader({ own, merged }, deps.hash, nodes.textOf),
    nodes,
    writer: dryRun ? dryBatches(deps.store, nodes) : await writtenBatches(deps, source, merged, signal),
    manifestChanged,
    counts: new Map(),
    bytesTotal: source.parts.reduce((sum, part) => sum + part.byteCount, 0),
    bytesBefore: 0,
  };
}

async function importPart(run: Run, part: SourcePart, signal: AbortSignal): Promise<void> {
  const counts = run.counts.get(part.kind) ?? { read: 0, created: 0, changed: 0, unchanged: 0, rejected: 0 };
  run.counts.set(part.kind, counts);
  let batch: Entry[] = [];
  let rowCount = 0;
  for await (const found of part.rows(signal)) {
    if (signal.aborted) throw new EngineError('interrupted', 'The import was interrupted.');
    counts.read++;
    if (rowCount++ % progressRows === 0) report(run, part, found.bytesRead);
    const entry = await accept(run, part.kind, counts, found);
    if (entry !== null) batch.push(entry);
    if (batch.length < batchRows) continue;
    await flush(run, part.kind, counts, batch, signal);
    batch = [];
  }
  if (batch.length > 0) await flush(run, part.kind, counts, batch, signal);
  run.bytesBefore += part.byteCount;
  report(run, part, 0);
}

/** Returns the row ready for the store, or null where it is rejected or repeats an earlier one. */
async function accept(run: Run, kind: FactKind, counts: ImportCounts, found: ReadRow): Promise<Entry | null> {
  const { file, line } = found;
  if ('reason' in found) return reject(run, counts, { file, line, reason: found.reason, row: found.text });
  const ready = run.read(kind, found.row);
  if (!ready.ok) return reject(run, counts, { file, line, reason: ready.reason, row: found.row });
  if (isDeclaredKind(kind)) {
    const declared = run.nodes.declare(kind, ready.row as FactRows[DeclaredKind], { file, line });
    if (declared === 'repeat') {
      counts.unchanged++;
      return null;
    }
    if (declared !== 'first') {
      const reason = `${(ready.row as FactRows[DeclaredKind]).id} was declared with other content at ${declared.differsFrom}`;
      return reject(run, counts, { file, line, reason, row: found.row });
    }
  }
  return { row: ready.row, file, line, source: found.row };
}

async function flush(
  run: Run,
  kind: FactKind,
  counts: ImportCounts,
  batch: readonly Entry[],
  signal: AbortSignal,
): Promise<void> {
  const result: UpsertResult = await run.writer.write(kind, batch, signal);
  counts.created += result.created;
  counts.changed += result.changed;
  counts.unchanged += result.unchanged;
  for (const { position, missing } of result.dangling) {
    const entry = batch[position];
    if (entry === undefined) continue;
    const reason = `${missing} is neither in the data set nor in the store`;
    await reject(run, counts, { file: entry.file, line: entry.line, reason, row: entry.source });
  }
}

async function reject(
  run: Run,
  counts: ImportCounts,
  bad: { file: string; line: number; reason: string; row: unknown },
): Promise<null> {
  counts.rejected++;
  await run.request.rejects.write(bad);
  return null;
}

function report(run: Run, part: SourcePart, bytesRead: number): void {
  run.request.onProgress({
    phase: part.kind,
    done: run.bytesBefore + bytesRead,
    total: run.bytesTotal,
    unit: 'bytes',
  });
}

function interruption(request: ImportRequest, cause: unknown): EngineError {
  const { folder } = request.source;
  const message = request.dryRun
    ? `The dry run of ${folder} was interrupted; nothing was written.`
    : `The import of ${folder} was interrupted; what is written stays, and the same command again completes it.`;
  return new EngineError('interrupted', message, { cause });
}
