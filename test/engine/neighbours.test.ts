import { openSqliteStore } from '../../src/store/sqlite-store.ts';
import { neighboursSuite } from './neighbours.suite.ts';

neighboursSuite('SQLite', async () => openSqliteStore({ path: ':memory:', now: () => 0 }));
