import { readLines, shownUnitsMax } from './lines.ts';
import type { ReadRow, SourceRow } from './port.ts';
import type { SourceFile } from './source-files.ts';

/**
 * Returns the rows of a file with one JSON value a line; a line that is no JSON takes its place as a problem. Errors
 * and limits as `readLines`.
 */
export async function* readJsonLines(
  file: SourceFile,
  change: (row: SourceRow['row']) => unknown,
  signal: AbortSignal,
): AsyncGenerator<ReadRow> {
  for await (const found of readLines(file.path, signal)) {
    const place = { file: file.name, line: found.line, bytesRead: found.bytesRead };
    if ('reason' in found) {
      yield { ...place, reason: found.reason, text: found.text };
      continue;
    }
    const parsed = parseJson(found.text);
    if (parsed.ok) yield { ...place, row: change(parsed.value) };
    else yield { ...place, reason: parsed.reason, text: found.text.slice(0, shownUnitsMax) };
  }
}

function parseJson(text: string): { ok: true; value: unknown } | { ok: false; reason: string } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    // V8 repeats the whole line in some of its messages; the rejects file shows it anyway.
    const message = (error as Error).message.replace(/,? ?\.{0,3}"[\s\S]*$/u, '');
    return { ok: false, reason: `the line is no JSON: ${message}` };
  }
}
