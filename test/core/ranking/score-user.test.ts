import { describe, expect, it } from 'vitest';
import { labelRange } from '../../../src/core/graph/keys.ts';
import { strikeRows } from '../../../src/core/graph/strikes.ts';
import { ownLikes } from '../../../src/core/ranking/own-likes.ts';
import { buildRankingIndex } from '../../../src/core/ranking/ranking-index.ts';
import { scoreUser, seenItems } from '../../../src/core/ranking/score-user.ts';
import { writeWalkScores } from '../../../src/core/ranking/walk/walk.ts';
import { newcomerGraph } from '../../fixtures/newcomer-graph.ts';
import { randomCatalogue } from '../../fixtures/random-graph.ts';
import { nodeAt, smallManifest, smallSnapshot } from '../../fixtures/small-graph.ts';
import { plainLikes, plainWalk } from '../../oracle/plain-walk.ts';

const seeds = Array.from({ length: 40 }, (_, index) => index + 1);

describe('what a user struck', () => {
  it('counts no longer for her and is not proposed, and counts for others as before', () => {
    const graph = {
      relations: {
        BOUGHT: {
          role: 'interaction',
          edges: [
            ['User:ann', 'Item:a'],
            ['User:bo', 'Item:a'],
            ['User:bo', 'Item:b'],
          ],
        },
        MADE_BY: {
          edges: [
            ['Item:a', 'Attribute:press'],
            ['Item:c', 'Attribute:press'],
          ],
        },
      },
    } as const;
    const snapshot = smallSnapshot(graph);
    const node = (reference: string): number => nodeAt(snapshot.keys, reference);
    const struck = (user: string, target: string) => ({
      ...buildRankingIndex(snapshot, smallManifest()),
      strikes: strikeRows(
        {
          count: 1,
          sources: Uint32Array.of(node(user)),
          targets: Uint32Array.of(node(target)),
          weights: Float64Array.of(1),
        },
        snapshot.keys,
      ),
    });
    const scoreOfC = (index: ReturnType<typeof struck>): number =>
      scoreUser(index, node('User:ann')).scores[node('Item:c') - index.itemStart] ?? Number.NaN;
    expect(scoreOfC(struck('User:bo', 'Attribute:press'))).toBeGreaterThan(0);
    expect(scoreOfC(struck('User:ann', 'Attribute:press'))).toBe(0);
    expect([...seenItems(struck('User:ann', 'Item:c'), node('User:ann'))]).toEqual([1, 0, 1]);
    expect([...seenItems(struck('User:ann', 'Attribute:press'), node('User:ann'))]).toEqual([1, 0, 0]);
  });
});

describe('the damped walk', () => {
  it('equals the sum over single paths', () => {
    let compared = 0;
    for (const seed of seeds) {
      const { snapshot, manifest } = randomCatalogue(seed);
      const index = buildRankingIndex(snapshot, manifest);
      const users = range(labelRange(snapshot.keys, 'User'));
      const items = range(labelRange(snapshot.keys, 'Item'));
      const plain = plainLikes(snapshot, users, items);
      for (const user of users.slice(0, 3)) {
        const out = new Float64Array(index.itemCount).fill(7);
        writeWalkScores(index, ownLikes(index, user), new Set(), out);
        const isSeen = seenItems(index, user);
        for (const item of items.filter((node) => isSeen[node - index.itemStart] === 0)) {
          expect(out[item - index.itemStart]).toBeCloseTo(plainWalk(plain, user, item, 0.5, 0.3), 12);
          compared++;
        }
      }
    }
    expect(compared).toBeGreaterThan(300);
  });

  it('has the value of the formula on a graph worked by hand', () => {
    // ann likes a; bo likes a and b. One path: 1 * 2^-.5 (a has 2 likers) * 2^-.5 (bo likes 2) * 1^-.3 = .5
    const snapshot = smallSnapshot({
      relations: {
        BOUGHT: {
          role: 'interaction',
          edges: [
            ['User:ann', 'Item:a'],
            ['User:bo', 'Item:a'],
            ['User:bo', 'Item:b'],
          ],
        },
      },
    });
    const index = buildRankingIndex(snapshot, smallManifest());
    const { scores } = scoreUser(index, nodeAt(snapshot.keys, 'User:ann'));
    expect(scores[nodeAt(snapshot.keys, 'Item:b') - index.itemStart]).toBeCloseTo(0.5, 12);
  });

  it('leaves its scratch space as it found it', () => {
    const { snapshot, manifest } = randomCatalogue(3);
    const index = buildRankingIndex(snapshot, manifest);
    const first = scoreUser(index, index.userStart).scores;
    scoreUser(index, index.userStart + 1);
    expect(scoreUser(index, index.userStart).scores).toEqual(first);
  });
});

