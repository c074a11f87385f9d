/**
 * The loops over all edges and positions of a graph, for a block of restart vectors that share each pass ("columns").
 * Arrays hold one number a position and column, the columns of a position side by side. A value is a score divided by
 * the degree of its position. Who implements this chooses the machine; `iterate` and `solvePageRank` choose the steps.
 */
export interface PassKernel {
  readonly columns: number;
  /** The current values; set before the first pass, the result after `settle`. */
  readonly current: () => Float64Array;
  /** The values before the last pass; set to the same as `current` before the first. */
  readonly previous: () => Float64Array;
  /** What restarts give each position, divided by its degree. */
  readonly restart: Float64Array;
  /** Sum of the neighbours' values, one a row and column; written by `sumRows`. */
  readonly rowSums: Float64Array;
  /**
   * How far the last pass was from a fixed point, one a column: L1 of (restart + gamma × what the pass brought − current)
   * in units of scores. Written by `advance`.
   */
  readonly residuals: Float64Array;
  /**
   * Whether passes are rough now: of fewer digits, so that their residuals steer and bound nothing. `refine` ends that;
   * the values are then those of the rough passes.
   */
  isRough(): boolean;
  refine(): void;
  /** Sums the current values over all walks of one step, or of two where the graph has sides. */
  spread(): void;
  /** Measures the residuals of `current`, then takes a Chebyshev step: previous + relaxation × (better − previous). */
  advance(relaxation: number): void;
  /** Makes `current` the plain step from the values that `spread` last read, none below 0. */
  settle(): void;
  /** Writes `rowSums` from `current`. */
  sumRows(): void;
}

/** What one pass does to an error: the eigenvalues of its matrix lie in [lowest, highest], and `gamma` scales it in L1. */
export interface PassSpectrum {
  readonly gamma: number;
  readonly lowest: number;
  readonly highest: number;
}

/**
 * Returns the spectrum for a restart probability c: [-(1 - c), 1 - c] for one step of a walk on an undirected graph; two
 * steps from a side of the graph and back are a square, so theirs is [0, (1 - c)²].
 */
export function passSpectrum(restartProbability: number, isTwoSided: boolean): PassSpectrum {
  const gamma = isTwoSided ? (1 - restartProbability) ** 2 : 1 - restartProbability;
  return { gamma, lowest: isTwoSided ? 0 : -gamma, highest: gamma };
}

/** What rough passes of 32 bits can still tell apart, in L1 of scores, with room for long sums. */
const roughResidual = 1e-4;

/**
 * Runs passes until every residual is at most `tolerance`, settles and returns the number of passes, or null when
 * `passesMax` of them did not suffice. Per pass the error shrinks by about (√κ - 1) / (√κ + 1) with
 * κ = (1 - lowest) / (1 - highest): at a restart probability of .15 by .31 where a graph has two sides, against .72 for
 * the power iteration on one side. Source: Golub and Varga 1961, Chebyshev semi-iterative methods, part I.
 */
export function iterate(
  kernel: PassKernel,
  spectrum: PassSpectrum,
  tolerance: number,
  passesMax: number,
): number | null {
  const centre = (spectrum.lowest + spectrum.highest) / 2;
  const ratio = (spectrum.highest - centre) / (1 - centre);
  const shrink = ratio / (1 + Math.sqrt(1 - ratio ** 2));
  // One pass before the tolerance, so that the pass which ends all is a fine one; and before rough digits run out.
  const roughTolerance = Math.max(tolerance / shrink, roughResidual);
  const roughPasses = Math.ceil(Math.log(roughResidual) / Math.log(shrink));
  let relaxation = 1;
  for (let pass = 1; pass <= passesMax; pass++) {
    kernel.spread();
    kernel.advance(relaxation);
    const largest = kernel.residuals.reduce((most, residual) => Math.max(most, residual), 0);
    if (kernel.isRough()) {
      if (!(largest > roughTolerance) || pass >= roughPasses) kernel.refine();
    } else if (largest <= tolerance) {
      kernel.settle();
      return pass;
    }
    relaxation = pass === 1 ? 1 / (1 - ratio ** 2 / 2) : 1 / (1 - (ratio ** 2 * relaxation) / 4);
  }
  return null;
}
