import { defineConfig } from 'vitest/config';

/**
 * Two projects, told apart by file names:
 *
 * - `unit` (`*.test.ts`): files run side by side and need nothing from outside.
 * - `real` (`*.real.test.ts`): files run one after the other, after the unit tests, and share one Neo4j, one Ollama and
 *   the installed Chromium. Neo4j Community has a single database, so a file may count on being its only user, and
 *   empties it in a `beforeEach` or `beforeAll` of its own.
 *
 * The servers are started by the global setup of `real`, which vitest runs only when a `*.real.test.ts` file takes part:
 * `vitest run test/core` costs no server. `WHYPATH_TEST_SERVERS` narrows what is started: `none`, `neo4j`, `ollama`, or
 * `neo4j,ollama`, the default.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts', 'web/**/*.test.ts'],
          setupFiles: ['test/fixtures/property-seed.ts'],
          exclude: ['**/*.real.test.ts', '**/node_modules/**', 'web/dist/**'],
          maxWorkers: '100%',
          testTimeout: 30_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'real',
          include: ['test/**/*.real.test.ts'],
          setupFiles: ['test/fixtures/property-seed.ts'],
          globalSetup: ['test/servers/global-setup.ts'],
          fileParallelism: false,
          maxWorkers: 1,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
