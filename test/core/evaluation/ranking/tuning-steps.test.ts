import { describe, expect, it } from 'vitest';
import type { RankingChoice } from '../../../../src/core/evaluation/ranking/ranking-choice.ts';
import {
  ageErrorsAhead,
  finerSteps,
  firstSteps,
} from '../../../../src/core/evaluation/ranking/tuning-steps.ts';
import { type WalkSettings, walkDefaults } from '../../../../src/core/ranking/walk/walk-settings.ts';

const choice = (walk: Partial<WalkSettings> = {}): RankingChoice => ({
  walk: { ...walkDefaults, ...walk },
  relations: new Map(),
});

function optionsOf(name: string, from: RankingChoice): readonly WalkSettings[] {
  const steps = finerSteps([], { hasTimes: true, hasPairs: false, longFrom: [] });
  const step = steps.find((one) => one.name === name);
  if (step === undefined) throw new Error(`there is a step ${name}`);
  return step.options(from).map(({ walk }) => walk);
}

describe('the steps of a search', () => {
  it('try a light regression with a strong ridge where there is none', () => {
    const light = optionsOf('regression', choice()).map(({ regression }) => regression);
    expect(light).toMatchObject([
      { weight: 0.05, ridge: 300 },
      { weight: 0.05, ridge: 1000 },
    ]);
    const has = { ...walkDefaults.regression, weight: 0.1 };
    expect(optionsOf('regression', choice({ regression: has }))).toEqual([]);
  });

  it('try the order of acts only where acts have moments', () => {
    const names = (hasTimes: boolean): string[] =>
      [...firstSteps(hasTimes), ...finerSteps([], { hasTimes, hasPairs: false, longFrom: [] })].map(
        ({ name }) => name,
      );
    expect(names(true)).toEqual(expect.arrayContaining(['lead', 'fade']));
    expect(names(false)).not.toContain('lead');
    expect(names(false)).not.toContain('fade');
  });

  it('never fade where recency already tells old acts from new ones', () => {
    expect(optionsOf('fade', choice({ recency: 3 }))).toEqual([]);
    expect(optionsOf('fade', choice()).map(({ fade }) => fade)).toEqual([2, 5]);
  });

  it('ask more of a decay by age than of none, and nothing among decays', () => {
    const [none, fade, recency] = [choice(), choice({ fade: 4 }), choice({ recency: 3 })];
    expect(ageErrorsAhead(recency, none)).toBeGreaterThan(ageErrorsAhead(fade, none));
    expect(ageErrorsAhead(fade, none)).toBeGreaterThan(0);
    expect([ageErrorsAhead(recency, fade), ageErrorsAhead(none, none)]).toEqual([0, 0]);
  });
});
