import { describe, expect, it } from 'vitest';
import { choiceWalk } from '../../../../src/core/evaluation/ranking/ranking-choice.ts';
import { buildRankingIndex } from '../../../../src/core/ranking/ranking-index.ts';
import { scoreUser } from '../../../../src/core/ranking/score-user.ts';
import { type WalkSettings, walkDefaults } from '../../../../src/core/ranking/walk/walk-settings.ts';
import { walkVariants } from '../../../../src/core/ranking/walk/walk-variants.ts';
import { randomCatalogue } from '../../../fixtures/random-graph.ts';

const settings: readonly WalkSettings[] = [
  { ...walkDefaults, alphaUsers: -0.4, regression: { weight: 0.2, neighbours: 5, ridge: 2 } },
  { ...walkDefaults, alpha: 0.9, regression: { weight: 0.1, neighbours: 5, ridge: 2 } },
  { ...walkDefaults, recency: 3, regression: { weight: 0.1, neighbours: 5, ridge: 9 } },
  { ...walkDefaults, recency: 3, beta: 0 },
  { ...walkDefaults, fade: 2, lead: 1.5 },
  { ...walkDefaults, lead: 3, long: { from: 4, alpha: 0.1, beta: 0.6 } },
  { ...walkDefaults, long: { from: 4, alpha: 0.1, beta: 0.6 } },
  { ...walkDefaults, alphaUsers: -0.4, regression: { weight: 0.2, neighbours: 5, ridge: 2 } },
];

describe('walkVariants', () => {
  it('scores as an index built anew with those settings does, whatever was asked before', () => {
    const { snapshot, manifest } = randomCatalogue(4);
    const variant = walkVariants(buildRankingIndex(snapshot, manifest));
    for (const one of settings) {
      const walk = choiceWalk({ walk: one, relations: new Map() });
      const fresh = buildRankingIndex(snapshot, { ...manifest, walk });
      const index = variant(one);
      expect(index.walk.settings).toEqual(fresh.walk.settings);
      for (let user = index.userStart; user < index.userStart + index.userCount; user++)
        expect(scoreUser(index, user).scores).toEqual(scoreUser(fresh, user).scores);
    }
  });

  it('makes a costly part once', () => {
    const { snapshot, manifest } = randomCatalogue(4);
    const variant = walkVariants(buildRankingIndex(snapshot, manifest));
    const [first, second] = [settings[0] ?? walkDefaults, settings[7] ?? walkDefaults];
    const made = variant(first).regression;
    expect(variant(settings[2] ?? walkDefaults).regression).not.toBe(made);
    expect(variant(second).regression).toBe(made);
  });
});
