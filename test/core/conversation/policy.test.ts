import { describe, expect, it } from 'vitest';
import { type AttributeIndex, itemsOfTrait } from '../../../src/core/conversation/attribute-index.ts';
import {
  type AnswerModel,
  type Belief,
  candidatesOf,
  createBelief,
  defaultAnswerModel,
  noiselessAnswerModel,
  probabilitiesOf,
  refuseItems,
  updateBelief,
} from '../../../src/core/conversation/belief.ts';
import {
  adaptivePolicy,
  bestQuestion,
  defaultPolicy,
  type Move,
  type Situation,
} from '../../../src/core/conversation/policy.ts';
import { createRandom } from '../../../src/core/random.ts';
import { slowGainBits } from '../../oracle/slow-belief.ts';
import { randomMembership, traitIndex } from './trait-graph.ts';

const policy = adaptivePolicy();

describe('bestQuestion', () => {
  it('has the largest gain of all questions, as the slow oracle counts it', () => {
    const random = createRandom(21);
    for (const model of [defaultAnswerModel, noiselessAnswerModel, { hitRate: 0.6, falseAlarmRate: 0.1 }]) {
      for (let round = 0; round < 100; round++) {
        const has = randomMembership(random, 2 + Math.floor(random() * 10), 6, 0.4);
        const index = traitIndex(has);
        const prior = Float64Array.from(has, () => random());
        const isAsked = Uint8Array.from({ length: index.traitCount }, () => (random() < 0.3 ? 1 : 0));
        const situation = situationOf(index, createBelief(prior, model), isAsked);
        const gains = Array.from({ length: index.traitCount }, (_, trait) => {
          const members = new Set(itemsOfTrait(index, trait));
          return slowGainBits(
            [...situation.probabilities],
            has.map((_row, item) => members.has(item)),
            model,
          );
        });
        const open = gains.filter((_, trait) => isAsked[trait] === 0);
        const best = bestQuestion(situation);
        if (open.length === 0) {
          expect(best).toBeNull();
          continue;
        }
        expect(best!.gainBits).toBeCloseTo(Math.max(...open), 10);
        expect(isAsked[best!.trait]).toBe(0);
        expect(best!.matching).toBe(itemsOfTrait(index, best!.trait).length);
      }
    }
  });
});

