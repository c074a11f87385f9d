import type { FactKind, FactRows, GraphStore } from '../../../src/store/port.ts';
import { openSqliteStore } from '../../../src/store/sqlite/sqlite-store.ts';

const never = new AbortController().signal;

/** A store in memory with one lamp, and Ann who may write reviews of it. */
export interface LampStore {
  readonly store: GraphStore;
  readonly write: <Kind extends FactKind>(kind: Kind, rows: readonly FactRows[Kind][]) => Promise<void>;
}

/** Opens the store of a test; close it. */
export async function openLampStore(): Promise<LampStore> {
  const store = openSqliteStore({ path: ':memory:', now: () => 0 });
  const write: LampStore['write'] = async (kind, rows) => {
    await store.upsert(kind, rows, { dryRun: false, signal: never });
  };
  await store.migrate(never);
  await store.putManifest({ name: 'shop', item: { one: 'lamp', many: 'lamps' }, relations: [] }, never);
  await write('items', [{ id: 'lamp', name: 'Lamp' }]);
  await write('users', [{ id: 'ann' }]);
  return { store, write };
}
