import type {
  BranchAct,
  ConversationEvent,
  EndSay,
  NodeShown,
  StartAct,
  TurnRequest,
} from '../../contract/types.ts';
import { assert } from '../../core/assert.ts';
import {
  addEvent,
  type ClosingEvent,
  type ConversationFold,
  type ConversationState,
  closeTurn,
  createFold,
  isClosing,
  isSettled,
  nextState,
  standingAt,
} from '../../core/conversation/events.ts';
import { statementsOf } from '../../core/conversation/said.ts';
import type { AnswerStatement } from '../../core/conversation/statements.ts';
import {
  acceptText,
  changedMindNote,
  keptNote,
  leaveText,
  unlinkedNote,
} from '../../core/conversation/wording.ts';
import { EngineError } from '../../core/errors.ts';
import { indexOf } from '../../core/graph/keys.ts';
import { titleAt } from '../../core/graph/show-node.ts';
import type { Deps } from '../deps.ts';
import type { LoadedGraph } from '../graph/graph-cache.ts';
import {
  actEvents,
  answerInvalid,
  type EventDraft,
  type FollowingAct,
  openingEvents,
} from './conversation-acts.ts';
import { withArrays } from './conversation-arrays.ts';
import { snapshotChange } from './conversation-change.ts';
import { closingAt, loadFold, readEvents } from './conversation-log.ts';
import { keptItems, nextSay, outlook } from './conversation-move.ts';
import { itemNumbersByName } from './conversation-parts.ts';
import { type ConversationView, viewConversation } from './conversation-view.ts';
import { explainSay } from './conversation-why.ts';

/** The events of a turn, the last of which holds the reply. */
export interface TakenTurn {
  readonly events: readonly ConversationEvent[];
  readonly closing: ClosingEvent;
}

/** An act in a conversation that has begun. */
export interface FollowingTurn {
  readonly id: string;
  readonly conversation: string;
  readonly act: FollowingAct;
}

/** Returns the first turn of a conversation. Throws as `openingEvents` does. */
export async function openTurn(
  deps: Deps,
  turn: TurnRequest,
  act: StartAct,
  signal: AbortSignal,
): Promise<TakenTurn> {
  const graph = await deps.graph.current(signal);
  const log = createLog(null, turn.turn);
  for (const draft of openingEvents(graph, act)) log.add(draft);
  return withView(deps, graph, log.state(), signal, (view) => {
    const isUnlinked = act.text !== undefined && view.statements.length === 0;
    const notes = isUnlinked ? [unlinkedNote(graph.manifest.item)] : [];
    return log.close(act, nextSay(view), { ...outlook(view), notes }, deps.now());
  });
}

/**
 * Returns the turn that begins a conversation with the history of another one, up to the end of a turn. The events are
 * copied, so that each of the two may be forgotten without the other. Throws `conversation-unknown` without a parent,
 * `answer-invalid` for a sequence at which no turn ends.
 */
export async function branchTurn(
  deps: Deps,
  turn: TurnRequest,
  act: BranchAct,
  signal: AbortSignal,
): Promise<TakenTurn> {
  const parent = await loadFold(deps.store, act.parent, signal);
  if (parent.state === null) {
    throw new EngineError(
      'conversation-unknown',
      `There is no conversation ${JSON.stringify(act.parent)} to branch from.`,
    );
  }
  const { sequence = parent.state.eventCount } = act;
  const shared = await readEvents(deps.store, act.parent, signal, { from: 0, limit: sequence });
  const last = shared.at(-1);
  if (last === undefined || last.sequence !== sequence - 1 || !isClosing(last)) {
    throw answerInvalid(
      `No turn of ${JSON.stringify(act.parent)} ends at the sequence ${sequence}`,
      'Give the sequence of one of its replies.',
    );
  }
  const origin = { conversation: act.parent, sequence };
  const copied = shared.map((event) =>
    event.type === 'conversation-start' ? { ...event, parent: origin } : event,
  );
  const fold = createFold();
  for (const event of copied) addEvent(fold, event);
  assert(fold.state !== null, 'a log of one turn has a state');
  const standing = copied.find((event) => event.sequence === standingAt(fold.state as ConversationState));
  assert(standing !== undefined && isClosing(standing), 'something stands after every turn');
  const graph = await deps.graph.current(signal);
  const change = await snapshotChange(graph, fold.state, standing, async () => copied);
  const log = createLog(fold.state, turn.turn);
  if (change.event !== null) log.add(change.event);
  const taken = await withView(deps, graph, log.state(), signal, (view) => {
    const seen = { ...outlook(view), notes: change.notes };
    const say = stillStanding(log.state(), standing, graph) ?? nextSay(view);
    return log.close(act, say, seen, deps.now());
  });
  return { ...taken, events: [...copied, ...taken.events] };
}

