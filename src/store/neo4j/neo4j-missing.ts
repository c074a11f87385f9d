import type { FactLabel } from '../fact-batches.ts';
import type { RunStatement } from './neo4j-connection.ts';

/** Returns those of the ids that no node of the label has. */
export async function missingIds(
  run: RunStatement,
  label: FactLabel,
  ids: readonly string[],
): Promise<Set<string>> {
  const { records } = await run('cypher/facts/select-missing.cypher', { label, ids: [...new Set(ids)] });
  return new Set(records.map((row) => String(row.get('id'))));
}
