import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { EngineError } from '../../core/errors.ts';
import { loadStatement } from '../statements.ts';

/** How long a statement waits for another process that writes. */
const busyTimeoutMs = 10_000;

/** With the 2 MB that SQLite takes by itself, imports spend half their time on pages read again. */
const cacheKibibytes = 65_536;

/** A value of a row; columns are the types of the STRICT tables. */
export type SqliteValue = string | number | null;

/** Values for the parameters of a statement file. */
export type SqliteParameters = Readonly<Record<string, SQLInputValue>>;

/** One connection to the file of an embedded store, opened when first used. */
export interface SqliteConnection {
  readonly path: string;
  /** The file itself, for statements that no file holds (BEGIN, PRAGMA). */
  database(): DatabaseSync;
  /** Runs a statement file that returns no row; returns the number of rows written. */
  run(path: string, parameters?: SqliteParameters): number;
  /** Returns the first row of a statement file as values in column order, or undefined. */
  first(path: string, parameters?: SqliteParameters): readonly SqliteValue[] | undefined;
  /** Returns all rows of a statement file, each as values in column order. */
  all(path: string, parameters?: SqliteParameters): readonly (readonly SqliteValue[])[];
  /**
   * Runs `work` in one transaction that holds the write lock from its start. `keep` decides on its result whether the
   * transaction is committed or rolled back; an error rolls back.
   */
  transaction<Result>(work: () => Result, keep?: (result: Result) => boolean): Result;
  close(): void;
}

/**
 * Returns a connection to the file at `path` (or `:memory:`); nothing is opened before the first use, which makes the
 * folder and the file where they are missing. The journal is a write-ahead log, every commit is synced to the disk,
 * foreign keys hold.
 */
export function createSqliteConnection(path: string): SqliteConnection {
  let opened: DatabaseSync | null = null;
  let isClosed = false;
  const prepared = new Map<string, StatementSync>();

  const database = (): DatabaseSync => {
    if (isClosed) throw new EngineError('store-unavailable', `The store ${path} was closed.`);
    opened ??= openFile(path);
    return opened;
  };
  const statement = (file: string): StatementSync => {
    let found = prepared.get(file);
    if (found === undefined) {
      found = database().prepare(loadStatement(file).text);
      found.setReturnArrays(true);
      prepared.set(file, found);
    }
    return found;
  };
  return {
    path,
    database,
    run: (file, parameters = {}) => Number(statement(file).run(parameters).changes),
    first: (file, parameters = {}) => statement(file).get(parameters) as SqliteValue[] | undefined,
    all: (file, parameters = {}) => statement(file).all(parameters) as unknown as SqliteValue[][],
    transaction: (work, keep = () => true) => inTransaction(database(), work, keep),
    close: () => {
      isClosed = true;
      prepared.clear();
      opened?.close();
      opened = null;
    },
  };
}

/**
 * Returns `work()`, with every foreign error turned into an EngineError that names the file and what to do. Errors of
 * the engine and broken invariants pass as they are.
 */
export function withSqliteErrors<Result>(path: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw convertSqliteError(error, path);
  }
}

/** Result codes of SQLite (sqlite.org/rescode.html), the primary ones that ask for an answer of their own. */
const sqliteCode = {
  busy: 5,
  locked: 6,
  readOnly: 8,
  readOrWrite: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  notADatabase: 26,
};

/** Returns the EngineError of an error of `node:sqlite` or of the file system; any other error as it is. */
export function convertSqliteError(error: unknown, path: string): unknown {
  if (error instanceof EngineError || !(error instanceof Error)) return error;
  const { code, errcode } = error as { code?: unknown; errcode?: unknown };
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return failure(
      'store-unavailable',
      `${path} may not be written: ${error.message}. Choose another file with --store.`,
    );
  }
  if (code !== 'ERR_SQLITE_ERROR' || typeof errcode !== 'number')
    return isSystemError(error) ? unopened() : error;
  switch (errcode & 0xff) {
    case sqliteCode.busy:
    case sqliteCode.locked:
      return failure(
        'store-unavailable',
        `${path} was held by another process for ${busyTimeoutMs / 1000} s. Wait for its import to end and try again.`,
      );
    case sqliteCode.notADatabase:
      return failure('store-unsupported', `${path} is no SQLite database. Choose another file with --store.`);
    case sqliteCode.readOnly:
      return failure(
        'store-unavailable',
        `${path} may only be read. Make it writable, or choose another with --store.`,
      );
    case sqliteCode.readOrWrite:
      return failure(
        'store-failed',
        `The disk refused to read or write ${path} (${error.message}). See whether it is full or damaged, and try again.`,
      );
    case sqliteCode.full:
      return failure('store-failed', `The disk that holds ${path} is full. Free some space and try again.`);
    case sqliteCode.corrupt:
      return failure(
        'store-failed',
        `${path} is damaged (${error.message}). Restore it, or import the data into a new file.`,
      );
    case sqliteCode.cannotOpen:
      return unopened();
    default:
      return failure('store-failed', `${path} refused a statement: ${error.message}`);
  }

  function failure(
    kind: 'store-unavailable' | 'store-unsupported' | 'store-failed',
    message: string,
  ): EngineError {
    return new EngineError(kind, message, { cause: error });
  }
  function unopened(): EngineError {
    const reason = (error as Error).message;
    return failure(
      'store-unavailable',
      `${path} cannot be opened: ${reason}. Check its folder, or choose another with --store.`,
    );
  }
}

function openFile(path: string): DatabaseSync {
  if (path !== ':memory:') {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
      throw new EngineError(
        'store-unsupported',
        `${path} is a folder; name a file in it, such as ${path}/graph.db.`,
      );
    }
    mkdirSync(dirname(path), { recursive: true });
  }
  const database = new DatabaseSync(path, { timeout: busyTimeoutMs, enableForeignKeyConstraints: true });
  try {
    database.exec('PRAGMA journal_mode = WAL');
    database.exec('PRAGMA synchronous = FULL');
    database.exec(`PRAGMA cache_size = -${cacheKibibytes}`);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function inTransaction<Result>(
  database: DatabaseSync,
  work: () => Result,
  keep: (result: Result) => boolean,
): Result {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec(keep(result) ? 'COMMIT' : 'ROLLBACK');
    return result;
  } catch (error) {
    // A full disk may have ended the transaction already.
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

function isSystemError(error: Error): boolean {
  return typeof (error as NodeJS.ErrnoException).syscall === 'string';
}
