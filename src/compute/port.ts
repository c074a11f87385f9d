import type { RankingCase } from '../core/evaluation/ranking/ranking-cases.ts';
import type { NodeRange } from '../core/graph/snapshot.ts';
import type { PageRankOptions, PageRankQuestion } from '../core/ranking/pagerank/solve-pagerank.ts';
import type { UndirectedGraph } from '../core/ranking/pagerank/undirected-graph.ts';
import type { RankingIndex } from '../core/ranking/ranking-index.ts';

/** Whose list is asked for. */
export type ListQuestion = Pick<RankingCase, 'user' | 'known'>;

/** Where walks restart, and which nodes are wanted. */
export interface NearQuestion extends PageRankQuestion {
  /** Nodes that are not wanted. */
  readonly excluded: Uint32Array;
}

/** Which nodes are wanted of each question: the `k` best of a range, which most often is that of a label. */
export interface NearWanted {
  readonly range: NodeRange;
  readonly k: number;
}

/** The nodes nearest to where walks restart, best first, ties by index; fewer where fewer are reached. */
export interface NearNodes {
  readonly nodes: readonly number[];
  /** PageRank of each, sums to at most 1. */
  readonly scores: readonly number[];
  readonly passes: number;
  /** Bound on the L1 distance between the scores of all nodes of the graph and the exact ones. */
  readonly errorBound: number;
}

/** What heavy arithmetic runs on: this thread, or several. Results do not depend on which. */
export interface Compute {
  /** Threads at work at one time, at least 1. */
  readonly threads: number;
  /**
   * Returns the nodes nearest to the restarts of each question, in order, by the scores of `solvePageRank`. Questions
   * share passes over the edges in blocks of eight, so those of one block get the bound of the slowest of them or a
   * better one; a single question is shared by all threads. Throws what `solvePageRank` throws.
   */
  pageRank(
    graph: UndirectedGraph,
    questions: readonly NearQuestion[],
    options: PageRankOptions,
    wanted: NearWanted,
    signal: AbortSignal,
  ): Promise<readonly NearNodes[]>;
  /**
   * Returns the `k` best candidates of each user, best first, as `rankCase` does; `onDone` hears how many are done.
   * Several threads share one copy of the arrays of the index.
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
