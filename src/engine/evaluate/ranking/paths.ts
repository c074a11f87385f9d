import type { Evaluation } from '../../../contract/types.ts';
import {
  emaByKey,
  type MeasuredPath,
  type PathContext,
  type PathFigures,
  pathFigures,
} from '../../../core/evaluation/path-metrics.ts';
import { type RankingCase, rankCase, sampleCases } from '../../../core/evaluation/ranking/ranking-cases.ts';
import { RunningMean } from '../../../core/evaluation/ranking/ranking-metrics.ts';
import { edgesEnd, edgesStart } from '../../../core/graph/csr.ts';
import { type ItemPath, userPaths } from '../../../core/paths/item-paths.ts';
import { type RelationPriors, relationPriors, selectPaths } from '../../../core/paths/select.ts';
import type { RankingIndex } from '../../../core/ranking/ranking-index.ts';
import type { ComputeDeps, Deps } from '../../deps.ts';
import type { ExplanationCurves, Figures } from '../explanation/curve-sums.ts';
import { explanationCurves } from '../explanation/explanation-curves.ts';
import { pause } from '../pause.ts';
import { type RankingEvaluationRequest, rankingGraph } from './ranking.ts';
import { evaluationParts, rankingCases } from './ranking-parts.ts';

/** Name of the relationship of acts in the patterns of paths over other people. */
const actType = 'INTERACTED';
const progressEvery = 500;
/** Of the users whose explanations get curves, and of the facts removed by chance. */
const curvesSeed = 1;

/** What evaluate paths takes. */
export interface PathEvaluationRequest extends RankingEvaluationRequest {
  /** Users, drawn with a fixed seed, whose first item gets counterfactual curves; 0 for none. */
  readonly curves: number;
}

/**
 * Returns the figures of the paths that explain each user's list, one path an item: figures of a user first, then means
 * over users. The list is that of `evaluateRanking`. Types of shared nodes, for `sep`: the relation for entities, other
 * users, items. Beside them the curves of `explanationCurves`: means over steps among `metrics` and, for the other
 * explainers, `peers`; every step and the differences in `curves`.
 * Cost: one scoring and one selection a user, and with tuning the cost of `tuneRanking`.
 */
export async function evaluatePaths(
  deps: Pick<Deps, 'hash' | 'now'> & ComputeDeps,
  request: PathEvaluationRequest,
  signal: AbortSignal,
): Promise<Evaluation> {
  const startedAt = deps.now();
  const { data, split, history, onProgress } = request;
  const { graph, parameters, carve } = await rankingGraph(deps, request, signal);
  const cases = rankingCases(graph, evaluationParts(data, request));
  const measure = pathMeasure(graph.index, data.k);
  const means = new Map<keyof PathFigures, RunningMean>();
  const selectionMs: number[] = [];
  for (const [done, one] of cases.entries()) {
    if (done % progressEvery === 0) {
      await pause();
      signal.throwIfAborted();
      onProgress({ phase: 'evaluate', done, total: cases.length, unit: 'users' });
    }
    const { figures, milliseconds } = measure(one, deps.now);
    selectionMs.push(milliseconds);
    for (const [name, value] of Object.entries(figures) as [keyof PathFigures, number | null][]) {
      const mean = means.get(name) ?? new RunningMean();
      if (value !== null) mean.add(value);
      means.set(name, mean);
    }
  }
  const curves = await explanationCurves(
    graph,
    sampleCases(cases, request.curves, curvesSeed),
    curvesSeed,
    async (done) => {
      if (done % 20 !== 0) return;
      await pause();
      signal.throwIfAborted();
      onProgress({ phase: 'curves', done, total: Math.min(request.curves, cases.length), unit: 'users' });
    },
  );
  const own = columns(curves.means.reasons);
  return {
    suite: 'paths',
    data: data.name,
    split,
    history,
    n: cases.length,
    metrics: {
      ...Object.fromEntries([...means].map(([name, { mean }]) => [name, mean])),
      ...own.means,
    },
    standardError: {
      ...Object.fromEntries([...means].map(([name, { standardError }]) => [name, standardError])),
      ...own.errors,
    },
    ...(curves.n === 0 ? {} : curvesParts(curves)),
    parameters: {
      k: data.k,
      ...parameters,
      ...(carve === null ? {} : { carve }),
      priors: Object.fromEntries([...relationPriors(graph)].map(([type, prior]) => [type ?? actType, prior])),
      curves: { n: curves.n, seed: curvesSeed },
      selectionMsMedian: selectionMs.sort((left, right) => left - right)[selectionMs.length >> 1] ?? null,
      snapshot: graph.snapshot.id,
    },
    seconds: (deps.now() - startedAt) / 1000,
    notes: data.train.times === null ? ['lir is null: the data has no times.'] : [],
  };
}

