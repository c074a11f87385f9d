import { assert } from '../../assert.ts';

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

/** The lower triangle becomes L with L Lᵀ = A. Two rows at a time, as each loaded number then serves two products. */
function factorise(matrix: Float64Array, size: number): void {
  for (let row = 0; row + 1 < size; row += 2) {
    for (let column = 0; column < row; column += 2) factoriseBlock(matrix, size, row, column);
    factoriseDiagonal(matrix, size, row);
  }
  if (size % 2 === 1) factoriseLastRow(matrix, size);
}

/** Two rows and two columns left of the diagonal. */
function factoriseBlock(matrix: Float64Array, size: number, row: number, column: number): void {
  const upper = row * size;
  const lower = upper + size;
  const left = column * size;
  const right = left + size;
  let upperLeft = matrix[upper + column]!;
  let upperRight = matrix[upper + column + 1]!;
  let lowerLeft = matrix[lower + column]!;
  let lowerRight = matrix[lower + column + 1]!;
  for (let at = 0; at < column; at++) {
    const above = matrix[upper + at]!;
    const below = matrix[lower + at]!;
    const first = matrix[left + at]!;
    const second = matrix[right + at]!;
    upperLeft -= above * first;
    upperRight -= above * second;
    lowerLeft -= below * first;
    lowerRight -= below * second;
  }
  const between = matrix[right + column]!;
  upperLeft /= matrix[left + column]!;
  lowerLeft /= matrix[left + column]!;
  matrix[upper + column] = upperLeft;
  matrix[lower + column] = lowerLeft;
  matrix[upper + column + 1] = (upperRight - upperLeft * between) / matrix[right + column + 1]!;
  matrix[lower + column + 1] = (lowerRight - lowerLeft * between) / matrix[right + column + 1]!;
}

/** The two rows' own block on the diagonal. */
function factoriseDiagonal(matrix: Float64Array, size: number, row: number): void {
  const upper = row * size;
  const lower = upper + size;
  let first = matrix[upper + row]!;
  let between = matrix[lower + row]!;
  let second = matrix[lower + row + 1]!;
  for (let at = 0; at < row; at++) {
    const above = matrix[upper + at]!;
    const below = matrix[lower + at]!;
    first -= above * above;
    between -= above * below;
    second -= below * below;
  }
  between /= Math.sqrt(first);
  second -= between * between;
  assert(first > 0 && second > 0, 'the matrix is positive definite');
  matrix[upper + row] = Math.sqrt(first);
  matrix[lower + row] = between;
  matrix[lower + row + 1] = Math.sqrt(second);
}

function factoriseLastRow(matrix: Float64Array, size: number): void {
  const base = (size - 1) * size;
  for (let column = 0; column < size; column++) {
    const other = column * size;
    let rest = matrix[base + column]!;
    for (let at = 0; at < column; at++) rest -= matrix[base + at]! * matrix[other + at]!;
    if (column < size - 1) matrix[base + column] = rest / matrix[other + column]!;
    else {
      assert(rest > 0, 'the matrix is positive definite');
      matrix[base + column] = Math.sqrt(rest);
    }
  }
}
