import type { Evaluation } from '../../../contract/types.ts';
import { jsonDocument, table } from '../text/terminal.ts';

/** Returns the figures of a document as a table, each with its standard error, to four digits. */
export function figuresTable(answer: Evaluation): string {
  const rows = Object.entries(answer.metrics).map(([name, value]) => [
    name,
    rounded(value),
    `± ${rounded(answer.standardError[name] ?? null)}`,
  ]);
  return table(['metric', 'value', 'standard error'], rows);
}

/** Figures by name; null is undefined by the metric, a name that is missing was not measured. */
export type NamedFigures = Readonly<Record<string, number | null>>;

/**
 * Returns the figures of a document with their standard errors beside those of others, a column each: its parts, other
 * systems. What another has not measured stays empty.
 */
export function besideTable(
  answer: { readonly metrics: NamedFigures; readonly standardError: NamedFigures },
  others: readonly (readonly [name: string, figures: NamedFigures])[],
  digits: number,
): string {
  const rows = Object.entries(answer.metrics).map(([name, value]) => [
    name,
    rounded(value, digits),
    `± ${rounded(answer.standardError[name] ?? null, digits)}`,
    ...others.map(([, figures]) => {
      const figure = figures[name];
      return figure === undefined ? '' : rounded(figure, digits);
    }),
  ]);
  return table(['metric', 'ours', 'standard error', ...others.map(([name]) => name)], rows);
}

/** Returns a document as `--json` prints it: by itself where it is the only one, else as a line of NDJSON. */
export function evaluationJson(answer: Evaluation, isOnly: boolean): string {
  return isOnly ? jsonDocument(answer) : `${JSON.stringify(answer)}\n`;
}

function rounded(value: number | null, digits = 4): string {
  return value === null ? 'undefined' : value.toFixed(digits);
}
