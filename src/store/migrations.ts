import { createHash } from 'node:crypto';
import { EngineError } from '../core/errors.ts';
import { listStatements } from './statements.ts';

/** One step of a schema: the file `V001__Create_node.sql` has version 1 and the description "Create node". */
export interface Migration {
  readonly version: number;
  readonly description: string;
  /** Name of the file. */
  readonly file: string;
  /** SHA-256 of the file with LF line ends, hexadecimal. */
  readonly checksum: string;
  readonly text: string;
}

/** A migration that a store says it has applied. */
export interface AppliedMigration {
  readonly version: number;
  readonly checksum: string;
}

/** Returns the migrations of a folder (`sql/migrations`) in order of their versions. */
export function listMigrations(folder: string): Migration[] {
  return listStatements(folder)
    .map(({ name, path, source, text }) => ({
      version: Number(/^V(\d+)__/.exec(name)?.[1]),
      description: name.replace(/^V\d+__/, '').replaceAll('_', ' '),
      file: path.slice(path.lastIndexOf('/') + 1),
      checksum: createHash('sha256').update(source).digest('hex'),
      text,
    }))
    .sort((left, right) => left.version - right.version);
}

/**
 * Returns the migrations that a store still lacks. Throws `migration-mismatch` when one was edited after it was
 * applied, `store-unsupported` when the store was written by a newer version of the program. `address` names the store.
 */
export function pendingMigrations(
  known: readonly Migration[],
  applied: readonly AppliedMigration[],
  address: string,
): Migration[] {
  const byVersion = new Map(known.map((migration) => [migration.version, migration]));
  for (const { version, checksum } of applied) {
    const migration = byVersion.get(version);
    if (migration === undefined) throw newerStore(version, known, address);
    if (migration.checksum !== checksum) throw editedMigration(migration, checksum, address);
  }
  const done = new Set(applied.map((migration) => migration.version));
  return known.filter((migration) => !done.has(migration.version));
}

function newerStore(version: number, known: readonly Migration[], address: string): EngineError {
  return new EngineError(
    'store-unsupported',
    `The store ${address} has schema version ${version}, this whypath knows up to ${known.at(-1)?.version ?? 0}. ` +
      'Update whypath, or choose another store.',
  );
}

function editedMigration(migration: Migration, applied: string, address: string): EngineError {
  return new EngineError(
    'migration-mismatch',
    `${migration.file} has the checksum ${migration.checksum.slice(0, 12)}…, but the store ${address} was migrated ` +
      `with ${applied.slice(0, 12)}…. Restore the file; a change of the schema goes into a new file.`,
  );
}
