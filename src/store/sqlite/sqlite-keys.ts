import type { FactLabel } from '../fact-batches.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

/**
 * Returns a function that gives the key of a node, or undefined where the store has none. Answers are remembered, so
 * that a batch asks once for each node it names.
 */
export function nodeKeys(connection: SqliteConnection, label: FactLabel): (id: string) => number | undefined {
  const known = new Map<string, number | undefined>();
  return (id) => {
    if (known.has(id)) return known.get(id);
    const key = connection.first('sql/facts/select-node-key.sql', { label, id })?.[0] as number | undefined;
    known.set(id, key);
    return key;
  };
}
