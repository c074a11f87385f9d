import { describe, expect, it } from 'vitest';
import { equalRates } from '../../../../src/core/conversation/belief/answer-rates.ts';
import { policyNames } from '../../../../src/core/conversation/question/policy.ts';
import { firstValueModel } from '../../../../src/core/conversation/value-model.ts';
import {
  type AgentStart,
  type AgentWorld,
  beliefAgent,
} from '../../../../src/core/evaluation/conversation/belief-agent.ts';
import { traitIndex } from '../../conversation/trait-graph.ts';

/** 12 items; item i has attribute 100 + b for every bit b of its number that is set. */
const index = traitIndex(
  Array.from({ length: 12 }, (_, item) => [0, 1, 2, 3].map((bit) => ((item >> bit) & 1) === 1)),
);
const world: AgentWorld = {
  index,
  attributeOfTrait: [100, 101, 102, 103],
  traitOfAttribute: new Map([100, 101, 102, 103].map((attribute, trait) => [attribute, trait])),
  itemNumbers: Array.from({ length: 12 }, (_, item) => 50 + item),
  itemPositions: new Map(Array.from({ length: 12 }, (_, item) => [50 + item, item])),
};

const uniform = new Float64Array(12).fill(1);

function start(change: Partial<AgentStart> = {}): AgentStart {
  return {
    prior: { alone: new Float64Array(12).fill(1), paired: null, pairShare: 0 },
    opening: null,
    rates: equalRates(4, { hitRate: 1, falseAlarmRate: 0 }),
    sharing: 0,
    policy: 'look-ahead',
    parameters: {
      listMax: 2,
      questionsMax: 4,
      traitsMax: 1,
      traitTypes: new Int32Array(4),
      targets: 1,
      value: firstValueModel(9),
      gainBitsMin: 0,
      onlyFitting: false,
    },
    ...change,
  };
}

describe('beliefAgent', () => {
  it('takes the opening as given and never asks for it', () => {
    const agent = beliefAgent(world, start({ opening: 103 }));
    // 8, 9, 10 and 11 are left; two answers tell them apart.
    const first = agent.act(9);
    expect(first.type === 'ask' ? first.attributes : first.items.map((item) => item >= 58)).not.toContain(
      103,
    );
    agent.hear([100], ['yes']);
    expect(agent.act(8)).toEqual({ type: 'show', items: [59, 61] });
    agent.refused([59, 61]);
    expect(agent.met.map((met) => met.actionsLeft)).toEqual([9, 8]);
  });

  it('goes on with what was not refused when the answers leave nothing', () => {
    const agent = beliefAgent(world, start());
    agent.refused([50, 51]);
    // Attributes 102 and 103 exclude each other.
    agent.hear([103, 102], ['yes', 'yes']);
    const move = agent.act(1);
    expect(move.type).toBe('show');
    expect(move.type === 'show' && move.items).toEqual([52, 53]);
  });

  it.each(policyNames)('shows nothing and does not fail when everything was refused (%s)', (policy) => {
    const agent = beliefAgent(world, start({ policy }));
    agent.refused(world.itemNumbers);
    expect(agent.act(3)).toEqual({ type: 'show', items: [] });
  });

  it('learns nothing from somebody who does not care, and does not ask again', () => {
    const agent = beliefAgent(world, start());
    agent.hear([100, 101, 102, 103], ['any', 'any', 'any', 'any']);
    expect(agent.act(5)).toEqual({ type: 'show', items: [50, 51] });
  });

  it('believes a yes less where much of the belief would say it', () => {
    // With sharing, "yes" to 100 does not rule out the items without it.
    const agent = beliefAgent(
      world,
      start({
        prior: { alone: uniform, paired: uniform, pairShare: 0.9 },
        sharing: 1,
        opening: null,
      }),
    );
    agent.hear([100, 101, 102], ['yes', 'yes', 'yes']);
    const move = agent.act(1);
    expect(move.type === 'show' && move.items[0]).toBe(57);
    expect(move.type === 'show' && move.items).toHaveLength(2);
  });
});
