import { describe, expect, it } from 'vitest';
import { type AttributeIndex, itemsOfTrait } from '../../../../src/core/conversation/attribute-index.ts';
import { equalRates } from '../../../../src/core/conversation/belief/answer-rates.ts';
import {
  type AnswerModel,
  addAnswer,
  addRefusal,
  type Belief,
  candidatesOf,
  createBelief,
  defaultAnswerModel,
  noiselessAnswerModel,
} from '../../../../src/core/conversation/belief/belief.ts';
import { probabilitiesOf } from '../../../../src/core/conversation/belief/posterior.ts';
import {
  chooseMove,
  type Move,
  type PolicyName,
  type PolicyParameters,
  policyNames,
  type Situation,
} from '../../../../src/core/conversation/question/policy.ts';
import { firstValueModel } from '../../../../src/core/conversation/value-model.ts';
import { createRandom } from '../../../../src/core/random.ts';
import { topK } from '../../../../src/core/ranking/top-k.ts';
import { slowGainBits } from '../../../oracle/slow-belief.ts';
import { randomMembership, traitIndex } from '../trait-graph.ts';

const listMax = 10;
const asking = ['look-ahead', 'greedy-entropy'] as const;

function parametersOf(index: AttributeIndex, change: Partial<PolicyParameters> = {}): PolicyParameters {
  return {
    listMax,
    questionsMax: 16,
    traitsMax: 1,
    traitTypes: new Int32Array(index.traitCount),
    targets: 1,
    value: firstValueModel(2),
    gainBitsMin: 0.02,
    onlyFitting: true,
    ...change,
  };
}

function choose(name: PolicyName, situation: Situation, change: Partial<PolicyParameters> = {}): Move {
  return chooseMove(name, situation, parametersOf(situation.index, change));
}

function situationOf(
  index: AttributeIndex,
  belief: Belief,
  model: AnswerModel = defaultAnswerModel,
  isAsked = new Uint8Array(index.traitCount),
): Situation {
  const probabilities = probabilitiesOf(belief);
  return {
    index,
    belief,
    probabilities,
    candidates: candidatesOf(belief),
    likeliest: topK(probabilities, belief.isOut, listMax),
    isAsked,
    rates: equalRates(index.traitCount, model),
    actionsLeft: 12,
  };
}

function uniformBelief(items: number): Belief {
  return createBelief(new Float64Array(items).fill(1));
}

describe('greedy-entropy', () => {
  it('asks the question with the largest gain of all, as the slow oracle counts it', () => {
    const random = createRandom(21);
    for (const model of [defaultAnswerModel, noiselessAnswerModel, { hitRate: 0.6, falseAlarmRate: 0.1 }]) {
      for (let round = 0; round < 100; round++) {
        const has = randomMembership(random, 2 + Math.floor(random() * 10), 6, 0.4);
        const index = traitIndex(has);
        const belief = createBelief(Float64Array.from(has, () => random()));
        const isAsked = Uint8Array.from({ length: index.traitCount }, () => (random() < 0.3 ? 1 : 0));
        const situation = situationOf(index, belief, model, isAsked);
        const gains = Array.from({ length: index.traitCount }, (_, trait) => {
          const members = new Set(itemsOfTrait(index, trait));
          return slowGainBits(
            [...situation.probabilities],
            has.map((_row, item) => members.has(item)),
            model,
          );
        });
        const open = gains.filter((gain, trait) => isAsked[trait] === 0 && gain > 1e-9);
        const move = choose('greedy-entropy', situation, {
          listMax: 1,
          gainBitsMin: 1e-9,
          onlyFitting: false,
        });
        if (move.type !== 'ask') {
          const likeliest = Math.max(...situation.probabilities);
          expect(open.length === 0 || likeliest >= 0.5).toBe(true);
          continue;
        }
        const [best] = move.values;
        expect(best!.gainBits).toBeCloseTo(Math.max(...open), 10);
        expect(isAsked[best!.trait]).toBe(0);
        expect(best!.matching).toBe(itemsOfTrait(index, best!.trait).length);
      }
    }
  });

  it('shows the likeliest ten once they hold half of the belief', () => {
    const index = traitIndex(Array.from({ length: 40 }, (_, item) => [item % 2 === 0]));
    const prior = Float64Array.from({ length: 40 }, (_, item) => (item >= 20 && item < 30 ? 3 : 1));
    expect(choose('greedy-entropy', situationOf(index, createBelief(prior)))).toMatchObject({
      type: 'show',
      items: [20, 21, 22, 23, 24, 25, 26, 27, 28, 29],
      cause: 'likely',
      mass: expect.closeTo(0.5, 12),
      expected: null,
    });
  });
});

