import type { Random } from '../random.ts';
import type { SessionResult } from './conversation-metrics.ts';
import type { SimulatedUser } from './protocols/protocol.ts';

/** What an agent does, in numbers of the data: asks for attributes, or shows items, best first. */
export type AgentAction =
  | { readonly type: 'ask'; readonly attributes: readonly number[] }
  | { readonly type: 'show'; readonly items: readonly number[] };

/** The side that asks. It never sees the targets or the user's hidden list. */
export interface ConversationAgent {
  /** Chooses the next action; `actionsLeft` counts this one. */
  act(actionsLeft: number): AgentAction;
  /** Hears the answers to its question, one a asked attribute. */
  hear(attributes: readonly number[], answers: readonly boolean[]): void;
  /** Hears that a list held nothing right. */
  refused(items: readonly number[]): void;
}

/** What a session allows. */
export interface SessionLimits {
  readonly actionsMax: number;
  /** Items in a list; what an agent shows beyond is not seen. */
  readonly topK: number;
  readonly attributesPerQuestion: number;
  /** Chance that a single answer is turned round, 0..1; lists are always judged rightly. */
  readonly noise: number;
}

/**
 * Plays one session to its end: questions get the simulated user's answers, each turned round with the chance `noise`;
 * a list ends it when it holds a target, whose place counts (of two, the first listed target's). Attributes beyond
 * `attributesPerQuestion` are not heard. `now` is a clock in milliseconds; the time of each action goes to
 * `actionTimesMs`. Cost: that of the agent.
 */
export function playSession(
  agent: ConversationAgent,
  user: SimulatedUser,
  limits: SessionLimits,
  random: Random,
  timing: { readonly now: () => number; readonly actionTimesMs: number[] } | null = null,
): SessionResult {
  for (let action = 1; action <= limits.actionsMax; action++) {
    const startedAt = timing?.now() ?? 0;
    const move = agent.act(limits.actionsMax - action + 1);
    timing?.actionTimesMs.push(timing.now() - startedAt);
    if (move.type === 'show') {
      const shown = move.items.slice(0, limits.topK);
      const target = user.targets.find((one) => shown.includes(one));
      if (target !== undefined) return { foundAt: action, rank: shown.indexOf(target) + 1 };
      agent.refused(shown);
      continue;
    }
    const asked = move.attributes.slice(0, limits.attributesPerQuestion);
    const answers = asked.map((attribute) => {
      const isTurned = limits.noise > 0 && random() < limits.noise;
      return user.holds(attribute) !== isTurned;
    });
    agent.hear(asked, answers);
  }
  return { foundAt: null, rank: null };
}
