import type { Random } from '../../random.ts';
import type { SimulatedUser } from '../protocols/protocol.ts';
import type { SessionResult } from './conversation-metrics.ts';

/** What an agent does, in numbers of the data: asks for attributes, or shows items, best first. */
export type AgentAction =
  | { readonly type: 'ask'; readonly attributes: readonly number[] }
  | { readonly type: 'show'; readonly items: readonly number[] };

/** What a simulated user says to one attribute; any: don't care. */
export type SimulatedAnswer = 'yes' | 'no' | 'any';

/** The side that asks. It never sees the targets or the user's hidden list. */
export interface ConversationAgent {
  /** Chooses the next action; `actionsLeft` counts this one. */
  act(actionsLeft: number): AgentAction;
  /** Hears the answers to its question, one a asked attribute. */
  hear(attributes: readonly number[], answers: readonly SimulatedAnswer[]): void;
  /** Hears that a list held nothing right. */
  refused(items: readonly number[]): void;
}

/** How far a simulated user is like people; all 0 is the user of the published protocols. */
export interface Unsteadiness {
  /** Chance that a single answer is turned round, 0..1; lists are always judged rightly. */
  readonly noise: number;
  /** Chance, after each action that did not end the session, that the user now wants another item. */
  readonly changes: number;
  /** Chance that a single answer is "don't care", whatever the target. */
  readonly indifference: number;
}

/** What a session allows. */
export interface SessionLimits extends Unsteadiness {
  readonly actionsMax: number;
  /** Items in a list; what an agent shows beyond is not seen. */
  readonly topK: number;
  readonly attributesPerQuestion: number;
}

/** How a session ended, and what the agent did on the way. */
export interface PlayedSession extends SessionResult {
  /** One entry an action. */
  readonly acts: readonly AgentAction['type'][];
}

/**
 * Plays one session to its end: questions get the simulated user's answers, of which some are "don't care" and some are
 * turned round; a list ends it when it holds a target, whose place counts (of two, the first listed target's). A change
 * of mind takes another item that the user might have opened with and that was not refused yet (`otherWish`).
 * Attributes beyond `attributesPerQuestion` are not heard. `now` is a clock in milliseconds; the time of each action
 * goes to `actionTimesMs`. Cost: that of the agent.
 */
export function playSession(
  agent: ConversationAgent,
  user: SimulatedUser,
  limits: SessionLimits,
  random: Random,
  timing: { readonly now: () => number; readonly actionTimesMs: number[] } | null = null,
): PlayedSession {
  const happens = (chance: number): boolean => chance > 0 && random() < chance;
  const acts: AgentAction['type'][] = [];
  const refused = new Set<number>();
  let wish = user;
  for (let action = 1; action <= limits.actionsMax; action++) {
    const startedAt = timing?.now() ?? 0;
    const move = agent.act(limits.actionsMax - action + 1);
    timing?.actionTimesMs.push(timing.now() - startedAt);
    acts.push(move.type);
    if (move.type === 'show') {
      const shown = move.items.slice(0, limits.topK);
      const target = wish.targets.find((one) => shown.includes(one));
      if (target !== undefined) return { foundAt: action, rank: shown.indexOf(target) + 1, acts };
      for (const item of shown) refused.add(item);
      agent.refused(shown);
    } else {
      const asked = move.attributes.slice(0, limits.attributesPerQuestion);
      const answers = asked.map((attribute): SimulatedAnswer => {
        if (happens(limits.indifference)) return 'any';
        return wish.holds(attribute) === happens(limits.noise) ? 'no' : 'yes';
      });
      agent.hear(asked, answers);
    }
    if (happens(limits.changes)) wish = wish.otherWish(refused, random) ?? wish;
  }
  return { foundAt: null, rank: null, acts };
}
