import { describe, expect, it } from 'vitest';
import { edgesEnd, edgesStart } from '../../../../src/core/graph/csr.ts';
import { pathGroups } from '../../../../src/core/paths/reasons.ts';
import { createRandom } from '../../../../src/core/random.ts';
import { ownLikes } from '../../../../src/core/ranking/own-likes.ts';
import { buildRankingIndex, type RankingIndex } from '../../../../src/core/ranking/ranking-index.ts';
import { scoreUser, seenItems } from '../../../../src/core/ranking/score-user.ts';
import { actOrder } from '../../../../src/core/ranking/walk/act-order.ts';
import { walkVariants } from '../../../../src/core/ranking/walk/walk-variants.ts';
import { randomCatalogue } from '../../../fixtures/random-graph.ts';

const lead = 2.5;

describe('the order of acts', () => {
  it('counts later acts, and places an act among those of its user', () => {
    const likes = {
      firstNode: 0,
      offsets: Uint32Array.of(0, 4, 5),
      targets: Uint32Array.of(0, 1, 2, 3, 0),
      weights: new Float64Array(5).fill(1),
    };
    const { later, place } = actOrder(likes, Float64Array.of(9, 4, 4, Number.NaN, 1));
    expect([...later]).toEqual([0, 1, 1, 3, 0]);
    expect([...place]).toEqual([0.875, 0.5, 0.5, 0.125, 0.5]);
  });

  it('weighs each path by how early the other person came to the linking item', () => {
    let compared = 0;
    for (const [index, user] of timedIndices()) {
      const { scores } = scoreUser(index, user);
      const isSeen = seenItems(index, user);
      for (let item = 0; item < index.itemCount; item++) {
        if (isSeen[item] === 1) continue;
        expect(scores[item]).toBeCloseTo(plainScore(index, user, index.itemStart + item), 9);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(50);
  });

  it('leaves scores the sum of their reasons', () => {
    for (const [index, user] of timedIndices()) {
      const scoring = scoreUser(index, user);
      const isSeen = seenItems(index, user);
      for (let item = 0; item < index.itemCount; item++) {
        if (isSeen[item] === 1 || scoring.method === 'popularity') continue;
        const groups = pathGroups(index, scoring, index.itemStart + item);
        const sum = groups.reduce((total, { contribution }) => total + contribution, 0);
        expect(sum).toBeCloseTo(scoring.scores[item] ?? Number.NaN, 9);
      }
    }
  });
});

/** Walks alone over random catalogues whose acts have random moments, a few of them equal or unknown. */
function timedIndices(): [RankingIndex, number][] {
  return Array.from({ length: 20 }, (_, seed) => {
    const { snapshot, manifest } = randomCatalogue(seed + 1);
    const index = buildRankingIndex(snapshot, manifest);
    const random = createRandom(seed);
    const likedAt = index.likedAt.map(() => (random() < 0.1 ? Number.NaN : Math.floor(random() * 6)));
    const timed = { ...index, likedAt, relationTerms: [], aspectTerm: null };
    const settings = { ...index.walk.settings, fade: 1.5, lead };
    return [walkVariants(timed)(settings), index.userStart + (seed % index.userCount)];
  });
}

/** The sum over paths as the formula reads. */
function plainScore(index: RankingIndex, user: number, item: number): number {
  const { alpha, alphaUsers, beta } = index.walk.settings;
  const { place } = actOrder(index.likes, index.likedAt);
  const degree = (node: number): number => index.itemDegrees[node - index.itemStart] ?? 0;
  const own = ownLikes(index, user);
  let score = 0;
  for (let other = index.userStart; other < index.userStart + index.userCount; other++) {
    if (other === user) continue;
    const slots = new Map<number, number>();
    for (let slot = edgesStart(index.likes, other); slot < edgesEnd(index.likes, other); slot++)
      slots.set(index.likes.targets[slot]!, slot);
    const reached = slots.get(item);
    if (reached === undefined) continue;
    own.items.forEach((linking, like) => {
      const slot = slots.get(linking);
      if (slot === undefined) return;
      score +=
        own.weights[like]! *
        degree(linking) ** -alpha *
        index.likes.weights[slot]! *
        Math.exp(-lead * place[slot]!) *
        index.userDegrees[other - index.userStart]! ** -alphaUsers *
        index.likes.weights[reached]! *
        degree(item) ** -beta;
    });
  }
  return score;
}
