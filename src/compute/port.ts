import type { RankingCase } from '../core/evaluation/ranking-cases.ts';
import type {
  PageRankOptions,
  PageRankQuestion,
  PageRankScores,
} from '../core/ranking/pagerank/solve-pagerank.ts';
import type { UndirectedGraph } from '../core/ranking/pagerank/undirected-graph.ts';
import type { RankingIndex } from '../core/ranking/ranking-index.ts';

/** Whose list is asked for. */
export type ListQuestion = Pick<RankingCase, 'user' | 'known'>;

/** What heavy arithmetic runs on: this thread, or several. Results do not depend on which. */
export interface Compute {
  /** Threads at work at one time, at least 1. */
  readonly threads: number;
  /**
   * Returns the scores of each question, in order, as `solvePageRank` defines them. Questions share passes over the edges in
   * blocks of eight, so those of one block get the bound of the slowest of them or a better one; a single question is
   * shared by all threads. Throws what `solvePageRank` throws.
   */
  pageRank(
    graph: UndirectedGraph,
    questions: readonly PageRankQuestion[],
    options: PageRankOptions,
    signal: AbortSignal,
  ): Promise<readonly PageRankScores[]>;
  /**
   * Returns the `k` best candidates of each user, best first, as `rankCase` does; `onDone` hears how many are done. With
   * several threads each has its own copy of the index.
   */
  rankUsers(
    index: RankingIndex,
    questions: readonly ListQuestion[],
    k: number,
    options: { readonly onDone: (done: number) => void; readonly signal: AbortSignal },
  ): Promise<readonly (readonly number[])[]>;
  /** Ends the threads; safe to call more than once. */
  close(): Promise<void>;
}
