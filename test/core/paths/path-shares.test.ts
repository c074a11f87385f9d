import { describe, expect, it } from 'vitest';
import type { GraphManifest } from '../../../src/contract/types.ts';
import { idAt, indexOf, labelRange } from '../../../src/core/graph/keys.ts';
import { carriedPaths, pathShares } from '../../../src/core/paths/path-shares.ts';
import { pathGroups } from '../../../src/core/paths/reasons.ts';
import { buildRankingIndex } from '../../../src/core/ranking/ranking-index.ts';
import { scoreUser, seenItems } from '../../../src/core/ranking/score-user.ts';
import { topK } from '../../../src/core/ranking/top-k.ts';
import { randomCatalogue } from '../../fixtures/random-graph.ts';
import { everyWalkSetting } from '../../fixtures/walk-settings.ts';
import { hasEdge } from '../../oracle/plain-walk.ts';

const everySetting: Partial<GraphManifest> = {
  walk: {
    ...everyWalkSetting,
    regression: { weight: 0.4, neighbours: 5, ridge: 1 },
  },
};

const cases = [{}, everySetting].flatMap((settings) =>
  Array.from({ length: 15 }, (_, seed) => {
    const { snapshot, manifest } = randomCatalogue(seed + 100);
    const whole = { ...manifest, ...settings };
    const index = buildRankingIndex(snapshot, whole);
    const user = index.userStart + (seed % 5);
    const scoring = scoreUser(index, user);
    const best = topK(scoring.scores, seenItems(index, user), 4).map((at) => index.itemStart + at);
    return { snapshot, manifest: whole, index, user, scoring, best };
  }),
);

describe('carriedPaths', () => {
  it('sum to the contribution of their group, and to the score', () => {
    let compared = 0;
    for (const { index, scoring, best } of cases) {
      for (const item of best) {
        const groups = pathGroups(index, scoring, item);
        const ways = carriedPaths(index, scoring, item, groups);
        for (const group of groups) {
          const sum = ways
            .filter((way) => way.group === group)
            .reduce((total, way) => total + way.contribution, 0);
          expect(sum).toBeCloseTo(group.contribution, 9);
          compared++;
        }
      }
    }
    expect(compared).toBeGreaterThan(400);
  });

  it('over an entity carry what the entity loses with the liked item', () => {
    let compared = 0;
    for (const { index, scoring, user, best } of cases) {
      for (const item of best) {
        const groups = pathGroups(index, scoring, item);
        for (const way of carriedPaths(index, scoring, item, groups)) {
          if (way.group.through !== 'shared-entity') continue;
          const kept = Array.from(scoring.own.items.keys()).filter(
            (slot) => scoring.own.items[slot] !== way.linkingItem,
          );
          const own = {
            user,
            items: Uint32Array.from(kept, (slot) => scoring.own.items[slot] ?? 0),
            weights: Float64Array.from(kept, (slot) => scoring.own.weights[slot] ?? 0),
          };
          const left = scoreUser(index, user, { own, scales: scoring.scales });
          const same = pathGroups(index, left, item).find(
            (group) => group.relation === way.group.relation && group.node === way.group.node,
          );
          expect(way.group.contribution - (same?.contribution ?? 0)).toBeCloseTo(way.contribution, 9);
          compared++;
        }
      }
    }
    expect(compared).toBeGreaterThan(60);
  });
});

describe('pathShares', () => {
  const shares = (peopleMin: number, limit: number) =>
    cases.flatMap(({ snapshot, manifest, index, scoring, user, best }) =>
      best.map((item) => {
        const context = { snapshot, manifest, index, aspectTerm: index.aspectTerm };
        const groups = pathGroups(index, scoring, item);
        const paths = pathShares(context, scoring, item, groups, { peopleMin, limit });
        return { snapshot, user, item, groups, paths };
      }),
    );

  it('have steps that are relationships of the graph', () => {
    let steps = 0;
    for (const { snapshot, user, item, paths } of shares(1, 50)) {
      for (const { path } of paths) {
        expect(path.nodes[0]?.id).toBe(idAt(snapshot.keys, user));
        expect(path.nodes.at(-1)?.id).toBe(idAt(snapshot.keys, item));
        path.relations.forEach((step, at) => {
          const ends = [path.nodes[at], path.nodes[at + 1]].map((node) =>
            node === undefined || node.id === null ? null : indexOf(snapshot.keys, node.label, node.id),
          );
          const [from, to] = step.direction === 'forward' ? ends : ends.reverse();
          const people = labelRange(snapshot.keys, 'User');
          const candidates = (end: number | null | undefined): number[] =>
            end === null || end === undefined
              ? Array.from({ length: people.end - people.start }, (_, offset) => people.start + offset)
              : [end];
          const exists = candidates(from).some((source) =>
            candidates(to).some((target) => hasEdge(snapshot, step.type, source, target)),
          );
          expect(exists, `${step.type} at ${at}`).toBe(true);
          steps++;
        });
      }
    }
    expect(steps).toBeGreaterThan(500);
  });

  it('sum to 1 with what counts against an item taken off, when all are shown', () => {
    for (const { groups, paths } of shares(1, 50)) {
      if (paths.length === 50) continue;
      const positive = groups.reduce((sum, group) => sum + Math.max(0, group.contribution), 0);
      const total = paths.reduce((sum, path) => sum + path.contribution, 0);
      expect(total).toBeGreaterThanOrEqual(positive - 1e-9);
      expect(paths.reduce((sum, path) => sum + path.share, 0)).toBeCloseTo(total / positive, 9);
    }
  });

  it('never show a way over too few people, nor anybody on it', () => {
    let withheld = 0;
    for (const { paths, groups } of shares(3, 50)) {
      for (const path of paths) {
        if (!path.reason.startsWith('linking-item:')) continue;
        expect(path.count).toBeGreaterThanOrEqual(3);
        expect(path.path.nodes[2]).toEqual({ label: 'User', id: null, name: null });
      }
      withheld += groups.filter((group) => (group.people ?? 3) < 3).length;
    }
    expect(withheld).toBeGreaterThan(50);
  });

  it('prefer ways over other nodes', () => {
    let differs = 0;
    for (const { paths } of shares(1, 4)) {
      const sorted = [...paths].sort((left, right) => right.share - left.share);
      if (sorted.some((path, at) => path !== paths[at])) differs++;
    }
    expect(differs).toBeGreaterThan(5);
  });
});
