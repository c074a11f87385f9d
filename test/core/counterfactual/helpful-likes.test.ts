import { describe, expect, it } from 'vitest';
import { helpfulLikes } from '../../../src/core/counterfactual/helpful-likes.ts';
import { ownLikes, withLike } from '../../../src/core/ranking/own-likes.ts';
import { buildRankingIndex } from '../../../src/core/ranking/ranking-index.ts';
import { scoreUser, seenItems } from '../../../src/core/ranking/score-user.ts';
import { rankOf } from '../../../src/core/ranking/top-k.ts';
import { randomCatalogue } from '../../fixtures/random-graph.ts';

const cases = Array.from({ length: 40 }, (_, seed) => {
  const { snapshot, manifest } = randomCatalogue(seed + 1);
  const index = buildRankingIndex(snapshot, manifest);
  const scoring = scoreUser(index, index.userStart + (seed % 4));
  return { index, scoring, isSeen: seenItems(index, scoring.user) };
});

/** Where an item would stand with each unseen item liked in turn: every one tried, none left out. */
function plainRanks({ index, scoring, isSeen }: (typeof cases)[number], position: number): (number | null)[] {
  return Array.from({ length: index.itemCount }, (_, liked) => {
    if (liked === position || isSeen[liked] === 1) return null;
    const own = withLike(index, ownLikes(index, scoring.user), index.itemStart + liked, 1);
    const isExcluded = isSeen.slice();
    isExcluded[liked] = 1;
    return rankOf(
      scoreUser(index, scoring.user, { own, scales: scoring.scales }).scores,
      isExcluded,
      position,
    );
  });
}

describe('helpfulLikes', () => {
  it('finds the like that lifts an item most, on random catalogues', () => {
    let lifted = 0;
    for (const one of cases) {
      const { index, scoring, isSeen } = one;
      if (scoring.method === 'popularity') continue;
      for (let position = 0; position < index.itemCount; position++) {
        const rank = rankOf(scoring.scores, isSeen, position);
        if (isSeen[position] === 1 || rank === 1) continue;
        const [best] = helpfulLikes(index, scoring, position, isSeen, { limit: 1, count: 1 });
        const ranks = plainRanks(one, position);
        const top = Math.min(...ranks.map((found) => found ?? Number.POSITIVE_INFINITY));
        // Candidates are those near the item: a like that only pushes others down is not looked for.
        if (best === undefined) continue;
        expect(ranks[best.liked - index.itemStart]).toBe(best.rank);
        if (best.rank === top) lifted++;
      }
    }
    expect(lifted).toBeGreaterThan(60);
  });

  it('gives those that bring the item into the list, best first, or else the best alone', () => {
    let many = 0;
    for (const { index, scoring, isSeen } of cases) {
      for (let position = 0; position < index.itemCount; position++) {
        if (isSeen[position] === 1) continue;
        const found = helpfulLikes(index, scoring, position, isSeen, { limit: 2, count: 3 });
        const ranks = found.map((one) => one.rank ?? 99);
        expect(ranks).toEqual([...ranks].sort((left, right) => left - right));
        if (found.length > 1) {
          expect(Math.max(...ranks)).toBeLessThanOrEqual(2);
          many++;
        }
        for (const { liked } of found) expect(isSeen[liked - index.itemStart]).toBe(0);
      }
    }
    expect(many).toBeGreaterThan(20);
  });
});
