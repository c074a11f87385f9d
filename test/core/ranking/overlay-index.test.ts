import { describe, expect, it } from 'vitest';
import { labelRange } from '../../../src/core/graph/keys.ts';
import {
  type Overlay,
  type OverlayEdge,
  overlayNone,
  overlaySnapshot,
} from '../../../src/core/graph/overlay.ts';
import {
  buildRelation,
  buildSnapshot,
  type GraphSnapshot,
  type RelationEdges,
} from '../../../src/core/graph/snapshot.ts';
import { pathGroups } from '../../../src/core/paths/reasons.ts';
import { createRandom, type Random } from '../../../src/core/random.ts';
import { overlayIndex } from '../../../src/core/ranking/overlay-index.ts';
import { buildRankingIndex, type RankingIndex } from '../../../src/core/ranking/ranking-index.ts';
import { scoreUser, seenItems } from '../../../src/core/ranking/score-user.ts';
import { bothWays } from '../../fixtures/both-ways.ts';
import { randomCatalogue } from '../../fixtures/random-graph.ts';
import { sha256 } from '../../fixtures/sha256.ts';
import { everyWalkSetting } from '../../fixtures/walk-settings.ts';
import { personalisedPageRank } from '../../oracle/power-iteration.ts';

const settings = [
  {},
  {
    walk: {
      ...everyWalkSetting,
      long: { from: 4, alpha: 0.2, beta: 0.1 },
    },
  },
];

describe('an overlay', () => {
  const cases = Array.from({ length: 40 }, (_, seed) => seed + 1);

  it.each(cases)('gives every solver the answer of a rebuilt graph (seed %i)', (seed) => {
    const { snapshot, manifest: plain } = randomCatalogue(seed);
    const manifest = { ...plain, ...settings[seed % settings.length] };
    const random = createRandom(1000 + seed);
    const overlay = randomOverlay(snapshot, random);
    const rebuilt = rebuild(snapshot, overlay);
    const view = overlaySnapshot(snapshot, overlay);
    const index = overlayIndex(buildRankingIndex(snapshot, manifest), overlay, view, manifest, snapshot);
    const expected = buildRankingIndex(rebuilt, manifest);
    expectSameRanking(index, expected);
    const restart = new Float64Array(rebuilt.keys.count);
    restart[rebuilt.keys.count - 1] = 1;
    const rank = (graph: GraphSnapshot): Float64Array =>
      personalisedPageRank({ nodeCount: graph.keys.count, edges: bothWays(graph), restart }).scores;
    expectClose(rank(view), rank(rebuilt));
  });

  it('builds the index anew where the bar for a like moves', () => {
    const { snapshot, manifest } = randomCatalogue(3);
    const users = labelRange(snapshot.keys, 'User');
    const items = labelRange(snapshot.keys, 'Item');
    const overlay: Overlay = {
      ...overlayNone,
      addEdges: [
        {
          type: 'ADORED',
          role: 'interaction',
          source: users.start,
          target: items.start,
          weight: 1,
          rating: Number.NaN,
          time: Number.NaN,
        },
      ],
    };
    const heavier = {
      ...manifest,
      interactions: [...(manifest.interactions ?? []), { kind: 'ADORED', weight: 9 }],
    };
    const view = overlaySnapshot(snapshot, overlay);
    const index = overlayIndex(buildRankingIndex(snapshot, heavier), overlay, view, heavier, snapshot);
    expect(index.likes.targets).toHaveLength(1);
  });
});

function expectSameRanking(index: RankingIndex, expected: RankingIndex): void {
  expect(index.userCount).toBe(expected.userCount);
  expect([...index.itemDegrees]).toEqual([...expected.itemDegrees]);
  expect([...index.userDegrees]).toEqual([...expected.userDegrees]);
  for (let user = expected.userStart; user < expected.userStart + expected.userCount; user++) {
    expect(seenItems(index, user)).toEqual(seenItems(expected, user));
    const scoring = scoreUser(index, user);
    const wanted = scoreUser(expected, user);
    const isSeen = seenItems(expected, user);
    expectClose(
      scoring.scores.filter((_, item) => isSeen[item] === 0),
      wanted.scores.filter((_, item) => isSeen[item] === 0),
    );
    const reasons = (of: RankingIndex, made: typeof scoring): string[] =>
      pathGroups(of, made, of.itemStart + 1)
        .filter(({ contribution }) => Math.abs(contribution) > 1e-12)
        .map(
          ({ through, relation, node, paths, people }) => `${through} ${relation} ${node} ${paths} ${people}`,
        )
        .sort();
    if (isSeen[1] === 0) expect(reasons(index, scoring)).toEqual(reasons(expected, wanted));
  }
}

