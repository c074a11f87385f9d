import { rankCase } from '../core/evaluation/ranking/ranking-cases.ts';
import type { UndirectedGraph } from '../core/ranking/pagerank/undirected-graph.ts';
import {
  blockSize,
  checkQuestions,
  type PageRankRoom,
  solveApart,
  solvePlainly,
  solveTogether,
} from './page-rank-tasks.ts';
import type { Compute, NearNodes } from './port.ts';
import { shareGraph } from './wasm/shared-graph.ts';
import { compileKernels } from './wasm/wasm-kernel.ts';

/** Users scored between two chances for a signal to be heard. */
const usersAtOnce = 64;

/** Returns the arithmetic of this thread: WebAssembly for PageRank where the graph fits into its memory. */
export function createInlineCompute(): Compute {
  let kept: { readonly graph: UndirectedGraph; readonly room: PageRankRoom | null } | null = null;
  const roomOf = (graph: UndirectedGraph): PageRankRoom | null => {
    if (kept?.graph !== graph) {
      const shared = shareGraph(graph, 1);
      kept = { graph, room: shared === null ? null : { kernels: compileKernels(shared), scratch: [] } };
    }
    return kept.room;
  };
  return {
    threads: 1,
    pageRank: async (graph, questions, options, wanted, signal) => {
      checkQuestions(graph, questions, options);
      const room = roomOf(graph);
      const found: NearNodes[] = [];
      for (let first = 0; first < questions.length; first += blockSize) {
        signal.throwIfAborted();
        const block = questions.slice(first, first + blockSize);
        const [only, ...more] = block;
        if (room === null) found.push(...block.map((one) => solvePlainly(graph, one, options, wanted)));
        else if (only !== undefined && more.length === 0) {
          const alone = solveTogether(room, 0, only, options, wanted);
          if (alone !== null) found.push(alone);
        } else found.push(...solveApart(room, 0, block, options, wanted));
        await turn();
      }
      return found;
    },
    rankUsers: async (index, questions, k, { onDone, signal }) => {
      const lists: (readonly number[])[] = [];
      for (const question of questions) {
        if (lists.length % usersAtOnce === 0) {
          await turn();
          signal.throwIfAborted();
          onDone(lists.length);
        }
        lists.push(rankCase(index, question, k).best);
      }
      return lists;
    },
    close: async () => {
      kept = null;
    },
  };
}

/** Lets timers and input have their turn. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
