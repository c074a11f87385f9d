import { describe, expect, it } from 'vitest';
import { createInlineCompute } from '../../../../src/compute/inline-compute.ts';
import type { Histories } from '../../../../src/core/evaluation/ranking/histories.ts';
import { tuningStarts } from '../../../../src/core/evaluation/ranking/tuning-steps.ts';
import { createRandom } from '../../../../src/core/random.ts';
import { walkVariants } from '../../../../src/core/ranking/walk/walk-variants.ts';
import { benchmarkGraph } from '../../../../src/engine/evaluate/benchmark-graph.ts';
import { rankingCases, tuningParts } from '../../../../src/engine/evaluate/ranking/ranking-parts.ts';
import { type TunedRanking, tuneRanking } from '../../../../src/engine/evaluate/ranking/tune-ranking.ts';
import type { TuningCarve } from '../../../../src/engine/evaluate/ranking/tuning-figures.ts';
import type { RankingData } from '../../../../src/files/ranking-port.ts';
import { sha256 } from '../../../fixtures/sha256.ts';

const deps = { compute: createInlineCompute() };
const groups = 8;
const groupItems = 12;

/** Users who turn to another group of items towards the end of what is known, and stay there. */
function turning(hasTimes: boolean): RankingData {
  const random = createRandom(5);
  const rows = Array.from({ length: 150 }, () => {
    const before = Math.floor(random() * groups);
    const after = (before + 1 + Math.floor(random() * (groups - 1))) % groups;
    const pick = (group: number, count: number): number[] => {
      const places = Array.from({ length: groupItems }, (_, place) => ({ place, key: random() }));
      places.sort((left, right) => left.key - right.key);
      return places.slice(0, count).map(({ place }) => group * groupItems + place);
    };
    return [...pick(before, 9), ...pick(after, 6)];
  });
  const part = (from: number, to: number): Histories => ({
    users: Uint32Array.from(rows, (_, user) => user),
    offsets: Uint32Array.from({ length: rows.length + 1 }, (_, row) => row * (to - from)),
    items: Uint32Array.from(rows.flatMap((items) => items.slice(from, to))),
    times: hasTimes
      ? Float64Array.from(rows.flatMap((_) => Array.from({ length: to - from }, (_, at) => 1000 + from + at)))
      : null,
  });
  return {
    name: 'turning',
    k: 5,
    itemCount: groups * groupItems,
    train: part(0, 12),
    valid: part(12, 14),
    test: part(14, 15),
    itemNames: new Map(),
    entityNames: new Map(),
    triples: null,
  };
}

async function tuned(hasTimes: boolean): Promise<TunedRanking> {
  const data = turning(hasTimes);
  const options = { k: 5, hasTimes, onProgress: () => undefined };
  return tuneRanking(deps, [carveOf(data)], options, new AbortController().signal);
}

function carveOf(data: RankingData): TuningCarve {
  const [parts] = tuningParts(data, { split: 'test', history: 'train+valid' });
  if (parts === undefined) throw new Error('there is a carve');
  const graph = benchmarkGraph(data, parts.history, sha256());
  return { index: graph.index, cases: rankingCases(graph, parts) };
}

describe('tuneRanking', () => {
  it('takes recency where the latest acts say what comes next, together with what suits it', async () => {
    const { choice, ndcgBefore, ndcgAfter, standardError, tried, steps } = await tuned(true);
    const { recency, fade } = choice.walk;
    expect(recency === null ? fade : 12 - recency).toBeGreaterThan(0);
    expect(ndcgAfter - ndcgBefore).toBeGreaterThan(3 * standardError);
    expect(tried).toBeGreaterThan(steps.length);
  });

  it('knows no recency where acts have no moments', async () => {
    expect((await tuned(false)).choice.walk.recency).toBeNull();
    expect(tuningStarts(false, true).map(({ walk }) => walk.recency)).toEqual([null]);
    expect(tuningStarts(true, true)).toHaveLength(5);
    expect((await tuned(false)).choice.walk).toMatchObject({ fade: 0, lead: 0 });
  });

  it('compares with the settings that it is given', async () => {
    const data = turning(true);
    const carve = carveOf(data);
    const never = new AbortController().signal;
    const options = { k: 5, hasTimes: true, onProgress: () => undefined };
    const other = walkVariants(carve.index)({ ...carve.index.walk.settings, recency: 2 });
    const plain = await tuneRanking(deps, [carve], options, never);
    const against = await tuneRanking(deps, [carve], { ...options, before: [other] }, never);
    expect(against.choice).toEqual(plain.choice);
    expect(against.ndcgAfter).toBe(plain.ndcgAfter);
    expect(against.ndcgBefore).not.toBe(plain.ndcgBefore);
  });
});
