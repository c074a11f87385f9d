import { describe, expect, it } from 'vitest';
import { createInlineCompute } from '../../../../src/compute/inline-compute.ts';
import type { Evaluation } from '../../../../src/contract/types.ts';
import type { Histories } from '../../../../src/core/evaluation/ranking/histories.ts';
import { createRandom } from '../../../../src/core/random.ts';
import type { ExplanationCurves } from '../../../../src/engine/evaluate/explanation/curve-sums.ts';
import { evaluatePaths } from '../../../../src/engine/evaluate/ranking/paths.ts';
import { evaluateRanking } from '../../../../src/engine/evaluate/ranking/ranking.ts';
import { tuningParts } from '../../../../src/engine/evaluate/ranking/ranking-parts.ts';
import type { RankingData } from '../../../../src/files/ranking-port.ts';
import { sha256 } from '../../../fixtures/sha256.ts';

const groups = 4;
const itemCount = 40;

/** Users who keep to one of four groups of items, with an entity for each group. */
function invented(hasTimes: boolean): RankingData {
  const random = createRandom(7);
  const rows = Array.from({ length: 60 }, (_, user) =>
    Array.from(
      { length: 10 },
      (_, place) => (place * 4 + Math.floor(random() * 2) * 4 + (user % groups)) % itemCount,
    ),
  ).map((items) => [...new Set(items)]);
  const part = (from: number, to: number): Histories => {
    const cut = rows.map((items) =>
      items.slice(Math.floor(items.length * from), Math.floor(items.length * to)),
    );
    const offsets = [0];
    for (const items of cut) offsets.push((offsets.at(-1) ?? 0) + items.length);
    return {
      users: Uint32Array.from(rows, (_, user) => user),
      offsets: Uint32Array.from(offsets),
      items: Uint32Array.from(cut.flat()),
      times: hasTimes ? Float64Array.from(cut.flat(), (_, place) => 1000 + place) : null,
    };
  };
  return {
    name: 'invented',
    k: 5,
    itemCount,
    train: part(0, 0.6),
    valid: part(0.6, 0.8),
    test: part(0.8, 1),
    itemNames: new Map(),
    entityNames: new Map(),
    triples: Array.from({ length: itemCount }, (_, item) => ({
      head: item,
      relation: 'made_by',
      tail: itemCount + (item % groups),
    })),
  };
}

const deps = { hash: sha256, now: () => 0, compute: createInlineCompute() };
const onProgress = (): void => undefined;

describe('evaluate ranking', () => {
  it('tunes itself, says what it chose, and repeats to the last digit', async () => {
    const request = {
      data: invented(true),
      split: 'test',
      history: 'train',
      tune: true,
      onProgress,
    } as const;
    const signal = new AbortController().signal;
    const answer = await evaluateRanking(deps, request, signal);
    expect(answer.parameters).toMatchObject({
      tuned: true,
      tuning: { on: expect.stringMatching(/^time 60\/20\/20 of train \+ valid, .*; time 50\/30\/20/) },
    });
    expect(Object.keys(answer.metrics).sort()).toEqual(
      [
        'coverage',
        'gini',
        'hit',
        'ndcg',
        'ndcgHits',
        'novelty',
        'precision',
        'recall',
        'tooFewCandidates',
      ].map((name) => `${name}@5`),
    );
    expect(Object.keys(answer.standardError).sort()).toEqual(Object.keys(answer.metrics).sort());
    expect(answer.metrics['recall@5']).toBeGreaterThan(0.3);
    expect(await evaluateRanking(deps, request, signal)).toEqual(answer);
  });

  it('is stopped by its signal', async () => {
    const request = {
      data: invented(true),
      split: 'test',
      history: 'train',
      tune: true,
      onProgress,
    } as const;
    await expect(evaluateRanking(deps, request, AbortSignal.abort())).rejects.toThrow();
  });
});

