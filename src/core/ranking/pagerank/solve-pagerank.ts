import { assert } from '../../assert.ts';
import { EngineError } from '../../errors.ts';
import type { NodeRange } from '../../graph/snapshot.ts';
import { iterate, type PassKernel, passSpectrum } from './pass-kernel.ts';
import { createPlainKernel } from './plain-kernel.ts';
import { checkRestartNumbers, type RestartVector, scaledRestart } from './restart.ts';
import { placeNone, type UndirectedGraph } from './undirected-graph.ts';

/** What a solver may be told. */
export interface PageRankOptions {
  /** Chance of a restart at each step, above 0 and at most 1. */
  readonly restartProbability: number;
  /** Most that scores may differ from the exact ones in L1, dimensionless. */
  readonly epsilon: number;
  /** Most passes over the edges. */
  readonly passesMax: number;
}

/** Scores and what is known about their error. */
export interface PageRankScores {
  /** One entry a node, ≥ 0; the sum is 1 within `errorBound`. */
  readonly scores: Float64Array;
  /** Passes over the edges that all columns of the block took. */
  readonly passes: number;
  /** Bound on the L1 distance between `scores` and the exact solution, up to rounding. */
  readonly errorBound: number;
}

/** One restart vector, and scores near the answer to begin at, or null. */
export interface PageRankQuestion {
  readonly restart: RestartVector;
  /** One entry a node; those of an earlier graph or an earlier restart vector. */
  readonly start: Float64Array | null;
}

/** A hundredth keeps the best hundred: see docs/decisions/2026-11-24-pagerank-solver.md for what it was measured on. */
export const pageRankOptionsDefault: PageRankOptions = {
  restartProbability: 0.15,
  epsilon: 0.01,
  passesMax: 1000,
};

/**
 * Returns personalised PageRank on an undirected graph: x = c r + (1 - c) Pᵀ x as `personalisedPageRank` defines it, by
 * Chebyshev iteration, on the smaller side only where the graph has two. The bound is measured: what the last pass
 * changed in L1, times (1 - c)² / c where the graph has sides and (1 - c) / c where not, is the most that is left.
 * Nodes without edges keep what restarts give them, and from them the walk restarts; what no walk from r reaches has
 * exactly 0 where there is no `start`. Throws `request-invalid` as `scaledRestart` and `checkRestartNumbers` do,
 * `limit-exceeded` when `passesMax` comes first. Cost: O(edges) a pass; about 5 passes for an epsilon of .01 and 20 for
 * 1e-10 on a graph with two sides, twice that on others.
 */
export function solvePageRank(
  graph: UndirectedGraph,
  question: PageRankQuestion,
  options: PageRankOptions,
): PageRankScores {
  const kernel = createPlainKernel(graph, passSpectrum(options.restartProbability, graph.isTwoSided));
  const scores = new Float64Array(graph.nodeCount);
  const whole = { start: 0, end: graph.nodeCount };
  const { passes, errorBounds } = solveBlock(graph, kernel, [question], options, whole, [scores]);
  return { scores, passes, errorBound: errorBounds[0]! };
}

/**
 * Solves a block of at most `kernel.columns` questions in common passes and writes the scores of the nodes in `range` to
 * the array of each in `out` (one entry a node of the range, overwritten). The kernel may hold values of an earlier
 * block. Else as `solvePageRank`.
 */
export function solveBlock(
  graph: UndirectedGraph,
  kernel: PassKernel,
  questions: readonly PageRankQuestion[],
  options: PageRankOptions,
  range: NodeRange,
  out: readonly Float64Array[],
): { readonly passes: number; readonly errorBounds: readonly number[] } {
  const restarts = loadBlock(graph, kernel, questions, options);
  const { passes, errorBounds } = runPasses(graph, kernel, options, range);
  unloadBlock(graph, kernel, restarts, options, range, out);
  return { passes, errorBounds };
}

/** Runs the passes of a block that is loaded, for what nodes of `range` need. Throws `limit-exceeded`. */
export function runPasses(
  graph: UndirectedGraph,
  kernel: PassKernel,
  options: PageRankOptions,
  range: NodeRange,
): { readonly passes: number; readonly errorBounds: readonly number[] } {
  const { restartProbability, epsilon, passesMax } = options;
  const spectrum = passSpectrum(restartProbability, graph.isTwoSided);
  const boundOfResidual = spectrum.gamma / restartProbability;
  const passes = iterate(kernel, spectrum, epsilon / boundOfResidual, passesMax);
  const errorBounds = Array.from(kernel.residuals, (residual) => residual * boundOfResidual);
  if (passes === null) {
    throw new EngineError(
      'limit-exceeded',
      `PageRank stopped after ${passesMax} passes with an error of at most ${Math.max(...errorBounds).toExponential(1)}, above ${epsilon}. Allow more passes or a larger epsilon.`,
    );
  }
  if (needsRows(graph, range)) kernel.sumRows();
  return { passes, errorBounds };
}

