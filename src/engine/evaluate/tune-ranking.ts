import { caseFigures, type RankingCase, rankCase, sampleCases } from '../../core/evaluation/ranking-cases.ts';
import {
  type RankingChoice,
  type TuningStep,
  tuningSteps,
  withChoice,
} from '../../core/evaluation/ranking-choice.ts';
import { RunningMean } from '../../core/evaluation/ranking-metrics.ts';
import type { RankingIndex } from '../../core/ranking/ranking-index.ts';
import { walkDefaults } from '../../core/ranking/walk-settings.ts';
import type { Progress } from '../engine.ts';
import { pause } from './pause.ts';

/** What was chosen, and the figures that chose it: ndcg@k on the tuning cases. */
export interface TunedRanking {
  readonly choice: RankingChoice;
  readonly users: number;
  readonly tried: number;
  readonly ndcgBefore: number;
  readonly ndcgAfter: number;
  /** Of the difference, paired by user. */
  readonly standardError: number;
  /** Steps at which something was taken, with the figure after it. */
  readonly steps: readonly { readonly name: string; readonly ndcg: number }[];
}

const usersMax = 1500;
const sampleSeed = 20262;

/**
 * Returns the settings with the best ndcg@k on at most 1,500 of the cases, found by one coordinate search from the
 * defaults without relations. `index` holds a term for every relation of the graph. Cost: about 30 to 90 times the
 * scoring of the cases, and one regression build for each ridge tried.
 */
export async function tuneRanking(
  index: RankingIndex,
  allCases: readonly RankingCase[],
  options: {
    readonly k: number;
    readonly hasTimes: boolean;
    readonly onProgress: (progress: Progress) => void;
  },
  signal: AbortSignal,
): Promise<TunedRanking> {
  const cases = sampleCases(allCases, usersMax, sampleSeed);
  const types = [...new Set(index.relationTerms.map((term) => term.type))];
  const steps = tuningSteps(types, options.hasTimes);
  let choice: RankingChoice = { walk: walkDefaults, relations: new Map() };
  let current = withChoice(index, index, choice);
  let figures = figuresOf(current, cases, options.k);
  const before = figures;
  const taken: { name: string; ndcg: number }[] = [];
  let tried = 1;
  for (const [done, step] of steps.entries()) {
    const start = choice;
    options.onProgress({
      phase: 'tune',
      done: done * cases.length,
      total: steps.length * cases.length,
      unit: 'users',
    });
    for (const option of step.options(start).filter((one) => !isSame(one, start))) {
      await pause();
      signal.throwIfAborted();
      const next = withChoice(current, index, option);
      const found = figuresOf(next, cases, options.k);
      tried++;
      if (!isAhead(found, figures, step)) {
        // Keeps the regression, which is costly to make, for the next option.
        if (current.regression === null && next.regression !== null)
          current = withChoice(next, index, choice);
        continue;
      }
      choice = option;
      current = next;
      figures = found;
      taken.push({ name: step.name, ndcg: meanOf(figures) });
    }
  }
  return {
    choice,
    users: cases.length,
    tried,
    ndcgBefore: meanOf(before),
    ndcgAfter: meanOf(figures),
    standardError: difference(figures, before).standardError ?? 0,
    steps: taken,
  };
}

function figuresOf(index: RankingIndex, cases: readonly RankingCase[], k: number): Float64Array {
  return Float64Array.from(cases, (one) => caseFigures(rankCase(index, one, k).best, one, k).ndcg);
}

function isSame(left: RankingChoice, right: RankingChoice): boolean {
  const plain = ({ walk, relations }: RankingChoice): string => JSON.stringify([walk, [...relations]]);
  return plain(left) === plain(right);
}

function isAhead(found: Float64Array, figures: Float64Array, step: TuningStep): boolean {
  const { mean, standardError } = difference(found, figures);
  return (mean ?? 0) > step.errorsAhead * (standardError ?? 0);
}

function difference(left: Float64Array, right: Float64Array): RunningMean {
  const mean = new RunningMean();
  left.forEach((value, position) => {
    mean.add(value - (right[position] ?? 0));
  });
  return mean;
}

function meanOf(figures: Float64Array): number {
  return figures.reduce((sum, value) => sum + value, 0) / Math.max(1, figures.length);
}
