import { modelOfTrait, type TraitRates, withSharing } from '../conversation/answer-rates.ts';
import { type AttributeIndex, itemsOfTrait, traitMasses } from '../conversation/attribute-index.ts';
import {
  addAnswer,
  addRefusal,
  type Belief,
  candidatesOf,
  createBelief,
  noiselessAnswerModel,
  probabilitiesOf,
} from '../conversation/belief.ts';
import { chooseMove, type PolicyName, type PolicyParameters } from '../conversation/policy.ts';
import type { ValueSample } from '../conversation/value-model.ts';
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
  /** One entry an item, any sum; seen items 0. */
  readonly prior: Float64Array;
  /** Attribute number that the user opened with, which both know to be right; null without. */
  readonly opening: number | null;
  readonly rates: TraitRates;
  /** How far a yes may come from another right item: the false alarm is this times the share of the belief that has it. */
  readonly sharing: number;
  readonly policy: PolicyName;
  readonly parameters: PolicyParameters;
}

/** An agent that keeps a belief over items, with the beliefs that it met for learning their value. */
export interface BeliefAgent extends ConversationAgent {
  readonly met: readonly Omit<ValueSample, 'actions'>[];
}

/** Added to the prior when what was said leaves nothing: then everything that was not refused is possible again. */
const priorFloor = 1e-9;

/** Returns the agent of one session. Cost of an action: O(items) and that of its policy. */
export function beliefAgent(world: AgentWorld, start: AgentStart): BeliefAgent {
  const { index } = world;
  const isAsked = new Uint8Array(index.traitCount);
  const met: Omit<ValueSample, 'actions'>[] = [];
  const refusedItems: number[] = [];
  let belief: Belief = createBelief(start.prior.map(Math.log));
  let probabilities = probabilitiesOf(belief);
  let rates: TraitRates | null = null;
  const ratesNow = (): TraitRates => {
    rates ??=
      start.sharing === 0
        ? start.rates
        : withSharing(start.rates, start.sharing, traitMasses(index, probabilities));
    return rates;
  };
  const believe = (): void => {
    rates = null;
    probabilities = probabilitiesOf(belief);
    if (probabilities.some((probability) => probability > 0)) return;
    // What was said contradicts itself or the prior.
    belief = createBelief(start.prior.map((share) => Math.log(share + priorFloor)));
    addRefusal(belief, refusedItems);
    probabilities = probabilitiesOf(belief);
  };
  const opened = start.opening === null ? undefined : world.traitOfAttribute.get(start.opening);
  if (opened !== undefined) {
    isAsked[opened] = 1;
    addAnswer(belief, itemsOfTrait(index, opened), 'yes', noiselessAnswerModel);
    believe();
  }
  return {
    met,
    act(actionsLeft) {
      const candidates = candidatesOf(belief);
      const situation = { index, belief, probabilities, candidates, isAsked, rates: ratesNow(), actionsLeft };
      const move = chooseMove(start.policy, situation, start.parameters);
      if (move.type === 'stop') return { type: 'show', items: [] };
      const { expected } = move;
      if (expected !== null) met.push({ tailBits: expected.tailBits, reach: expected.reach, actionsLeft });
      return move.type === 'show'
        ? { type: 'show', items: move.items.map((item) => world.itemNumbers[item] ?? 0) }
        : { type: 'ask', attributes: move.values.map(({ trait }) => world.attributeOfTrait[trait] ?? 0) };
    },
    hear(attributes, answers) {
      const trusted = ratesNow();
      attributes.forEach((attribute, position) => {
        const trait = world.traitOfAttribute.get(attribute);
        if (trait === undefined) return;
        isAsked[trait] = 1;
        const answer = answers[position] ?? 'any';
        if (answer !== 'any')
          addAnswer(belief, itemsOfTrait(index, trait), answer, modelOfTrait(trusted, trait));
      });
      believe();
    },
    refused(items) {
      const positions = items.map((item) => world.itemPositions.get(item) ?? -1).filter((item) => item >= 0);
      refusedItems.push(...positions);
      addRefusal(belief, positions);
      believe();
    },
  };
}
