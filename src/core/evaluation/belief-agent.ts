import { modelOfTrait, type TraitRates } from '../conversation/answer-rates.ts';
import { type AttributeIndex, itemsOfTrait, traitsOfItem } from '../conversation/attribute-index.ts';
import {
  type Belief,
  candidatesOf,
  createBelief,
  noiselessAnswerModel,
  probabilitiesOf,
  refuseItems,
  updateBelief,
} from '../conversation/belief.ts';
import { type LookaheadMove, type LookaheadParameters, lookaheadMove } from '../conversation/lookahead.ts';
import { adaptivePolicy, defaultPolicy } from '../conversation/policy.ts';
import type { ValueSample } from '../conversation/value-model.ts';
import { topK } from '../ranking/top-k.ts';
import type { AgentAction, ConversationAgent } from './simulator.ts';

/** The policies that can be measured: the look-ahead and two simple ones beside it. */
export const conversationPolicies = ['lookahead', 'entropy', 'popularity'] as const;

/** One of them. */
export type ConversationPolicyName = (typeof conversationPolicies)[number];

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
  readonly policy: ConversationPolicyName;
  readonly parameters: LookaheadParameters;
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
  const refusedItems: number[] = [];
  let belief = createBelief(start.prior, noiselessAnswerModel);
  let probabilities = probabilitiesOf(belief);
  let rates: TraitRates | null = null;
  const ratesNow = (): TraitRates => {
    rates ??= sharedRates(index, start, probabilities);
    return rates;
  };
  const learn = (next: Belief): void => {
    belief = next;
    rates = null;
    probabilities = probabilitiesOf(belief);
    if (probabilities.some((probability) => probability > 0)) return;
    // The answers contradict each other or the prior: what was not refused stays possible.
    belief = refuseItems(
      createBelief(
        start.prior.map((share) => share + 1e-9),
        noiselessAnswerModel,
      ),
      refusedItems,
    );
    probabilities = probabilitiesOf(belief);
  };
  const opened = start.opening === null ? undefined : world.traitOfAttribute.get(start.opening);
  if (opened !== undefined) {
    isAsked[opened] = 1;
    learn(updateBelief(belief, itemsOfTrait(index, opened), 'yes', noiselessAnswerModel));
  }
  return {
    met,
    act(actionsLeft) {
      if (start.policy === 'popularity') return showAction(world, probabilities, start.parameters.listMax);
      if (start.policy === 'entropy')
        return entropyAction(world, belief, probabilities, isAsked, actionsLeft, start.parameters.listMax);
      const situation = { index, probabilities, isAsked, rates: ratesNow(), actionsLeft };
      const move = lookaheadMove(situation, start.parameters);
      met.push({ tailBits: move.tailBits, reach: move.reach, actionsLeft });
      return actionOf(world, move);
    },
    hear(attributes, answers) {
      let next = belief;
      attributes.forEach((attribute, position) => {
        const trait = world.traitOfAttribute.get(attribute);
        if (trait === undefined) return;
        isAsked[trait] = 1;
        const answer = answers[position] === true ? 'yes' : 'no';
        next = updateBelief(next, itemsOfTrait(index, trait), answer, modelOfTrait(ratesNow(), trait));
      });
      learn(next);
    },
    refused(items) {
      const positions = items.map((item) => world.itemPositions.get(item) ?? -1).filter((item) => item >= 0);
      refusedItems.push(...positions);
      learn(refuseItems(belief, positions));
    },
  };
}

function actionOf(world: AgentWorld, move: LookaheadMove): AgentAction {
  return move.traits.length === 0
    ? { type: 'show', items: move.items.map((item) => world.itemNumbers[item] ?? 0) }
    : { type: 'ask', attributes: move.traits.map((trait) => world.attributeOfTrait[trait] ?? 0) };
}

function showAction(world: AgentWorld, probabilities: Float64Array, listMax: number): AgentAction {
  const best = topK(probabilities, new Uint8Array(probabilities.length), listMax);
  return { type: 'show', items: best.map((item) => world.itemNumbers[item] ?? 0) };
}

/** Greedy: the question of the largest gain until the best list holds half of the belief. */
function entropyAction(
  world: AgentWorld,
  belief: Belief,
  probabilities: Float64Array,
  isAsked: Uint8Array,
  actionsLeft: number,
  listMax: number,
): AgentAction {
  if (actionsLeft === 1) return showAction(world, probabilities, listMax);
  const candidates = candidatesOf(belief);
  const policy = adaptivePolicy({ ...defaultPolicy, listMax });
  const move = policy({ index: world.index, belief, probabilities, candidates, isAsked });
  return move.type === 'ask'
    ? { type: 'ask', attributes: [world.attributeOfTrait[move.trait] ?? 0] }
    : showAction(world, probabilities, listMax);
}

/** A yes never tells nothing: false alarms stay below the hit rate by this factor. */
const falseAlarmMax = 0.99;

/** Returns the rates of this moment: with `sharing`, a trait that much of the belief has is often the other item's. */
function sharedRates(index: AttributeIndex, start: AgentStart, probabilities: Float64Array): TraitRates {
  if (start.sharing === 0) return start.rates;
  const masses = new Float64Array(index.traitCount);
  probabilities.forEach((probability, item) => {
    if (probability === 0) return;
    for (const trait of traitsOfItem(index, item)) masses[trait] = (masses[trait] ?? 0) + probability;
  });
  const { hits, falseAlarms } = start.rates;
  return {
    hits,
    falseAlarms: falseAlarms.map((rate, trait) =>
      Math.min(falseAlarmMax * (hits[trait] ?? 1), rate + (1 - rate) * start.sharing * (masses[trait] ?? 0)),
    ),
  };
}