function curvesParts({ means, steps, differences }: ExplanationCurves): Record<string, unknown> {
  const { random, 'shortest-path': shortest } = means;
  return {
    peers: { random: columns(random).means, 'shortest-path': columns(shortest).means },
    peersStandardError: { random: columns(random).errors, 'shortest-path': columns(shortest).errors },
    curves: { steps, differences },
  };
}

function columns(figures: Figures): {
  readonly means: Record<string, number | null>;
  readonly errors: Record<string, number | null>;
} {
  const entries = Object.entries(figures);
  return {
    means: Object.fromEntries(entries.map(([name, [mean]]) => [name, mean])),
    errors: Object.fromEntries(entries.map(([name, [, error]]) => [name, error])),
  };
}

type Measure = (
  one: RankingCase,
  now: () => number,
) => { readonly figures: PathFigures; readonly milliseconds: number };

function pathMeasure(index: RankingIndex, k: number): Measure {
  const priors: RelationPriors = relationPriors({ index });
  const popularity = popularityOfShared(index);
  const typeCount = new Set(index.relationTerms.map((term) => term.type)).size + 1;
  const patternCount = index.relationTerms.length + 1;
  return (one, now) => {
    const items = rankCase(index, one, k).best.map((position) => index.itemStart + position);
    const startedAt = now();
    const selected = selectPaths(userPaths(index, one.user), items, priors);
    const milliseconds = now() - startedAt;
    const paths = selected.flatMap((path) => (path === null ? [] : [measuredPath(path)]));
    const context: PathContext = {
      k,
      typeCount,
      patternCount,
      recencyOf: recencyOfUser(index, one.user),
      popularityOf: popularity,
    };
    return { figures: pathFigures(paths, context), milliseconds };
  };
}

function measuredPath({ linkingItem, shared, relation }: ItemPath): MeasuredPath {
  const type = relation ?? actType;
  const steps = shared === linkingItem ? [actType, type] : [actType, type, type];
  return { linkingItem, shared, type, pattern: steps.join('>') };
}

function recencyOfUser({ likes, likedAt }: RankingIndex, user: number): ((item: number) => number) | null {
  const times = new Map<number, number>();
  const end = edgesEnd(likes, user);
  for (let slot = edgesStart(likes, user); slot < end; slot++) {
    const [item, time] = [likes.targets[slot], likedAt[slot]];
    if (item !== undefined && time !== undefined && !Number.isNaN(time)) times.set(item, time);
  }
  if (times.size === 0) return null;
  const recency = emaByKey(times);
  return (item) => recency.get(item) ?? 0;
}

/** Popularity of a shared node among those of its type, by number of edges of the relation. */
function popularityOfShared(index: RankingIndex): (path: MeasuredPath) => number {
  const byType = new Map<string, ReadonlyMap<number, number>>();
  byType.set(actType, emaByKey(degreesFrom(index.userDegrees, index.userStart)));
  for (const term of index.relationTerms) {
    const { offsets, firstNode } = term.items;
    const degrees = Float64Array.from(offsets.subarray(1), (end, row) => end - (offsets[row] ?? 0));
    const own = emaByKey(degreesFrom(degrees, firstNode));
    byType.set(term.type, new Map([...(byType.get(term.type) ?? []), ...own]));
  }
  return ({ type, shared }) => byType.get(type)?.get(shared) ?? 0;
}

function degreesFrom(degrees: Float64Array, firstNode: number): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  degrees.forEach((degree, row) => {
    if (degree > 0) found.set(firstNode + row, degree);
  });
  return found;
}