describe('adaptivePolicy', () => {
  it('asks for what halves the belief, and says so in numbers', () => {
    // 40 items: attribute 0 splits 10 : 30, attribute 1 splits 20 : 20, attribute 2 is everywhere.
    const index = traitIndex(Array.from({ length: 40 }, (_, item) => [item % 4 === 0, item % 2 === 0, true]));
    const move = policy(situationOf(index, uniformBelief(40, noiselessAnswerModel)));
    expect(move).toEqual({
      type: 'ask',
      trait: 1,
      gainBits: expect.closeTo(1, 12),
      yesProbability: expect.closeTo(0.5, 12),
      matching: 20,
    });
  });

  it('shows the likeliest ten once they hold enough', () => {
    const index = traitIndex(Array.from({ length: 40 }, (_, item) => [item % 2 === 0]));
    const prior = Float64Array.from({ length: 40 }, (_, item) => (item >= 20 && item < 30 ? 3 : 1));
    expect(policy(situationOf(index, createBelief(prior, defaultAnswerModel)))).toMatchObject({
      type: 'show',
      items: [20, 21, 22, 23, 24, 25, 26, 27, 28, 29],
      cause: 'likely',
      mass: expect.closeTo(0.5, 12),
    });
  });

  it('shows what fits when hardly more than one list is left, and only that', () => {
    const index = traitIndex(Array.from({ length: 40 }, (_, item) => [item < 3]));
    const prior = Float64Array.from({ length: 40 }, (_, item) => (item < 3 ? 0.001 : 1));
    const belief = updateBelief(createBelief(prior, defaultAnswerModel), itemsOfTrait(index, 0), 'yes');
    expect(policy(situationOf(index, belief))).toMatchObject({
      type: 'show',
      items: [0, 1, 2],
      cause: 'few',
    });
  });

  it('asks nothing that cannot change the outcome', () => {
    const index = traitIndex(Array.from({ length: 40 }, () => [true, false]));
    expect(policy(situationOf(index, uniformBelief(40, defaultAnswerModel)))).toMatchObject({
      type: 'show',
      cause: 'no-question',
      mass: expect.closeTo(0.25, 12),
    });
  });

  it('stops when everything was refused, and when answers that never err leave nothing', () => {
    const index = traitIndex([[true], [false]]);
    const belief = uniformBelief(2, noiselessAnswerModel);
    expect(policy(situationOf(index, refuseItems(belief, [0, 1])))).toEqual({
      type: 'stop',
      outcome: 'exhausted',
    });
    const nothing = updateBelief(updateBelief(belief, Uint32Array.of(0), 'yes'), Uint32Array.of(0), 'no');
    expect(policy(situationOf(index, nothing))).toEqual({ type: 'stop', outcome: 'contradiction' });
    const empty = traitIndex([]);
    expect(policy(situationOf(empty, uniformBelief(0, defaultAnswerModel)))).toEqual({
      type: 'stop',
      outcome: 'exhausted',
    });
  });

  it('finds the target of a truthful user within questions and lists that the graph bounds', () => {
    const random = createRandom(22);
    for (const model of [defaultAnswerModel, noiselessAnswerModel]) {
      for (let round = 0; round < 60; round++) {
        const items = 1 + Math.floor(random() * 60);
        const has = randomMembership(random, items, Math.floor(random() * 12), 0.1 + random() * 0.5);
        const index = traitIndex(has);
        const target = Math.floor(random() * items);
        const played = play(index, model, target, (_trait, isThere) => isThere);
        expect(played.isFound).toBe(true);
        expect(new Set(played.asked).size).toBe(played.asked.length);
        expect(played.lists).toBeLessThanOrEqual(Math.ceil(items / defaultPolicy.listMax) + 1);
      }
    }
  });

  it('needs as many questions as halving does where every attribute halves', () => {
    const bits = 8;
    const index = traitIndex(
      Array.from({ length: 2 ** bits }, (_, item) =>
        Array.from({ length: bits }, (_bit, bit) => ((item >> bit) & 1) === 1),
      ),
    );
    for (const target of [0, 77, 255]) {
      const played = play(index, noiselessAnswerModel, target, (_trait, isThere) => isThere);
      // 256 items halved four times leave 16, of which ten hold more than half.
      expect(played.asked.length).toBe(4);
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
      const played = play(index, defaultAnswerModel, target, (_trait, isThere) =>
        turn++ === lie ? !isThere : isThere,
      );
      expect(played.isFound).toBe(true);
    }
  });
});

function play(
  index: AttributeIndex,
  model: AnswerModel,
  target: number,
  answer: (trait: number, isThere: boolean) => boolean,
): { readonly asked: number[]; readonly lists: number; readonly isFound: boolean } {
  let belief = uniformBelief(index.itemCount, model);
  const isAsked = new Uint8Array(index.traitCount);
  const asked: number[] = [];
  let lists = 0;
  for (;;) {
    const move: Move = policy(situationOf(index, belief, isAsked));
    if (move.type === 'stop') return { asked, lists, isFound: false };
    if (move.type === 'show') {
      lists++;
      if (move.items.includes(target)) return { asked, lists, isFound: true };
      belief = refuseItems(belief, move.items);
      continue;
    }
    asked.push(move.trait);
    isAsked[move.trait] = 1;
    const items = itemsOfTrait(index, move.trait);
    belief = updateBelief(belief, items, answer(move.trait, items.includes(target)) ? 'yes' : 'no');
  }
}

function uniformBelief(items: number, model: AnswerModel): Belief {
  return createBelief(new Float64Array(items).fill(1), model);
}

function situationOf(
  index: AttributeIndex,
  belief: Belief,
  isAsked = new Uint8Array(index.traitCount),
): Situation {
  return { index, belief, probabilities: probabilitiesOf(belief), candidates: candidatesOf(belief), isAsked };
}
