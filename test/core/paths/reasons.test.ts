import { describe, expect, it } from 'vitest';
import type { GraphManifest } from '../../../src/contract/types.ts';
import { idAt, labelRange } from '../../../src/core/graph/keys.ts';
import type { GraphSnapshot } from '../../../src/core/graph/snapshot.ts';
import { type PathGroup, pathGroups } from '../../../src/core/paths/reasons.ts';
import { reasonId, shownReasons } from '../../../src/core/paths/shown-reasons.ts';
import { buildRankingIndex, type RankingIndex } from '../../../src/core/ranking/ranking-index.ts';
import { removalNone, scoreUser, seenItems, type UserScoring } from '../../../src/core/ranking/score-user.ts';
import { topK } from '../../../src/core/ranking/top-k.ts';
import { randomCatalogue } from '../../fixtures/random-graph.ts';
import { everyWalkSetting } from '../../fixtures/walk-settings.ts';
import { hasEdge, plainLikes, plainLinkingItem } from '../../oracle/plain-walk.ts';

const everySetting = {
  walk: {
    ...everyWalkSetting,
    regression: { weight: 0.4, neighbours: 5, ridge: 1 },
  },
};

const cases = casesWith({});
const allCases = [...cases, ...casesWith(everySetting)];

describe('path groups', () => {
  it('sum to the score of every ranked item', () => {
    let compared = 0;
    for (const { index, scoring, best } of allCases) {
      for (const position of best) {
        const sum = pathGroups(index, scoring, index.itemStart + position).reduce(
          (total, group) => total + group.contribution,
          0,
        );
        expect(Math.abs(sum - (scoring.scores[position] ?? Number.NaN))).toBeLessThan(1e-9);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(200);
  });

  it('hold every kind of path, for and against', () => {
    const groups = cases.flatMap(({ index, scoring, best }) =>
      best.flatMap((position) => pathGroups(index, scoring, index.itemStart + position)),
    );
    const kinds = new Set(groups.map((group) => group.through));
    expect([...kinds].sort()).toEqual(['aspect', 'linking-item', 'related-item', 'shared-entity']);
    expect(groups.some((group) => group.contribution < 0)).toBe(true);
  });

  it('through a linking item carry what its single paths sum to', () => {
    let compared = 0;
    for (const { snapshot, index, scoring, user, best } of cases) {
      const plain = plainLikes(snapshot, nodesOf(snapshot.keys, 'User'), nodesOf(snapshot.keys, 'Item'));
      for (const position of best) {
        const item = index.itemStart + position;
        for (const group of linkingItems(pathGroups(index, scoring, item))) {
          expect(group.contribution).toBeCloseTo(
            plainLinkingItem(plain, user, group.node, item, 0.5, 0.3),
            12,
          );
          compared++;
        }
      }
    }
    expect(compared).toBeGreaterThan(200);
  });

  it('taken away lower the score of the item by exactly their contribution', () => {
    let compared = 0;
    for (const { index, scoring, user, best } of allCases) {
      for (const position of best.slice(0, 2)) {
        for (const group of pathGroups(index, scoring, index.itemStart + position).slice(0, 4)) {
          const left = scoreUser(index, user, { removal: removalOf(group), scales: scoring.scales });
          const expected = (scoring.scores[position] ?? Number.NaN) - group.contribution;
          expect(Math.abs((left.scores[position] ?? Number.NaN) - expected)).toBeLessThan(1e-9);
          compared++;
        }
      }
    }
    expect(compared).toBeGreaterThan(200);
  });
});

describe('shown reasons', () => {
  it('and what is withheld have shares that sum to 1', () => {
    for (const { snapshot, manifest, index, scoring, user, best } of allCases) {
      const context = { snapshot, manifest, aspectTerm: index.aspectTerm };
      for (const position of best) {
        const item = index.itemStart + position;
        const groups = pathGroups(index, scoring, item);
        for (const peopleMin of [1, 3, 5]) {
          const shown = shownReasons(context, groups, { user, item }, { peopleMin, reasonsMax: null });
          const sum = shown.reasons.reduce((total, reason) => total + reason.share, shown.withheld.share);
          expect(Math.abs(sum - 1)).toBeLessThan(1e-9);
          const short = shownReasons(context, groups, { user, item }, { peopleMin, reasonsMax: 1 });
          expect(short.reasons.length).toBeLessThanOrEqual(1);
          expect(short.withheld).toEqual(shown.withheld);
        }
      }
    }
  });

  it('never name another user, and never show one with too few people', () => {
    let withheld = 0;
    for (const { snapshot, manifest, index, scoring, user, best } of cases) {
      const context = { snapshot, manifest, aspectTerm: index.aspectTerm };
      const others = nodesOf(snapshot.keys, 'User')
        .filter((node) => node !== user)
        .map((node) => JSON.stringify(idAt(snapshot.keys, node)));
      for (const position of best) {
        const item = index.itemStart + position;
        const shown = shownReasons(
          context,
          pathGroups(index, scoring, item),
          { user, item },
          { peopleMin: 3, reasonsMax: null },
        );
        const text = JSON.stringify(shown);
        for (const other of others) expect(text).not.toContain(other);
        for (const reason of shown.reasons) expect(reason.people ?? 3).toBeGreaterThanOrEqual(3);
        withheld += shown.withheld.count;
      }
    }
    expect(withheld).toBeGreaterThan(50);
  });

  it('have examples whose every step is a relationship of the graph', () => {
    let steps = 0;
    for (const { snapshot, manifest, index, scoring, user, best } of cases) {
      const context = { snapshot, manifest, aspectTerm: index.aspectTerm };
      for (const position of best) {
        const item = index.itemStart + position;
        for (const group of pathGroups(index, scoring, item)) {
          const { reasons, against } = shownReasons(
            context,
            [group],
            { user, item },
            { peopleMin: 1, reasonsMax: null },
          );
          const reason = reasons[0] ?? against[0];
          expect(reason?.id).toBe(reasonId(snapshot, group));
          expect(reason?.example.relations.length).toBe((reason?.example.nodes.length ?? 0) - 1);
          const nodes = exampleNodes(group, user, item);
          reason?.example.relations.forEach((step, at) => {
            const [from = 0, to = 0] =
              step.direction === 'forward' ? [nodes[at], nodes[at + 1]] : [nodes[at + 1], nodes[at]];
            expect(hasEdge(snapshot, step.type, from, to), `${reason.id} step ${at}`).toBe(true);
            steps++;
          });
        }
      }
    }
    expect(steps).toBeGreaterThan(500);
  });
});

function removalOf(group: PathGroup): typeof removalNone {
  const nodes = new Set([group.node]);
  if (group.through === 'linking-item') return { ...removalNone, linkingItems: nodes };
  if (group.through === 'aspect') return { ...removalNone, aspects: nodes };
  return { ...removalNone, entities: new Map([[group.relation ?? '', nodes]]) };
}

function linkingItems(groups: readonly PathGroup[]): readonly PathGroup[] {
  return groups.filter((group) => group.through === 'linking-item');
}

function exampleNodes(group: PathGroup, user: number, item: number): number[] {
  if (group.through === 'aspect' || group.through === 'related-item') return [user, group.node, item];
  if (group.through === 'linking-item') return [user, group.node, group.examplePerson ?? -1, item];
  return [user, group.linkingItems[0] ?? -1, group.node, item];
}

function nodesOf(keys: Parameters<typeof labelRange>[0], label: 'User' | 'Item'): number[] {
  const { start, end } = labelRange(keys, label);
  return Array.from({ length: end - start }, (_, offset) => start + offset);
}

interface Case {
  readonly snapshot: GraphSnapshot;
  readonly manifest: GraphManifest;
  readonly index: RankingIndex;
  readonly user: number;
  readonly scoring: UserScoring;
  readonly best: readonly number[];
}

function casesWith(settings: Partial<GraphManifest>): Case[] {
  return Array.from({ length: 60 }, (_, position) => position + 100).flatMap((seed) => {
    const catalogue = randomCatalogue(seed);
    const manifest = { ...catalogue.manifest, ...settings };
    const { snapshot } = catalogue;
    const index = buildRankingIndex(snapshot, manifest);
    return [index.userStart, index.userStart + 1].map((user) => {
      const scoring = scoreUser(index, user);
      return {
        snapshot,
        manifest,
        index,
        user,
        scoring,
        best: topK(scoring.scores, seenItems(index, user), 5),
      };
    });
  });
}
