import { describe, expect, it } from 'vitest';
import { userPaths } from '../../../src/core/paths/item-paths.ts';
import { pathShares } from '../../../src/core/paths/path-shares.ts';
import { pathGroups } from '../../../src/core/paths/reasons.ts';
import { relationPriors, selectPaths } from '../../../src/core/paths/select.ts';
import { shownReasons } from '../../../src/core/paths/shown-reasons.ts';
import { buildRankingIndex } from '../../../src/core/ranking/ranking-index.ts';
import { scoreUser, seenItems } from '../../../src/core/ranking/score-user.ts';
import { topK } from '../../../src/core/ranking/top-k.ts';
import { randomCatalogue } from '../../fixtures/random-graph.ts';

describe('choosing reasons and paths', () => {
  it('changes neither a score nor the order of a list, now or the next time', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const { snapshot, manifest } = randomCatalogue(seed);
      const index = buildRankingIndex(snapshot, manifest);
      const user = index.userStart + (seed % 4);
      const scoring = scoreUser(index, user);
      const isSeen = seenItems(index, user);
      const before = { scores: scoring.scores.slice(), best: topK(scoring.scores, isSeen, 5) };
      const items = before.best.map((position) => index.itemStart + position);
      selectPaths(userPaths(index, user), items, relationPriors({ index }));
      const context = { snapshot, manifest, index, aspectTerm: index.aspectTerm };
      for (const item of items) {
        const groups = pathGroups(index, scoring, item);
        shownReasons(context, groups, { user, item }, { peopleMin: 2, reasonsMax: 1 });
        pathShares(context, scoring, item, groups, { peopleMin: 2, limit: 3 });
      }
      expect(scoring.scores).toEqual(before.scores);
      expect(topK(scoring.scores, isSeen, 5)).toEqual(before.best);
      expect(scoreUser(index, user).scores).toEqual(before.scores);
    }
  });
});
