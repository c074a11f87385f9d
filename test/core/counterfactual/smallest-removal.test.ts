import { describe, expect, it } from 'vitest';
import { factScores, ownFacts, scoreWithout } from '../../../src/core/counterfactual/own-facts.ts';
import { contestOf, factsNeeded, fewestFacts } from '../../../src/core/counterfactual/removal-problem.ts';
import { smallestRemoval } from '../../../src/core/counterfactual/smallest-removal.ts';
import { createRandom } from '../../../src/core/random.ts';
import { buildRankingIndex } from '../../../src/core/ranking/ranking-index.ts';
import { scoreUser, seenItems } from '../../../src/core/ranking/score-user.ts';
import { rankOf, topK } from '../../../src/core/ranking/top-k.ts';
import { randomCatalogue } from '../../fixtures/random-graph.ts';
import { plainSmallestRemoval } from '../../oracle/plain-removal.ts';

describe('smallestRemoval', () => {
  it('finds the smallest set by scoring anew, on random catalogues', () => {
    let found = 0;
    let large = 0;
    for (let seed = 1; seed <= 80; seed++) {
      const { snapshot, manifest } = randomCatalogue(seed);
      const index = buildRankingIndex(snapshot, manifest);
      const scoring = scoreUser(index, index.userStart + (seed % 5));
      const facts = ownFacts(scoring);
      if (scoring.method === 'popularity' || facts.length > 9) continue;
      const isExcluded = seenItems(index, scoring.user);
      const best = topK(scoring.scores, isExcluded, 3);
      const position = best[seed % 2];
      if (position === undefined) continue;
      const k = 1 + (seed % 2);
      const isOut = (removed: readonly number[]): boolean => {
        const left = scoreWithout(
          index,
          scoring,
          removed.map((at) => facts[at]!),
        );
        const rank = rankOf(left.scores, isExcluded, position);
        return rank === null || rank > k;
      };
      const problem = {
        scores: scoring.scores,
        isExcluded,
        position,
        k,
        facts: facts.map((fact) => factScores(index, scoring, fact)),
      };
      const answer = smallestRemoval(problem);
      const smallest = plainSmallestRemoval(facts.length, isOut);
      expect(answer?.removed.length ?? null, `seed ${seed}`).toBe(smallest);
      if (answer === null) continue;
      expect(answer.isSmallest).toBe(true);
      expect(isOut(answer.removed)).toBe(true);
      const contest = contestOf(problem);
      expect(fewestFacts(contest, factsNeeded(contest))).toBeLessThanOrEqual(answer.removed.length);
      found++;
      large += Number(answer.removed.length > 1);
    }
    expect(found).toBeGreaterThan(30);
    expect(large).toBeGreaterThan(10);
  });

  it('improves on the greedy choice where sets of a smaller size do it, and says when it could not look', () => {
    const random = createRandom(5);
    let proven = 0;
    let unproven = 0;
    for (let round = 0; round < 200; round++) {
      const items = 6;
      const facts = Array.from({ length: 7 }, () =>
        Float64Array.from({ length: items }, () => Math.floor(random() * 9)),
      );
      const scores = Float64Array.from({ length: items }, (_, item) =>
        facts.reduce((sum, parts) => sum + parts[item]!, 0),
      );
      const isExcluded = new Uint8Array(items);
      const position = topK(scores, isExcluded, 1)[0] ?? 0;
      const problem = { scores, isExcluded, position, k: 2, facts };
      const isOut = (removed: readonly number[]): boolean => {
        const left = scores.map((score, item) =>
          removed.reduce((rest, fact) => rest - facts[fact]![item]!, score),
        );
        // Ties never decide.
        const ahead = left.filter(
          (score, item) => item !== position && score > left[position]! + 1e-6,
        ).length;
        return ahead >= 2 || left[position]! <= 1e-6;
      };
      const smallest = plainSmallestRemoval(7, isOut);
      const answer = smallestRemoval(problem);
      expect(answer?.removed.length ?? null).toBe(smallest);
      const hasty = smallestRemoval(problem, 0);
      if (hasty?.isSmallest === false) {
        unproven++;
        expect(hasty.sizeMin).toBeLessThanOrEqual(smallest ?? 0);
        expect(isOut(hasty.removed)).toBe(true);
      } else proven++;
    }
    expect(proven).toBeGreaterThan(20);
    expect(unproven).toBeGreaterThan(20);
  });

  it('is null where no fact carries the item', () => {
    const scores = Float64Array.of(5, 3);
    const facts = [Float64Array.of(0, 1)];
    expect(smallestRemoval({ scores, isExcluded: new Uint8Array(2), position: 0, k: 1, facts })).toBeNull();
  });
});
