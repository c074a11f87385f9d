import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import type { Compute } from './compute/port.ts';
import { createThreadedCompute } from './compute/threaded-compute.ts';
import { type Config, loadConfig } from './config.ts';
import { findPaths } from './engine/analysis/find-paths.ts';
import { measure } from './engine/analysis/measure.ts';
import { near } from './engine/analysis/near.ts';
import { runCypher, runQuery } from './engine/analysis/run-query.ts';
import { converse } from './engine/conversation/converse.ts';
import { hearMessage } from './engine/conversation/hear-message.ts';
import { showConversation } from './engine/conversation/show-conversation.ts';
import type { Deps } from './engine/deps.ts';
import type { Engine } from './engine/engine.ts';
import { compare } from './engine/explanation/compare.ts';
import { explain, explainStream } from './engine/explanation/explain.ts';
import { explainMany } from './engine/explanation/explain-many.ts';
import { followUp } from './engine/explanation/follow-up.ts';
import type { NewestGraph } from './engine/graph/newest-graph.ts';
import { watchedStore } from './engine/graph/watched-store.ts';
import { importData } from './engine/import/import-data.ts';
import { removeData } from './engine/import/remove-data.ts';
import { buildNeighbours } from './engine/ranking/build-neighbours.ts';
import { checkNeighbours } from './engine/ranking/check-neighbours.ts';
import { recommendAnywhere } from './engine/ranking/recommend-anywhere.ts';
import { tune } from './engine/ranking/tune.ts';
import { strike } from './engine/reasons/strike.ts';
import { why } from './engine/reasons/why.ts';
import { whyNot } from './engine/reasons/why-not.ts';
import { applyVocabulary } from './engine/reviews/apply-vocabulary.ts';
import { extractReviews } from './engine/reviews/extract.ts';
import { profile } from './engine/reviews/profile.ts';
import { proposeByModel } from './engine/reviews/propose-by-model.ts';
import { type ProposeDeps, proposeVocabulary } from './engine/reviews/propose-vocabulary.ts';
import { users } from './engine/users.ts';
import { createOllamaEmbedder } from './llm/ollama-embedder.ts';
import { createOllamaModel } from './llm/ollama-model.ts';
import type { LanguageModel, TextEmbedder } from './llm/port.ts';
import { openGraph, openStore, sha256 } from './open-graph.ts';

export type * from './contract/types.ts';
export { EngineError, type ErrorCode } from './core/errors.ts';
export type { Engine } from './engine/engine.ts';
export { type CheckRequest, checkText } from './engine/explanation/check-text.ts';

/** Opinions shown for one item and aspect. */
const opinionsMax = 20;

