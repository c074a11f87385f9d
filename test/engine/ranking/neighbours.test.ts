import { openSqliteStore } from '../../../src/store/sqlite/sqlite-store.ts';
import { neighboursSuite } from './neighbours.suite.ts';

neighboursSuite('SQLite', async () => {
  const store = openSqliteStore({ path: ':memory:', now: () => 0 });
  await store.migrate(new AbortController().signal);
  return store;
});
