import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from 'vitest';
import { openSqliteStore } from '../../../src/store/sqlite/sqlite-store.ts';
import { converseSuite } from './converse.suite.ts';

describe('a conversation in the embedded store', () => {
  let folder: string | null = null;

  converseSuite(
    async () => {
      folder ??= mkdtempSync(join(tmpdir(), 'converse-'));
      return openSqliteStore({ path: join(folder, 'graph.db'), now: () => 0 });
    },
    async () => {
      if (folder !== null) rmSync(folder, { recursive: true });
      folder = null;
    },
  );
});
