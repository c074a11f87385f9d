import type { Evaluation } from '../../contract/types.ts';
import { type Histories, historyRows, splitHistories } from '../../core/evaluation/histories.ts';
import { type RankingFigures, RunningMean, rankingFigures } from '../../core/evaluation/ranking-metrics.ts';
import { createRandom } from '../../core/random.ts';
import { scoreUser } from '../../core/ranking/score-user.ts';
import { topK } from '../../core/ranking/top-k.ts';
import type { RankingData } from '../../files/ranking-port.ts';
import type { Deps } from '../deps.ts';
import type { Progress } from '../engine.ts';
import { walkParameters } from '../recommend.ts';
import { type BenchmarkGraph, benchmarkGraph, itemPosition, userNode } from './benchmark-graph.ts';

/** What evaluate ranking takes. */
export interface RankingEvaluationRequest {
  readonly data: RankingData;
  readonly split: 'valid' | 'test';
  readonly history: 'train' | 'train+valid';
  readonly onProgress: (progress: Progress) => void;
}

const carveSeed = 20260;
const carveShare = 0.1;
const progressEvery = 1000;

/**
 * Returns the figures of the default ranking on evaluation data: every user of the split with a truth gets the k best
 * of all items that are not in her train or valid part. With `split` valid on data without one, a seeded random tenth
 * of each user's train part is carved out as truth. Nothing is tuned. Cost: one scoring a user.
 */
export async function evaluateRanking(
  deps: Pick<Deps, 'hash' | 'now'>,
  request: RankingEvaluationRequest,
  signal: AbortSignal,
): Promise<Evaluation> {
  const startedAt = deps.now();
  const { data, split, history } = request;
  const parts = splitParts(data, split, history);
  const graph = benchmarkGraph(data, parts.history, deps.hash());
  const means = await scoreUsers(graph, parts, data.k, request.onProgress, signal);
  return {
    suite: 'ranking',
    data: data.name,
    split,
    history,
    n: means.n,
    metrics: Object.fromEntries([...means.figures].map(([name, mean]) => [name, mean.mean])),
    standardError: Object.fromEntries([...means.figures].map(([name, mean]) => [name, mean.standardError])),
    parameters: {
      k: data.k,
      ...walkParameters(graph.index),
      tuned: false,
      relations: Object.fromEntries(graph.index.relationTerms.map((term) => [term.type, term.weight])),
      ...(parts.isCarved ? { carve: { share: carveShare, seed: carveSeed } } : {}),
      snapshot: graph.snapshot.id,
    },
    seconds: (deps.now() - startedAt) / 1000,
  };
}

interface SplitParts {
  readonly history: readonly Histories[];
  /** Items of these parts are no candidates. */
  readonly known: readonly Histories[];
  readonly truth: Histories;
  readonly isCarved: boolean;
}

function splitParts(
  data: RankingData,
  split: 'valid' | 'test',
  history: 'train' | 'train+valid',
): SplitParts {
  const valid = data.valid === null ? [] : [data.valid];
  if (split === 'test') {
    const used = history === 'train' ? [data.train] : [data.train, ...valid];
    return { history: used, known: [data.train, ...valid], truth: data.test, isCarved: false };
  }
  if (data.valid !== null) {
    return { history: [data.train], known: [data.train], truth: data.valid, isCarved: false };
  }
  const random = createRandom(carveSeed);
  const { kept, taken } = splitHistories(data.train, () => random() < carveShare);
  return { history: [kept], known: [kept], truth: taken, isCarved: true };
}

async function scoreUsers(
  graph: BenchmarkGraph,
  parts: SplitParts,
  k: number,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<{ readonly n: number; readonly figures: ReadonlyMap<string, RunningMean> }> {
  const known = knownItems(parts.known);
  const figures = new Map<string, RunningMean>();
  let done = 0;
  let n = 0;
  for (const { user, items } of historyRows(parts.truth)) {
    if (done++ % progressEvery === 0) {
      signal.throwIfAborted();
      onProgress({ phase: 'evaluate', done: done - 1, total: parts.truth.users.length, unit: 'users' });
      // Lets a signal and the progress line through between long stretches of arithmetic.
      await Promise.resolve();
    }
    if (items.length === 0) continue;
    n++;
    addFigures(figures, figuresOf(graph, user, new Set(items), known.get(user) ?? new Set(), k), k);
  }
  return { n, figures };
}

function knownItems(parts: readonly Histories[]): ReadonlyMap<number, ReadonlySet<number>> {
  const known = new Map<number, Set<number>>();
  for (const part of parts) {
    for (const { user, items } of historyRows(part)) {
      const all = known.get(user) ?? new Set<number>();
      for (const item of items) all.add(item);
      known.set(user, all);
    }
  }
  return known;
}

function figuresOf(
  graph: BenchmarkGraph,
  user: number,
  truth: ReadonlySet<number>,
  known: ReadonlySet<number>,
  k: number,
): RankingFigures {
  const scoring = scoreUser(graph.index, userNode(graph, user));
  const isExcluded = new Uint8Array(graph.index.itemCount);
  for (const item of known) isExcluded[itemPosition(graph, item)] = 1;
  const wanted = new Set(Array.from(truth, (item) => itemPosition(graph, item)));
  const best = topK(scoring.scores, isExcluded, k);
  return rankingFigures(
    best.map((position) => wanted.has(position)),
    k,
    truth.size,
  );
}

function addFigures(figures: Map<string, RunningMean>, ofUser: RankingFigures, k: number): void {
  for (const [name, value] of Object.entries(ofUser) as [string, number][]) {
    const key = `${name}@${k}`;
    const mean = figures.get(key) ?? new RunningMean();
    mean.add(value);
    figures.set(key, mean);
  }
}
