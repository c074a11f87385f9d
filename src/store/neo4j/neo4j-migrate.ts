import { EngineError } from '../../core/errors.ts';
import { type AppliedMigration, listMigrations, type Migration, pendingMigrations } from '../migrations.ts';
import { loadStatement } from '../statements.ts';
import { type Neo4jConnection, type RunStatement, transactionMetadata } from './neo4j-connection.ts';
import { serverCode, serverVersionMin } from './neo4j-errors.ts';

/** Two processes that make the same constraint at once disturb each other once or twice, not more. */
const constraintAttemptsMax = 5;

/**
 * Brings the database to the newest schema. One process at a time: the lock is a node that an open transaction holds,
 * so that the server frees it when its holder dies. The statements are `IF NOT EXISTS` and are remembered together at
 * the end; a run that broke off is simply repeated. Throws `migration-mismatch`, `store-unsupported` for a server older
 * than 5.26 and for a newer schema. `now` is epoch milliseconds.
 */
export async function migrateNeo4j(
  connection: Neo4jConnection,
  now: number,
  signal: AbortSignal,
  migrations: readonly Migration[] = listMigrations('cypher/migrations'),
): Promise<void> {
  await requireSupportedServer(connection, signal);
  const { address } = connection.target;
  const rows = await connection.read('cypher/records/select-migrations.cypher', {}, signal);
  if (pendingMigrations(migrations, rows.map(appliedMigration), address).length === 0) return;

  await createConstraint(connection, 'cypher/records/create-lock-constraint.cypher', signal);
  await createConstraint(connection, 'cypher/records/create-migration-constraint.cypher', signal);
  const apply = async (run: RunStatement): Promise<void> => {
    await run('cypher/records/take-lock.cypher', { at: BigInt(now) });
    const { records } = await run('cypher/records/select-migrations.cypher');
    const pending = pendingMigrations(migrations, records.map(appliedMigration), address);
    for (const migration of pending) await applySchemaChange(connection, migration, signal);
    for (const migration of pending)
      await run('cypher/records/insert-migration.cypher', recordOf(migration, now));
  };
  await connection.transaction(apply, () => true, signal);
}

/** Returns whether a server that calls itself `agent` (`Neo4j/5.26.0`) is new enough. */
export function isSupportedServer(agent: string): boolean {
  const [major = 0, minor = 0] = /(\d+)\.(\d+)/.exec(agent)?.slice(1).map(Number) ?? [];
  const [majorMin = 0, minorMin = 0] = serverVersionMin.split('.').map(Number);
  return major > majorMin || (major === majorMin && minor >= minorMin);
}

async function requireSupportedServer(connection: Neo4jConnection, signal: AbortSignal): Promise<void> {
  const { driver, target } = connection;
  // Unlike a query, this is not repeated: a server that is down is reported at once.
  const info = await connection.converted(signal, () => driver.getServerInfo({ database: target.database }));
  const agent = info.agent ?? '';
  if (!isSupportedServer(agent)) {
    throw new EngineError(
      'store-unsupported',
      `${target.address} runs ${agent}; whypath needs Neo4j ${serverVersionMin} or later. Update the server.`,
    );
  }
}

async function createConstraint(
  connection: Neo4jConnection,
  path: string,
  signal: AbortSignal,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await connection.write(path, {}, signal);
      return;
    } catch (error) {
      const isOurs = error instanceof EngineError && ['store-failed', 'store-conflict'].includes(error.code);
      if (!isOurs || attempt > constraintAttemptsMax) throw error;
      // Only when it stays: meanwhile the index may belong to a process that is about to finish its constraint.
      if (attempt === constraintAttemptsMax && serverCode(error.cause) === indexInTheWay)
        await dropOrphanIndex(connection, loadStatement(path).text, signal);
    }
  }
}

/** Runs a schema statement; an index that a killed migration left in its way is dropped, and the statement repeated. */
async function applySchemaChange(
  connection: Neo4jConnection,
  { text }: Migration,
  signal: AbortSignal,
): Promise<void> {
  try {
    await runSchemaStatement(connection, text);
  } catch (error) {
    if (serverCode(error) !== indexInTheWay || !(await dropOrphanIndex(connection, text, signal)))
      throw error;
    await runSchemaStatement(connection, text);
  }
}

/** The server makes the index of a constraint first, and keeps it when the client dies before the constraint is there. */
const indexInTheWay = 'Neo.ClientError.Schema.IndexWithNameAlreadyExists';

async function dropOrphanIndex(
  connection: Neo4jConnection,
  text: string,
  signal: AbortSignal,
): Promise<boolean> {
  const [, name, label] = /CREATE CONSTRAINT (\w+) IF NOT EXISTS\s+FOR \(\w+:(\w+)\)/.exec(text) ?? [];
  if (name === undefined || label === undefined) return false;
  const found = await connection.read('cypher/records/select-orphan-index.cypher', { name, label }, signal);
  if (found.length === 0) return false;
  await runSchemaStatement(connection, loadStatement('cypher/records/drop-index.cypher').text, { name });
  return true;
}

async function runSchemaStatement(
  connection: Neo4jConnection,
  text: string,
  parameters: Record<string, unknown> = {},
): Promise<void> {
  const session = connection.session('WRITE');
  try {
    await session.run(text, parameters, { metadata: transactionMetadata });
  } finally {
    await session.close();
  }
}

function appliedMigration(row: { get(key: string): unknown }): AppliedMigration {
  return { version: Number(row.get('version')), checksum: String(row.get('checksum')) };
}

function recordOf({ version, description, file, checksum }: Migration, now: number): Record<string, unknown> {
  const values = { description, checksum, source: file, type: 'CYPHER' };
  return { version: String(version).padStart(3, '0'), values, at: BigInt(now) };
}
