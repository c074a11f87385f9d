import type { Evaluation } from '../../../contract/types.ts';
import { openingLogLikelihood } from '../../../core/conversation/attribute-index.ts';
import { globalShares } from '../../../core/conversation/belief/answer-rates.ts';
import { priorFeatureSource } from '../../../core/conversation/belief/prior-features.ts';
import type { PolicyName } from '../../../core/conversation/question/policy.ts';
import { carveSessions } from '../../../core/evaluation/conversation/carve-sessions.ts';
import {
  conversationCurve,
  conversationFigures,
} from '../../../core/evaluation/conversation/conversation-metrics.ts';
import type { Unsteadiness } from '../../../core/evaluation/conversation/simulator.ts';
import type { ProtocolWorld, SessionRow } from '../../../core/evaluation/protocols/protocol.ts';
import type { Histories } from '../../../core/evaluation/ranking/histories.ts';
import { timeQuantiles } from '../../../core/evaluation/ranking/time-quantiles.ts';
import { createRandom } from '../../../core/random.ts';
import type { ConversationData } from '../../../files/conversation-port.ts';
import type { Deps } from '../../deps.ts';
import type { Progress } from '../../engine.ts';
import { sortedNumbers } from '../numbered-graph.ts';
import { conversationGraph } from './conversation-graph.ts';
import type { ConversationTable } from './conversation-play.ts';
import { playSessions, type SessionRun } from './conversation-sessions.ts';
import { chooseSettings, describeSettings } from './conversation-settings.ts';

/** What evaluate conversation takes. */
export interface ConversationEvaluationRequest {
  readonly data: ConversationData;
  readonly split: 'valid' | 'test';
  readonly policy: PolicyName;
  /** Plays the first of the split only; null for all. */
  readonly sessionsMax: number | null;
  /** How far simulated users err, change their minds and do not care. */
  readonly unsteadiness: Unsteadiness;
  readonly seed: number;
  readonly onProgress: (progress: Progress) => void;
}

/**
 * Returns the figures of attribute-asking conversations. The graph is made of train, friends, likes and attributes;
 * settings come from `sessions-valid`, or from sessions carved out of train (which then leave the graph) where it is
 * missing; then the split is played once. Cost: a walk and a PageRank a user, a look-ahead an action.
 */
export async function evaluateConversation(
  deps: Pick<Deps, 'hash' | 'now'>,
  request: ConversationEvaluationRequest,
  signal: AbortSignal,
): Promise<Evaluation> {
  const startedAt = deps.now();
  const { data, seed, sessionsMax } = request;
  const world = protocolWorld(data);
  const parts = partsOf(request, world);
  const table = tableOf(deps, request, parts.history);
  const run: SessionRun = { table, world, seed, signal, onProgress: request.onProgress };
  const chosen = await chooseSettings(run, parts.fit);
  const timing = { now: deps.now, actionTimesMs: [] };
  const sessions = parts.scored.slice(0, sessionsMax ?? parts.scored.length);
  const results = await playSessions(run, chosen.settings, sessions, timing);
  return {
    suite: 'conversation',
    data: data.name,
    split: request.split,
    n: sessions.length,
    ...conversationFigures(results, data.actionsMax),
    parameters: {
      protocol: data.protocol,
      policy: request.policy,
      actionsMax: data.actionsMax,
      topK: data.topK,
      attributesPerQuestion: data.attributesPerQuestion,
      ...request.unsteadiness,
      seed,
      ...describeSettings(chosen),
      ...(parts.isCarved ? { carve: { share: carveShare } } : {}),
      snapshot: table.graph.snapshot.id,
      actionMs: timeQuantiles(timing.actionTimesMs),
    },
    curve: conversationCurve(results, data.actionsMax),
    seconds: (deps.now() - startedAt) / 1000,
    ...(parts.notes.length > 0 ? { notes: parts.notes } : {}),
  };
}

/** Share of train that is carved out as sessions where the data has no validation sessions. */
const carveShare = 0.1;

interface Parts {
  readonly history: Histories;
  readonly fit: readonly SessionRow[];
  readonly scored: readonly SessionRow[];
  readonly isCarved: boolean;
  readonly notes: string[];
}

function partsOf(request: ConversationEvaluationRequest, world: ProtocolWorld): Parts {
  const { data, split } = request;
  const sameNote = 'settings were chosen on sessions of the split that was scored';
  const notes = split === 'valid' ? [sameNote] : [];
  if (data.valid !== null) {
    const scored = split === 'test' ? data.test : data.valid;
    return { history: data.train, fit: data.valid, scored, isCarved: false, notes };
  }
  const carved = carveSessions(
    data.train,
    data.protocol,
    world.attributesOfItem,
    carveShare,
    createRandom(request.seed),
  );
  const scored = split === 'test' ? data.test : carved.sessions;
  return { history: carved.history, fit: carved.sessions, scored, isCarved: true, notes };
}

function protocolWorld(data: ConversationData): ProtocolWorld {
  const ofItems = new Map(data.items.map((row) => [row.item, row.attributes]));
  const ofUsers = new Map(data.users.map((row) => [row.user, row.attributes]));
  const items = sortedNumbers(data.items.map((row) => row.item));
  const having = new Map<number, number[]>();
  for (const item of items) {
    for (const attribute of new Set(ofItems.get(item))) {
      const others = having.get(attribute);
      if (others === undefined) having.set(attribute, [item]);
      else others.push(item);
    }
  }
  return {
    attributesOfItem: (item) => ofItems.get(item) ?? [],
    attributesOfUser: (user) => ofUsers.get(user) ?? [],
    itemsOfAttribute: (attribute) => (attribute === null ? items : (having.get(attribute) ?? [])),
  };
}

function tableOf(
  deps: Pick<Deps, 'hash'>,
  request: ConversationEvaluationRequest,
  history: Histories,
): ConversationTable {
  const { data, unsteadiness, policy } = request;
  const graph = conversationGraph(data, history, deps.hash());
  return {
    graph,
    world: {
      index: graph.traits,
      attributeOfTrait: graph.attributeOfTrait,
      traitOfAttribute: graph.traitOfAttribute,
      itemNumbers: [...graph.itemPositions.keys()],
      itemPositions: graph.itemPositions,
    },
    source: priorFeatureSource(graph.snapshot, graph.ranking, graph.traits),
    everybody: globalShares(graph.traits, graph.ranking.itemDegrees),
    openingLogs: Float64Array.from({ length: graph.traits.itemCount }, (_, item) =>
      openingLogLikelihood(graph.traits, item),
    ),
    protocol: data.protocol,
    policy,
    limits: {
      actionsMax: data.actionsMax,
      topK: data.topK,
      attributesPerQuestion: data.attributesPerQuestion,
      ...unsteadiness,
    },
  };
}