function expectClose(left: Float64Array, right: Float64Array): void {
  expect(left).toHaveLength(right.length);
  left.forEach((value, position) => {
    expect(Math.abs(value - right[position]!)).toBeLessThan(1e-9);
  });
}

/** A few changes of every sort, most of them of one user, and now and then a virtual one. */
function randomOverlay(snapshot: GraphSnapshot, random: Random): Overlay {
  const below = (count: number): number => Math.floor(random() * count);
  const removeEdges: Overlay['removeEdges'][number][] = [];
  const reweight: Overlay['reweight'][number][] = [];
  for (const relation of snapshot.relations) {
    for (const edge of edgesOf(relation)) {
      const way = random();
      if (way < 0.06) removeEdges.push({ type: relation.type, ...edge });
      else if (way < 0.12) reweight.push({ type: relation.type, ...edge, weight: 1 + below(3) });
    }
  }
  const users = labelRange(snapshot.keys, 'User');
  const items = labelRange(snapshot.keys, 'Item');
  const attributes = labelRange(snapshot.keys, 'Attribute');
  const aspects = labelRange(snapshot.keys, 'Aspect');
  const isVirtual = random() < 0.7;
  const anyUser = (): number =>
    isVirtual && random() < 0.5 ? users.end : users.start + below(users.end - users.start);
  const of = (range: { start: number; end: number }): number => range.start + below(range.end - range.start);
  const add = (type: string, role: OverlayEdge['role'], source: number, target: number): OverlayEdge => ({
    type,
    role,
    source,
    target,
    weight: 1 + below(2),
    rating: Number.NaN,
    time: random() < 0.5 ? Number.NaN : 1000 * below(5),
  });
  return {
    removeEdges,
    reweight,
    addEdges: [
      ...Array.from({ length: 5 }, () => add('BOUGHT', 'interaction', anyUser(), of(items))),
      add('WISHED', 'interaction', anyUser(), of(items)),
      add('MADE_BY', 'link', of(items), of(attributes)),
      add('GOES_WITH', 'link', items.start, items.start + 2),
      add('VALUES', 'derived', anyUser(), of(aspects)),
    ],
    virtualUser: isVirtual ? { id: 'zz', name: 'You' } : null,
  };
}

function edgesOf({ forward }: RelationEdges): { source: number; target: number }[] {
  return [...forward.targets].map((target, slot) => {
    const row = forward.offsets.findIndex((offset) => offset > slot) - 1;
    return { source: forward.firstNode + row, target };
  });
}

/** The slow, plain way: every edge of every relation is written down again. */
function rebuild(snapshot: GraphSnapshot, overlay: Overlay): GraphSnapshot {
  const { keys, names, kinds } = overlaySnapshot(snapshot, {
    ...overlayNone,
    virtualUser: overlay.virtualUser,
  });
  const types = new Set([
    ...snapshot.relations.map(({ type }) => type),
    ...overlay.addEdges.map(({ type }) => type),
  ]);
  const relations = [...types].flatMap((type) => {
    const old = snapshot.relations.find((relation) => relation.type === type);
    const is = (
      edge: { type: string; source: number; target: number },
      source: number,
      target: number,
    ): boolean => edge.type === type && edge.source === source && edge.target === target;
    const kept = (old === undefined ? [] : edgesOf(old)).map((edge, slot) => ({
      ...edge,
      weight:
        overlay.reweight.find((change) => is(change, edge.source, edge.target))?.weight ??
        old?.forward.weights[slot] ??
        1,
      time: Number.NaN,
    }));
    const edges = [
      ...kept.filter(({ source, target }) => !overlay.removeEdges.some((edge) => is(edge, source, target))),
      ...overlay.addEdges.filter((edge) => edge.type === type),
    ];
    if (edges.length === 0) return [];
    return [
      buildRelation(
        {
          type,
          role: old?.role ?? 'interaction',
          count: edges.length,
          sources: Uint32Array.from(edges, ({ source }) => source),
          targets: Uint32Array.from(edges, ({ target }) => target),
          weights: Float64Array.from(edges, ({ weight }) => weight),
          ratings: null,
          times: Float64Array.from(edges, ({ time }) => time),
        },
        keys.count,
      ),
    ];
  });
  return buildSnapshot(
    { revision: 2, keys, nodes: { names, kinds, kindNames: snapshot.kindNames }, relations },
    sha256(),
  );
}
