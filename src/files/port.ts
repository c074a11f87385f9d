import type { GraphManifest } from '../contract/types.ts';
import type { OpinionLexicon } from '../core/opinions/lexicon.ts';
import type { VocabularyState } from '../core/opinions/vocabulary/change-vocabulary.ts';
import type { AsteData, AsteSplit } from './aste-port.ts';
import type { ConversationData } from './conversation-port.ts';
import type { DialogData, DialogSplit } from './dialog-port.ts';
import type { ExplanationData } from './explanation-port.ts';
import type { GroundingData } from './grounding-port.ts';
import type { RankingData } from './ranking-port.ts';
import type { SplitReviews } from './reviews-port.ts';

/** A kind of rows in a data set, in the order in which they must be written. */
export type RowKind =
  | 'items'
  | 'users'
  | 'attributes'
  | 'aspects'
  | 'links'
  | 'interactions'
  | 'reviews'
  | 'opinions'
  | 'strikes';

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
  readonly kind: RowKind;
  readonly file: string;
  /** Size of the file in bytes, for progress. */
  readonly byteCount: number;
  /** Rows in file order; a problem takes the place of a line that cannot be read. `bytesRead` only grows. */
  rows(signal: AbortSignal): AsyncIterable<ReadRow>;
}

/** What stands at one line of a file. */
export type ReadRow = (SourceRow | SourceProblem) & { readonly bytesRead: number };

/** A data set on disk in one of the known layouts, as rows of the native layout. */
export interface DataSource {
  readonly format: 'native' | 'movielens' | 'recbole' | 'amazon' | 'csv';
  readonly folder: string;
  /** As the folder states it, not yet checked against its schema. */
  readonly manifest: GraphManifest;
  /** SHA-256 of names, sizes and content of its files, hexadecimal: the same for the same data. */
  contentHash(signal: AbortSignal): Promise<string>;
  /** Parts in the order in which they must be written (nodes before links). */
  readonly parts: readonly SourcePart[];
}

/** Holds a value to `schema/<name>.schema.json`; the contract's own check, which files may not reach. */
export type SchemaCheck = <T>(
  name: string,
  value: unknown,
) => { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly string[] };

/** Rows that were not imported, appended one by one; the file appears with the first. */
export interface RejectsWriter {
  write(reject: { file: string; line: number; reason: string; row: unknown }): Promise<void>;
  /** Returns the path of the file, or null when nothing was rejected. */
  close(): Promise<string | null>;
}

/** A native data set that is being written to a folder. */
export interface DataSetWriter {
  readonly folder: string;
  /** Writes the file of one kind and returns the number of its rows; `onRows` hears of the rows so far. */
  writeRows(
    kind: RowKind,
    rows: Iterable<object>,
    onRows: (count: number) => void,
    signal: AbortSignal,
  ): Promise<number>;
  /** Writes the manifest, which makes the folder a data set. */
  finish(manifest: GraphManifest): Promise<void>;
}

/** Pairs to explain, one JSON object a line (schema `explain-request`). */
export interface PairSource {
  /** Number of lines that are not blank. Throws `data-missing`. */
  count(signal: AbortSignal): Promise<number>;
  /** Rows in file order; a problem takes the place of a line that cannot be read. */
  rows(signal: AbortSignal): AsyncIterable<ReadRow>;
}

/** A file of results, one JSON object with a `key` a line, that only grows and may be gone on with. */
export interface ResultsFile {
  readonly path: string;
  /**
   * Opens the file and returns the keys it holds. A torn last line is cut; lines that `isKept` refuses and repeats of
   * a key are taken out. Throws `data-missing`, `data-invalid` for a line that is no object with a key.
   */
  open(isKept: (record: unknown) => Promise<boolean>, signal: AbortSignal): Promise<ReadonlySet<string>>;
  /** Writes one line; lines of several callers never mix. */
  append(record: { readonly key: string }): Promise<void>;
  close(): Promise<void>;
}

/** One line of evidence, not yet checked against its schema, with its place for messages. */
export interface EvidenceRow {
  readonly place: string;
  readonly row: unknown;
}

/** A vocabulary of aspects in a file that people review and edit, with the history that `undo` goes back in. */
export interface VocabularyFile {
  readonly path: string;
  /** The vocabulary, null where there is no file. Throws `data-invalid` with each bad line, `limit-exceeded`. */
  read(signal: AbortSignal): Promise<VocabularyState | null>;
  /** Throws `data-missing` where the file cannot be written. */
  write(state: VocabularyState): Promise<void>;
}

/** The files that commands read and write, as the composition root chose them. */
export interface FileAccess {
  /**
   * Opens a data set in the given layout, or the one its files show. `check` is needed for CSV files with a mapping.
   * Throws `data-missing`, `data-invalid`.
   */
  openSource(
    folder: string,
    options: {
      readonly format?: DataSource['format'];
      readonly check?: SchemaCheck;
      readonly signal?: AbortSignal;
    },
  ): Promise<DataSource>;
  /** A writer of rejected rows to `path`. */
  openRejects(path: string): RejectsWriter;
  /** A writer of a data set; a folder that is not empty needs `replace`. Throws `request-invalid`, `data-missing`. */
  openDataSetWriter(folder: string, replace: boolean): Promise<DataSetWriter>;
  /** Pairs of a JSONL file. */
  openPairs(path: string): PairSource;
  /** Results in a JSONL file. */
  openResults(path: string): ResultsFile;
  /** Reads one split of the aspect-opinion layout. Throws `data-missing`, `data-invalid`. */
  readAsteData(
    folder: string,
    options: { readonly set?: string; readonly split: AsteSplit },
    signal: AbortSignal,
  ): Promise<AsteData>;
  /** A vocabulary at `path`; nothing is read yet. */
  openVocabulary(path: string): VocabularyFile;
  /** The word lists of the package. Throws `data-missing`. */
  readLexicon(signal: AbortSignal): Promise<OpinionLexicon>;
  /** Reads a folder of reviews that are split by time. Throws `data-missing`, `data-invalid`. */
  readSplitReviews(folder: string, signal: AbortSignal): Promise<SplitReviews>;
  /** Reads a folder of the ranking layout. Throws `data-missing`, `data-invalid`. */
  readRankingData(folder: string, signal: AbortSignal): Promise<RankingData>;
  /** Reads a folder of the conversation layout. Throws `data-missing`, `data-invalid`. */
  readConversationData(folder: string, signal: AbortSignal): Promise<ConversationData>;
  /** Reads one split of a folder of dialogs, with the training part. Throws `data-missing`, `data-invalid`. */
  readDialogData(
    folder: string,
    options: { readonly split: DialogSplit },
    signal: AbortSignal,
  ): Promise<DialogData>;
  /** Lines of evidence for a check. Throws `data-missing`, `data-invalid`. */
  readEvidence(path: string, signal: AbortSignal): Promise<readonly EvidenceRow[]>;
  /** A UTF-8 text. Throws `data-missing`, `data-invalid`, `limit-exceeded`. */
  readText(path: string, signal: AbortSignal): Promise<string>;
  /** Reads a folder of explained pairs. Throws `data-missing`, `data-invalid`. */
  readExplanationData(folder: string, signal: AbortSignal): Promise<ExplanationData>;
  /** Reads a folder of the kg-to-text layout. Throws `data-missing`, `data-invalid`. */
  readGroundingData(folder: string, signal: AbortSignal): Promise<GroundingData>;
}
