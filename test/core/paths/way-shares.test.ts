import { describe, expect, it } from 'vitest';
import { pathGroups } from '../../../src/core/paths/reasons.ts';
import { wayShares } from '../../../src/core/paths/way-shares.ts';
import { buildRankingIndex } from '../../../src/core/ranking/ranking-index.ts';
import { scoreUser, seenItems } from '../../../src/core/ranking/score-user.ts';
import { topK } from '../../../src/core/ranking/top-k.ts';
import { randomCatalogue } from '../../fixtures/random-graph.ts';
import { runSearch } from '../../fixtures/run-search.ts';

describe('wayShares', () => {
  it('of all ways through an entity, a related item or an aspect sum to what these carry', () => {
    let compared = 0;
    for (let seed = 1; seed <= 120; seed++) {
      const { snapshot, manifest } = randomCatalogue(seed);
      const index = buildRankingIndex(snapshot, manifest);
      const user = index.userStart + (seed % 4);
      const scoring = scoreUser(index, user);
      if (scoring.method === 'popularity') continue;
      for (const position of topK(scoring.scores, seenItems(index, user), 2)) {
        const item = index.itemStart + position;
        const { paths, truncated } = runSearch(snapshot, {
          from: user,
          to: item,
          limit: 50,
          lengthMax: 3,
          peopleMin: 1,
        });
        if (paths.length === 50 || truncated) continue;
        const shares = wayShares(snapshot, index, scoring, item, paths);
        // Several acts of the user on one liked item are one like.
        const distinct = new Map<string, number>();
        paths.forEach((way, at) => {
          const walked = way.steps.map((step) => step.relations[0]!.relation);
          const isAspect = snapshot.relations[walked[0]!]!.role === 'derived';
          const steps = isAspect ? walked : walked.slice(1);
          const share = shares[at];
          if (share !== null && share !== undefined) distinct.set([...way.nodes, ...steps].join(' '), share);
          expect(share === null || way.steps.every((step) => step.people === null)).toBe(true);
        });
        const groups = pathGroups(index, scoring, item);
        const positive = groups.reduce((sum, group) => sum + Math.max(0, group.contribution), 0);
        const others = groups.filter((group) => group.through !== 'linking-item');
        const expected = others.reduce((sum, group) => sum + group.contribution, 0) / positive;
        const total = [...distinct.values()].reduce((sum, share) => sum + share, 0);
        expect(total, `seed ${seed}`).toBeCloseTo(expected, 9);
        compared += distinct.size;
      }
    }
    expect(compared).toBeGreaterThan(100);
  });
});
