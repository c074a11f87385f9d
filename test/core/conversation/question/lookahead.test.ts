import { describe, expect, it } from 'vitest';
import { itemsOfTrait } from '../../../../src/core/conversation/attribute-index.ts';
import { equalRates } from '../../../../src/core/conversation/belief/answer-rates.ts';
import {
  type LookaheadParameters,
  type LookaheadSituation,
  lookaheadMove,
} from '../../../../src/core/conversation/question/lookahead.ts';
import { firstValueModel } from '../../../../src/core/conversation/value-model.ts';
import { createRandom } from '../../../../src/core/random.ts';
import { randomMembership, traitIndex } from '../trait-graph.ts';

const noiseless = { hitRate: 1, falseAlarmRate: 0 };

function parametersOf(change: Partial<LookaheadParameters> = {}): LookaheadParameters {
  return {
    listMax: 2,
    questionsMax: 16,
    traitsMax: 1,
    traitTypes: new Int32Array(16),
    targets: 1,
    value: firstValueModel(14),
    gainBitsMin: 0,
    ...change,
  };
}

function situationOf(
  has: readonly (readonly boolean[])[],
  change: Partial<LookaheadSituation> = {},
): LookaheadSituation {
  const index = traitIndex(has);
  return {
    index,
    probabilities: new Float64Array(has.length).fill(1 / has.length),
    isAsked: new Uint8Array(index.traitCount),
    rates: equalRates(index.traitCount, noiseless),
    actionsLeft: 14,
    ...change,
  };
}

/** 16 items with four attributes: that of bit 0 to 2 of their number, and one that one item has. */
const halves = Array.from({ length: 16 }, (_, item) => [
  ...[0, 1, 2].map((bit) => ((item >> bit) & 1) === 1),
  item === 0,
]);

describe('lookaheadMove', () => {
  it('asks what halves rather than what singles out, ties to the lower trait', () => {
    const move = lookaheadMove(situationOf(halves), parametersOf());
    expect(move.traits).toEqual([0]);
    expect(move.items).toEqual([]);
    expect(move.askValue!).toBeLessThan(move.showValue);
    expect(move.tailBits).toBeCloseTo(Math.log2(14), 12);
    expect(move.reach).toBeCloseTo(1 / 8, 12);
  });

  it('shows what is left when it fits, and everything at the last action', () => {
    const few = lookaheadMove(situationOf([[true], [false]]), parametersOf());
    expect(few).toMatchObject({ traits: [], items: [0, 1], showValue: 1, askValue: null });
    const last = lookaheadMove(situationOf(halves, { actionsLeft: 1 }), parametersOf());
    expect(last).toMatchObject({ traits: [], items: [0, 1], askValue: null });
    // A failure counts 2: 1 / 8 of the time it ends in one.
    expect(last.showValue).toBeCloseTo(2 - 1 / 8, 12);
  });

  it('shows the likely ones when they are likely enough', () => {
    const probabilities = new Float64Array(16).fill(0.2 / 14);
    probabilities[7] = 0.4;
    probabilities[3] = 0.4;
    const move = lookaheadMove(situationOf(halves, { probabilities }), parametersOf());
    expect(move.items).toEqual([3, 7]);
    expect(move.showValue).toBeLessThanOrEqual(move.askValue!);
  });

  it('never asks twice, nor what tells nothing', () => {
    const isAsked = Uint8Array.of(1, 0, 1, 0);
    expect(lookaheadMove(situationOf(halves, { isAsked }), parametersOf()).traits).toEqual([1]);
    const same = Array.from({ length: 9 }, () => [true]);
    expect(lookaheadMove(situationOf(same), parametersOf())).toMatchObject({ traits: [], askValue: null });
  });

  it('with two actions left finds the question after which a list is surest, exactly', () => {
    const random = createRandom(17);
    for (let round = 0; round < 100; round++) {
      const has = randomMembership(random, 8, 4, 0.4);
      const weights = has.map(() => random());
      const sum = weights.reduce((total, weight) => total + weight, 0);
      const shares = weights.map((weight) => weight / sum);
      const situation = situationOf(has, { actionsLeft: 2, probabilities: Float64Array.from(shares) });
      const best = (items: readonly number[], count: number) =>
        items
          .map((item) => shares[item]!)
          .sort((left, right) => right - left)
          .slice(0, count)
          .reduce((total, share) => total + share, 0);
      const all = [...has.keys()];
      const reached = Array.from({ length: situation.index.traitCount }, (_, trait) => {
        const yes = [...itemsOfTrait(situation.index, trait)];
        const no = all.filter((item) => !yes.includes(item));
        return yes.length === 0 || no.length === 0 ? 0 : best(yes, 2) + best(no, 2);
      });
      const move = lookaheadMove(situation, parametersOf());
      const first = best(all, 2);
      expect(move.showValue).toBeCloseTo(first + (1 - first) * 2 + (1 - best(all, 4)), 10);
      if (move.askValue !== null) expect(move.askValue).toBeCloseTo(3 - Math.max(...reached), 10);
    }
  });

  it('asks for two values of one type where that is allowed', () => {
    const move = lookaheadMove(
      situationOf(halves),
      parametersOf({ traitsMax: 2, traitTypes: Int32Array.of(5, 6, 5, 6) }),
    );
    expect(move.traits).toEqual([0, 2]);
    const apart = parametersOf({ traitsMax: 2, traitTypes: Int32Array.of(1, 2, 3, 4) });
    expect(lookaheadMove(situationOf(halves), apart).traits).toEqual([0]);
  });

  it('asks what people answer before what they hardly ever say yes to', () => {
    const rates = { hits: Float64Array.of(0.1, 0.9, 0.1, 0.9), falseAlarms: new Float64Array(4) };
    expect(lookaheadMove(situationOf(halves, { rates }), parametersOf()).traits).toEqual([1]);
  });
});
