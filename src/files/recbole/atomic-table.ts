import { EngineError } from '../../core/errors.ts';
import { type BadLine, readLines } from '../lines.ts';
import type { SourceFile } from '../source-files.ts';

const columnTypes = ['token', 'token_seq', 'float', 'float_seq'] as const;

/** A column of an atomic file, from its header `name:type`. */
export interface AtomicColumn {
  readonly name: string;
  readonly type: (typeof columnTypes)[number];
  readonly position: number;
}

/** One line below the header, split at tabs; as many fields as columns. */
export interface AtomicLine {
  readonly line: number;
  readonly bytesRead: number;
  readonly fields: readonly string[];
}

/**
 * Returns the columns of an atomic file, empty where the file is empty. Throws `data-invalid` when a header field is
 * not `name:type` with a known type.
 */
export async function readColumns(file: SourceFile, signal: AbortSignal): Promise<AtomicColumn[]> {
  for await (const found of readLines(file.path, signal)) {
    if (!('reason' in found))
      return found.text.split('\t').map((field, position) => columnOf(file, field, position));
    if (found.text !== '') {
      throw new EngineError(
        'data-invalid',
        `${file.path}, line ${found.line}: ${found.reason}; expected a header.`,
      );
    }
  }
  return [];
}

/** Returns the lines below the header; a line with another number of fields than the header comes as a BadLine. */
export async function* readAtomic(
  file: SourceFile,
  signal: AbortSignal,
): AsyncGenerator<AtomicLine | BadLine> {
  let width = 0;
  for await (const found of readLines(file.path, signal)) {
    if ('reason' in found) {
      yield found;
      continue;
    }
    const { line, bytesRead, text } = found;
    const fields = text.split('\t');
    if (width === 0) width = fields.length;
    else if (fields.length === width) yield { line, bytesRead, fields };
    else yield { ...found, reason: `the line has ${fields.length} fields, the header ${width}` };
  }
}

/**
 * Returns the column of that name, else the token column number `fallback` (from 0). Throws `data-invalid` where the
 * header has neither.
 */
export function idColumn(
  file: SourceFile,
  columns: readonly AtomicColumn[],
  name: string,
  fallback: number,
): AtomicColumn {
  const found = columns.find((column) => column.name === name) ?? tokens(columns)[fallback];
  if (found !== undefined) return found;
  const header = columns.map((column) => `${column.name}:${column.type}`).join(' ');
  throw new EngineError(
    'data-invalid',
    `${file.path}, line 1: the header is "${header}"; expected ${name}:token.`,
  );
}

function tokens(columns: readonly AtomicColumn[]): AtomicColumn[] {
  return columns.filter((column) => column.type === 'token');
}

function columnOf(file: SourceFile, field: string, position: number): AtomicColumn {
  const split = field.lastIndexOf(':');
  const type = columnTypes.find((name) => name === field.slice(split + 1).trim());
  if (split > 0 && type !== undefined) return { name: field.slice(0, split).trim(), type, position };
  throw new EngineError(
    'data-invalid',
    `${file.path}, line 1: the header field "${field.slice(0, 80)}" is not name:type with type ${columnTypes.join(', ')}.`,
  );
}
