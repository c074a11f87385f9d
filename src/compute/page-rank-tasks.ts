import { passSpectrum } from '../core/ranking/pagerank/pass-kernel.ts';
import { checkRestartNumbers, scaledRestart } from '../core/ranking/pagerank/restart.ts';
import {
  loadBlock,
  type PageRankOptions,
  runPasses,
  solveBlock,
  solvePageRank,
  unloadBlock,
} from '../core/ranking/pagerank/solve-pagerank.ts';
import type { UndirectedGraph } from '../core/ranking/pagerank/undirected-graph.ts';
import { topK } from '../core/ranking/top-k.ts';
import type { NearNodes, NearQuestion, NearWanted } from './port.ts';
import { passGate } from './wasm/gate.ts';
import { createWasmKernel, type WasmKernels } from './wasm/wasm-kernel.ts';

/** Questions that share passes. */
export const blockSize = 8;

/** A graph in the memory of WebAssembly, and arrays that are used again: new ones of this size cost more than a pass. */
export interface PageRankRoom {
  readonly kernels: WasmKernels;
  scratch: readonly Float64Array[];
}

/** Throws what `solvePageRank` would throw for a question, before threads that wait for each other take it up. */
export function checkQuestions(
  graph: UndirectedGraph,
  questions: readonly NearQuestion[],
  { restartProbability, epsilon }: PageRankOptions,
): void {
  checkRestartNumbers(restartProbability, epsilon);
  for (const { restart } of questions) scaledRestart(restart, graph.nodeCount);
}

/** Solves one question as one of the threads that share it; the first of them returns the answer, others null. */
export function solveTogether(
  room: PageRankRoom,
  member: number,
  question: NearQuestion,
  options: PageRankOptions,
  wanted: NearWanted,
): NearNodes | null {
  const { graph, together } = room.kernels.shared;
  const spectrum = passSpectrum(options.restartProbability, graph.isTwoSided);
  const kernel = createWasmKernel(room.kernels, together, spectrum, member);
  const restarts = member === 0 ? loadBlock(graph, kernel, [question], options) : [];
  passGate(together.gate, together.members);
  const { passes, errorBounds } = runPasses(graph, kernel, options, wanted.range);
  if (member !== 0) return null;
  const out = scratchOf(room, 1, wanted);
  unloadBlock(graph, kernel, restarts, options, wanted.range, out);
  return { ...bestOf(out[0], question, wanted), passes, errorBound: errorBounds[0] ?? 0 };
}

/** Solves at most `blockSize` questions in this thread, in the part of the memory that thread `thread` has. */
export function solveApart(
  room: PageRankRoom,
  thread: number,
  questions: readonly NearQuestion[],
  options: PageRankOptions,
  wanted: NearWanted,
): readonly NearNodes[] {
  const { graph, apart } = room.kernels.shared;
  const block = apart[thread];
  if (block === undefined) throw new RangeError(`There is no room for thread ${thread}`);
  const spectrum = passSpectrum(options.restartProbability, graph.isTwoSided);
  const kernel = createWasmKernel(room.kernels, block, spectrum, 0);
  const out = scratchOf(room, questions.length, wanted);
  const { passes, errorBounds } = solveBlock(graph, kernel, questions, options, wanted.range, out);
  return questions.map((question, column) => ({
    ...bestOf(out[column], question, wanted),
    passes,
    errorBound: errorBounds[column] ?? 0,
  }));
}

/** Solves a question in plain JavaScript, for a graph that does not fit into the memory of WebAssembly. */
export function solvePlainly(
  graph: UndirectedGraph,
  question: NearQuestion,
  options: PageRankOptions,
  wanted: NearWanted,
): NearNodes {
  const { scores, passes, errorBound } = solvePageRank(graph, question, options);
  const ofRange = scores.slice(wanted.range.start, wanted.range.end);
  return { ...bestOf(ofRange, question, wanted), passes, errorBound };
}

function scratchOf(room: PageRankRoom, count: number, { range }: NearWanted): readonly Float64Array[] {
  const length = range.end - range.start;
  if (room.scratch.length < count || room.scratch[0]?.length !== length)
    room.scratch = Array.from({ length: count }, () => new Float64Array(length));
  return room.scratch.slice(0, count);
}

function bestOf(
  scores: Float64Array | undefined,
  { excluded }: NearQuestion,
  { range, k }: NearWanted,
): Pick<NearNodes, 'nodes' | 'scores'> {
  const ofRange = scores ?? new Float64Array(0);
  // A score of 0 is not reached, so it is no candidate.
  for (const node of excluded) if (node >= range.start && node < range.end) ofRange[node - range.start] = 0;
  const best = topK(ofRange, new Uint8Array(ofRange.length), k);
  return {
    nodes: best.map((position) => range.start + position),
    scores: best.map((position) => ofRange[position] ?? 0),
  };
}
