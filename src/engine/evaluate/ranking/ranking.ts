import type { Evaluation } from '../../../contract/types.ts';
import { choiceSettings } from '../../../core/evaluation/ranking/ranking-choice.ts';
import { scoreLists } from '../../../core/evaluation/score-lists.ts';
import type { RankingData } from '../../../files/ranking-port.ts';
import type { ComputeDeps, Deps } from '../../deps.ts';
import type { Progress } from '../../engine.ts';
import { walkParameters } from '../../ranking/recommend.ts';
import { type BenchmarkGraph, benchmarkGraph } from '../benchmark-graph.ts';
import { evaluationParts, type RankingQuestion, rankingCases, tuningParts } from './ranking-parts.ts';
import { type TunedRanking, tuneRanking } from './tune-ranking.ts';
import type { TuningCarve } from './tuning-figures.ts';

/** What evaluate ranking takes. */
export interface RankingEvaluationRequest extends RankingQuestion {
  readonly data: RankingData;
  /** Whether settings are chosen on validation data first; otherwise the defaults rank. */
  readonly tune: boolean;
  readonly onProgress: (progress: Progress) => void;
}

/** What the names of figures leave open. */
const metricNotes: string[] = [
  'ndcg divides by the best that min(truth, k) hits can have; ndcgHits divides by the best order of the hits found, and is 0 without hits (the definition of KGAT and NGCF).',
  'coverage and gini are of all lists together; their standard errors are jackknives over 20 groups of users.',
  'novelty is 1 - degree / largest degree; tooFewCandidates is the share of users with fewer than k items of positive score.',
];

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
    notes: metricNotes,
    seconds: (deps.now() - startedAt) / 1000,
  };
}

/** Returns the graph that figures are made on, tuned where that is asked for, and everything that made it. */
export async function rankingGraph(
  deps: Pick<Deps, 'hash'> & ComputeDeps,
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
  deps: Pick<Deps, 'hash'> & ComputeDeps,
  request: RankingEvaluationRequest,
  signal: AbortSignal,
): Promise<{
  readonly tuned: TunedRanking;
  readonly types: readonly string[];
  readonly carve: string | null;
}> {
  const { data, onProgress } = request;
  const parts = tuningParts(data, request);
  const hasTimes = parts.every(({ history }) => history.every(({ times }) => times !== null));
  const types = new Set<string>();
  const carves = parts.map((part): TuningCarve => {
    const graph = benchmarkGraph(data, part.history, deps.hash());
    for (const { role, type } of graph.snapshot.relations) if (role === 'link') types.add(type);
    return { index: graph.index, cases: rankingCases(graph, part) };
  });
  const tuned = await tuneRanking(deps, carves, { k: data.k, hasTimes, onProgress }, signal);
  const names = parts.flatMap(({ carve }) => (carve === null ? [] : [carve]));
  return { tuned, types: [...types], carve: names.length === 0 ? null : names.join('; ') };
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