/** Writes restarts and first values of a block to the kernel and returns the restart vectors, scaled. */
export function loadBlock(
  graph: UndirectedGraph,
  kernel: PassKernel,
  questions: readonly PageRankQuestion[],
  { restartProbability, epsilon }: PageRankOptions,
): readonly RestartVector[] {
  checkRestartNumbers(restartProbability, epsilon);
  assert(questions.length <= kernel.columns, 'a block has no more questions than columns');
  const restarts = questions.map(({ restart }) => scaledRestart(restart, graph.nodeCount));
  kernel.restart.fill(0);
  const connected = restarts.map((restart) => spreadIsolated(graph, restart, restartProbability));
  connected.forEach((restart, column) => {
    writeRestart(graph, kernel, restart, restartProbability, column);
  });
  kernel.current().set(kernel.restart);
  questions.forEach(({ start }, column) => {
    if (start !== null) writeStart(graph, kernel, start, column);
  });
  kernel.previous().set(kernel.current());
  return connected;
}

function needsRows({ isTwoSided, rowNodes }: UndirectedGraph, { start, end }: NodeRange): boolean {
  return isTwoSided && rowNodes.some((node) => node >= start && node < end);
}

/** Writes the scores of a block that has run to arrays of one entry a node of the range. */
export function unloadBlock(
  graph: UndirectedGraph,
  kernel: PassKernel,
  restarts: readonly RestartVector[],
  { restartProbability }: PageRankOptions,
  range: NodeRange,
  out: readonly Float64Array[],
): void {
  for (const scores of out) scores.fill(0);
  const { positionNodes, positionDegrees, rowNodes } = graph;
  const { columns, rowSums } = kernel;
  const target = { range, out };
  scatter(kernel.current(), positionNodes, columns, target, (position) => positionDegrees[position]!);
  if (needsRows(graph, range)) scatter(rowSums, rowNodes, columns, target, () => 1 - restartProbability);
  restarts.forEach(({ nodes, weights }, column) => {
    nodes.forEach((node, entry) => {
      if (node < range.start || node >= range.end || graph.places[node]! < positionNodes.length) return;
      out[column]![node - range.start]! += restartProbability * weights[entry]!;
    });
  });
}

/** Writes values to nodes, a stretch of all columns after the other, so that it is read from memory once. */
function scatter(
  values: Float64Array,
  nodes: Uint32Array,
  columns: number,
  { range, out }: { readonly range: NodeRange; readonly out: readonly Float64Array[] },
  factorOf: (place: number) => number,
): void {
  const stretch = 512;
  for (let first = 0; first < nodes.length; first += stretch) {
    const end = Math.min(nodes.length, first + stretch);
    out.forEach((scores, column) => {
      for (let place = first; place < end; place++) {
        const node = nodes[place]!;
        if (node >= range.start && node < range.end)
          scores[node - range.start] = factorOf(place) * values[place * columns + column]!;
      }
    });
  }
}

/**
 * Scales a restart vector so that the mass which restarts from nodes without edges is in it: with the share d of the
 * vector on them, all restarts together carry c / (1 - (1 - c) d).
 */
function spreadIsolated(
  { places }: UndirectedGraph,
  { nodes, weights }: RestartVector,
  restartProbability: number,
): RestartVector {
  let isolated = 0;
  weights.forEach((weight, entry) => {
    if (places[nodes[entry]!] === placeNone) isolated += weight;
  });
  const factor = 1 / (1 - (1 - restartProbability) * isolated);
  return { nodes, weights: weights.map((weight) => weight * factor) };
}

/** Writes c r, and c (1 - c) times what one step brings from restarts on rows, divided by degrees. */
function writeRestart(
  graph: UndirectedGraph,
  { columns, restart: out }: PassKernel,
  { nodes, weights }: RestartVector,
  restartProbability: number,
  column: number,
): void {
  const { offsets, targets, positionDegrees, rowDegrees, places } = graph;
  const size = positionDegrees.length;
  nodes.forEach((node, entry) => {
    const place = places[node]!;
    const mass = restartProbability * weights[entry]!;
    if (place === placeNone) return;
    if (place < size) {
      out[place * columns + column]! += mass / positionDegrees[place]!;
      return;
    }
    const row = place - size;
    const step = ((1 - restartProbability) * mass) / rowDegrees[row]!;
    for (let slot = offsets[row]!; slot < offsets[row + 1]!; slot++) {
      const position = targets[slot]!;
      out[position * columns + column]! += (step * (graph.weights?.[slot] ?? 1)) / positionDegrees[position]!;
    }
  });
}

function writeStart(
  { positionNodes, positionDegrees }: UndirectedGraph,
  kernel: PassKernel,
  start: Float64Array,
  column: number,
): void {
  const values = kernel.current();
  for (let position = 0; position < positionNodes.length; position++)
    values[position * kernel.columns + column] =
      start[positionNodes[position]!]! / positionDegrees[position]!;
}
