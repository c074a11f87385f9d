import type { ReadRow } from '../port.ts';
import type { SourceFile } from '../source-files.ts';
import { type AtomicColumn, idColumn, readAtomic, readColumns } from './atomic-table.ts';

/** The interactions of one `.inter` file. */
export interface InteractionTable {
  readonly file: SourceFile;
  /** `RATED` where the file has ratings, else `INTERACTED`. */
  readonly kind: 'RATED' | 'INTERACTED';
  /** Lowest and highest rating, null without ratings. */
  readonly scale: { readonly min: number; readonly max: number } | null;
  rows(signal: AbortSignal): AsyncIterable<ReadRow>;
}

/**
 * Returns the interactions of a `.inter` file after one reading of it, for the scale of its ratings. Timestamps are
 * epoch seconds with fractions. Throws `data-invalid` for its header, `interrupted`.
 */
export async function openInteractions(file: SourceFile, signal: AbortSignal): Promise<InteractionTable> {
  const columns = await readColumns(file, signal);
  const layout = columns.length === 0 ? emptyLayout : layoutOf(file, columns);
  return {
    file,
    kind: layout.rating < 0 ? 'INTERACTED' : 'RATED',
    scale: layout.rating < 0 ? null : await scaleOf(file, layout.rating, signal),
    rows: (rowSignal) => streamRows(file, layout, rowSignal),
  };
}

/** Positions of columns, -1 where there is none. */
interface Layout {
  readonly user: number;
  readonly item: number;
  readonly rating: number;
  readonly time: number;
}

const emptyLayout: Layout = { user: -1, item: -1, rating: -1, time: -1 };

function layoutOf(file: SourceFile, columns: readonly AtomicColumn[]): Layout {
  const floatColumn = (name: string): number =>
    columns.find((column) => column.name === name && column.type === 'float')?.position ?? -1;
  return {
    user: idColumn(file, columns, 'user_id', 0).position,
    item: idColumn(file, columns, 'item_id', 1).position,
    rating: floatColumn('rating'),
    time: floatColumn('timestamp'),
  };
}

async function* streamRows(file: SourceFile, layout: Layout, signal: AbortSignal): AsyncGenerator<ReadRow> {
  const kind = layout.rating < 0 ? 'INTERACTED' : 'RATED';
  for await (const found of readAtomic(file, signal)) {
    const place = { file: file.name, line: found.line, bytesRead: found.bytesRead };
    if ('reason' in found) {
      yield { ...place, reason: found.reason, text: found.text };
      continue;
    }
    const rating = found.fields[layout.rating] ?? '';
    const time = found.fields[layout.time] ?? '';
    const row = {
      user: found.fields[layout.user] ?? '',
      item: found.fields[layout.item] ?? '',
      kind,
      ...(rating === '' ? {} : { rating: numberOf(rating) }),
      ...(time === '' ? {} : { at: momentOf(time) }),
    };
    yield { ...place, row };
  }
}

async function scaleOf(
  file: SourceFile,
  position: number,
  signal: AbortSignal,
): Promise<{ min: number; max: number } | null> {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for await (const found of readAtomic(file, signal)) {
    const rating = 'reason' in found ? '' : numberOf(found.fields[position] ?? '');
    if (typeof rating !== 'number') continue;
    min = Math.min(min, rating);
    max = Math.max(max, rating);
  }
  return min <= max ? { min, max } : null;
}

/** Returns the number a field states, or the field itself, which the schema then refuses by name. */
function numberOf(field: string): number | string {
  const value = field.trim() === '' ? Number.NaN : Number(field);
  return Number.isFinite(value) ? value : field;
}

/** Whole seconds stay seconds; fractions become ISO 8601, the other form that rows may have. */
function momentOf(field: string): number | string {
  const seconds = numberOf(field);
  if (typeof seconds !== 'number' || Number.isInteger(seconds)) return seconds;
  const moment = new Date(Math.round(seconds * 1000));
  return Number.isNaN(moment.getTime()) ? field : moment.toISOString();
}
