import { describe, expect, it } from 'vitest';
import { carveLikes } from '../../../../src/core/evaluation/ranking/carve-likes.ts';
import { edgesEnd, edgesStart } from '../../../../src/core/graph/csr.ts';
import { buildRankingIndex, type RankingIndex } from '../../../../src/core/ranking/ranking-index.ts';
import { seenItems } from '../../../../src/core/ranking/score-user.ts';
import { randomCatalogue } from '../../../fixtures/random-graph.ts';

const indexOf = (seed: number): RankingIndex => {
  const { snapshot, manifest } = randomCatalogue(seed);
  return buildRankingIndex(snapshot, manifest);
};
const likesOf = ({ likes }: RankingIndex, user: number): number[] =>
  Array.from(likes.targets.subarray(edgesStart(likes, user), edgesEnd(likes, user)));

/** The same likes with moments: the later an item in the index, the earlier the act. */
const timed = (index: RankingIndex): RankingIndex => ({
  ...index,
  likedAt: Float64Array.from(index.likes.targets, (item) => 1e6 - item),
});

describe('carveLikes', () => {
  it('takes out the latest fifth of the likes, at least one, of users with three', () => {
    let users = 0;
    for (let seed = 1; seed <= 20; seed++) {
      const index = timed(indexOf(seed));
      const { index: carved, cases, hasTimes } = carveLikes(index);
      expect(hasTimes).toBe(true);
      for (let user = index.userStart; user < index.userStart + index.userCount; user++) {
        const likes = likesOf(index, user);
        const count = likes.length < 3 ? 0 : Math.max(1, Math.floor(likes.length / 5));
        const own = cases.find((one) => one.user === user);
        expect(likesOf(carved, user)).toEqual(likes.slice(count));
        expect([...(own?.truth ?? [])].map((item) => item + index.itemStart)).toEqual(likes.slice(0, count));
        if (count > 0) users++;
      }
    }
    expect(users).toBeGreaterThan(50);
  });

  it('makes what was taken out a candidate again, and nothing else that was seen', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const index = indexOf(seed);
      const { index: carved, cases, carve } = carveLikes(index);
      expect(carve).toMatch(/^random 0\.2 of the likes of each user, seed /);
      for (const { user, truth, known } of cases) {
        const before = seenItems(index, user);
        const after = seenItems(carved, user);
        before.forEach((seen, item) => {
          expect(after[item]).toBe(truth.has(item) ? 0 : seen);
        });
        expect(Array.from(known)).toEqual(Array.from(after.keys()).filter((item) => after[item] === 1));
        expect(likesOf(carved, user).length).toBeGreaterThan(0);
      }
    }
  });

  it('counts degrees over what is left', () => {
    const { index } = carveLikes(timed(indexOf(3)));
    const degrees = new Float64Array(index.itemCount);
    index.likes.targets.forEach((item, slot) => {
      const place = item - index.itemStart;
      degrees[place] = (degrees[place] ?? 0) + (index.likes.weights[slot] ?? 0);
    });
    degrees.forEach((degree, item) => {
      expect(index.itemDegrees[item]).toBeCloseTo(degree, 12);
    });
    expect(index.aspectTerm).toBeNull();
  });
});
