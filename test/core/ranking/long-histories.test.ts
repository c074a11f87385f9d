import { describe, expect, it } from 'vitest';
import { pathGroups } from '../../../src/core/paths/reasons.ts';
import { ownLikes } from '../../../src/core/ranking/own-likes.ts';
import { buildRankingIndex, type RankingIndex } from '../../../src/core/ranking/ranking-index.ts';
import { scoreUser, seenItems } from '../../../src/core/ranking/score-user.ts';
import { randomCatalogue } from '../../fixtures/random-graph.ts';

const from = 4;
const long = { from, alpha: 0.1, beta: 0.9 };

/** Indices with exponents for all, with those of long histories for all, and with each where it belongs. */
function indices(seed: number): { short: RankingIndex; long: RankingIndex; both: RankingIndex } {
  const { snapshot, manifest } = randomCatalogue(seed);
  const index = (walk: NonNullable<typeof manifest.walk>): RankingIndex =>
    buildRankingIndex(snapshot, { ...manifest, walk: { alphaUsers: 0.5, ...walk } });
  return {
    short: index({ alpha: 0.5, beta: 0.3 }),
    long: index({ alpha: long.alpha, beta: long.beta }),
    both: index({ alpha: 0.5, beta: 0.3, long }),
  };
}

describe('exponents of long histories', () => {
  it('hold from so many likes on, and the others below', () => {
    const found = { long: 0, short: 0 };
    for (let seed = 1; seed <= 20; seed++) {
      const made = indices(seed);
      for (let user = made.both.userStart; user < made.both.userStart + made.both.userCount; user++) {
        const kind = ownLikes(made.both, user).items.length >= from ? 'long' : 'short';
        found[kind]++;
        expect(scoreUser(made.both, user).scores).toEqual(scoreUser(made[kind], user).scores);
      }
    }
    expect(Math.min(found.long, found.short)).toBeGreaterThan(20);
  });

  it('leave scores the sum of their reasons', () => {
    const { both } = indices(7);
    for (let user = both.userStart; user < both.userStart + both.userCount; user++) {
      const scoring = scoreUser(both, user);
      const isSeen = seenItems(both, user);
      for (let item = 0; item < both.itemCount; item++) {
        if (isSeen[item] === 1 || scoring.method === 'popularity') continue;
        const sum = pathGroups(both, scoring, both.itemStart + item).reduce(
          (total, { contribution }) => total + contribution,
          0,
        );
        expect(sum).toBeCloseTo(scoring.scores[item] ?? Number.NaN, 9);
      }
    }
  });
});
