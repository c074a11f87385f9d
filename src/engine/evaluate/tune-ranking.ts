import { caseFigures, type RankingCase, rankCase, sampleCases } from '../../core/evaluation/ranking-cases.ts';
import { choiceIndices, type RankingChoice } from '../../core/evaluation/ranking-choice.ts';
import { RunningMean } from '../../core/evaluation/ranking-metrics.ts';
import {
  finerSteps,
  firstSteps,
  recencyErrorsAhead,
  type TuningStep,
  tuningStarts,
} from '../../core/evaluation/tuning-steps.ts';
import { ownLikes } from '../../core/ranking/own-likes.ts';
import type { RankingIndex } from '../../core/ranking/ranking-index.ts';
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

/** Users whose figures choose, at most, in the second pass and in the first one, which asks for large differences. */
const usersMax = 2000;
const firstUsersMax = 600;
const sampleSeed = 20262;
/** An option is given up when it is this many standard errors behind after so many users. */
const givenUpErrors = 3;
const givenUpEvery = 300;

interface Search {
  readonly cases: readonly RankingCase[];
  readonly k: number;
  readonly indexOf: (choice: RankingChoice) => RankingIndex;
  /** Called before each option; waits, and throws where the search is to end. */
  readonly turn: () => Promise<void>;
}

interface Found {
  readonly choice: RankingChoice;
  readonly figures: Float64Array;
  readonly steps: readonly { readonly name: string; readonly ndcg: number }[];
}

/**
 * Returns the settings with the best ndcg@k on at most 2,000 of the cases. The search goes over one coordinate after
 * the other: a coarse pass on 600 cases from each start (`tuningStarts`), of which the best goes on, one with recency
 * only when it is 3 standard errors ahead; then a finer pass on all. `index` holds a term for every relation of the
 * graph. `before` is what the figures are compared with, the defaults where it is not given. Cost: about 60 to 120 times the scoring of the cases, and one regression build for each ridge tried.
 */
export async function tuneRanking(
  index: RankingIndex,
  allCases: readonly RankingCase[],
  options: {
    readonly k: number;
    readonly hasTimes: boolean;
    readonly before?: RankingIndex;
    readonly onProgress: (progress: Progress) => void;
  },
  signal: AbortSignal,
): Promise<TunedRanking> {
  const cases = sampleCases(allCases, usersMax, sampleSeed);
  const first = sampleCases(cases, firstUsersMax, sampleSeed);
  const types = [...new Set(index.relationTerms.map((term) => term.type))];
  const starts = tuningStarts(options.hasTimes);
  const finer = finerSteps(types, index.pairs !== null, longHistories(index, cases));
  const total = starts.length * firstSteps().length + finer.length;
  let tried = 0;
  let stepsDone = 0;
  const turn = async (): Promise<void> => {
    await pause();
    signal.throwIfAborted();
    tried++;
  };
  const search = { k: options.k, indexOf: choiceIndices(index), turn };
  const onStep = (): void =>
    options.onProgress({
      phase: 'tune',
      done: stepsDone++ * cases.length,
      total: total * cases.length,
      unit: 'users',
    });
  let best: Found | null = null;
  for (const start of starts) {
    const found = await pass({ ...search, cases: first }, start, firstSteps(), onStep);
    if (best === null || isAhead(found.figures, best.figures, recencyAhead(best))) best = found;
  }
  const begun = best?.choice ?? { walk: index.walk.settings, relations: new Map() };
  const found = await pass({ ...search, cases }, begun, finer, onStep);
  const before = figuresOver(
    options.before ?? search.indexOf(starts[0] ?? begun),
    { ...search, cases },
    null,
  );
  return {
    choice: found.choice,
    users: cases.length,
    tried,
    ndcgBefore: meanOf(before),
    ndcgAfter: meanOf(found.figures),
    standardError: difference(found.figures, before).standardError ?? 0,
    steps: [...(best?.steps ?? []), ...found.steps],
  };
}

/** Lengths from which on a history may count as long: those of the users at these shares of all cases. */
const longShares = [0.5, 0.65, 0.8];

function longHistories(index: RankingIndex, cases: readonly RankingCase[]): number[] {
  const lengths = cases.map(({ user }) => ownLikes(index, user).items.length).sort((a, b) => a - b);
  const found = longShares.map((share) => lengths[Math.floor(share * lengths.length)] ?? 0);
  return [...new Set(found)].filter((length) => length > (lengths[0] ?? 0));
}

/** One recency only has to be better than another; against none it has to be clearly ahead. */
function recencyAhead({ choice }: Found): number {
  return choice.walk.recency === null ? recencyErrorsAhead : 0;
}

async function pass(
  search: Search,
  start: RankingChoice,
  steps: readonly TuningStep[],
  onStep: () => void,
): Promise<Found> {
  let choice = start;
  let figures = figuresOver(search.indexOf(start), search, null);
  const taken: { name: string; ndcg: number }[] = [];
  for (const step of steps) {
    onStep();
    for (const option of step.options(choice).filter((one) => !isSame(one, choice))) {
      await search.turn();
      const found = figuresOver(search.indexOf(option), search, figures);
      if (found === null || !isAhead(found, figures, step.errorsAhead)) continue;
      choice = option;
      figures = found;
      taken.push({ name: step.name, ndcg: meanOf(figures) });
    }
  }
  return { choice, figures, steps: taken };
}

/** ndcg of each case; null where, given figures to beat, it is clear on the way that they are not beaten. */
function figuresOver(index: RankingIndex, search: Search, toBeat: null): Float64Array;
function figuresOver(index: RankingIndex, search: Search, toBeat: Float64Array): Float64Array | null;
function figuresOver(
  index: RankingIndex,
  { cases, k }: Search,
  toBeat: Float64Array | null,
): Float64Array | null {
  const figures = new Float64Array(cases.length);
  const behind = new RunningMean();
  for (const [done, one] of cases.entries()) {
    const figure = caseFigures(rankCase(index, one, k).best, one, k).ndcg;
    figures[done] = figure;
    if (toBeat === null) continue;
    behind.add((toBeat[done] ?? 0) - figure);
    const isHopeless =
      (behind.mean ?? 0) > givenUpErrors * (behind.standardError ?? Number.POSITIVE_INFINITY);
    if ((done + 1) % givenUpEvery === 0 && isHopeless) return null;
  }
  return figures;
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
