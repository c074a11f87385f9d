import type { Evaluation } from '../../contract/types.ts';
import { listSpread, noveltyOf } from '../../core/evaluation/list-spread.ts';
import { caseFigures, type RankingCase } from '../../core/evaluation/ranking-cases.ts';
import { choiceSettings } from '../../core/evaluation/ranking-choice.ts';
import { RunningMean } from '../../core/evaluation/ranking-metrics.ts';
import type { RankingIndex } from '../../core/ranking/ranking-index.ts';
import type { RankingData } from '../../files/ranking-port.ts';
import type { ComputeDeps, Deps } from '../deps.ts';
import type { Progress } from '../engine.ts';
import { walkParameters } from '../recommend.ts';
import { type BenchmarkGraph, benchmarkGraph } from './benchmark-graph.ts';
import { evaluationParts, type RankingQuestion, rankingCases, tuningParts } from './ranking-parts.ts';
import { type TunedRanking, tuneRanking } from './tune-ranking.ts';

/** What evaluate ranking takes. */
export interface RankingEvaluationRequest extends RankingQuestion {
  readonly data: RankingData;
  /** Whether settings are chosen on validation data first; otherwise the defaults rank. */
  readonly tune: boolean;
  readonly onProgress: (progress: Progress) => void;
}

/**
 * Returns the figures of the ranking on evaluation data: every user of the split with a truth gets the k best of all
 * items that are not in her train or valid part. Settings are chosen on other parts of the data (`tuningParts`).
 * Cost: one scoring a user, and with tuning the cost of `tuneRanking`.
 */
export async function evaluateRanking(
  deps: Pick<Deps, 'hash' | 'now'> & ComputeDeps,
  request: RankingEvaluationRequest,
  signal: AbortSignal,
): Promise<Evaluation> {
  const startedAt = deps.now();
  const { data, split, history } = request;
  const { graph, parameters, carve } = await rankingGraph(deps, request, signal);
  const cases = rankingCases(graph, evaluationParts(data, request));
  const onDone = (done: number): void =>
    request.onProgress({ phase: 'evaluate', done, total: cases.length, unit: 'users' });
  const lists = await deps.compute.rankUsers(graph.index, cases, data.k, { onDone, signal });
  const figures = scoreLists(graph.index, cases, lists, data.k);
  return {
    suite: 'ranking',
    data: data.name,
    split,
    history,
    n: cases.length,
    ...figures,
    parameters: {
      k: data.k,
      ...parameters,
      ...(carve === null ? {} : { carve }),
      snapshot: graph.snapshot.id,
    },
    seconds: (deps.now() - startedAt) / 1000,
  };
}

/** Returns the graph that figures are made on, tuned where that is asked for, and everything that made it. */
export async function rankingGraph(
  deps: Pick<Deps, 'hash'>,
  request: RankingEvaluationRequest,
  signal: AbortSignal,
): Promise<{
  readonly graph: BenchmarkGraph;
  readonly parameters: Record<string, unknown>;
  readonly carve: string | null;
}> {
  const { data } = request;
  const parts = evaluationParts(data, request);
  if (!request.tune) {
    const graph = benchmarkGraph(data, parts.history, deps.hash());
    return { graph, parameters: { ...graphParameters(graph), tuned: false }, carve: parts.carve };
  }
  const { tuned, types, carve } = await tuneOn(deps, request, signal);
  const graph = benchmarkGraph(data, parts.history, deps.hash(), choiceSettings(tuned.choice, types));
  const { choice, ...tuning } = tuned;
  return {
    graph,
    parameters: { ...graphParameters(graph), tuned: true, tuning: { ...tuning, on: carve ?? 'valid' } },
    carve: parts.carve,
  };
}

async function tuneOn(
  deps: Pick<Deps, 'hash'>,
  request: RankingEvaluationRequest,
  signal: AbortSignal,
): Promise<{
  readonly tuned: TunedRanking;
  readonly types: readonly string[];
  readonly carve: string | null;
}> {
  const { data, onProgress } = request;
  const parts = tuningParts(data, request);
  const graph = benchmarkGraph(data, parts.history, deps.hash());
  const hasTimes = parts.history.every((part) => part.times !== null);
  const options = { k: data.k, hasTimes, onProgress };
  const tuned = await tuneRanking(graph.index, rankingCases(graph, parts), options, signal);
  return {
    tuned,
    types: graph.snapshot.relations.filter(({ role }) => role === 'link').map(({ type }) => type),
    carve: parts.carve,
  };
}

function graphParameters({ index }: BenchmarkGraph): Record<string, unknown> {
  const { neighbours, ridge, weight } = index.walk.settings.regression;
  return {
    ...walkParameters(index),
    ...(weight > 0 ? { regression: { neighbours, ridge } } : {}),
    relations: Object.fromEntries(index.relationTerms.map((term) => [term.type, term.weight])),
    popularityExponents: Object.fromEntries(
      index.relationTerms.map((term) => [term.type, term.popularityExponent]),
    ),
  };
}

function scoreLists(
  index: RankingIndex,
  cases: readonly RankingCase[],
  lists: readonly (readonly number[])[],
  k: number,
): Pick<Evaluation, 'metrics' | 'standardError'> {
  const means = new Map<string, RunningMean>();
  const add = (name: string, value: number): void => {
    const mean = means.get(`${name}@${k}`) ?? new RunningMean();
    mean.add(value);
    means.set(`${name}@${k}`, mean);
  };
  const counts = new Uint32Array(index.itemCount);
  const degreeMax = index.itemDegrees.reduce((most, degree) => Math.max(most, degree), 0);
  for (const [position, one] of cases.entries()) {
    const best = lists[position] ?? [];
    for (const [name, value] of Object.entries(caseFigures(best, one, k)) as [string, number][])
      add(name, value);
    for (const item of best) counts[item] = (counts[item] ?? 0) + 1;
    const novelty = noveltyOf(best, index.itemDegrees, degreeMax);
    if (novelty !== null) add('novelty', novelty);
    add('tooFewCandidates', best.length < k ? 1 : 0);
  }
  const spread = listSpread(counts);
  return {
    metrics: {
      ...Object.fromEntries([...means].map(([name, mean]) => [name, mean.mean])),
      [`coverage@${k}`]: spread?.coverage ?? null,
      [`gini@${k}`]: spread?.gini ?? null,
    },
    standardError: {
      ...Object.fromEntries([...means].map(([name, mean]) => [name, mean.standardError])),
      [`coverage@${k}`]: null,
      [`gini@${k}`]: null,
    },
  };
}
