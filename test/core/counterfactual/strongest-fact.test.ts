import { describe, expect, it } from 'vitest';
import { factScores, ownFacts, scoreWithout } from '../../../src/core/counterfactual/own-facts.ts';
import { strongestFact } from '../../../src/core/counterfactual/strongest-fact.ts';
import { pathGroups } from '../../../src/core/paths/reasons.ts';
import { buildRankingIndex } from '../../../src/core/ranking/ranking-index.ts';
import { scoreUser, seenItems } from '../../../src/core/ranking/score-user.ts';
import { rankOf, topK } from '../../../src/core/ranking/top-k.ts';
import { randomCatalogue } from '../../fixtures/random-graph.ts';

const cases = Array.from({ length: 40 }, (_, seed) => {
  const { snapshot, manifest } = randomCatalogue(seed + 1);
  const index = buildRankingIndex(snapshot, manifest);
  const scoring = scoreUser(index, index.userStart + (seed % 4));
  const isSeen = seenItems(index, scoring.user);
  return { index, scoring, isSeen, best: topK(scoring.scores, isSeen, 4) };
}).filter(({ scoring }) => scoring.method === 'walk');

describe('strongestFact', () => {
  it('is the fact that carries most, with the rank of scoring anew without it', () => {
    let found = 0;
    for (const { index, scoring, isSeen, best } of cases) {
      for (const position of best) {
        const groups = pathGroups(index, scoring, index.itemStart + position);
        const rankBy = (scores: Float64Array) => rankOf(scores, isSeen, position);
        const change = strongestFact(index, scoring, position, groups, { peopleMin: 1, rankBy });
        const parts = ownFacts(scoring).map((fact) => factScores(index, scoring, fact)[position]!);
        if (change === null) continue;
        expect(change.contribution).toBeCloseTo(Math.max(...parts), 9);
        const left = scoreWithout(index, scoring, [change.fact]);
        expect(change.rank).toBe(rankOf(left.scores, isSeen, position));
        if (change.rank !== null) expect(change.rank).toBeGreaterThan(best.indexOf(position) + 1);
        found++;
      }
    }
    expect(found).toBeGreaterThan(50);
  });

  it('says nothing of a fact all of whose reasons are withheld', () => {
    let fewer = 0;
    for (const { index, scoring, isSeen, best } of cases) {
      for (const position of best) {
        const groups = pathGroups(index, scoring, index.itemStart + position);
        const rankBy = (scores: Float64Array) => rankOf(scores, isSeen, position);
        const walksOnly = groups.filter((group) => group.through === 'linking-item');
        expect(strongestFact(index, scoring, position, walksOnly, { peopleMin: 1000, rankBy })).toBeNull();
        if (strongestFact(index, scoring, position, walksOnly, { peopleMin: 1, rankBy }) !== null) fewer++;
      }
    }
    expect(fewer).toBeGreaterThan(20);
  });
});
