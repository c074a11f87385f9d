import { solvePositive } from './question/choice-model.ts';
import type { Outcome } from './question/question-outcomes.ts';

/** What a belief is worth: expected actions until the right item is shown, from its best list and the doubt that is left when that fails. */
export interface ValueModel {
  /** One row of weights for each number of actions left, from 0; row 0 and 1 are never read. */
  readonly rows: readonly Float64Array[];
  /** Actions that a failure counts on top of one more than there were: what makes it worth avoiding. */
  readonly failureExtra: number;
}

/** A belief that was met in play, with what came of it. */
export interface ValueSample {
  readonly tailBits: number;
  /** Chance that the best list holds a right item. */
  readonly reach: number;
  readonly actionsLeft: number;
  /** Actions that followed until the right item was shown; `actionsLeft + 1 + failureExtra` where none did. */
  readonly actions: number;
}

const featureCount = 4;

/**
 * Before any play: halving takes a question a bit and wins .9 of it, down to a list of ten out of twenty equals. With
 * it 400 equal items are worth 6.6 actions, 20 are worth 1.5.
 */
const firstGuess = Float64Array.of(-2, 0.9, 0, 0);

/** Pull of all samples towards the first guess, and of one number of actions left towards all, in samples. */
const pull = { pooled: 5, row: 50 } as const;

/** A belief is worth at least this much of another action when its best list fails. */
const moreMin = 0.3;

/** Returns the model before any play. */
export function firstValueModel(actionsMax: number, failureExtra = 0): ValueModel {
  return { rows: Array.from({ length: actionsMax + 1 }, () => firstGuess), failureExtra };
}

/**
 * Returns the model that fits the samples: for each number of actions left a least-squares line, drawn towards the line
 * through all of them where there are few (ridge). As in Longstaff and Schwartz 2001, but over play under the last
 * model instead of backwards. Cost: O(samples).
 */
export function fitValueModel(
  samples: readonly ValueSample[],
  actionsMax: number,
  failureExtra = 0,
): ValueModel {
  const pooled = fitRow(samples, firstGuess, pull.pooled);
  return {
    failureExtra,
    rows: Array.from({ length: actionsMax + 1 }, (_, left) =>
      fitRow(
        samples.filter((sample) => sample.actionsLeft === left),
        pooled,
        pull.row,
      ),
    ),
  };
}

/**
 * Returns the expected number of actions, a failure counting `actionsLeft + 1 + failureExtra`; `reach` is the chance that the best list
 * holds a right item. 1 when it certainly does. With one action left it is exact: a list is all there is to do.
 */
export function expectedActions(
  model: ValueModel,
  tailBits: number,
  reach: number,
  actionsLeft: number,
): number {
  const failure = 1 + model.failureExtra;
  if (actionsLeft <= 0) return failure;
  if (actionsLeft === 1) return 1 + (1 - reach) * failure;
  const row = model.rows[Math.min(actionsLeft, model.rows.length - 1)] ?? firstGuess;
  const more =
    (row[0] ?? 0) + (row[1] ?? 0) * tailBits + (row[2] ?? 0) * tailBits * tailBits + (row[3] ?? 0) * reach;
  return Math.min(actionsLeft + failure, 1 + (1 - reach) * Math.max(moreMin, more));
}

/** Returns the expected number of actions after an outcome. `targets` as in `reachOf`. */
export function actionsAfter(
  model: ValueModel,
  outcome: Outcome,
  targets: number,
  actionsLeft: number,
): number {
  return expectedActions(model, outcome.tailBits, reachOf(outcome.topMass, targets), actionsLeft);
}

/** Returns the chance that a list of this mass holds one of `targets` right items (1 or more, a mean may be broken). */
export function reachOf(mass: number, targets: number): number {
  return targets === 1 ? mass : 1 - (1 - Math.min(1, mass)) ** targets;
}

function fitRow(samples: readonly ValueSample[], towards: Float64Array, ridge: number): Float64Array {
  const matrix = new Float64Array(featureCount * featureCount);
  const right = new Float64Array(featureCount);
  for (let feature = 0; feature < featureCount; feature++) {
    matrix[feature * featureCount + feature] = ridge;
    right[feature] = ridge * (towards[feature] ?? 0);
  }
  for (const sample of samples) {
    const miss = 1 - sample.reach;
    const { tailBits: bits } = sample;
    const row = [miss, miss * bits, miss * bits * bits, miss * sample.reach];
    row.forEach((left, feature) => {
      right[feature] = (right[feature] ?? 0) + left * (sample.actions - 1);
      row.forEach((other, column) => {
        const slot = feature * featureCount + column;
        matrix[slot] = (matrix[slot] ?? 0) + left * other;
      });
    });
  }
  return solvePositive(matrix, right);
}