describe('what a user likes', () => {
  const snapshot = smallSnapshot({
    nodes: ['Item:d'],
    relations: {
      BOUGHT: {
        role: 'interaction',
        edges: [
          ['User:u', 'Item:a'],
          ['User:u', 'Item:c', 3],
        ],
      },
      RETURNED: { role: 'interaction', edges: [['User:u', 'Item:c']] },
      VIEWED: {
        role: 'interaction',
        edges: [
          ['User:u', 'Item:b'],
          ['User:u', 'Item:a'],
        ],
      },
    },
  });
  const manifest = smallManifest({
    interactions: [
      { kind: 'BOUGHT', weight: 1 },
      { kind: 'RETURNED', weight: -3 },
      { kind: 'VIEWED', weight: 0.2 },
    ],
  });
  const index = buildRankingIndex(snapshot, manifest);

  it('sums the kinds, is no mere view, and nothing she returned', () => {
    const items = Array.from(index.likes.targets, (node) => node);
    expect(items).toEqual([nodeAt(snapshot.keys, 'Item:a')]);
    expect(index.likes.weights[0]).toBeCloseTo(1.2, 12);
  });

  it('is apart from what she has seen', () => {
    expect(Array.from(seenItems(index, nodeAt(snapshot.keys, 'User:u')))).toEqual([1, 1, 1, 0]);
  });
});

describe('scales', () => {
  it('give each term its weight times the mass of the walk over unseen items', () => {
    const { snapshot, manifest } = randomCatalogue(5);
    const index = buildRankingIndex(snapshot, manifest);
    const withoutTerms = { ...index, relationTerms: [], aspectTerm: null };
    for (let user = index.userStart; user < index.userStart + 3; user++) {
      const isSeen = seenItems(index, user);
      const unseenMass = (scores: Float64Array): number =>
        scores.reduce((sum, score, item) => sum + (isSeen[item] === 0 ? score : 0), 0);
      const walk = unseenMass(scoreUser(withoutTerms, user).scores);
      const relations = unseenMass(scoreUser({ ...index, aspectTerm: null }, user).scores);
      const used = scoreUser(index, user).scales.relations.reduce(
        (sum, scale, at) => sum + (scale > 0 ? (index.relationTerms[at]?.weight ?? 0) : 0),
        0,
      );
      expect(walk).toBeGreaterThan(0);
      expect(relations).toBeCloseTo(walk * (1 + used), 9);
    }
  });
});

describe('a user without history', () => {
  const index = buildRankingIndex(newcomerGraph, smallManifest());

  it('gets popularity, and the method says so', () => {
    const scoring = scoreUser(index, nodeAt(newcomerGraph.keys, 'User:new'));
    expect(scoring.method).toBe('popularity');
    expect(Array.from(scoring.scores)).toEqual([2, 1]);
  });
});

function range({ start, end }: { readonly start: number; readonly end: number }): number[] {
  return Array.from({ length: end - start }, (_, offset) => start + offset);
}
