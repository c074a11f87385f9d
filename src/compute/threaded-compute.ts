import { EngineError } from '../core/errors.ts';
import type { PageRankOptions } from '../core/ranking/pagerank/solve-pagerank.ts';
import type { UndirectedGraph } from '../core/ranking/pagerank/undirected-graph.ts';
import type { RankingIndex } from '../core/ranking/ranking-index.ts';
import { createInlineCompute } from './inline-compute.ts';
import { blockSize, checkQuestions } from './page-rank-tasks.ts';
import type { Compute, ListQuestion, NearNodes, NearQuestion, NearWanted } from './port.ts';
import { shareIndex } from './shared-index.ts';
import { startThread, type Thread } from './thread.ts';
import { shareGraph } from './wasm/shared-graph.ts';

/** From so many edges of a graph or users on, threads cost less than they save. */
const worth = { edges: 100_000, users: 200 } as const;

/** Users that one thread is given at a time: few of a short list, so that no thread waits long for the others. */
const usersAtOnce = { min: 16, max: 256, parts: 4 } as const;

/** Choices that tests make otherwise. */
export interface ThreadOptions {
  readonly threads: number;
  readonly edgesMin?: number;
  readonly usersMin?: number;
}

/**
 * Returns arithmetic over worker threads that share one copy of the graph; they start when first needed. Small work is
 * done in this thread. Calls wait for each other. The last graph and the last index stay with the threads.
 */
export function createThreadedCompute({
  threads: count,
  edgesMin = worth.edges,
  usersMin = worth.users,
}: ThreadOptions): Compute {
  const inline = createInlineCompute();
  const pool = new ThreadPool(count);
  return {
    threads: count,
    pageRank: async (graph, questions, options, wanted, signal) => {
      checkQuestions(graph, questions, options);
      const here = () => inline.pageRank(graph, questions, options, wanted, signal);
      if (graph.targets.length < edgesMin) return here();
      const found = await pool.inTurn(() => pool.pageRank(graph, questions, options, wanted, signal));
      return found ?? here();
    },
    rankUsers: (index, questions, k, watched) => {
      if (questions.length < usersMin) return inline.rankUsers(index, questions, k, watched);
      return pool.inTurn(() => pool.rankUsers(index, questions, k, watched));
    },
    close: async () => {
      await Promise.all([pool.end(), inline.close()]);
    },
  };
}

class ThreadPool {
  readonly #count: number;
  #threads: readonly Thread[] = [];
  #graph: UndirectedGraph | null = null;
  #index: RankingIndex | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(count: number) {
    this.#count = count;
  }

  /** Runs `work` after all that was asked before. After a failure that is no answer the next call starts new threads. */
  inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(work).catch(async (error: unknown) => {
      if (!(error instanceof EngineError)) await this.end();
      throw error;
    });
    this.#last = result.catch(() => undefined);
    return result;
  }

  /** Returns null where the graph does not fit. */
  async pageRank(
    graph: UndirectedGraph,
    questions: readonly NearQuestion[],
    options: PageRankOptions,
    wanted: NearWanted,
    signal: AbortSignal,
  ): Promise<readonly NearNodes[] | null> {
    signal.throwIfAborted();
    if (!(await this.#takeGraph(graph))) return null;
    const [question, ...more] = questions;
    if (question === undefined) return [];
    if (more.length === 0) {
      const task = { kind: 'together', question, options, wanted } as const;
      const answers = await Promise.all(this.#threads.map((thread) => thread.ask(task)));
      return [answers[0] as NearNodes];
    }
    const blocks: (readonly NearNodes[])[] = [];
    await this.#share(Math.ceil(questions.length / blockSize), signal, async (thread, block) => {
      const first = block * blockSize;
      const own = questions.slice(first, first + blockSize);
      const answer = await thread.ask({ kind: 'apart', questions: own, options, wanted });
      blocks[block] = answer as readonly NearNodes[];
    });
    return blocks.flat();
  }

  async rankUsers(
    index: RankingIndex,
    questions: readonly ListQuestion[],
    k: number,
    { onDone, signal }: Parameters<Compute['rankUsers']>[3],
  ): Promise<readonly (readonly number[])[]> {
    await this.#takeIndex(index);
    const lists: (readonly number[])[] = new Array(questions.length);
    let done = 0;
    const fair = Math.ceil(questions.length / (usersAtOnce.parts * this.#count));
    const size = Math.min(usersAtOnce.max, Math.max(usersAtOnce.min, fair));
    await this.#share(Math.ceil(questions.length / size), signal, async (thread, part) => {
      const first = part * size;
      // Only what a thread needs: a case of an evaluation has its truth beside it.
      const own = questions.slice(first, first + size).map(({ user, known }) => ({ user, known }));
      const found = (await thread.ask({
        kind: 'users',
        questions: own,
        k,
      })) as readonly (readonly number[])[];
      found.forEach((list, position) => {
        lists[first + position] = list;
      });
      done += own.length;
      onDone(done);
    });
    return lists;
  }

  async end(): Promise<void> {
    const threads = this.#threads;
    this.#threads = [];
    this.#graph = null;
    this.#index = null;
    await Promise.all(threads.map((thread) => thread.end()));
  }

  /** Each thread takes the next part as soon as it is free. */
  async #share(
    parts: number,
    signal: AbortSignal,
    work: (thread: Thread, part: number) => Promise<void>,
  ): Promise<void> {
    let next = 0;
    await Promise.all(
      this.#threads.map(async (thread) => {
        while (next < parts) {
          signal.throwIfAborted();
          await work(thread, next++);
        }
      }),
    );
  }

  async #takeGraph(graph: UndirectedGraph): Promise<boolean> {
    if (this.#graph === graph) return true;
    this.#graph = null;
    const shared = shareGraph(graph, this.#count);
    if (shared === null) return false;
    await this.#tell((thread) => thread.ask({ kind: 'graph', shared }));
    this.#graph = graph;
    return true;
  }

  async #takeIndex(index: RankingIndex): Promise<void> {
    if (this.#index === index) return;
    this.#index = null;
    const shared = shareIndex(index);
    await this.#tell((thread) => thread.ask({ kind: 'index', index: shared }));
    this.#index = index;
  }

  async #tell(message: (thread: Thread) => Promise<unknown>): Promise<void> {
    if (this.#threads.length === 0)
      this.#threads = Array.from({ length: this.#count }, (_, thread) => startThread(thread));
    await Promise.all(this.#threads.map(message));
  }
}
