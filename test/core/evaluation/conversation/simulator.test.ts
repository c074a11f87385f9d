import { describe, expect, it } from 'vitest';
import {
  type AgentAction,
  type ConversationAgent,
  playSession,
  type SessionLimits,
} from '../../../../src/core/evaluation/conversation/simulator.ts';
import type { SimulatedUser } from '../../../../src/core/evaluation/protocols/protocol.ts';
import { createRandom } from '../../../../src/core/random.ts';

const user: SimulatedUser = {
  opening: null,
  holds: (attribute) => attribute % 2 === 0,
  targets: [5, 6],
  otherWish: () => null,
};
const steady = { noise: 0, changes: 0, indifference: 0 };
const limits: SessionLimits = { actionsMax: 3, topK: 2, attributesPerQuestion: 2, ...steady };
const never = () => 1;

/** An agent that does what a script says and notes what it hears. */
function scripted(...script: readonly AgentAction[]): ConversationAgent & { readonly log: unknown[] } {
  const log: unknown[] = [];
  return {
    log,
    act(actionsLeft) {
      log.push(actionsLeft);
      return (
        script[log.filter((entry) => typeof entry === 'number').length - 1] ?? { type: 'show', items: [] }
      );
    },
    hear: (attributes, answers) => log.push([...attributes], [...answers]),
    refused: (items) => log.push({ refused: [...items] }),
  };
}

describe('playSession', () => {
  it('answers questions, refuses lists and ends with the first right one', () => {
    const agent = scripted(
      { type: 'ask', attributes: [2, 3] },
      { type: 'show', items: [1, 2] },
      { type: 'show', items: [9, 6] },
    );
    expect(playSession(agent, user, limits, never)).toEqual({
      foundAt: 3,
      rank: 2,
      acts: ['ask', 'show', 'show'],
    });
    expect(agent.log).toEqual([3, [2, 3], ['yes', 'no'], 2, { refused: [1, 2] }, 1]);
  });

  it('counts the place of the first listed target that is shown', () => {
    const show: AgentAction = { type: 'show', items: [6, 5] };
    expect(playSession(scripted(show), user, limits, never)).toMatchObject({ foundAt: 1, rank: 2 });
  });

  it('sees no item beyond the list and no attribute beyond the question', () => {
    const agent = scripted({ type: 'show', items: [1, 2, 5] }, { type: 'ask', attributes: [2, 4, 6] });
    expect(playSession(agent, user, limits, never)).toMatchObject({ foundAt: null, rank: null });
    expect(agent.log.slice(1, 5)).toEqual([{ refused: [1, 2] }, 2, [2, 4], ['yes', 'yes']]);
  });

  it('fails after the last action', () => {
    const agent = scripted();
    expect(playSession(agent, user, limits, never)).toMatchObject({ foundAt: null, rank: null });
    expect(agent.log.filter((entry) => typeof entry === 'number')).toEqual([3, 2, 1]);
  });

  it('turns round the share of answers that noise says', () => {
    const random = createRandom(3);
    let wrong = 0;
    const agent: ConversationAgent = {
      act: () => ({ type: 'ask', attributes: [2, 3] }),
      hear: (_attributes, answers) => {
        if (answers[0] === 'no') wrong++;
        if (answers[1] === 'yes') wrong++;
      },
      refused: () => undefined,
    };
    playSession(agent, user, { ...limits, actionsMax: 2000, noise: 0.1 }, random);
    expect(Math.abs(wrong - 400)).toBeLessThan(80);
  });

  it('does not care about the share of attributes that indifference says', () => {
    const heard: string[] = [];
    const agent: ConversationAgent = {
      act: () => ({ type: 'ask', attributes: [2] }),
      hear: (_attributes, answers) => heard.push(...answers),
      refused: () => undefined,
    };
    playSession(agent, user, { ...limits, actionsMax: 2000, indifference: 0.2 }, createRandom(4));
    expect(Math.abs(heard.filter((answer) => answer === 'any').length - 400)).toBeLessThan(80);
    expect(heard).not.toContain('no');
  });

  it('changes the mind to a wish that was not refused, and answers by it from then on', () => {
    const refusedThen: number[][] = [];
    const later: SimulatedUser = { ...user, holds: () => true, targets: [9], otherWish: () => null };
    const fickle: SimulatedUser = {
      ...user,
      otherWish: (refused) => {
        refusedThen.push([...refused]);
        return later;
      },
    };
    const agent = scripted(
      { type: 'show', items: [1, 2] },
      { type: 'ask', attributes: [3] },
      { type: 'show', items: [5, 9] },
    );
    const played = playSession(agent, fickle, { ...limits, changes: 1 }, () => 0.5);
    expect(played).toMatchObject({ foundAt: 3, rank: 2 });
    expect(refusedThen).toEqual([[1, 2]]);
    expect(agent.log).toContainEqual(['yes']);
  });

  it('measures each action with the clock it is given', () => {
    let clock = 0;
    const actionTimesMs: number[] = [];
    const now = () => clock++;
    playSession(scripted(), user, limits, never, { now, actionTimesMs });
    expect(actionTimesMs).toEqual([1, 1, 1]);
  });
});
