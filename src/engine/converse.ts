import type {
  ConversationEvent,
  EndSay,
  NodeShown,
  TurnAct,
  TurnReply,
  TurnRequest,
} from '../contract/types.ts';
import { parse } from '../contract/validate.ts';
import { assert } from '../core/assert.ts';
import {
  type ClosingEvent,
  type ConversationState,
  closeTurn,
  foldEvents,
  replyOf,
  sameAct,
} from '../core/conversation/events.ts';
import { acceptText } from '../core/conversation/wording.ts';
import { EngineError } from '../core/errors.ts';
import { actEvents, type EventDraft, openingEvent } from './conversation-acts.ts';
import { snapshotChange } from './conversation-change.ts';
import { nextSay, outlook } from './conversation-move.ts';
import { viewConversation } from './conversation-view.ts';
import { explainSay } from './conversation-why.ts';
import type { Deps } from './deps.ts';
import type { LoadedGraph } from './graph-cache.ts';

/** Most turns of one conversation; bounds what a turn reads. */
export const turnsMax = 1000;

/**
 * Takes one turn of a conversation and returns the reply. The state is the event log in the store and nothing else, so
 * a conversation goes on after a restart, and on whatever snapshot is current: when that has moved on, the log says so
 * and the answers are weighed anew. A turn id sent again with the same act gets the stored reply, byte for byte.
 *
 * Throws `conversation-unknown` (an act before start), `conversation-conflict` (start on a conversation that exists, a
 * turn id with another act, two turns at once), `answer-invalid` (an act that does not fit what is open),
 * `node-unknown` (user or attribute of the opening), `limit-exceeded` (more than `turnsMax` turns), `request-invalid`.
 * Nothing is stored when it throws. Cost: O(turns + statements × items + edges).
 */
export async function converse(deps: Deps, request: TurnRequest, signal: AbortSignal): Promise<TurnReply> {
  const turn = parse<TurnRequest>('turn-request', request, `turn ${JSON.stringify(request.turn)}`);
  const log = await deps.store.read(turn.conversation, signal);
  const state = foldEvents(log);
  const earlier = earlierReply(state, turn);
  if (earlier !== null) return earlier;
  const graph = await deps.graph.current(signal);
  const events =
    state === null ? openTurn(graph, turn) : await continueTurn(deps, graph, log, state, turn, signal);
  try {
    await deps.store.append(turn.conversation, log.length, events, signal);
  } catch (error) {
    if (!(error instanceof EngineError) || error.code !== 'store-conflict') throw error;
    return await afterConflict(deps, turn, error, signal);
  }
  return replyOf(turn.conversation, closingOf(events));
}

/** The reply stored under the turn's id, or null. */
function earlierReply(state: ConversationState | null, turn: TurnRequest): TurnReply | null {
  const closing = state?.turns.get(turn.turn);
  if (closing === undefined) return null;
  if (sameAct(closing.act, turn.act)) return replyOf(turn.conversation, closing);
  throw new EngineError(
    'conversation-conflict',
    `Turn ${JSON.stringify(turn.turn)} was taken before with another act (${closing.act.type}). Send a new turn id.`,
  );
}

/** Another process was faster: with this very turn, which then has its reply, or with another one. */
async function afterConflict(
  deps: Deps,
  turn: TurnRequest,
  cause: EngineError,
  signal: AbortSignal,
): Promise<TurnReply> {
  const reply = earlierReply(foldEvents(await deps.store.read(turn.conversation, signal)), turn);
  if (reply !== null) return reply;
  throw new EngineError(
    'conversation-conflict',
    'Another turn of this conversation was taken at the same time. Resume it to see what is open, then answer that.',
    { cause },
  );
}

function openTurn(graph: LoadedGraph, turn: TurnRequest): ConversationEvent[] {
  if (turn.act.type !== 'start') {
    throw new EngineError(
      'conversation-unknown',
      `There is no conversation ${JSON.stringify(turn.conversation)}. Begin one with a start act (whypath chat).`,
    );
  }
  const log = createLog([], turn);
  log.add(openingEvent(graph, turn.act));
  const view = viewConversation(graph, log.state());
  return log.close(nextSay(view), { ...outlook(view), notes: [] });
}

async function continueTurn(
  deps: Deps,
  graph: LoadedGraph,
  events: readonly ConversationEvent[],
  before: ConversationState,
  turn: TurnRequest,
  signal: AbortSignal,
): Promise<ConversationEvent[]> {
  const { act } = turn;
  if (act.type === 'start') {
    throw new EngineError(
      'conversation-conflict',
      `The conversation ${JSON.stringify(turn.conversation)} has begun already. Resume it, or start one with another id.`,
    );
  }
  assertTurnsLeft(before);
  const log = createLog(events, turn);
  const change = snapshotChange(graph, events, before);
  if (change.event !== null) log.add(change.event);
  for (const draft of actEvents(before, act)) log.add(draft);
  const state = log.state();
  const view = viewConversation(graph, state);
  const { notes } = change;
  if (act.type === 'why') {
    return log.close(await explainSay(deps, state, view, act.item, signal), { ...outlook(view), notes });
  }
  if (act.type === 'accept') return log.close(acceptSay(state, act.item), { ...outlook(view), notes });
  return log.close(standingSay(state, act, graph) ?? nextSay(view), { ...outlook(view), notes });
}

/** What stands again after undo or resume, unless new data calls for a new decision; null to decide anew. */
function standingSay(
  state: ConversationState,
  act: TurnAct,
  graph: LoadedGraph,
): NonNullable<ConversationState['standing']>['say'] | null {
  if (state.standing === null || (act.type !== 'undo' && act.type !== 'resume')) return null;
  const isSettled = state.accepted !== null || state.standing.snapshot === graph.snapshot.id;
  return isSettled ? state.standing.say : null;
}

function acceptSay(state: ConversationState, item: string): EndSay {
  const name = state.shown.get(item)?.name ?? null;
  const node: NodeShown = { label: 'Item', id: item, name };
  return { type: 'end', outcome: 'accepted', item: node, text: acceptText(name ?? item) };
}

function assertTurnsLeft(state: ConversationState): void {
  if (state.turns.size < turnsMax) return;
  throw new EngineError(
    'limit-exceeded',
    `This conversation has had ${state.turns.size} turns, the most that one may have. Start another.`,
  );
}

interface TurnLog {
  add(draft: EventDraft): void;
  /** The state with what was added so far. */
  state(): ConversationState;
  /** Ends the turn and returns its events. */
  close(say: Parameters<typeof closeTurn>[1], seen: Parameters<typeof closeTurn>[2]): ConversationEvent[];
}

/** Numbers the events of one turn after those of the log. */
function createLog(before: readonly ConversationEvent[], turn: TurnRequest): TurnLog {
  const added: ConversationEvent[] = [];
  const place = (): { sequence: number; turn: string } => ({
    sequence: before.length + added.length,
    turn: turn.turn,
  });
  return {
    add: (draft) => {
      added.push({ ...draft, ...place() } as ConversationEvent);
    },
    state: () => {
      const state = foldEvents([...before, ...added]);
      assert(state !== null, 'a turn folds a log that holds an event');
      return state;
    },
    close: (say, seen) => {
      const { sequence } = place();
      return [...added, closeTurn({ id: turn.turn, sequence, act: turn.act }, say, seen)];
    },
  };
}

function closingOf(events: readonly ConversationEvent[]): ClosingEvent {
  const last = events.at(-1);
  assert(last !== undefined && 'say' in last, 'a turn ends with the event that holds its reply');
  return last;
}