describe('popularity', () => {
  it('asks nothing', () => {
    const index = traitIndex(Array.from({ length: 40 }, (_, item) => [item % 2 === 0]));
    expect(choose('popularity', situationOf(index, uniformBelief(40)))).toMatchObject({
      type: 'show',
      cause: 'likely',
    });
  });
});

describe.each(asking)('%s', (name) => {
  it('asks for what halves the belief, and says so in numbers', () => {
    // 40 items: attribute 0 splits 10 : 30, attribute 1 splits 20 : 20, attribute 2 is everywhere.
    const index = traitIndex(Array.from({ length: 40 }, (_, item) => [item % 4 === 0, item % 2 === 0, true]));
    const move = choose(name, situationOf(index, uniformBelief(40), noiselessAnswerModel));
    expect(move).toMatchObject({
      type: 'ask',
      values: [
        {
          trait: 1,
          gainBits: expect.closeTo(1, 12),
          yesProbability: expect.closeTo(0.5, 12),
          share: expect.closeTo(0.5, 12),
          matching: 20,
        },
      ],
    });
  });

  it('shows what fits when hardly more than one list is left, and only that', () => {
    const index = traitIndex(Array.from({ length: 40 }, (_, item) => [item < 3]));
    const belief = createBelief(
      Float64Array.from({ length: 40 }, (_, item) => (item < 3 ? Math.exp(-7) : 1)),
    );
    addAnswer(belief, itemsOfTrait(index, 0), 'yes', defaultAnswerModel);
    expect(choose(name, situationOf(index, belief))).toMatchObject({
      type: 'show',
      items: [0, 1, 2],
      cause: 'few',
    });
  });

  it('asks nothing that cannot change the outcome', () => {
    const index = traitIndex(Array.from({ length: 40 }, () => [true, false]));
    expect(choose(name, situationOf(index, uniformBelief(40)))).toMatchObject({
      type: 'show',
      cause: 'no-question',
      mass: expect.closeTo(0.25, 12),
    });
  });

  it('shows at the last action', () => {
    const index = traitIndex(Array.from({ length: 40 }, (_, item) => [item % 2 === 0]));
    expect(choose(name, { ...situationOf(index, uniformBelief(40)), actionsLeft: 1 }).type).toBe('show');
  });

  it('finds the target of a truthful user within questions and lists that the graph bounds', () => {
    const random = createRandom(22);
    for (const model of [defaultAnswerModel, noiselessAnswerModel]) {
      for (let round = 0; round < 60; round++) {
        const items = 1 + Math.floor(random() * 60);
        const has = randomMembership(random, items, Math.floor(random() * 12), 0.1 + random() * 0.5);
        const index = traitIndex(has);
        const target = Math.floor(random() * items);
        const played = play(name, index, model, target, (_trait, isThere) => isThere);
        expect(played.isFound).toBe(true);
        expect(new Set(played.asked).size).toBe(played.asked.length);
        expect(played.lists).toBeLessThanOrEqual(Math.ceil(items / listMax) + 1);
      }
    }
  });

  it('needs no more questions than halving does where every attribute halves', () => {
    const bits = 8;
    const index = traitIndex(
      Array.from({ length: 2 ** bits }, (_, item) =>
        Array.from({ length: bits }, (_bit, bit) => ((item >> bit) & 1) === 1),
      ),
    );
    for (const target of [0, 77, 255]) {
      const played = play(name, index, noiselessAnswerModel, target, (_trait, isThere) => isThere);
      // 256 items halved five times leave 8.
      expect(played.asked.length).toBeLessThanOrEqual(5);
      expect(played.lists).toBeLessThanOrEqual(2);
    }
  });

  it('still finds the target after one mistaken answer', () => {
    const random = createRandom(23);
    for (let round = 0; round < 40; round++) {
      const index = traitIndex(randomMembership(random, 60, 24, 0.5));
      const target = Math.floor(random() * 60);
      const lie = Math.floor(random() * 3);
      let turn = 0;
      const played = play(name, index, defaultAnswerModel, target, (_trait, isThere) =>
        turn++ === lie ? !isThere : isThere,
      );
      expect(played.isFound).toBe(true);
    }
  });
});

