import { type AttributeIndex, itemsOfTrait, traitMasses } from '../../conversation/attribute-index.ts';
import { modelOfTrait, type TraitRates, withSharing } from '../../conversation/belief/answer-rates.ts';
import { candidatesOf } from '../../conversation/belief/belief.ts';
import { chooseMove, type PolicyName, type PolicyParameters } from '../../conversation/question/policy.ts';
import type { ValueSample } from '../../conversation/value-model.ts';
import { topK } from '../../ranking/top-k.ts';
import { type SessionPrior, sessionBelief } from './session-belief.ts';
import type { ConversationAgent } from './simulator.ts';

/** How the numbers of the data stand in the graph. */
export interface AgentWorld {
  readonly index: AttributeIndex;
  /** Attribute number of each trait. */
  readonly attributeOfTrait: readonly number[];
  readonly traitOfAttribute: ReadonlyMap<number, number>;
  /** Item number of each item position. */
  readonly itemNumbers: readonly number[];
  readonly itemPositions: ReadonlyMap<number, number>;
}

/** What an agent starts a session with. */
export interface AgentStart {
  /** Seen items have 0. */
  readonly prior: SessionPrior;
  /** Attribute number that the user opened with, which both know to be right; null without. */
  readonly opening: number | null;
  /** How answers are trusted where one item is right. */
  readonly rates: TraitRates;
  /** How far a false alarm follows the share of the belief that has the attribute, where two items are right: `withSharing`. */
  readonly sharing: number;
  readonly policy: PolicyName;
  /** `targets` is not read: the belief says how many there are. */
  readonly parameters: PolicyParameters;
}

/** An agent that keeps a belief over items, with the beliefs that it met for learning their value. */
export interface BeliefAgent extends ConversationAgent {
  readonly met: readonly Omit<ValueSample, 'actions'>[];
}

/** Returns the agent of one session. Cost of an action: O(items) and that of its policy. */
export function beliefAgent(world: AgentWorld, start: AgentStart): BeliefAgent {
  const { index } = world;
  const isAsked = new Uint8Array(index.traitCount);
  const met: Omit<ValueSample, 'actions'>[] = [];
  const belief = sessionBelief(start.prior);
  let known: { readonly shared: TraitRates; readonly expected: TraitRates } | null = null;
  /** Rates where two items are right, and those to be expected as far as that is likely. */
  const ratesNow = (): NonNullable<typeof known> => {
    known ??= ratesOf(start, index, belief);
    return known;
  };
  const opened = start.opening === null ? undefined : world.traitOfAttribute.get(start.opening);
  if (opened !== undefined) {
    isAsked[opened] = 1;
    belief.open(itemsOfTrait(index, opened));
  }
  return {
    met,
    act(actionsLeft) {
      const { probabilities } = belief;
      const situation = {
        index,
        belief: belief.alone,
        probabilities,
        candidates: candidatesOf(belief.alone),
        likeliest: topK(probabilities, belief.alone.isOut, start.parameters.listMax),
        isAsked,
        rates: ratesNow().expected,
        actionsLeft,
      };
      const move = chooseMove(start.policy, situation, {
        ...start.parameters,
        targets: 1 + belief.pairShare,
      });
      if (move.type === 'stop') return { type: 'show', items: [] };
      const { expected } = move;
      if (expected !== null) met.push({ tailBits: expected.tailBits, reach: expected.reach, actionsLeft });
      return move.type === 'show'
        ? { type: 'show', items: move.items.map((item) => world.itemNumbers[item] ?? 0) }
        : { type: 'ask', attributes: move.values.map(({ trait }) => world.attributeOfTrait[trait] ?? 0) };
    },
    hear(attributes, answers) {
      const { shared } = ratesNow();
      const heard = attributes.flatMap((attribute, position) => {
        const trait = world.traitOfAttribute.get(attribute);
        const answer = answers[position] ?? 'any';
        if (trait !== undefined) isAsked[trait] = 1;
        return trait === undefined || answer === 'any' ? [] : [{ trait, answer }];
      });
      belief.hear(
        heard.map(({ trait, answer }) => ({
          items: itemsOfTrait(index, trait),
          answer,
          alone: modelOfTrait(start.rates, trait),
          shared: modelOfTrait(shared, trait),
        })),
      );
      known = null;
    },
    refused(items) {
      belief.refuse(items.map((item) => world.itemPositions.get(item) ?? -1).filter((item) => item >= 0));
      known = null;
    },
  };
}

function ratesOf(
  { rates, sharing }: AgentStart,
  index: AttributeIndex,
  { pairShare, probabilities }: { readonly pairShare: number; readonly probabilities: Float64Array },
): { readonly shared: TraitRates; readonly expected: TraitRates } {
  if (pairShare === 0) return { shared: rates, expected: rates };
  const masses = traitMasses(index, probabilities);
  return {
    shared: withSharing(rates, sharing, masses),
    expected: withSharing(rates, sharing * pairShare, masses),
  };
}