/** Returns the next turn of a conversation. Throws as `actEvents` does. */
export async function continueTurn(
  deps: Deps,
  fold: ConversationFold,
  turn: FollowingTurn,
  signal: AbortSignal,
): Promise<TakenTurn> {
  const { act, conversation } = turn;
  const before = fold.state;
  assert(before !== null, 'the conversation has begun');
  const graph = await deps.graph.current(signal);
  const standingNow = (state: ConversationState): Promise<ClosingEvent | null> => {
    const sequence = standingAt(state);
    return sequence === null
      ? Promise.resolve(null)
      : closingAt(deps.store, conversation, fold, sequence, signal);
  };
  const standing = await standingNow(before);
  const change = await snapshotChange(graph, before, standing, async () => [
    ...(await readEvents(deps.store, conversation, signal)),
    ...fold.unsaved,
  ]);
  const numbers = await itemNumbersByName(deps.store, graph, signal);
  const log = createLog(before, turn.id);
  if (change.event !== null) log.add(change.event);
  for (const draft of actEvents({ graph, numbers, fold, state: before, standing }, act)) log.add(draft);
  const state = log.state();
  const sayOf = async (view: ConversationView): Promise<ClosingEvent['say']> => {
    if (act.type === 'why') return explainSay(deps, { standing, shown: fold.shown }, view, act.item, signal);
    if (act.type === 'leave') return leaveSay(view);
    if (act.type === 'accept' && act.goOn !== true) return acceptSay(view, fold, act.item);
    const isRepeated =
      act.type === 'undo' || act.type === 'resume' || (act.type === 'message' && act.links.length === 0);
    const still = isRepeated ? stillStanding(state, await standingNow(state), graph) : null;
    return still ?? nextSay(view);
  };
  return withView(deps, graph, state, signal, async (view) => {
    const seen = { ...outlook(view), notes: [...change.notes, ...notesOf(view, before, act)] };
    return log.close(act, await sayOf(view), seen, deps.now());
  });
}

/** Runs `use` with the view of a conversation, which nothing of the result may hold on to. */
async function withView<Result>(
  deps: Deps,
  graph: LoadedGraph,
  state: ConversationState,
  signal: AbortSignal,
  use: (view: ConversationView) => Result | Promise<Result>,
): Promise<Result> {
  const numbers = await itemNumbersByName(deps.store, graph, signal);
  return withArrays(graph, (arrays) => use(viewConversation(graph, state, numbers, arrays)));
}

/** What stands again after undo or resume, unless new data calls for a new decision; null to decide anew. */
function stillStanding(
  state: ConversationState,
  standing: ClosingEvent | null,
  graph: LoadedGraph,
): Exclude<ClosingEvent['say'], { type: 'explain' }> | null {
  if (standing === null || standing.say.type === 'explain') return null;
  const isCurrent = isSettled(state) || standing.snapshot === graph.snapshot.id;
  return isCurrent ? standing.say : null;
}

function notesOf(view: ConversationView, before: ConversationState, act: FollowingAct): string[] {
  const { snapshot, manifest } = view.graph;
  if (act.type === 'accept' && act.goOn === true) {
    const node = indexOf(snapshot.keys, 'Item', act.item);
    return [keptNote(node < 0 ? act.item : titleAt(snapshot, node))];
  }
  if (act.type === 'message' && act.links.length === 0) return [unlinkedNote(manifest.item)];
  if (act.type !== 'message' && act.type !== 'critique') return [];
  const earlier = statementsOf(before).filter((statement) => statement.type === 'answer');
  const now = view.statements.filter((statement) => statement.type === 'answer').slice(earlier.length);
  return now.flatMap((statement) => {
    const contradicted = earlier.findLast((one) => one.attribute === statement.attribute);
    return contradicted === undefined || !isContrary(contradicted, statement)
      ? []
      : [changedMindNote(attributeTitle(view, statement.attribute), contradicted.answer as 'yes' | 'no')];
  });
}

function isContrary(left: AnswerStatement, right: AnswerStatement): boolean {
  return left.answer !== 'any' && right.answer !== 'any' && left.answer !== right.answer;
}

function attributeTitle(view: ConversationView, id: string): string {
  const node = indexOf(view.graph.snapshot.keys, 'Attribute', id);
  return node < 0 ? id : titleAt(view.graph.snapshot, node);
}

function acceptSay(view: ConversationView, fold: ConversationFold, item: string): EndSay {
  const named = (node: NodeShown): NodeShown => ({
    ...node,
    name: node.name ?? fold.shown.get(node.id ?? '') ?? null,
  });
  const kept = keptItems(view).map(named);
  const accepted = named({ label: 'Item', id: item, name: null });
  const others = kept.filter((node) => node.id !== item).map((node) => node.name ?? node.id ?? '');
  const name = kept.find((node) => node.id === item)?.name ?? accepted.name;
  return {
    type: 'end',
    outcome: 'accepted',
    item: { ...accepted, name },
    kept,
    text: acceptText(name ?? item, others),
  };
}

function leaveSay(view: ConversationView): EndSay {
  const kept = keptItems(view);
  const text = leaveText(kept.map((node) => node.name ?? node.id ?? ''));
  return { type: 'end', outcome: 'left', item: null, kept, text };
}

interface TurnLog {
  add(draft: EventDraft): void;
  /** The state with what was added so far. */
  state(): ConversationState;
  /** Ends the turn and returns it. */
  close(
    act: TurnRequest['act'],
    say: Parameters<typeof closeTurn>[1],
    seen: Parameters<typeof closeTurn>[2],
    at: number,
  ): TakenTurn;
}

/** Events by which somebody says something of the right item, or takes one. */
const givenTypes: ReadonlySet<ConversationEvent['type']> = new Set([
  'answer-give',
  'answer-correct',
  'critique-give',
  'message-receive',
  'item-accept',
  'item-refuse',
]);

/** Numbers the events of one turn after those of the log. */
function createLog(before: ConversationState | null, turn: string): TurnLog {
  const added: ConversationEvent[] = [];
  let state = before;
  const add = (draft: EventDraft): void => {
    const event = { ...draft, sequence: state?.eventCount ?? 0, turn } as ConversationEvent;
    state = nextState(state, event);
    added.push(event);
  };
  const current = (): ConversationState => {
    assert(state !== null, 'a turn adds to a log that holds an event');
    return state;
  };
  return {
    add,
    state: current,
    close: (act, say, seen, at) => {
      const given = added.find((event) => givenTypes.has(event.type))?.sequence ?? null;
      const closing = closeTurn({ id: turn, sequence: current().eventCount, act, given, at }, say, seen);
      return { events: [...added, closing], closing };
    },
  };
}
