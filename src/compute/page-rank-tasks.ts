import { passSpectrum } from '../core/ranking/pagerank/pass-kernel.ts';
import { checkRestartNumbers, scaledRestart } from '../core/ranking/pagerank/restart.ts';
import {
  loadBlock,
  type PageRankOptions,
  type PageRankQuestion,
  runPasses,
  solveBlock,
  unloadBlock,
} from '../core/ranking/pagerank/solve-pagerank.ts';
import type { UndirectedGraph } from '../core/ranking/pagerank/undirected-graph.ts';
import { passGate } from './wasm/gate.ts';
import { createWasmKernel, type WasmKernels } from './wasm/wasm-kernel.ts';

/** Passes taken and the bound of each question of a block. */
export interface BlockDone {
  readonly passes: number;
  readonly errorBounds: readonly number[];
}

/** Questions that share passes. */
export const blockSize = 8;

/** Throws what `solvePageRank` would throw for a question, before threads that wait for each other take it up. */
export function checkQuestions(
  graph: UndirectedGraph,
  questions: readonly PageRankQuestion[],
  { restartProbability, epsilon }: PageRankOptions,
): void {
  checkRestartNumbers(restartProbability, epsilon);
  for (const { restart } of questions) scaledRestart(restart, graph.nodeCount);
}

/** Solves one question as one of the threads that share it. The first of them writes the scores to `out`. */
export function solveTogether(
  kernels: WasmKernels,
  member: number,
  question: PageRankQuestion,
  options: PageRankOptions,
  out: Float64Array,
): BlockDone {
  const { graph, together } = kernels.shared;
  const spectrum = passSpectrum(options.restartProbability, graph.isTwoSided);
  const kernel = createWasmKernel(kernels, together, spectrum, member);
  const restarts = member === 0 ? loadBlock(graph, kernel, [question], options) : [];
  passGate(together.gate, together.members);
  const done = runPasses(graph, kernel, options);
  if (member === 0) unloadBlock(graph, kernel, restarts, options, [out]);
  return done;
}

/** Solves at most `blockSize` questions in this thread, in the room of `thread`. */
export function solveApart(
  kernels: WasmKernels,
  thread: number,
  questions: readonly PageRankQuestion[],
  options: PageRankOptions,
  out: readonly Float64Array[],
): BlockDone {
  const { graph, apart } = kernels.shared;
  const room = apart[thread];
  if (room === undefined) throw new RangeError(`There is no room for thread ${thread}`);
  const spectrum = passSpectrum(options.restartProbability, graph.isTwoSided);
  return solveBlock(graph, createWasmKernel(kernels, room, spectrum, 0), questions, options, out);
}