/** What `openEngine` takes; everything left out comes from the environment and `whypath.config.json`. */
export interface EngineOptions {
  /** A file path, or a bolt:// or neo4j:// address. */
  readonly store?: string;
  /** Name of the Ollama model. */
  readonly model?: string;
  /** Where `whypath.config.json` is looked for and what relative paths are relative to; default: the working folder. */
  readonly folder?: string;
  /** Variables that stand for the process's own. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/**
 * Opens an engine: its store is brought to the newest schema. Close it when done. Throws `configuration-invalid`,
 * `store-unavailable`, `store-unauthorized`, `store-unsupported`, `migration-mismatch`.
 */
export async function openEngine(options: EngineOptions = {}): Promise<Engine> {
  const { store, model } = options;
  const flags = { ...(store === undefined ? {} : { store }), ...(model === undefined ? {} : { model }) };
  const config = loadConfig(flags, options.environment ?? process.env, options.folder ?? process.cwd());
  return engineOf(config, new AbortController().signal);
}

/** Returns arithmetic over as many threads as the machine offers; none starts before there is work that is worth it. */
export function openCompute(): Compute {
  return createThreadedCompute({ threads: availableParallelism() });
}

/** Returns the language model of a configuration; nothing is asked before it is used. */
export function openModel(config: Pick<Config, 'ollamaHost' | 'model'>): LanguageModel {
  return createOllamaModel({ host: config.ollamaHost ?? undefined, model: config.model, now: Date.now });
}

/** Returns the engine of a configuration; `signal` is that of opening it. */
export async function engineOf(config: Config, signal: AbortSignal): Promise<Engine> {
  const store = openStore(config.store);
  try {
    await store.migrate(signal);
  } catch (error) {
    await store.close();
    throw error;
  }
  const graph = openGraph(config.store, store);
  const deps: Deps = {
    // Who writes through this engine sees in its next answer what was written.
    store: watchedStore(store, { onWrite: graph.takeUp, onChange: graph.expectNewest }),
    model: openModel(config),
    graph,
    hash: sha256,
    now: Date.now,
    newId: randomUUID,
    settings: { peopleMin: config.peopleMin, ranking: config.ranking },
  };
  const embedderOf = (name: string): TextEmbedder =>
    createOllamaEmbedder({ host: config.ollamaHost ?? undefined, model: name });
  return bound(deps, graph, embedderOf);
}

function bound(deps: Deps, graph: NewestGraph, embedderOf: ProposeDeps['embedderOf']): Engine {
  const { store, model } = deps;
  const never = new AbortController().signal;
  const compute = openCompute();
  return {
    tune: (request, signal = never) => tune({ ...deps, compute }, request, signal),
    recommend: (request, signal = never) => recommendAnywhere(deps, request, signal),
    buildNeighbours: (request, signal = never) => buildNeighbours(deps, request, signal),
    checkNeighbours: (request, signal = never) => checkNeighbours(deps, request, signal),
    why: (request, signal = never) => why(deps, request, signal),
    whyNot: (request, signal = never) => whyNot(deps, request, signal),
    profile: (request, signal = never) => profile(deps, request, signal),
    strike: (request, signal = never) => strike(deps, request, signal),
    explain: (request, signal = never) => explain(deps, request, signal),
    compare: (request, signal = never) => compare(deps, request, signal),
    followUp: (request, signal = never) => followUp(deps, request, signal),
    explainStream: (request, signal = never) => explainStream(deps, request, signal),
    explainMany: (request, signal = never) => explainMany(deps, request, signal),
    converse: (request, signal = never) => converse(deps, request, signal),
    hearMessage: (request, signal = never) => hearMessage(deps, request, signal),
    showConversation: (conversation, signal = never) => showConversation(deps, conversation, signal),
    importData: (request, signal = never) => importData(deps, request, signal),
    removeData: (request, signal = never) => removeData(deps, request, signal),
    extractReviews: (request, signal = never) => extractReviews(deps, request, signal),
    proposeVocabulary: (request, signal = never) =>
      proposeVocabulary({ ...deps, embedderOf }, request, signal),
    proposeByModel: (request, signal = never) => proposeByModel({ ...deps, embedderOf }, request, signal),
    applyVocabulary: (request, signal = never) => applyVocabulary(deps, request, signal),
    queries: () => store.namedQueries(),
    runQuery: (name, params, signal = never) => runQuery(deps, name, params, signal),
    runCypher: (statement, params, signal = never) => runCypher(deps, statement, params, signal),
    findPaths: (request, signal = never) => findPaths(deps, request, signal),
    near: (request, signal = never) => near({ ...deps, compute }, request, signal),
    measure: (request, signal = never) => measure(deps, request, signal),
    users: (text, limit, signal = never) => users(deps, { text, limit }, signal),
    opinions: (item, aspect, signal = never) => store.evidence([{ item, aspect }], opinionsMax, signal),
    counts: (signal = never) => store.counts(signal),
    modelStatus: (signal = never) => model.status(signal),
    storeAddress: store.address,
    close: async () => {
      graph.close();
      await compute.close();
      await store.close();
    },
  };
}
