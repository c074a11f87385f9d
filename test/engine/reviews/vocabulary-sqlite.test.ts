import { openSqliteStore } from '../../../src/store/sqlite/sqlite-store.ts';
import { vocabularySuite } from './vocabulary.suite.ts';

vocabularySuite('an SQLite store', async () => openSqliteStore({ path: ':memory:', now: () => 0 }), 40);
