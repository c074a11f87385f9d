/**
 * Solves (I - (1 - c) Pᵀ - (1 - c) r dᵀ) x = c r by Gaussian elimination with pivots, where `weights[u][v]` is the sum
 * of the edges from u to v and d marks the rows without weight. For a few nodes only: O(nodes³).
 */
export function densePageRank(
  weights: readonly (readonly number[])[],
  restart: readonly number[],
  restartProbability: number,
): number[] {
  const count = weights.length;
  const restartSum = restart.reduce((sum, value) => sum + value, 0);
  const scaled = restart.map((value) => value / restartSum);
  const rowSums = weights.map((row) => row.reduce((sum, value) => sum + value, 0));
  const matrix = Array.from({ length: count }, (_, target) =>
    Array.from({ length: count + 1 }, (_, source) => {
      if (source === count) return restartProbability * scaled[target]!;
      const flow = rowSums[source] === 0 ? scaled[target]! : weights[source]![target]! / rowSums[source]!;
      return (source === target ? 1 : 0) - (1 - restartProbability) * flow;
    }),
  );
  return solve(matrix);
}

function solve(matrix: number[][]): number[] {
  const count = matrix.length;
  for (let column = 0; column < count; column++) {
    let pivot = column;
    for (let row = column + 1; row < count; row++) {
      if (Math.abs(matrix[row]![column]!) > Math.abs(matrix[pivot]![column]!)) pivot = row;
    }
    [matrix[column], matrix[pivot]] = [matrix[pivot]!, matrix[column]!];
    for (let row = 0; row < count; row++) {
      if (row === column) continue;
      const factor = matrix[row]![column]! / matrix[column]![column]!;
      for (let other = column; other <= count; other++)
        matrix[row]![other]! -= factor * matrix[column]![other]!;
    }
  }
  return matrix.map((row, index) => row[count]! / row[index]!);
}
