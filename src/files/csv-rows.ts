import { parse } from 'csv-parse/sync';
import { type BadLine, lineBytesMax, readLines, shownUnitsMax, type TextLine } from './lines.ts';

/** Most lines of one quoted record; more of them mean a quote that was never closed. */
const recordLinesMax = 20;

/** Fields of one record of a CSV file, or what is wrong with it. */
export type CsvRow =
  | {
      readonly line: number;
      readonly bytesRead: number;
      readonly fields: readonly string[];
      readonly text: string;
    }
  | BadLine;

/**
 * Returns the records of a file of separated fields, the header first, each with the number of its first line. Quoted
 * fields may hold separators, doubled quotes and line ends (at most `recordLinesMax` lines). A record that breaks these
 * rules costs its first line only. Errors and limits as `readLines`.
 */
export async function* readCsv(path: string, signal: AbortSignal, separator = ','): AsyncGenerator<CsvRow> {
  let open: TextLine[] = [];
  for await (const found of readLines(path, signal)) {
    if ('reason' in found) {
      for (const line of open) yield readRecord([line], separator);
      open = [];
      yield found;
      continue;
    }
    open.push(found);
    if (isOpen(open, separator)) {
      if (open.length < recordLinesMax) continue;
      yield unclosed(open[0] as TextLine);
      const again = open.slice(1);
      open = [];
      for (const line of again) yield readRecord([line], separator);
      continue;
    }
    yield readRecord(open, separator);
    open = [];
  }
  for (const line of open) yield readRecord([line], separator);
}

function readRecord(lines: readonly TextLine[], separator: string): CsvRow {
  const { line, bytesRead } = lines[0] as TextLine;
  const text = textOf(lines);
  if (!text.includes('"')) return { line, bytesRead, fields: text.split(separator), text };
  try {
    const options = { relax_column_count: true, max_record_size: lineBytesMax, delimiter: separator };
    const [fields] = parse(text, options) as string[][];
    return { line, bytesRead, fields: fields ?? [], text };
  } catch (error) {
    // The parser counts from the record on.
    const said = (error as Error).message.replace(/ at line \d+(?=,|$)/u, '');
    const reason = `the line is no CSV: ${said}`;
    return { line, bytesRead, reason, text: text.slice(0, shownUnitsMax) };
  }
}

function unclosed(line: TextLine): BadLine {
  const reason = `a quote opens here and is not closed within ${recordLinesMax} lines`;
  return { ...line, text: line.text.slice(0, shownUnitsMax), reason };
}

function textOf(lines: readonly TextLine[]): string {
  return lines.length === 1 ? (lines[0] as TextLine).text : lines.map((line) => line.text).join('\n');
}

/** Whether the text ends inside a quoted field. Only a quote at the begin of a field opens one. */
function isOpen(lines: readonly TextLine[], separator: string): boolean {
  if (lines.length === 1 && !(lines[0] as TextLine).text.includes('"')) return false;
  const text = textOf(lines);
  let inside = false;
  for (let unit = 0; unit < text.length; unit++) {
    if (text[unit] !== '"') continue;
    if (inside && text[unit + 1] === '"') unit++;
    else if (inside) inside = false;
    else if (unit === 0 || text[unit - 1] === separator) inside = true;
  }
  return inside;
}
