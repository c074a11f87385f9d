import { assert } from '../../../core/assert.ts';
import {
  type Histories,
  historyRows,
  joinHistories,
  splitByTime,
  splitHistories,
} from '../../../core/evaluation/ranking/histories.ts';
import type { RankingCase } from '../../../core/evaluation/ranking/ranking-cases.ts';
import { createRandom } from '../../../core/random.ts';
import type { RankingData } from '../../../files/ranking-port.ts';
import { type BenchmarkGraph, itemPosition, userNode } from '../benchmark-graph.ts';

/** What is predicted from what. */
export interface RankingParts {
  readonly history: readonly Histories[];
  /** Items of these parts are no candidates. */
  readonly known: readonly Histories[];
  readonly truth: Histories;
  /** How the truth was cut from the train part, or null where it is a part of the data. */
  readonly carve: string | null;
}

/** Which figures are asked for. */
export interface RankingQuestion {
  readonly split: 'valid' | 'test';
  readonly history: 'train' | 'train+valid';
}

const carveSeed = 20260;
const tuningSeeds = [20261, 20264];
const carveShare = 0.2;

/** Returns the parts of the figures. Split `valid` on data without one is a seeded random fifth of each user's train part. */
export function evaluationParts(data: RankingData, { split, history }: RankingQuestion): RankingParts {
  const valid = data.valid === null ? [] : [data.valid];
  if (split === 'test') {
    const used = history === 'train' ? [data.train] : [data.train, ...valid];
    return { history: used, known: [data.train, ...valid], truth: data.test, carve: null };
  }
  if (data.valid !== null)
    return { history: [data.train], known: [data.train], truth: data.valid, carve: null };
  return randomCarve(data.train, carveSeed);
}

/**
 * Returns the carves that settings are chosen on; the truth of the figures is never in them. For test figures with the
 * graph from train + valid: graph from train, truth valid, since nothing lies between. For test figures with the graph
 * from train the truth begins only after the valid part, so train + valid is cut with as much left out between graph and
 * truth, and once more with half as much again, so that what only holds for the very next acts is not chosen. For valid
 * figures the last fifth of train with nothing between. Without times two seeded random fifths of
 * each user's train part, as test parts without times are cut.
 */
export function tuningParts(data: RankingData, question: RankingQuestion): RankingParts[] {
  if (question.split === 'test' && question.history === 'train+valid' && data.valid !== null)
    return [{ history: [data.train], known: [data.train], truth: data.valid, carve: null }];
  const source =
    question.split === 'valid' && data.valid === null
      ? randomCarve(data.train, carveSeed).history[0]
      : data.train;
  const train = source ?? data.train;
  if (train.times === null) return tuningSeeds.map((seed) => randomCarve(train, seed));
  if (question.split === 'valid' || data.valid?.times == null)
    return [timeCarve(train, 0.8, 0.8, 'time 80/20 of train')];
  const all = joinHistories(train, data.valid);
  return [
    timeCarve(all, 0.6, 0.8, 'time 60/20/20 of train + valid, the middle unused'),
    timeCarve(all, 0.5, 0.8, 'time 50/30/20 of train + valid, the middle unused'),
  ];
}

function timeCarve(all: Histories, graphEnd: number, truthStart: number, carve: string): RankingParts {
  const [first, gap, last] = splitByTime(all, [graphEnd, truthStart, 1]);
  assert(first !== undefined && gap !== undefined && last !== undefined, 'three ends make three parts');
  return { history: [first], known: [first, gap], truth: last, carve };
}

/** Returns one case for each user with a truth. Cost: O(items of all parts). */
export function rankingCases(graph: BenchmarkGraph, parts: RankingParts): RankingCase[] {
  const known = new Map<number, number[]>();
  for (const part of parts.known) {
    for (const { user, items } of historyRows(part)) {
      const own = known.get(user) ?? [];
      for (const item of items) own.push(itemPosition(graph, item));
      known.set(user, own);
    }
  }
  return [...historyRows(parts.truth)]
    .filter(({ items }) => items.length > 0)
    .map(({ user, items }) => ({
      user: userNode(graph, user),
      known: Uint32Array.from(known.get(user) ?? []),
      truth: new Set(Array.from(items, (item) => itemPosition(graph, item))),
    }));
}

function randomCarve(train: Histories, seed: number): RankingParts {
  const { kept, taken } = splitHistories(train, carveShare, createRandom(seed));
  return {
    history: [kept],
    known: [kept],
    truth: taken,
    carve: `random ${carveShare} of train of each user, seed ${seed}`,
  };
}
