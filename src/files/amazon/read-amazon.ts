import { readLines, shownUnitsMax } from '../lines.ts';
import type { SourceFile } from '../source-files.ts';
import {
  type AmazonItem,
  type AmazonReview,
  amazonItem,
  amazonReview,
  kindOfAmazonRow,
} from './amazon-rows.ts';
import { parsePythonLiteral } from './python-literal.ts';

/** The files of a folder by what their first rows are. */
export interface AmazonFiles {
  readonly reviews: readonly SourceFile[];
  readonly items: readonly SourceFile[];
}

/** Returns the files that hold reviews or things, told by their first rows; none of other layouts. */
export async function amazonFiles(files: readonly SourceFile[], signal: AbortSignal): Promise<AmazonFiles> {
  const found = { reviews: [] as SourceFile[], items: [] as SourceFile[] };
  for (const file of files.filter(({ plainName }) => /\.jsonl?$/.test(plainName))) {
    const kind = await kindOfFile(file, signal);
    if (kind === 'review') found.reviews.push(file);
    if (kind === 'item') found.items.push(file);
  }
  return found;
}

/** Reads what one file holds, in file order. Errors and limits as `readLines`. */
export type RowsReader<Found> = (
  file: SourceFile,
  signal: AbortSignal,
) => AsyncIterable<{ readonly line: number; readonly bytesRead: number } & Outcome<Found>>;

type Outcome<Found> = { readonly found: Found } | { readonly reason: string; readonly text: string };

/** Reads the reviews of a file; a row that is none takes its place with the reason. */
export const readReviews: RowsReader<AmazonReview> = (file, signal) => readFound(file, amazonReview, signal);
/** Reads the things of a file of metadata; a row that is none takes its place with the reason. */
export const readItems: RowsReader<AmazonItem> = (file, signal) => readFound(file, amazonItem, signal);

async function* readFound<Found extends object>(
  file: SourceFile,
  parse: (row: unknown) => Found | { readonly problem: string },
  signal: AbortSignal,
): AsyncGenerator<{ readonly line: number; readonly bytesRead: number } & Outcome<Found>> {
  for await (const { line, bytesRead, text, ...bad } of readLines(file.path, signal)) {
    if ('reason' in bad) {
      yield { line, bytesRead, text, reason: bad.reason };
      continue;
    }
    const shown = text.slice(0, shownUnitsMax);
    const row = parsedRow(text);
    const found = 'reason' in row ? { problem: row.reason } : parse(row.value);
    if ('problem' in found) yield { line, bytesRead, reason: found.problem, text: shown };
    else yield { line, bytesRead, found };
  }
}

function parsedRow(text: string): { readonly value: unknown } | { readonly reason: string } {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    try {
      return { value: parsePythonLiteral(text) };
    } catch (error) {
      return { reason: `the line is neither JSON nor a literal of Python: ${(error as Error).message}` };
    }
  }
}

async function kindOfFile(file: SourceFile, signal: AbortSignal): Promise<'review' | 'item' | null> {
  for await (const found of readLines(file.path, signal)) {
    if ('reason' in found) return null;
    const row = parsedRow(found.text);
    return 'reason' in row ? null : kindOfAmazonRow(row.value);
  }
  return null;
}
