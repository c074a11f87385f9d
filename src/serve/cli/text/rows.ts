import { InvalidArgumentError, Option } from 'commander';
import type { QueryResult } from '../../../contract/types.ts';
import type { TextSink } from '../context.ts';
import { counted, jsonDocument, plain, table } from './terminal.ts';

/** How rows are printed. */
export const rowFormats = ['table', 'json', 'ndjson', 'csv'] as const;

/** One of `rowFormats`. */
export type RowFormat = (typeof rowFormats)[number];

/** The choice of a format, as commands with rows take it. */
export interface RowOptions {
  readonly format: RowFormat;
  readonly json: boolean;
}

/** What `--help` says of the formats. */
export const rowsHelp = `
Formats: table for reading; json, one document with columns, rows and limits; ndjson, one object a row; csv (RFC 4180,
LF line ends), where text that begins with = + - @, a tab or a line end gets a leading ' so that no spreadsheet runs it.
`;

/** Returns the option --format. */
export function formatOption(): Option {
  return new Option('--format <format>', 'how rows are printed').choices(rowFormats).default('table');
}

/**
 * Writes the rows of a query in the asked format; `--json` is short for `--format json`. With a table, the number of
 * rows goes to `log`; that rows are missing does so always.
 */
export function writeRows(result: QueryResult, options: RowOptions, out: TextSink, log: TextSink): void {
  const format = options.json ? 'json' : options.format;
  out.write(rowText(result, format, out.isTerminal));
  if (format === 'table') log.write(`${counted(result.rows.length, 'row', 'rows')}\n`);
  if (result.truncated) {
    log.write(
      `Only the first ${result.rows.length} rows are shown; narrow the query to see all of its answer.\n`,
    );
  }
}

/** Returns rows as text. `isTerminal` drops from CSV what a terminal would obey; files keep the text as it is. */
export function rowText(result: QueryResult, format: RowFormat, isTerminal: boolean): string {
  switch (format) {
    case 'json':
      return jsonDocument(result);
    case 'ndjson':
      return result.rows.map((row) => `${JSON.stringify(rowObject(result.columns, row))}\n`).join('');
    case 'csv':
      return csvText(result, isTerminal);
    case 'table':
      return table(result.columns.map(plain), result.rows);
  }
}

/**
 * Returns a parser for an option such as `-P key=value` that may be given several times; the last value of a key
 * counts. `parseValue` turns the text into the value.
 */
export function keyValueOption<Value>(
  parseValue: (text: string) => Value,
): (text: string, previous: Readonly<Record<string, Value>>) => Readonly<Record<string, Value>> {
  return (text, previous) => {
    const equals = text.indexOf('=');
    const key = text.slice(0, Math.max(0, equals)).trim();
    if (!/^[A-Za-z_]\w*$/u.test(key)) {
      throw new InvalidArgumentError(`${JSON.stringify(text)} is not of the form key=value.`);
    }
    return { ...previous, [key]: parseValue(text.slice(equals + 1)) };
  };
}

function rowObject(columns: readonly string[], row: readonly unknown[]): Record<string, unknown> {
  return Object.fromEntries(columns.map((column, position) => [column, row[position] ?? null]));
}

function csvText({ columns, rows }: QueryResult, isTerminal: boolean): string {
  return [columns, ...rows]
    .map((row) => `${row.map((value) => csvCell(value, isTerminal)).join(',')}\n`)
    .join('');
}

/** Numbers stay numbers; text that a spreadsheet would run as a formula is made text (OWASP, CSV injection). */
function csvCell(value: unknown, isTerminal: boolean): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const shown = isTerminal ? plain(text) : text;
  const guarded = /^[=+\-@\t\r\n＝＋－＠]/u.test(shown) ? `'${shown}` : shown;
  return /[",\r\n]/u.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
