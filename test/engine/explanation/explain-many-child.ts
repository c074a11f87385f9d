// Run by explain-many-kill.test.ts as a process of its own: explains <folder>/pairs.jsonl, slowly, and may be killed.
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Deps } from '../../../src/engine/deps.ts';
import { explainMany } from '../../../src/engine/explanation/explain-many.ts';
import { openPairs } from '../../../src/files/read-pairs.ts';
import { openRejects } from '../../../src/files/rejects.ts';
import { openResults } from '../../../src/files/results-file.ts';
import { createScriptedModel } from '../../../src/llm/scripted-model.ts';
import { openSqliteStore } from '../../../src/store/sqlite/sqlite-store.ts';
import { graphDeps } from '../../fixtures/graph-deps.ts';
import { sha256 } from '../../fixtures/sha256.ts';
import { type SmallEdge, smallManifest, smallSnapshot } from '../../fixtures/small-graph.ts';

const folder = process.argv[2] ?? '';
const signal = new AbortController().signal;
const store = openSqliteStore({ path: join(folder, 'graph.db'), now: Date.now });
await store.migrate(signal);

/** Everybody liked the hub; users with an odd number also liked every item. */
const edges = Array.from({ length: 24 }, (_, user): SmallEdge[] => [
  [`User:u${user}`, 'Item:hub'],
  ...(user % 2 === 0
    ? []
    : Array.from({ length: 10 }, (_, item): SmallEdge => [`User:u${user}`, `Item:i${item}`])),
]).flat();
const snapshot = smallSnapshot({ relations: { RATED: { role: 'interaction', edges } } });

const deps: Deps = {
  ...graphDeps({ snapshot, manifest: smallManifest() }),
  store: {
    ...store,
    getResult: async (key, stop) => {
      await sleep(10);
      return store.getResult(key, stop);
    },
  },
  model: createScriptedModel([], { available: false, reason: 'none', fix: 'none' }),
  hash: sha256,
  now: Date.now,
  newId: () => 'id',
};
const output = join(folder, 'out.jsonl');
const report = await explainMany(
  deps,
  {
    pairs: openPairs(join(folder, 'pairs.jsonl')),
    results: openResults(output),
    failures: openRejects(`${output}.failed.jsonl`),
    concurrency: 3,
    onProgress: ({ done }) => {
      process.stdout.write(`${done}\n`);
    },
  },
  signal,
);
await store.close();
process.stdout.write(`${JSON.stringify(report)}\n`);