describe.each(policyNames)('%s', (name) => {
  it('stops when everything was refused, and when answers that never err leave nothing', () => {
    const index = traitIndex([[true], [false]]);
    const refused = uniformBelief(2);
    addRefusal(refused, [0, 1]);
    expect(choose(name, situationOf(index, refused))).toEqual({ type: 'stop', outcome: 'exhausted' });
    const nothing = uniformBelief(2);
    addAnswer(nothing, Uint32Array.of(0), 'yes', noiselessAnswerModel);
    addAnswer(nothing, Uint32Array.of(0), 'no', noiselessAnswerModel);
    expect(choose(name, situationOf(index, nothing))).toEqual({ type: 'stop', outcome: 'contradiction' });
    const empty = traitIndex([]);
    expect(choose(name, situationOf(empty, uniformBelief(0)))).toEqual({
      type: 'stop',
      outcome: 'exhausted',
    });
  });
});

describe('look-ahead', () => {
  it('asks for several values of one type where that is allowed, and says what decided', () => {
    const index = traitIndex(
      Array.from({ length: 256 }, (_, item) =>
        Array.from({ length: 8 }, (_bit, bit) => ((item >> bit) & 1) === 1),
      ),
    );
    const situation = situationOf(index, uniformBelief(256));
    const asked = (change: Partial<PolicyParameters>): number[] => {
      const move = choose('look-ahead', situation, change);
      if (move.type !== 'ask') throw new Error('expected a question');
      expect(move.expected!.askValue!).toBeLessThan(move.expected!.showValue);
      return move.values.map(({ trait }) => trait);
    };
    expect(asked({ traitsMax: 3 })).toEqual([0, 1, 2]);
    expect(asked({ traitsMax: 2 })).toEqual([0, 1]);
    expect(asked({ traitsMax: 1 })).toEqual([0]);
    expect(asked({ traitsMax: 3, traitTypes: Int32Array.of(0, 1, 0, 2, 3, 4, 5, 6) })).toEqual([0, 2]);
  });
});

function play(
  name: PolicyName,
  index: AttributeIndex,
  model: AnswerModel,
  target: number,
  answer: (trait: number, isThere: boolean) => boolean,
): { readonly asked: number[]; readonly lists: number; readonly isFound: boolean } {
  const belief = uniformBelief(index.itemCount);
  const isAsked = new Uint8Array(index.traitCount);
  const asked: number[] = [];
  let lists = 0;
  for (;;) {
    const move = choose(name, situationOf(index, belief, model, isAsked));
    if (move.type === 'stop') return { asked, lists, isFound: false };
    if (move.type === 'show') {
      lists++;
      if (move.items.includes(target)) return { asked, lists, isFound: true };
      addRefusal(belief, move.items);
      continue;
    }
    for (const { trait } of move.values) {
      asked.push(trait);
      isAsked[trait] = 1;
      const items = itemsOfTrait(index, trait);
      addAnswer(belief, items, answer(trait, items.includes(target)) ? 'yes' : 'no', model);
    }
  }
}
