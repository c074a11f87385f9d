import type { CsvFileMapping } from '../../contract/types.ts';
import { EngineError } from '../../core/errors.ts';
import { readCsv } from '../csv-rows.ts';
import type { SourceFile } from '../source-files.ts';

/** A CSV file and what its columns are. */
export interface CsvTable {
  readonly file: SourceFile;
  readonly mapping: CsvFileMapping;
}

/** Returns the field of a line in a column. */
export type FieldOf = (column: string) => string;

/** A line of fields, or what is wrong with it. */
export type TableLine = { readonly line: number; readonly bytesRead: number } & (
  | { readonly field: FieldOf }
  | { readonly reason: string; readonly text: string }
);

/** Returns the file that a mapping names. Throws `data-missing` where the folder has none. */
export function tableOf(folder: string, files: readonly SourceFile[], mapping: CsvFileMapping): CsvTable {
  const file = files.find(({ name, plainName }) => name === mapping.file || plainName === mapping.file);
  if (file !== undefined) return { file, mapping };
  throw new EngineError('data-missing', `${folder} has no file ${mapping.file}, which mapping.json names.`);
}

/**
 * Returns the lines of a table below its header. A line with fewer or more fields than the header is no line. Throws
 * `data-invalid` where the header lacks a column of the mapping; else as `readCsv`.
 */
export async function* readTable(table: CsvTable, signal: AbortSignal): AsyncGenerator<TableLine> {
  const { file, mapping } = table;
  let header: Map<string, number> | null = null;
  let width = 0;
  for await (const found of readCsv(file.path, signal, mapping.separator)) {
    if ('reason' in found) {
      yield found;
      continue;
    }
    const { line, bytesRead, fields, text } = found;
    if (header === null) {
      header = locate(table, fields);
      width = fields.length;
    } else if (fields.length !== width) {
      yield { line, bytesRead, reason: `the line has ${fields.length} fields, the header ${width}`, text };
    } else {
      const positions = header;
      yield { line, bytesRead, field: (column) => fields[positions.get(column) ?? -1] ?? '' };
    }
  }
}

function locate({ file, mapping }: CsvTable, fields: readonly string[]): Map<string, number> {
  const header = new Map(fields.map((name, position) => [name.trim(), position]));
  const missing = columnsOf(mapping).find((column) => !header.has(column));
  if (missing === undefined) return header;
  throw new EngineError(
    'data-invalid',
    `${file.path}, line 1: the header is ${fields.join(', ').slice(0, 200)}; mapping.json names the column ${missing}.`,
  );
}

function columnsOf(mapping: CsvFileMapping): string[] {
  const { item, itemName, user, rating, at, review, properties = [], attributes = [] } = mapping;
  const single = [item, itemName, user, rating, at?.column, review?.text, review?.headline, review?.id];
  return [...single, ...[...properties, ...attributes].map(({ column }) => column)].filter(
    (column) => column !== undefined,
  );
}
