import { assert } from '../../../core/assert.ts';
import {
  equalRates,
  hitRateFeatureNames,
  hitRateFeatures,
  type TraitRates,
  withNoise,
} from '../../../core/conversation/belief/answer-rates.ts';
import { noiselessAnswerModel } from '../../../core/conversation/belief/belief.ts';
import {
  type PriorFeatureSource,
  type PriorFeatures,
  priorFeatureNames,
  priorFeatures,
} from '../../../core/conversation/belief/prior-features.ts';
import { choiceScore } from '../../../core/conversation/question/choice-model.ts';
import type { PolicyName } from '../../../core/conversation/question/policy.ts';
import type { ValueModel, ValueSample } from '../../../core/conversation/value-model.ts';
import { type AgentWorld, beliefAgent } from '../../../core/evaluation/conversation/belief-agent.ts';
import type { SessionPrior } from '../../../core/evaluation/conversation/session-belief.ts';
import {
  type PlayedSession,
  playSession,
  type SessionLimits,
} from '../../../core/evaluation/conversation/simulator.ts';
import type { ConversationProtocol, SimulatedUser } from '../../../core/evaluation/protocols/protocol.ts';
import type { Random } from '../../../core/random.ts';
import type { ConversationGraph } from './conversation-graph.ts';

/** What is computed once a user and kept while the user's sessions are played. */
export interface KnownUser {
  /** Natural logarithm of the prior before an opening, one entry an item; -Infinity for what the user acted on. */
  readonly logPrior: Float64Array;
  /** The same of each of two different right items; null where that does not happen. */
  readonly pairedLogPrior: Float64Array | null;
  readonly rates: TraitRates;
}

/** What validation sessions with two different targets decided. */
export interface PairSettings {
  /** Share of the sessions that have them, 0..1. */
  readonly share: number;
  /** One weight a prior feature. */
  readonly priorWeights: Float64Array;
  /** How far a yes that is the other target's follows the belief, 0..1. */
  readonly sharing: number;
}

/** What validation sessions decided; the same for all users. */
export interface ConversationSettings {
  /** One weight a prior feature, where one item is right. */
  readonly priorWeights: Float64Array;
  /** What holds where two different items are right; null where that does not happen. */
  readonly pairs: PairSettings | null;
  /** Share of the prior that is the same for all items, 0..1. */
  readonly flatShare: number;
  /** One weight a hit-rate feature; null where everybody says yes to what the target has. */
  readonly hitRateWeights: Float64Array | null;
  readonly questionsMax: number;
  readonly value: ValueModel;
}

/** Everything that stays the same over the sessions of a run. */
export interface ConversationTable {
  readonly graph: ConversationGraph;
  readonly world: AgentWorld;
  readonly source: PriorFeatureSource;
  readonly everybody: Float64Array;
  /** `openingLogLikelihood` of each item. */
  readonly openingLogs: Float64Array;
  readonly protocol: ConversationProtocol;
  readonly limits: SessionLimits;
  readonly policy: PolicyName;
}

/** Returns the features of a user's prior. */
export function featuresOf(table: ConversationTable, user: number): PriorFeatures {
  const node = table.graph.userNodes.get(user);
  assert(node !== undefined, 'every user of a session has a node');
  return priorFeatures(table.source, node);
}

/**
 * Returns what the settings make of a user's features; the popularity policy knows popularity only. Cost: O(items × features).
 */
export function knowUser(
  table: ConversationTable,
  settings: ConversationSettings,
  prior: PriorFeatures,
): KnownUser {
  const { pairs, priorWeights } = settings;
  return {
    logPrior: logPriorOf(table, prior, priorWeights),
    pairedLogPrior: pairs === null ? null : logPriorOf(table, prior, pairs.priorWeights),
    rates: ratesOf(table, settings, prior),
  };
}

function logPriorOf(table: ConversationTable, prior: PriorFeatures, weights: Float64Array): Float64Array {
  const width = priorFeatureNames.length;
  return Float64Array.from(prior.isSeen, (seen, item) => {
    if (seen === 1) return Number.NEGATIVE_INFINITY;
    return table.policy === 'popularity'
      ? Math.log((table.graph.ranking.itemDegrees[item] ?? 0) + 1)
      : choiceScore(prior.features, item * width, weights);
  });
}

