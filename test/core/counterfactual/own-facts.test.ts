import { describe, expect, it } from 'vitest';
import { factScores, ownFacts, scoreWithout } from '../../../src/core/counterfactual/own-facts.ts';
import { buildRankingIndex } from '../../../src/core/ranking/ranking-index.ts';
import { scoreUser } from '../../../src/core/ranking/score-user.ts';
import { randomCatalogue } from '../../fixtures/random-graph.ts';

const cases = Array.from({ length: 30 }, (_, seed) => {
  const { snapshot, manifest } = randomCatalogue(seed + 1);
  const walk = { recency: 2, regression: { weight: 0.4, neighbours: 5, ridge: 1 } };
  const index = buildRankingIndex(snapshot, seed % 2 === 0 ? manifest : { ...manifest, walk });
  return { index, scoring: scoreUser(index, index.userStart + (seed % 4)) };
}).filter(({ scoring }) => scoring.method === 'walk');

describe('factScores', () => {
  it('of all facts sum to the score of every item', () => {
    let facts = 0;
    for (const { index, scoring } of cases) {
      const sum = new Float64Array(index.itemCount);
      for (const fact of ownFacts(scoring)) {
        factScores(index, scoring, fact).forEach((part, item) => {
          sum[item]! += part;
        });
        facts++;
      }
      sum.forEach((score, item) => {
        expect(score).toBeCloseTo(scoring.scores[item]!, 9);
      });
    }
    expect(facts).toBeGreaterThan(100);
  });

  it('are exactly what a score loses without the fact', () => {
    for (const { index, scoring } of cases) {
      for (const fact of ownFacts(scoring)) {
        const part = factScores(index, scoring, fact);
        scoreWithout(index, scoring, [fact]).scores.forEach((score, item) => {
          expect(score).toBeCloseTo(scoring.scores[item]! - part[item]!, 9);
        });
      }
    }
  });
});
