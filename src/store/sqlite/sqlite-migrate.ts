import { EngineError } from '../../core/errors.ts';
import { type AppliedMigration, listMigrations, type Migration, pendingMigrations } from '../migrations.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

/**
 * Brings the file to the newest schema in one transaction. Two processes may call it at once: one waits for the other
 * and finds nothing left to do. Throws `migration-mismatch` for a file that was edited after it was applied, and
 * `store-unsupported` for a newer schema or a database of another program. `now` is epoch milliseconds.
 */
export function migrateSqlite(
  connection: SqliteConnection,
  now: number,
  migrations: readonly Migration[] = listMigrations('sql/migrations'),
): void {
  // Most starts find the newest schema and need no lock.
  if (pendingMigrations(migrations, applied(connection), connection.path).length === 0) return;
  connection.transaction(() => {
    const pending = pendingMigrations(migrations, applied(connection), connection.path);
    connection.run('sql/records/create-migration.sql');
    for (const { text, version, description, checksum } of pending) {
      connection.database().exec(text);
      connection.run('sql/records/insert-migration.sql', { version, description, checksum, applied_at: now });
    }
  });
}

function applied(connection: SqliteConnection): AppliedMigration[] {
  const tables = connection.all('sql/records/select-tables.sql').map(([name]) => String(name));
  if (tables.length === 0) return [];
  if (!tables.includes('migration')) {
    throw new EngineError(
      'store-unsupported',
      `${connection.path} is a database of another program (it has the table "${tables[0]}"). Choose another file with --store.`,
    );
  }
  return connection
    .all('sql/records/select-migrations.sql')
    .map(([version, checksum]) => ({ version: Number(version), checksum: String(checksum) }));
}
