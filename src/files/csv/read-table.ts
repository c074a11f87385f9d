import { EngineError } from '../../core/errors.ts';
import { readCsv } from '../csv-rows.ts';
import type { ReadRow, RowKind, SourcePart } from '../port.ts';
import type { SourceFile } from '../source-files.ts';

/** A CSV file with a header line. */
export interface CsvTable {
  readonly file: SourceFile;
  /** Columns that must be there. */
  readonly columns: readonly string[];
  /** Between fields, a comma where absent. */
  readonly separator?: string | undefined;
  /** What asks for the columns, for messages: "mapping.json". */
  readonly asking: string;
}

/** Returns the field of a line in a column. */
export type FieldOf = (column: string) => string;

/** A line of fields, or what is wrong with it. */
export type TableLine = { readonly line: number; readonly bytesRead: number } & (
  | { readonly field: FieldOf }
  | { readonly reason: string; readonly text: string }
);

/** Makes the rows of one line. */
export type RowMaker = (field: FieldOf, line: number) => readonly unknown[];

/**
 * Returns the rows of one kind that are made of a table; `makerOf` gives each reading a maker with a memory of its own.
 * A file is read for several kinds, and only the first part of it (`isFirst`) names its bad lines.
 */
export function tablePart<Table extends CsvTable>(
  kind: RowKind,
  table: Table,
  isFirst: boolean,
  makerOf: (table: Table, signal: AbortSignal) => Promise<RowMaker> | RowMaker,
): SourcePart {
  const { file } = table;
  return {
    kind,
    file: file.name,
    byteCount: file.byteCount,
    async *rows(signal): AsyncGenerator<ReadRow> {
      const make = await makerOf(table, signal);
      for await (const found of readTable(table, signal)) {
        const place = { file: file.name, line: found.line, bytesRead: found.bytesRead };
        if ('field' in found) for (const row of make(found.field, found.line)) yield { ...place, row };
        else if (isFirst) yield { ...place, reason: found.reason, text: found.text };
      }
    },
  };
}

/**
 * Returns the lines of a table below its header. A line with fewer or more fields than the header is no line. Throws
 * `data-invalid` where the header lacks a column of the table; else as `readCsv`.
 */
export async function* readTable(table: CsvTable, signal: AbortSignal): AsyncGenerator<TableLine> {
  let header: ReadonlyMap<string, number> | null = null;
  let width = 0;
  for await (const found of readCsv(table.file.path, signal, table.separator)) {
    if ('reason' in found) {
      yield found;
      continue;
    }
    const { line, bytesRead, fields, text } = found;
    if (header === null) {
      header = headerOf(table, fields);
      width = fields.length;
    } else if (fields.length !== width) {
      yield { line, bytesRead, reason: `the line has ${fields.length} fields, the header ${width}`, text };
    } else {
      const positions = header;
      yield { line, bytesRead, field: (column) => fields[positions.get(column) ?? -1] ?? '' };
    }
  }
}

function headerOf({ file, columns, asking }: CsvTable, fields: readonly string[]): Map<string, number> {
  const header = new Map(fields.map((name, position) => [name.trim(), position]));
  const missing = columns.find((column) => !header.has(column));
  if (missing === undefined) return header;
  throw new EngineError(
    'data-invalid',
    `${file.path}, line 1: the header is ${fields.join(', ').slice(0, 200)}; the column ${missing}, which ${asking} names, is missing.`,
  );
}
