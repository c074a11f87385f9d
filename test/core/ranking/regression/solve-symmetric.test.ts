import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/core/random.ts';
import { solveSymmetric } from '../../../../src/core/ranking/regression/solve-symmetric.ts';

describe('solving a symmetric system', () => {
  it('has the solution worked by hand', () => {
    // 4x + 2y = 2, 2x + 3y = 5: x = -1/2, y = 2
    const out = Float64Array.of(2, 5);
    solveSymmetric(Float64Array.of(4, 2, 2, 3), out);
    expect(out[0]).toBeCloseTo(-0.5, 12);
    expect(out[1]).toBeCloseTo(2, 12);
  });

  it('gives back the right side when multiplied', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const random = createRandom(seed);
      const size = 1 + (seed % 9);
      const root = Array.from({ length: size }, () => Array.from({ length: size }, () => random() - 0.5));
      const entry = (row: number, column: number): number =>
        Array.from({ length: size }, (_, at) => (root[row]?.[at] ?? 0) * (root[column]?.[at] ?? 0)).reduce(
          (sum, part) => sum + part,
          row === column ? 0.1 : 0,
        );
      const matrix = Float64Array.from({ length: size * size }, (_, at) =>
        entry(Math.floor(at / size), at % size),
      );
      const right = Float64Array.from({ length: size }, () => random());
      const out = right.slice();
      solveSymmetric(matrix.slice(), out);
      for (let row = 0; row < size; row++) {
        const product = out.reduce((sum, value, column) => sum + entry(row, column) * value, 0);
        expect(product).toBeCloseTo(right[row] ?? Number.NaN, 8);
      }
    }
  });

  it('refuses a matrix that is not positive definite', () => {
    expect(() => solveSymmetric(Float64Array.of(1, 2, 2, 1), Float64Array.of(1, 1))).toThrow(
      'positive definite',
    );
  });
});
