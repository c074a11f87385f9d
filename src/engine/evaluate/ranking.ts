import type { Evaluation } from '../../contract/types.ts';
import { type RankingFigures, RunningMean, rankingFigures } from '../../core/evaluation/ranking-metrics.ts';
import { type Random, createRandom } from '../../core/random.ts';
import { scoreUser } from '../../core/ranking/score-user.ts';
import { topK } from '../../core/ranking/top-k.ts';
import type { Histories, RankingData } from '../../files/ranking-port.ts';
import type { Deps } from '../deps.ts';
import type { Progress } from '../engine.ts';
import { type BenchmarkGraph, benchmarkGraph } from './benchmark-graph.ts';

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
  const { data } = request;
  const parts = splitParts(data, request.split, request.history);
  const graph = benchmarkGraph(data, parts.history, deps.hash());
  const known = knownItems(parts.known);
  const means = new Map<string, RunningMean>();
  for (let row = 0; row < parts.truth.users.length; row++) {
    if (row % progressEvery === 0) {
      signal.throwIfAborted();
      request.onProgress({ phase: 'evaluate', done: row, total: parts.truth.users.length, unit: 'users' });
      await Promise.resolve();
    }
    const user = parts.truth.users[row]!;
    const truth = new Set(parts.truth.items.subarray(parts.truth.offsets[row]!, parts.truth.offsets[row + 1]!));
    if (truth.size === 0) continue;
    addFigures(means, figuresOf(graph, user, truth, known.get(user) ?? new Set(), data.k), data.k);
  }
  const { exponents } = graph.index.walk;
  const n = parts.truth.users.reduce((count, _, row) => count + Number(parts.truth.offsets[row + 1]! > parts.truth.offsets[row]!), 0);
  return {
    suite: 'ranking',
    data: data.name,
    split: request.split,
    history: request.history,
    n,
    metrics: Object.fromEntries([...means].map(([name, mean]) => [name, mean.mean])),
    standardError: Object.fromEntries([...means].map(([name, mean]) => [name, mean.standardError])),
    parameters: {
      k: data.k,
      ...exponents,
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

function splitParts(data: RankingData, split: 'valid' | 'test', history: 'train' | 'train+valid'): SplitParts {
  const valid = data.valid === null ? [] : [data.valid];
  if (split === 'test') {
    const used = history === 'train' ? [data.train] : [data.train, ...valid];
    return { history: used, known: [data.train, ...valid], truth: data.test, isCarved: false };
  }
  if (data.valid !== null) return { history: [data.train], known: [data.train], truth: data.valid, isCarved: false };
  const carved = carve(data.train, createRandom(carveSeed));
  return { history: [carved.kept], known: [carved.kept], truth: carved.taken, isCarved: true };
}

function carve(histories: Histories, random: Random): { readonly kept: Histories; readonly taken: Histories } {
  const isTaken = Uint8Array.from(histories.items, () => Number(random() < carveShare));
  return { kept: selected(histories, (slot) => isTaken[slot] === 0), taken: selected(histories, (slot) => isTaken[slot] === 1) };
}

function selected(histories: Histories, isSelected: (slot: number) => boolean): Histories {
  const items: number[] = [];
  const offsets = new Uint32Array(histories.users.length + 1);
  for (let row = 0; row < histories.users.length; row++) {
    for (let slot = histories.offsets[row]!; slot < histories.offsets[row + 1]!; slot++) {
      if (isSelected(slot)) items.push(histories.items[slot]!);
    }
    offsets[row + 1] = items.length;
  }
  return { users: histories.users, offsets, items: Uint32Array.from(items), times: null };
}

function knownItems(parts: readonly Histories[]): Map<number, Set<number>> {
  const known = new Map<number, Set<number>>();
  for (const part of parts) {
    part.users.forEach((user, row) => {
      const items = known.get(user) ?? new Set<number>();
      for (let slot = part.offsets[row]!; slot < part.offsets[row + 1]!; slot++) items.add(part.items[slot]!);
      known.set(user, items);
    });
  }
  return known;
}

function figuresOf(graph: BenchmarkGraph, user: number, truth: ReadonlySet<number>, known: ReadonlySet<number>, k: number): RankingFigures {
  const scoring = scoreUser(graph.index, graph.userNodes.get(user)!);
  const isExcluded = new Uint8Array(graph.index.itemCount);
  for (const item of known) isExcluded[graph.itemNodes[item]! - graph.index.itemStart] = 1;
  const truthPositions = new Set([...truth].map((item) => graph.itemNodes[item]! - graph.index.itemStart));
  const best = topK(scoring.scores, isExcluded, k);
  return rankingFigures(best.map((position) => truthPositions.has(position)), k, truth.size);
}

function addFigures(means: Map<string, RunningMean>, figures: RankingFigures, k: number): void {
  for (const [name, value] of Object.entries(figures) as [string, number][]) {
    const key = `${name}@${k}`;
    const mean = means.get(key) ?? new RunningMean();
    mean.add(value);
    means.set(key, mean);
  }
}