function ratesOf(table: ConversationTable, settings: ConversationSettings, prior: PriorFeatures): TraitRates {
  const { traits } = table.graph;
  const rates = equalRates(traits.traitCount, noiselessAnswerModel);
  if (settings.hitRateWeights === null) return withNoise(rates, wrongShare(table.limits));
  const weights = settings.hitRateWeights;
  const width = hitRateFeatureNames.length;
  const features = hitRateFeatures(traits, prior.isSeen, table.everybody);
  const hits = rates.hits.map(
    (_, trait) => 1 / (1 + Math.exp(-choiceScore(features, trait * width, weights))),
  );
  return withNoise({ ...rates, hits }, wrongShare(table.limits));
}

/**
 * Chance that an answer does not hold for what the user wants in the end: it was turned round, or the user changed her
 * mind since, taken at the mean age of an answer in a session of ten actions.
 */
function wrongShare({ noise, changes }: SessionLimits): number {
  return Math.min(wrongShareMax, noise + (1 - noise) * (1 - (1 - changes) ** meanAge) * wrongAfterChange);
}

const meanAge = 3;
/** Answers about the old wish that are wrong for a new one, which shares the opening with it. */
const wrongAfterChange = 0.3;
const wrongShareMax = 0.45;

/**
 * Returns the prior of a session, one entry an item, sums to 1: the log-linear one, times what the opening makes of an
 * item's traits, mixed with a flat one over the items the user has not acted on, so that no weight can lose an item.
 */
function mixedPrior(
  table: ConversationTable,
  settings: ConversationSettings,
  logPrior: Float64Array,
  hasOpening: boolean,
): Float64Array {
  const { openingLogs } = table;
  const prior = new Float64Array(logPrior.length);
  let highest = Number.NEGATIVE_INFINITY;
  let openCount = 0;
  for (let item = 0; item < prior.length; item++) {
    const score = (logPrior[item] ?? 0) + (hasOpening ? (openingLogs[item] ?? 0) : 0);
    prior[item] = score;
    if (score > highest) highest = score;
    if (score !== Number.NEGATIVE_INFINITY) openCount++;
  }
  let sum = 0;
  for (let item = 0; item < prior.length; item++) {
    const weight = openCount === 0 ? 0 : Math.exp((prior[item] ?? 0) - highest);
    prior[item] = weight;
    sum += weight;
  }
  const flat = settings.flatShare / Math.max(1, openCount);
  for (let item = 0; item < prior.length; item++) {
    const weight = prior[item] ?? 0;
    if (logPrior[item] !== Number.NEGATIVE_INFINITY)
      prior[item] = ((1 - settings.flatShare) * weight) / sum + flat;
  }
  return prior;
}

function sessionPrior(
  table: ConversationTable,
  settings: ConversationSettings,
  { logPrior, pairedLogPrior }: KnownUser,
  hasOpening: boolean,
): SessionPrior {
  return {
    alone: mixedPrior(table, settings, logPrior, hasOpening),
    paired: pairedLogPrior === null ? null : mixedPrior(table, settings, pairedLogPrior, hasOpening),
    pairShare: settings.pairs?.share ?? 0,
  };
}

/** What an action took; `now` is a clock in milliseconds. */
export interface ActionTiming {
  readonly now: () => number;
  readonly actionTimesMs: number[];
}

/** Plays one session and returns how it ended, with the beliefs that were met on the way. */
export function playOne(
  table: ConversationTable,
  settings: ConversationSettings,
  known: KnownUser,
  user: SimulatedUser,
  random: Random,
  timing: ActionTiming | null,
): { readonly result: PlayedSession; readonly samples: readonly ValueSample[] } {
  const { limits, graph } = table;
  const agent = beliefAgent(table.world, {
    prior: sessionPrior(table, settings, known, user.opening !== null),
    opening: user.opening,
    rates: known.rates,
    sharing: settings.pairs?.sharing ?? 0,
    policy: table.policy,
    parameters: {
      listMax: limits.topK,
      questionsMax: settings.questionsMax,
      traitsMax: limits.attributesPerQuestion,
      traitTypes: graph.traitTypes,
      targets: 1,
      value: settings.value,
      gainBitsMin: 0,
      onlyFitting: false,
    },
  });
  const result = playSession(agent, user, limits, random, timing);
  const end = result.foundAt ?? limits.actionsMax + 1 + settings.value.failureExtra;
  const samples = agent.met.map((met) => ({
    ...met,
    actions: end - (limits.actionsMax - met.actionsLeft),
  }));
  return { result, samples };
}
