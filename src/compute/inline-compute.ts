import { rankCase } from '../core/evaluation/ranking-cases.ts';
import { type PageRankScores, solvePageRank } from '../core/ranking/pagerank/solve-pagerank.ts';
import type { UndirectedGraph } from '../core/ranking/pagerank/undirected-graph.ts';
import { blockSize, solveApart, solveTogether } from './page-rank-tasks.ts';
import type { Compute } from './port.ts';
import { shareGraph } from './wasm/shared-graph.ts';
import { compileKernels, type WasmKernels } from './wasm/wasm-kernel.ts';

/** Users scored between two chances for a signal to be heard. */
const usersAtOnce = 64;

/** Returns the arithmetic of this thread: WebAssembly for PageRank where the graph fits into its memory. */
export function createInlineCompute(): Compute {
  let kept: { readonly graph: UndirectedGraph; readonly kernels: WasmKernels | null } | null = null;
  const kernelsOf = (graph: UndirectedGraph): WasmKernels | null => {
    if (kept?.graph !== graph) {
      const shared = shareGraph(graph, 1);
      kept = { graph, kernels: shared === null ? null : compileKernels(shared) };
    }
    return kept.kernels;
  };
  return {
    threads: 1,
    pageRank: async (graph, questions, options, signal) => {
      const kernels = kernelsOf(graph);
      const scores: PageRankScores[] = [];
      for (let first = 0; first < questions.length; first += blockSize) {
        signal.throwIfAborted();
        const block = questions.slice(first, first + blockSize);
        if (kernels === null) {
          scores.push(...block.map((question) => solvePageRank(graph, question, options)));
          continue;
        }
        const out = block.map(() => new Float64Array(graph.nodeCount));
        const [only, ...more] = block;
        const { passes, errorBounds } =
          only !== undefined && more.length === 0
            ? solveTogether(kernels, 0, only, options, out[0] ?? new Float64Array(0))
            : solveApart(kernels, 0, block, options, out);
        out.forEach((one, column) => {
          scores.push({ scores: one, passes, errorBound: errorBounds[column] ?? 0 });
        });
        await turn();
      }
      return scores;
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
