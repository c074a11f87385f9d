import type { PassKernel, PassSpectrum } from './pass-kernel.ts';
import type { UndirectedGraph } from './undirected-graph.ts';

/** Returns the loops in plain JavaScript, for one restart vector at a time. Cost: four numbers a position. */
export function createPlainKernel(graph: UndirectedGraph, spectrum: PassSpectrum): PassKernel {
  const size = graph.positionNodes.length;
  const inverseRowDegrees = graph.rowDegrees.map((degree) => 1 / degree);
  const restart = new Float64Array(size);
  const sums = new Float64Array(size);
  const rowSums = new Float64Array(graph.isTwoSided ? graph.rowNodes.length : 0);
  const residuals = new Float64Array(1);
  const { gamma } = spectrum;
  const centre = (spectrum.lowest + spectrum.highest) / 2;
  let current = new Float64Array(size);
  let previous = new Float64Array(size);
  return {
    columns: 1,
    current: () => current,
    previous: () => previous,
    restart,
    rowSums,
    residuals,
    isRough: () => false,
    refine: () => undefined,
    spread: () => {
      if (graph.isTwoSided) spreadBack(graph, inverseRowDegrees, current, sums);
      else gather(graph, current, sums);
    },
    advance: (relaxation) => {
      const degrees = graph.positionDegrees;
      let residual = 0;
      for (let position = 0; position < size; position++) {
        const value = current[position]!;
        const change = restart[position]! + (gamma * sums[position]!) / degrees[position]! - value;
        residual += degrees[position]! * Math.abs(change);
        const before = previous[position]!;
        previous[position] = before + relaxation * (value + change / (1 - centre) - before);
      }
      residuals[0] = residual;
      [current, previous] = [previous, current];
    },
    settle: () => {
      for (let position = 0; position < size; position++) {
        const step = restart[position]! + (gamma * sums[position]!) / graph.positionDegrees[position]!;
        current[position] = Math.max(0, step);
      }
    },
    sumRows: () => gather(graph, current, rowSums),
  };
}

/** Each row sums its positions' values and gives the mean back to them. The hot loop: O(edges), read once from memory. */
function spreadBack(
  graph: UndirectedGraph,
  inverseRowDegrees: Float64Array,
  values: Float64Array,
  out: Float64Array,
): void {
  const { offsets, targets, weights } = graph;
  out.fill(0);
  let start = 0;
  for (let row = 0; row < offsets.length - 1; row++) {
    const end = offsets[row + 1]!;
    let sum = 0;
    if (weights === null) {
      for (let slot = start; slot < end; slot++) sum += values[targets[slot]!]!;
      sum *= inverseRowDegrees[row]!;
      for (let slot = start; slot < end; slot++) out[targets[slot]!]! += sum;
    } else {
      for (let slot = start; slot < end; slot++) sum += weights[slot]! * values[targets[slot]!]!;
      sum *= inverseRowDegrees[row]!;
      for (let slot = start; slot < end; slot++) out[targets[slot]!]! += weights[slot]! * sum;
    }
    start = end;
  }
}

/** Each row sums its positions' values. O(edges). */
function gather(
  { offsets, targets, weights }: UndirectedGraph,
  values: Float64Array,
  out: Float64Array,
): void {
  let start = 0;
  for (let row = 0; row < offsets.length - 1; row++) {
    const end = offsets[row + 1]!;
    let sum = 0;
    if (weights === null) for (let slot = start; slot < end; slot++) sum += values[targets[slot]!]!;
    else for (let slot = start; slot < end; slot++) sum += weights[slot]! * values[targets[slot]!]!;
    out[row] = sum;
    start = end;
  }
}
