import { assert } from '../assert.ts';

/**
 * Solves A x = b for a symmetric positive definite A by Cholesky factors. `matrix` holds the rows of A, of which only
 * the lower triangle is read; both arguments are overwritten, `out` with x. Cost: O(n³ / 6).
 */
export function solveSymmetric(matrix: Float64Array, out: Float64Array): void {
  const size = out.length;
  assert(matrix.length === size * size, 'the matrix has one row and one column an unknown');
  factorise(matrix, size);
  for (let row = 0; row < size; row++) {
    let rest = out[row]!;
    for (let column = 0; column < row; column++) rest -= matrix[row * size + column]! * out[column]!;
    out[row] = rest / matrix[row * size + row]!;
  }
  for (let row = size - 1; row >= 0; row--) {
    const value = out[row]! / matrix[row * size + row]!;
    out[row] = value;
    for (let column = 0; column < row; column++) out[column]! -= matrix[row * size + column]! * value;
  }
}

/** The lower triangle becomes L with L Lᵀ = A. */
function factorise(matrix: Float64Array, size: number): void {
  for (let row = 0; row < size; row++) {
    const base = row * size;
    for (let column = 0; column <= row; column++) {
      const other = column * size;
      let rest = matrix[base + column]!;
      for (let at = 0; at < column; at++) rest -= matrix[base + at]! * matrix[other + at]!;
      if (column < row) matrix[base + column] = rest / matrix[other + column]!;
      else {
        assert(rest > 0, 'the matrix is positive definite');
        matrix[base + row] = Math.sqrt(rest);
      }
    }
  }
}
