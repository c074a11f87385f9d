import { assert } from '../../../core/assert.ts';
import {
  caseFigures,
  type RankingCase,
  sampleCases,
} from '../../../core/evaluation/ranking/ranking-cases.ts';
import { choiceIndices, type RankingChoice } from '../../../core/evaluation/ranking/ranking-choice.ts';
import { RunningMean } from '../../../core/evaluation/ranking/ranking-metrics.ts';
import type { RankingIndex } from '../../../core/ranking/ranking-index.ts';
import type { ComputeDeps } from '../../deps.ts';

/** One cut of the data that settings are tried on. */
export interface TuningCarve {
  /** Over the history of the cut, with a term for every relation of the graph. */
  readonly index: RankingIndex;
  readonly cases: readonly RankingCase[];
}

/** The same users on every carve. */
export interface TuningTrials {
  readonly users: readonly number[];
  readonly carves: readonly {
    readonly indexOf: (choice: RankingChoice) => RankingIndex;
    readonly cases: ReadonlyMap<number, RankingCase>;
  }[];
  readonly k: number;
}

/** An option is given up when it is this many standard errors behind after so many users. */
const givenUpErrors = 3;
const givenUpEvery = 300;
const sampleSeed = 20262;

/** Returns trials with at most `usersMax` users, drawn with a fixed seed from those of the first carve. */
export function tuningTrials(carves: readonly TuningCarve[], usersMax: number, k: number): TuningTrials {
  const sample = sampleCases(carves[0]?.cases ?? [], usersMax, sampleSeed);
  return {
    users: sample.map(({ user }) => user),
    carves: carves.map(({ index, cases }) => ({
      indexOf: choiceIndices(index),
      cases: new Map(cases.map((one) => [one.user, one])),
    })),
    k,
  };
}

/** Returns trials with fewer of the same users; what is costly to make stays shared. */
export function fewerUsers(trials: TuningTrials, usersMax: number): TuningTrials {
  const cases = trials.users.map((user) => ({ user, known: new Uint32Array(), truth: new Set<number>() }));
  return { ...trials, users: sampleCases(cases, usersMax, sampleSeed).map(({ user }) => user) };
}

/**
 * Returns the ndcg@k of each user with a choice, the mean over the carves that have a case of her; null where, given
 * figures to beat, it is clear on the way that they are not beaten. Cost: one scoring a user and carve, over all threads.
 */
export function trialFigures(
  compute: ComputeDeps['compute'],
  trials: TuningTrials,
  choice: RankingChoice,
  toBeat: Float64Array | null,
  signal: AbortSignal,
): Promise<Float64Array | null> {
  const indices = trials.carves.map(({ indexOf }) => indexOf(choice));
  return figuresToBeat(compute, trials, indices, toBeat, signal);
}

/** Returns the figures with given indices, one a carve, in place of those of a choice. */
export async function figuresOf(
  compute: ComputeDeps['compute'],
  trials: TuningTrials,
  indices: readonly RankingIndex[],
  signal: AbortSignal,
): Promise<Float64Array> {
  const figures = await figuresToBeat(compute, trials, indices, null, signal);
  assert(figures !== null, 'without figures to beat nothing is given up');
  return figures;
}

async function figuresToBeat(
  compute: ComputeDeps['compute'],
  { users, carves, k }: TuningTrials,
  indices: readonly RankingIndex[],
  toBeat: Float64Array | null,
  signal: AbortSignal,
): Promise<Float64Array | null> {
  const figures = new Float64Array(users.length);
  const behind = new RunningMean();
  for (let first = 0; first < users.length; first += givenUpEvery) {
    const asked = users.slice(first, first + givenUpEvery);
    const sums = asked.map(() => new RunningMean());
    for (const [carve, { cases }] of carves.entries()) {
      const index = indices[carve];
      if (index === undefined) continue;
      const own = asked.flatMap((user, place) => {
        const one = cases.get(user);
        return one === undefined ? [] : [{ one, place }];
      });
      const questions = own.map(({ one }) => one);
      const lists = await compute.rankUsers(index, questions, k, { onDone: () => undefined, signal });
      own.forEach(({ one, place }, position) => {
        sums[place]?.add(caseFigures(lists[position] ?? [], one, k).ndcg);
      });
    }
    sums.forEach(({ mean }, place) => {
      figures[first + place] = mean ?? 0;
      if (toBeat !== null) behind.add((toBeat[first + place] ?? 0) - (mean ?? 0));
    });
    const isHopeless =
      (behind.mean ?? 0) > givenUpErrors * (behind.standardError ?? Number.POSITIVE_INFINITY);
    if (isHopeless) return null;
  }
  return figures;
}