describe('the parts that settings are chosen on', () => {
  it('never hold the truth of the figures', () => {
    const data = invented(true);
    for (const split of ['valid', 'test'] as const) {
      for (const history of ['train', 'train+valid'] as const) {
        for (const parts of tuningParts(data, { split, history })) {
          const used = [parts.truth, ...parts.history, ...parts.known];
          expect(used).not.toContain(data.test);
          if (split === 'valid') expect(used).not.toContain(data.valid);
        }
      }
    }
    const next = tuningParts(data, { split: 'test', history: 'train+valid' });
    expect(next.map(({ truth }) => truth)).toEqual([data.valid]);
  });

  it('leave as much out between graph and truth as the valid part does, and once more', () => {
    const data = invented(true);
    const carves = tuningParts(data, { split: 'test', history: 'train' });
    const known = data.train.items.length + (data.valid?.items.length ?? 0);
    const share = (items: Uint32Array | undefined): number => (items?.length ?? 0) / known;
    const [near, far] = carves.map(({ history, truth }) => [share(history[0]?.items), share(truth.items)]);
    expect(carves).toHaveLength(2);
    expect(near?.[0]).toBeGreaterThan(0.59);
    expect(far?.[0]).toBeLessThan(0.6);
    for (const one of [near, far]) expect(one?.[1]).toBeLessThan(0.25);
    // Nothing of the truth is in the history, and every item of train and valid is somewhere.
    for (const { history, known: seen, truth } of carves) {
      expect(history[0]).toBe(seen[0]);
      const parts = [...seen, truth].reduce((sum, { items }) => sum + items.length, 0);
      expect(parts).toBe(known);
    }
  });

  it('are two random fifths of each user without times', () => {
    const carves = tuningParts(invented(false), { split: 'test', history: 'train' });
    expect(new Set(carves.map(({ carve }) => carve)).size).toBe(2);
    for (const { carve, truth } of carves) {
      expect(carve).toMatch(/^random 0\.2 of train of each user/);
      const share = truth.items.length / invented(false).train.items.length;
      expect(share).toBeGreaterThan(0.1);
      // Short histories give one item, which is more than a fifth.
      expect(share).toBeLessThan(0.3);
    }
  });
});

describe('evaluate paths', () => {
  it('explains every listed item, with the names of the figures that programs read', async () => {
    const request = {
      data: invented(true),
      split: 'test',
      history: 'train',
      tune: false,
      curves: 0,
      onProgress,
    } as const;
    const answer = await evaluatePaths(deps, request, new AbortController().signal);
    expect(Object.keys(answer.metrics).sort()).toEqual(
      ['fidelity', 'lid', 'lir', 'ppt', 'ptc', 'ptd', 'sed', 'sep'].sort(),
    );
    for (const value of Object.values(answer.metrics)) {
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(1);
    }
    const without = { ...request, data: invented(false) };
    const answerWithout = await evaluatePaths(deps, without, new AbortController().signal);
    expect(answerWithout.metrics['lir']).toBeNull();
    expect(answerWithout.notes).toEqual(['lir is null: the data has no times.']);
  });

  it('sets curves of three explainers side by side, on users drawn with a fixed seed', async () => {
    const request = {
      data: invented(true),
      split: 'test',
      history: 'train',
      tune: false,
      curves: 30,
      onProgress,
    } as const;
    const run = async () =>
      (await evaluatePaths(deps, request, new AbortController().signal)) as CurvesAnswer;
    const answer = await run();
    const names = Object.keys(answer.peers.random);
    expect(names).toEqual(
      expect.arrayContaining(['pos@10', 'neg@1', 'deletion', 'insertion', 'citedDeletion']),
    );
    expect(Object.keys(answer.metrics)).toEqual(expect.arrayContaining(names));
    expect(Object.keys(answer.standardError).sort()).toEqual(Object.keys(answer.metrics).sort());
    expect(answer.curves.steps.reasons).toHaveLength(5);
    const deletions = answer.curves.steps.reasons.map((step) => step['deletion']?.[0] ?? 0);
    expect(deletions).toEqual([...deletions].sort((left, right) => right - left));
    // Whatever is removed in our order carries most, so nothing else can leave less of the score, or keep more of it.
    for (const other of ['random', 'shortest-path'] as const) {
      expect(answer.curves.differences[other]['deletion']?.[0]).toBeLessThan(0);
      expect(answer.curves.differences[other]['insertion']?.[0]).toBeGreaterThan(0);
    }
    expect((await run()).curves).toEqual(answer.curves);
  });
});

type CurvesAnswer = Evaluation & {
  readonly peers: Record<'random' | 'shortest-path', Record<string, number | null>>;
  readonly curves: Pick<ExplanationCurves, 'steps' | 'differences'>;
};
