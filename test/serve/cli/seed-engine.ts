import { createInlineCompute } from '../../../src/compute/inline-compute.ts';
import { findPaths } from '../../../src/engine/analysis/find-paths.ts';
import { measure } from '../../../src/engine/analysis/measure.ts';
import { near } from '../../../src/engine/analysis/near.ts';
import { runCypher, runQuery } from '../../../src/engine/analysis/run-query.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import { compare } from '../../../src/engine/explanation/compare.ts';
import { explain, explainStream } from '../../../src/engine/explanation/explain.ts';
import { followUp } from '../../../src/engine/explanation/follow-up.ts';
import { createGraphCache } from '../../../src/engine/graph/load-graph.ts';
import { recommend } from '../../../src/engine/ranking/recommend.ts';
import { tune } from '../../../src/engine/ranking/tune.ts';
import { strike } from '../../../src/engine/reasons/strike.ts';
import { why } from '../../../src/engine/reasons/why.ts';
import { whyNot } from '../../../src/engine/reasons/why-not.ts';
import { profile } from '../../../src/engine/reviews/profile.ts';
import { createScriptedModel } from '../../../src/llm/scripted-model.ts';
import { openSqliteStore } from '../../../src/store/sqlite/sqlite-store.ts';
import { sha256 } from '../../fixtures/sha256.ts';
import { writeSeed } from '../../store/seed-store.ts';

/** Returns the part of an engine that only reads the graph, over the seed data set in memory. */
export async function seedEngine(): Promise<Partial<Engine> & Pick<Engine, 'close'>> {
  const store = openSqliteStore({ path: ':memory:', now: Date.now });
  const never = new AbortController().signal;
  await writeSeed(store, never);
  const deps = {
    store,
    graph: createGraphCache(store, sha256),
    settings: { peopleMin: null },
    now: () => 0,
    hash: sha256,
  };
  const model = createScriptedModel([], {
    available: false,
    reason: 'No model is chosen',
    fix: 'Choose one.',
  });
  const newId = (): string => 'id';
  return {
    queries: () => store.namedQueries(),
    runQuery: (name, params, signal = never) => runQuery(deps, name, params, signal),
    runCypher: (statement, params, signal = never) => runCypher(deps, statement, params, signal),
    findPaths: (request, signal = never) => findPaths(deps, request, signal),
    tune: (request, signal = never) => tune({ ...deps, compute: createInlineCompute() }, request, signal),
    recommend: (request, signal = never) => recommend(deps, request, signal),
    profile: (request, signal = never) => profile(deps, request, signal),
    strike: (request, signal = never) => strike(deps, request, signal),
    storeAddress: store.address,
    why: (request, signal = never) => why(deps, request, signal),
    whyNot: (request, signal = never) => whyNot(deps, request, signal),
    explain: (request, signal = never) => explain({ ...deps, model, newId }, request, signal),
    explainStream: (request, signal = never) => explainStream({ ...deps, model, newId }, request, signal),
    modelStatus: (signal = never) => model.status(signal),
    compare: (request, signal = never) => compare(deps, request, signal),
    followUp: (request, signal = never) => followUp(deps, request, signal),
    near: (request, signal = never) => near({ ...deps, compute: createInlineCompute() }, request, signal),
    measure: (request, signal = never) => measure(deps, request, signal),
    close: () => store.close(),
  };
}
