import type { GraphManifest } from '../contract/types.ts';
import type { FactKind } from '../store/port.ts';

/** A row as a reader found it, not yet checked against its schema. */
export interface SourceRow {
  readonly file: string;
  /** Line in the file, from 1. */
  readonly line: number;
  readonly row: unknown;
}

/** A line that is no row at all. */
export interface SourceProblem {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
  /** The line, cut to 2000 units. */
  readonly text: string;
}

/** One kind of rows of a data set; several parts of one kind may follow each other. */
export interface SourcePart {
  readonly kind: FactKind;
  readonly file: string;
  /** Size of the file in bytes, for progress. */
  readonly byteCount: number;
  /** Rows in file order; a problem takes the place of a line that cannot be read. `bytesRead` only grows. */
  rows(signal: AbortSignal): AsyncIterable<(SourceRow | SourceProblem) & { readonly bytesRead: number }>;
}

/** A data set on disk in one of the known layouts, as rows of the native layout. */
export interface DataSource {
  readonly format: 'native' | 'movielens' | 'recbole';
  readonly folder: string;
  readonly manifest: GraphManifest;
  /** SHA-256 of names, sizes and content of its files, hexadecimal: the same for the same data. */
  contentHash(signal: AbortSignal): Promise<string>;
  /** Parts in the order in which they must be written (nodes before links). */
  readonly parts: readonly SourcePart[];
}

/** Rows that were not imported, appended one by one; the file appears with the first. */
export interface RejectsWriter {
  write(reject: { file: string; line: number; reason: string; row: unknown }): Promise<void>;
  /** Returns the path of the file, or null when nothing was rejected. */
  close(): Promise<string | null>;
}
