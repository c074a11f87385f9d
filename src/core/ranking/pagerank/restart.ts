import { EngineError } from '../../errors.ts';

/** Where walks begin again: nodes and how much of the restarts each gets. A node named twice gets both parts. */
export interface RestartVector {
  readonly nodes: Uint32Array;
  /** One a node of `nodes`, ≥ 0, not all 0; they need not sum to 1. */
  readonly weights: Float64Array;
}

/**
 * Returns the vector with weights that sum to 1. Throws `request-invalid` for one that is empty or all zero, for entries
 * that are negative or not finite, for nodes beyond `nodeCount`. Cost: O(entries).
 */
export function scaledRestart({ nodes, weights }: RestartVector, nodeCount: number): RestartVector {
  let largest = 0;
  weights.forEach((value, position) => {
    const node = nodes[position]!;
    if (!(value >= 0 && value < Number.POSITIVE_INFINITY)) {
      throw new EngineError(
        'request-invalid',
        `The restart vector holds ${value} at node index ${node}; every entry must be a finite number of at least 0.`,
      );
    }
    if (!(node < nodeCount)) {
      throw new EngineError(
        'request-invalid',
        `The restart vector names node index ${node}; the graph has ${nodeCount} nodes.`,
      );
    }
    largest = Math.max(largest, value);
  });
  if (largest === 0) {
    throw new EngineError(
      'request-invalid',
      'The restart vector is empty; name at least one node to restart at.',
    );
  }
  // Scaled twice, because the sum of huge entries may not be finite.
  const scaled = weights.map((value) => value / largest);
  const sum = scaled.reduce((total, value) => total + value, 0);
  return { nodes, weights: scaled.map((value) => value / sum) };
}

/** Throws `request-invalid` where the chance of a restart or the bound asked for means nothing. */
export function checkRestartNumbers(restartProbability: number, epsilon: number): void {
  if (!(restartProbability > 0 && restartProbability <= 1)) {
    throw new EngineError(
      'request-invalid',
      `The restart probability is ${restartProbability}; it must be above 0 and at most 1.`,
    );
  }
  if (!(epsilon > 0)) {
    throw new EngineError('request-invalid', `The epsilon is ${epsilon}; it must be a number above 0.`);
  }
}
