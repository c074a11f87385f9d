import { createHash } from 'node:crypto';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import type { StoreConfig } from './config.ts';
import { EngineError, type ErrorCode } from './core/errors.ts';
import type { ContentHash } from './core/graph/snapshot.ts';
import { withFreshFacts } from './engine/graph/fresh-facts.ts';
import type { LoadedGraph } from './engine/graph/graph-cache.ts';
import { loadGraph } from './engine/graph/load-graph.ts';
import { createNewestGraph, type NewestGraph } from './engine/graph/newest-graph.ts';
import { openNeo4jStore } from './store/neo4j/neo4j-store.ts';
import type { GraphStore } from './store/port.ts';
import { openSnapshotFile } from './store/snapshot-file.ts';
import type { SnapshotArchive } from './store/snapshot-port.ts';
import { openSqliteStore } from './store/sqlite/sqlite-store.ts';

/** From this number of relationships on a rebuild takes more than a moment. */
const besideMin = 200_000;

/** What a worker is started with, so that this file knows when it is one. */
interface WorkerTask {
  readonly whypathStore: StoreConfig;
}

/** What a worker answers: the graph, or what kept it from it. */
type WorkerAnswer =
  | { readonly graph: LoadedGraph }
  | { readonly code: ErrorCode | null; readonly message: string };

/** Returns the store of a configuration; nothing is opened before its first use. */
export function openStore(store: StoreConfig): GraphStore {
  if (store.kind === 'sqlite') return openSqliteStore({ path: store.path, now: Date.now });
  const { uri, username, password, database } = store;
  return openNeo4jStore({
    uri,
    username,
    password,
    ...(database === null ? {} : { database }),
    now: Date.now,
  });
}

/**
 * Returns the graph of a store. A large one is read again in a thread of its own while the one that is there answers,
 * and is put aside in a file beside an embedded store, where the next process finds it.
 */
export function openGraph(
  config: StoreConfig,
  store: GraphStore,
  relationshipsBesideMin: number = besideMin,
): NewestGraph {
  const archive = archiveOf(config);
  return createNewestGraph(store, {
    load: (signal) => loadGraph(store, sha256, signal, archive),
    ...(isInMemory(config) ? {} : { loadBeside: (signal: AbortSignal) => loadInWorker(config, signal) }),
    relationshipsBesideMin,
    withFresh: (graph, write) => withFreshFacts(graph, write, sha256),
  });
}

/** Starts a SHA-256. */
export function sha256(): ContentHash {
  const hash = createHash('sha256');
  return {
    update: (bytes) => {
      hash.update(bytes);
    },
    digest: () => hash.digest('hex'),
  };
}

/** `graph.db` has `graph.db.snapshot` beside it; what a server holds is its own to keep. */
function archiveOf(config: StoreConfig): SnapshotArchive | null {
  if (config.kind !== 'sqlite' || isInMemory(config)) return null;
  return openSnapshotFile(`${config.path}.snapshot`);
}

/** Such a store is seen by its own thread only and ends with it. */
function isInMemory(config: StoreConfig): boolean {
  return config.kind === 'sqlite' && config.path === ':memory:';
}

/** Reads the graph in a thread with a connection of its own. Its arrays come over without a copy. */
function loadInWorker(config: StoreConfig, signal: AbortSignal): Promise<LoadedGraph> {
  const task: WorkerTask = { whypathStore: config };
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: task });
    const stop = (): void => {
      void worker.terminate();
    };
    signal.addEventListener('abort', stop, { once: true });
    worker.once('message', (answer: WorkerAnswer) => {
      if ('graph' in answer) resolve(answer.graph);
      else
        reject(
          answer.code === null ? new Error(answer.message) : new EngineError(answer.code, answer.message),
        );
    });
    worker.once('error', reject);
    worker.once('exit', () => {
      signal.removeEventListener('abort', stop);
      // Without effect where an answer came before.
      reject(new EngineError('interrupted', 'Reading the graph was interrupted.'));
    });
    // A process that has nothing else to do need not wait for a newer graph.
    worker.unref();
  });
}

async function answerOf(config: StoreConfig): Promise<WorkerAnswer> {
  const store = openStore(config);
  try {
    return { graph: await loadGraph(store, sha256, new AbortController().signal, archiveOf(config)) };
  } catch (error) {
    return { code: error instanceof EngineError ? error.code : null, message: (error as Error).message };
  } finally {
    await store.close();
  }
}

/** The memory of every array of a value, each once; shared memory needs no handing over. */
function memoryOf(value: unknown, found: Set<ArrayBuffer> = new Set()): Set<ArrayBuffer> {
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) found.add(value.buffer);
  } else if (value instanceof Map) {
    for (const entry of value) memoryOf(entry, found);
  } else if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) memoryOf(inner, found);
  }
  return found;
}

const task: unknown = workerData;
if (
  !isMainThread &&
  parentPort !== null &&
  typeof task === 'object' &&
  task !== null &&
  'whypathStore' in task
) {
  const answer = await answerOf((task as WorkerTask).whypathStore);
  parentPort.postMessage(answer, [...memoryOf(answer)]);
}
