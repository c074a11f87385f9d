import type { Deps } from '../../src/engine/deps.ts';
import { createGraphCache } from '../../src/engine/graph/load-graph.ts';
import type { LanguageModel } from '../../src/llm/port.ts';
import { createScriptedModel } from '../../src/llm/scripted-model.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { sha256 } from '../fixtures/sha256.ts';
import { writeSeed } from '../store/seed-store.ts';

/** No model. */
export const unchosenModel: LanguageModel = createScriptedModel([], {
  available: false,
  reason: 'No model is chosen',
  fix: 'Choose one.',
});

/** Returns what the engine needs, over the seed in memory and without a model; the clock stands still. */
export async function seedDeps(): Promise<Deps> {
  const { signal } = new AbortController();
  const store = openSqliteStore({ path: ':memory:', now: () => 0 });
  await writeSeed(store, signal);
  return {
    store,
    graph: createGraphCache(store, sha256),
    model: unchosenModel,
    settings: { peopleMin: null },
    hash: sha256,
    now: () => 0,
    newId: () => 'id',
  };
}
