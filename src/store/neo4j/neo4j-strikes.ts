import { collapse, groupRows, referenceTo, strikeKey, upsertResult } from '../fact-batches.ts';
import type { FactRows, UpsertResult } from '../port.ts';
import type { Neo4jConnection, RunStatement } from './neo4j-connection.ts';
import { missingIds } from './neo4j-missing.ts';

/** Writes a batch of strikes, one statement a label of the nodes struck. */
export async function writeNeo4jStrikes(
  run: RunStatement,
  rows: readonly FactRows['strikes'][],
): Promise<UpsertResult> {
  const dangling: UpsertResult['dangling'][number][] = [];
  let created = 0;
  for (const group of groupRows(rows, ({ label }) => label).values()) {
    const label = group.rows[0]?.label ?? 'Item';
    const missingUsers = await missingIds(
      run,
      'User',
      group.rows.map(({ user }) => user),
    );
    const missingNodes = await missingIds(
      run,
      label,
      group.rows.map(({ node }) => node),
    );
    const written = group.rows.filter((row, index) => {
      const missing = missingUsers.has(row.user)
        ? referenceTo('User', row.user)
        : missingNodes.has(row.node)
          ? referenceTo(label, row.node)
          : null;
      if (missing !== null) dangling.push({ position: group.positions[index] ?? -1, missing });
      return missing === null;
    });
    const parameters = {
      label,
      rows: collapse(written, strikeKey, () => false).map(({ user, node, at }) => ({
        user,
        node,
        at: at === null ? null : BigInt(at),
      })),
    };
    const { summary } = await run('cypher/facts/merge-strikes.cypher', parameters);
    created += summary.counters.updates().relationshipsCreated;
  }
  return upsertResult(rows.length, { created, changed: 0 }, dangling);
}

/** Returns what a user struck, by label and id. */
export async function neo4jStrikes(
  connection: Neo4jConnection,
  user: string,
  signal: AbortSignal,
): Promise<FactRows['strikes'][]> {
  const rows = await connection.read('cypher/facts/select-strikes-of-user.cypher', { user }, signal);
  const strikes = rows.map((row): FactRows['strikes'] => {
    const at: unknown = row.get('at');
    return {
      user,
      label: row.get('label') as FactRows['strikes']['label'],
      node: String(row.get('node')),
      at: at === null ? null : Number(at),
    };
  });
  return strikes;
}
