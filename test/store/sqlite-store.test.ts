import { openSqliteStore } from '../../src/store/sqlite-store.ts';
import { never } from './facts.ts';
import { storeSuite } from './port.suite.ts';

storeSuite('SQLite in memory', {
  async make() {
    const store = openSqliteStore({ path: ':memory:', now: () => 0 });
    await store.migrate(never);
    return store;
  },
});
