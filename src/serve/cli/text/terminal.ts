import type { TextSink } from '../context.ts';

/**
 * Returns `text` without what a terminal would obey: control characters, escape sequences, bidirectional overrides
 * and zero-width characters are dropped; line ends and tabs become a blank. For every text that a data set brings.
 */
export function plain(text: string): string {
  return text
    .replace(/[\r\n\t\u2028\u2029]+/gu, ' ')
    .replace(/\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-_])/gu, '')
    .replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, '');
}

/** Returns a number with its noun: `1 row`, `7 rows`. */
export function counted(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** Returns one JSON document with a final line end, as `--json` prints it. */
export function jsonDocument(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/**
 * Returns rows as a table with aligned columns, cells made plain and cut to `cellWidthMax` characters. Numbers are
 * aligned to the right.
 */
export function table(
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
  cellWidthMax = 48,
): string {
  const cells = rows.map((row) => row.map((value) => cut(plain(cellText(value)), cellWidthMax)));
  const widths = columns.map((name, column) =>
    Math.max(name.length, ...cells.map((row) => (row[column] ?? '').length)),
  );
  const line = (row: readonly string[], isNumber: readonly boolean[]): string =>
    row
      .map((cell, column) =>
        isNumber[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  const numeric = columns.map(
    (_, column) => rows.length > 0 && rows.every((row) => typeof row[column] === 'number'),
  );
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  return `${[line(columns, numeric), rule, ...cells.map((row) => line(row, numeric))].join('\n')}\n`;
}

/** Returns a bar of `width` characters for a share between 0 and 1. */
export function bar(share: number, width: number): string {
  const filled = Math.round(Math.min(1, Math.max(0, share)) * width);
  return '█'.repeat(filled) + '░'.repeat(width - filled);
}

/** Returns `text` in bold where the sink is a terminal and NO_COLOR is not set. */
export function bold(text: string, sink: TextSink, noColor: boolean): string {
  return sink.isTerminal && !noColor ? `\u001b[1m${text}\u001b[22m` : text;
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' && !Number.isInteger(value)) return String(Number(value.toPrecision(6)));
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function cut(text: string, width: number): string {
  return text.length > width ? `${text.slice(0, width - 1)}…` : text;
}
