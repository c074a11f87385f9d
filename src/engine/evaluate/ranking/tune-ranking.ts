import type { RankingChoice } from '../../../core/evaluation/ranking/ranking-choice.ts';
import { RunningMean } from '../../../core/evaluation/ranking/ranking-metrics.ts';
import type { TuningStep } from '../../../core/evaluation/ranking/tuning-step.ts';
import {
  ageErrorsAhead,
  finerSteps,
  firstSteps,
  tuningStarts,
} from '../../../core/evaluation/ranking/tuning-steps.ts';
import { ownLikes } from '../../../core/ranking/own-likes.ts';
import type { RankingIndex } from '../../../core/ranking/ranking-index.ts';
import { walkDefaults } from '../../../core/ranking/walk/walk-settings.ts';
import type { ComputeDeps } from '../../deps.ts';
import type { Progress } from '../../engine.ts';
import { pause } from '../pause.ts';
import {
  fewerUsers,
  figuresOf,
  type TuningCarve,
  type TuningTrials,
  trialFigures,
  tuningTrials,
} from './tuning-figures.ts';

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

/** Users whose figures choose, at most, in the second pass and in the first one, which asks for large differences. */
const usersMax = 2000;
const firstUsersMax = 600;

interface Search {
  readonly trials: TuningTrials;
  /** ndcg of each user; null where, given figures to beat, it is clear on the way that they are not beaten. */
  readonly figures: (choice: RankingChoice, toBeat: Float64Array | null) => Promise<Float64Array | null>;
  /** Called before each option; waits, and throws where the search is to end. */
  readonly turn: () => Promise<void>;
}

interface Found {
  readonly choice: RankingChoice;
  readonly figures: Float64Array;
  readonly steps: readonly { readonly name: string; readonly ndcg: number }[];
}

/**
 * Returns the settings with the best ndcg@k, means over the carves, of at most 2,000 users. The search goes over one
 * coordinate after the other: a coarse pass on 600 users from each start (`tuningStarts`), of which the best goes on,
 * one with a decay by age only when it is clearly ahead (`ageErrorsAhead`); then a finer pass on all. `before` (one index a carve) is
 * what the figures are compared with, the defaults where it is not given. All threads of `compute` take part. Cost:
 * about 80 to 150 times the scoring of the users on each carve, and one regression build for each ridge tried.
 */
export async function tuneRanking(
  { compute }: ComputeDeps,
  carves: readonly TuningCarve[],
  options: {
    readonly k: number;
    readonly hasTimes: boolean;
    readonly before?: readonly RankingIndex[];
    readonly onProgress: (progress: Progress) => void;
  },
  signal: AbortSignal,
): Promise<TunedRanking> {
  const trials = tuningTrials(carves, usersMax, options.k);
  const types = [...new Set(carves.flatMap(({ index }) => index.relationTerms.map((term) => term.type)))];
  const hasPairs = carves.every(({ index }) => index.pairs !== null);
  const starts = tuningStarts(options.hasTimes, hasPairs);
  const finer = finerSteps(types, { ...options, hasPairs, longFrom: longHistories(carves, trials) });
  const first = firstSteps(options.hasTimes);
  const total = starts.length * first.length + finer.length;
  let tried = 0;
  let stepsDone = 0;
  const turn = async (): Promise<void> => {
    await pause();
    signal.throwIfAborted();
    tried++;
  };
  const searchOver = (own: TuningTrials): Search => ({
    trials: own,
    figures: (choice, toBeat) => trialFigures(compute, own, choice, toBeat, signal),
    turn,
  });
  const onStep = (): void =>
    options.onProgress({
      phase: 'tune',
      done: stepsDone++ * trials.users.length,
      total: total * trials.users.length,
      unit: 'users',
    });
  let best: Found | null = null;
  const coarse = searchOver(fewerUsers(trials, firstUsersMax));
  for (const start of starts) {
    const found = await pass(coarse, start, first, onStep);
    if (best === null || isAhead(found.figures, best.figures, ageErrorsAhead(found.choice, best.choice)))
      best = found;
  }
  const begun = best?.choice ?? { walk: walkDefaults, relations: new Map() };
  const found = await pass(searchOver(trials), begun, finer, onStep);
  const indices = options.before ?? trials.carves.map(({ indexOf }) => indexOf(starts[0] ?? begun));
  const before = await figuresOf(compute, trials, indices, signal);
  return {
    choice: found.choice,
    users: trials.users.length,
    tried,
    ndcgBefore: meanOf(before),
    ndcgAfter: meanOf(found.figures),
    standardError: difference(found.figures, before).standardError ?? 0,
    steps: [...(best?.steps ?? []), ...found.steps],
  };
}

/** Lengths from which on a history may count as long: those of the users at these shares of all. */
const longShares = [0.5, 0.65, 0.8];

function longHistories([carve]: readonly TuningCarve[], { users }: TuningTrials): number[] {
  if (carve === undefined) return [];
  const lengths = users.map((user) => ownLikes(carve.index, user).items.length).sort((a, b) => a - b);
  const found = longShares.map((share) => lengths[Math.floor(share * lengths.length)] ?? 0);
  return [...new Set(found)].filter((length) => length > (lengths[0] ?? 0));
}

async function pass(
  search: Search,
  start: RankingChoice,
  steps: readonly TuningStep[],
  onStep: () => void,
): Promise<Found> {
  let choice = start;
  let figures = (await search.figures(start, null)) ?? new Float64Array(search.trials.users.length);
  const taken: { name: string; ndcg: number }[] = [];
  for (const step of steps) {
    onStep();
    for (const option of step.options(choice).filter((one) => !isSame(one, choice))) {
      await search.turn();
      const found = await search.figures(option, figures);
      if (found === null || !isAhead(found, figures, step.errorsAhead)) continue;
      choice = option;
      figures = found;
      taken.push({ name: step.name, ndcg: meanOf(figures) });
    }
  }
  return { choice, figures, steps: taken };
}

function isSame(left: RankingChoice, right: RankingChoice): boolean {
  const plain = ({ walk, relations }: RankingChoice): string => JSON.stringify([walk, [...relations]]);
  return plain(left) === plain(right);
}

function isAhead(found: Float64Array, figures: Float64Array, errorsAhead: number): boolean {
  const { mean, standardError } = difference(found, figures);
  return (mean ?? 0) > errorsAhead * (standardError ?? 0);
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
