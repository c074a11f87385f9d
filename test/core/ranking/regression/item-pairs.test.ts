import { describe, expect, it } from 'vitest';
import { buildRankingIndex } from '../../../../src/core/ranking/ranking-index.ts';
import { buildItemPairs } from '../../../../src/core/ranking/regression/item-pairs.ts';
import { scoreUser, seenItems } from '../../../../src/core/ranking/score-user.ts';
import { leadWeights } from '../../../../src/core/ranking/walk/recency.ts';
import { randomCatalogue } from '../../../fixtures/random-graph.ts';

describe('the table of item pairs', () => {
  it('gives the scores that walking gives', () => {
    let tables = 0;
    for (let seed = 1; seed <= 40; seed++) {
      const { snapshot, manifest } = randomCatalogue(seed);
      const index = buildRankingIndex(snapshot, {
        ...manifest,
        walk: { alpha: 0.7, alphaUsers: 0.2, beta: 0.4, lead: seed % 2 },
      });
      const links = leadWeights(index.likes, index.likedAt, seed % 2);
      const pairs = buildItemPairs(index, index.walk.userDamping, links);
      if (pairs === null) continue;
      tables++;
      const user = index.userStart;
      const isSeen = seenItems(index, user);
      const walked = scoreUser({ ...index, pairs: null }, user).scores;
      scoreUser({ ...index, pairs }, user).scores.forEach((score, item) => {
        if (isSeen[item] === 0) expect(score).toBeCloseTo(walked[item] ?? Number.NaN, 10);
      });
    }
    expect(tables).toBeGreaterThan(5);
  });
});
