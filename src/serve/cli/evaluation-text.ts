import type { Evaluation } from '../../contract/types.ts';
import { jsonDocument, table } from './terminal.ts';

/** Returns the figures of a document as a table, each with its standard error, to four digits. */
export function figuresTable(answer: Evaluation): string {
  const rows = Object.entries(answer.metrics).map(([name, value]) => [
    name,
    rounded(value),
    `± ${rounded(answer.standardError[name] ?? null)}`,
  ]);
  return table(['metric', 'value', 'standard error'], rows);
}

/** Returns a document as `--json` prints it: by itself where it is the only one, else as a line of NDJSON. */
export function evaluationJson(answer: Evaluation, isOnly: boolean): string {
  return isOnly ? jsonDocument(answer) : `${JSON.stringify(answer)}\n`;
}

function rounded(value: number | null): string {
  return value === null ? 'undefined' : value.toFixed(4);
}
