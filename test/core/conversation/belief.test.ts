import { describe, expect, it } from 'vitest';
import {
  type AnswerModel,
  addAnswer,
  addJudgement,
  addRefusal,
  addSteps,
  type Belief,
  candidatesOf,
  createBelief,
  defaultAnswerModel,
  noiselessAnswerModel,
  probabilitiesOf,
} from '../../../src/core/conversation/belief.ts';
import { createRandom, type Random } from '../../../src/core/random.ts';
import { type SlowStatement, slowCandidates, slowPosterior } from '../../oracle/slow-belief.ts';

const models: readonly AnswerModel[] = [
  defaultAnswerModel,
  noiselessAnswerModel,
  { hitRate: 0.5, falseAlarmRate: 0 },
  { hitRate: 1, falseAlarmRate: 0.1 },
  { hitRate: 0.7, falseAlarmRate: 0.3 },
];

describe('belief', () => {
  it('is what Bayes says, step by step', () => {
    const model = { hitRate: 0.9, falseAlarmRate: 0.2 };
    const belief = beliefOf([1, 1, 2]);
    expectClose(probabilitiesOf(belief), [0.25, 0.25, 0.5]);
    addAnswer(belief, Uint32Array.of(0), 'yes', model);
    // .9, .2, .4 over 1.5
    expectClose(probabilitiesOf(belief), [0.6, 0.2 / 1.5, 0.4 / 1.5]);
    addAnswer(belief, Uint32Array.of(0, 1), 'no', model);
    // .09, .02, .32 over .43
    expectClose(probabilitiesOf(belief), [0.09 / 0.43, 0.02 / 0.43, 0.32 / 0.43]);
  });

  it('weighs what is no attribute by whether an item fits, contradicts, or is not told of', () => {
    const belief = beliefOf([1, 1, 1]);
    addJudgement(belief, Uint8Array.of(0, 1, 2), { hitRate: 0.9, falseAlarmRate: 0.1 });
    expectClose(probabilitiesOf(belief), [0.5 / 1.5, 0.9 / 1.5, 0.1 / 1.5]);
    expect([0, 1, 2].filter(candidatesOf(belief).has)).toEqual([0, 1]);
    addSteps(belief, Uint32Array.of(2), Float64Array.of(Math.log(9)));
    expectClose(probabilitiesOf(belief), [0.5 / 2.3, 0.9 / 2.3, 0.9 / 2.3]);
    expect(candidatesOf(belief).count).toBe(2);
  });

  it('agrees with the slow oracle on random statements under every model', () => {
    const random = createRandom(11);
    for (const model of models) {
      for (let round = 0; round < 200; round++) {
        const prior = randomPrior(random);
        const statements = randomStatements(random, prior.length);
        const belief = believe(prior, statements, model);
        expectClose(probabilitiesOf(belief), slowPosterior(prior, statements, model));
        const candidates = candidatesOf(belief);
        const slow = slowCandidates(prior, statements);
        expect([...prior.keys()].filter(candidates.has)).toEqual(slow.items);
        expect(candidates.count).toBe(slow.items.length);
        expect(candidates.misses).toBe(slow.misses);
      }
    }
  });

  it('without noise is the intersection of sets', () => {
    const random = createRandom(12);
    for (let round = 0; round < 200; round++) {
      const size = 1 + Math.floor(random() * 9);
      const statements = randomStatements(random, size);
      const belief = believe(
        Array.from({ length: size }, () => 1),
        statements,
        noiselessAnswerModel,
      );
      const left = Array.from({ length: size }, (_, item) => item).filter((item) =>
        statements.every((statement) =>
          statement.type === 'refusal'
            ? !statement.items.includes(item)
            : statement.has[item] === (statement.answer === 'yes'),
        ),
      );
      const expected = Array.from({ length: size }, (_, item) => (left.includes(item) ? 1 / left.length : 0));
      expectClose(probabilitiesOf(belief), expected);
    }
  });

  it('does not lose the item to one mistaken answer, and never underflows', () => {
    const belief = beliefOf([1, 1]);
    addAnswer(belief, Uint32Array.of(0), 'no', defaultAnswerModel);
    expect(probabilitiesOf(belief)[0]).toBeCloseTo(0.02, 12);
    for (let turn = 0; turn < 2; turn++) addAnswer(belief, Uint32Array.of(0), 'yes', defaultAnswerModel);
    expect(probabilitiesOf(belief)[0]).toBeCloseTo(0.98, 12);
    for (let turn = 0; turn < 5000; turn++)
      addAnswer(belief, Uint32Array.of(turn % 2), 'no', defaultAnswerModel);
    expect(probabilitiesOf(belief)[0]).toBeCloseTo(0.98, 6);
  });

  it('keeps refused and unlikely items out', () => {
    const belief = beliefOf([1, 0, 1]);
    addRefusal(belief, [0]);
    expect([...probabilitiesOf(belief)]).toEqual([0, 0, 1]);
    expect([...belief.isOut]).toEqual([1, 1, 0]);
    addRefusal(belief, [2]);
    expect([...probabilitiesOf(belief)]).toEqual([0, 0, 0]);
    expect(candidatesOf(belief)).toMatchObject({ count: 0, misses: 0 });
  });

  it('refuses rates under which a yes would mean nothing', () => {
    for (const model of [
      { hitRate: 0.5, falseAlarmRate: 0.5 },
      { hitRate: 1.1, falseAlarmRate: 0 },
      { hitRate: Number.NaN, falseAlarmRate: 0 },
    ]) {
      expect(() => addAnswer(beliefOf([1]), Uint32Array.of(0), 'yes', model)).toThrow('falseAlarmRate');
    }
  });
});

function beliefOf(prior: readonly number[]): Belief {
  return createBelief(Float64Array.from(prior, Math.log));
}

function believe(prior: readonly number[], statements: readonly SlowStatement[], model: AnswerModel): Belief {
  const belief = beliefOf(prior);
  for (const statement of statements) {
    if (statement.type === 'refusal') addRefusal(belief, statement.items);
    else {
      const items = Uint32Array.from([...statement.has.keys()].filter((item) => statement.has[item]));
      addAnswer(belief, items, statement.answer, model);
    }
  }
  return belief;
}

function randomPrior(random: Random): number[] {
  return Array.from({ length: 1 + Math.floor(random() * 8) }, () => (random() < 0.2 ? 0 : random()));
}

function randomStatements(random: Random, size: number): SlowStatement[] {
  return Array.from({ length: Math.floor(random() * 6) }, (): SlowStatement => {
    if (random() < 0.2) return { type: 'refusal', items: [Math.floor(random() * size)] };
    const has = Array.from({ length: size }, () => random() < 0.5);
    return { type: 'answer', has, answer: random() < 0.5 ? 'yes' : 'no' };
  });
}

function expectClose(actual: Float64Array, expected: readonly number[]): void {
  expect(actual.length).toBe(expected.length);
  expected.forEach((value, item) => {
    expect(actual[item]).toBeCloseTo(value, 12);
  });
}
