import { describe, expect, it } from 'vitest';
import {
  type AnswerModel,
  addAnswer,
  addFactors,
  addJudgement,
  addRefusal,
  type Belief,
  beliefArrays,
  candidatesOf,
  createBelief,
  defaultAnswerModel,
  noiselessAnswerModel,
} from '../../../../src/core/conversation/belief/belief.ts';
import {
  logSumOf,
  mixedProbabilities,
  probabilitiesOf,
} from '../../../../src/core/conversation/belief/posterior.ts';
import { createRandom, type Random } from '../../../../src/core/random.ts';
import { type SlowStatement, slowCandidates, slowPosterior } from '../../../oracle/slow-belief.ts';

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
    addFactors(belief, Uint32Array.of(2), Float64Array.of(9));
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

  it('tells items apart after thousands of answers as after none', () => {
    const random = createRandom(13);
    for (let round = 0; round < 20; round++) {
      // Priors far beyond what one factor of the range holds, and answers that bring the unlikely ones up again.
      const logs = Array.from({ length: 6 }, () => -600 * random());
      const belief = createBelief(Float64Array.from(logs, Math.exp));
      const { hitRate, falseAlarmRate } = defaultAnswerModel;
      for (let turn = 0; turn < 3000; turn++) {
        const has = logs.map(() => random() < 0.5);
        const answer = random() < 0.5 ? 'yes' : 'no';
        addAnswer(
          belief,
          Uint32Array.from(has.keys().filter((item) => has[item])),
          answer,
          defaultAnswerModel,
        );
        has.forEach((is, item) => {
          const yes = is ? hitRate : falseAlarmRate;
          logs[item]! += Math.log(answer === 'yes' ? yes : 1 - yes);
        });
        if (turn % 300 !== 0) continue;
        const highest = Math.max(...logs);
        const sum = logs.reduce((total, log) => total + Math.exp(log - highest), 0);
        expect(logSumOf(belief) / (highest + Math.log(sum))).toBeCloseTo(1, 9);
        probabilitiesOf(belief).forEach((share, item) => {
          expect(share).toBeCloseTo(Math.exp(logs[item]! - highest) / sum, 9);
        });
      }
    }
  });

  it('weighs two beliefs by all that was left out of each', () => {
    const items = Uint32Array.of(0);
    const first = beliefOf([0.5, 0.25]);
    const second = beliefOf([0.125, 0.125]);
    for (let turn = 0; turn < 1000; turn++) {
      addAnswer(first, items, 'yes', { hitRate: 0.5, falseAlarmRate: 0.01 });
      addAnswer(second, items, 'yes', { hitRate: 0.5, falseAlarmRate: 0.49 });
    }
    const { probabilities, secondShare } = mixedProbabilities(first, second);
    const rest = (0.49 / 0.5) ** 1000;
    expect(secondShare).toBeCloseTo((0.125 + 0.125 * rest) / (0.625 + 0.125 * rest), 10);
    expect(probabilities[1]).toBeCloseTo((0.125 * rest) / 0.625, 10);
    expect(probabilities[0]! + probabilities[1]!).toBeCloseTo(1, 12);
  });

  it('works in arrays that another belief has left', () => {
    const arrays = beliefArrays(3);
    const earlier = createBelief(Float64Array.of(1, 0, 1), arrays);
    addAnswer(earlier, Uint32Array.of(2), 'yes', defaultAnswerModel);
    addRefusal(earlier, [0]);
    probabilitiesOf(earlier, arrays.probabilities);
    const belief = createBelief(Float64Array.of(1, 1, 2), arrays);
    expect([...probabilitiesOf(belief, arrays.probabilities)]).toEqual([0.25, 0.25, 0.5]);
    expect(candidatesOf(belief)).toMatchObject({ count: 3, misses: 0 });
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
  return createBelief(Float64Array.from(prior));
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
