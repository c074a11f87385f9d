import type {
  AskSay,
  ConversationEvent,
  ConversationStartEvent,
  EndSay,
  ExplainSay,
  ItemsShowEvent,
  QuestionAskEvent,
  ReplyGiveEvent,
  ShowSay,
  TurnAct,
  TurnReply,
} from '../../contract/types.ts';
import { assert } from '../assert.ts';
import type { PolicyName } from './question/policy.ts';
import { type Statement, statementsOfEvent } from './statements.ts';

/**
 * This room: what a conversation has come to (events), what it makes likely (belief), what to do next (policy) and how
 * that is said (wording). It knows nothing of stores and processes; `engine/converse.ts` puts the parts in order.
 */

/** The event that ends a turn: it holds the act and the whole reply. */
export type ClosingEvent = QuestionAskEvent | ItemsShowEvent | ReplyGiveEvent;

/**
 * What the log of a conversation has come to. It is made anew by each event and shares all but the last entry with the
 * one before, so that a log of ten thousand turns is held in a few megabytes, replies not included.
 */
export interface ConversationState {
  /** Events in the log, those that were taken back included: the sequence of the next event. */
  readonly eventCount: number;
  /** Id of the known user, null for a stranger. */
  readonly user: string | null;
  readonly policy: PolicyName;
  /** Whether several items would be right. */
  readonly several: boolean;
  /** Most values of a question. */
  readonly valuesMax: number;
  /** The snapshot that the last event saw; undo does not bring an older one back. */
  readonly snapshot: string;
  /** References (`Attribute:noir`) of what the last change of the data took from under the conversation: attributes with an answer, the user. */
  readonly vanished: ReadonlySet<string>;
  /** What counts, the latest first; null before anything does. */
  readonly kept: Kept | null;
}

/** A chain of entries, from the latest back. */
export interface Kept {
  readonly entry: KeptEntry;
  readonly before: Kept | null;
}

/** One event that counts: something said, an item taken, or what stands open since. */
export type KeptEntry =
  | {
      readonly type: 'said';
      readonly sequence: number;
      readonly turn: string;
      readonly statements: readonly Statement[];
      /** Sequence of the answer that these stand for, null for what is said for the first time. */
      readonly corrects: number | null;
    }
  | {
      readonly type: 'accepted';
      readonly sequence: number;
      readonly turn: string;
      readonly item: string;
      /** Whether the conversation ended with it. */
      readonly isEnd: boolean;
    }
  | {
      readonly type: 'standing';
      readonly sequence: number;
      readonly turn: string;
      /** Items that were left. */
      readonly candidates: number;
      /** Whether the next turn is of the same message. */
      readonly goesOn: boolean;
    };

/** What a log has come to, with what is known of it forever, undone or not. The maps are written to. */
export interface ConversationFold {
  state: ConversationState | null;
  /** Sequence of the closing event of each turn, by turn id, so that a turn that is sent twice is recognised. */
  readonly turns: Map<string, number>;
  /** Name of every item shown, by id. */
  readonly shown: Map<string, string | null>;
  /** The event that closed the last turn. */
  last: ClosingEvent | null;
  /** Events that no log holds yet: those of turns that will be stored together. */
  readonly unsaved: ConversationEvent[];
}

/** Returns the fold of no events. */
export function createFold(): ConversationFold {
  return { state: null, turns: new Map(), shown: new Map(), last: null, unsaved: [] };
}

/** Returns a fold that goes its own way from here. Cost: O(turns). */
export function copyFold(fold: ConversationFold): ConversationFold {
  const { turns, shown, unsaved } = fold;
  return { ...fold, turns: new Map(turns), shown: new Map(shown), unsaved: [...unsaved] };
}

/** Adds the next event of a log to its fold. The same events give the same state. Cost: O(1), O(undone) for undo. */
export function addEvent(fold: ConversationFold, event: ConversationEvent): void {
  fold.state = nextState(fold.state, event);
  if (!isClosing(event)) return;
  fold.turns.set(event.turn, event.sequence);
  fold.last = event;
  if (event.say.type === 'show') for (const item of event.say.items) fold.shown.set(item.id, item.name);
}

/** Returns the state after one more event. A `turn-undo` drops the entries from its `toSequence` on. */
export function nextState(state: ConversationState | null, event: ConversationEvent): ConversationState {
  if (state === null) {
    assert(event.type === 'conversation-start', 'a conversation begins with conversation-start');
    assert(event.sequence === 0, 'events are numbered from 0 without a gap');
    return startState(event);
  }
  assert(event.sequence === state.eventCount, 'events are numbered from 0 without a gap');
  const next = { ...state, eventCount: state.eventCount + 1 };
  if (event.type === 'snapshot-changed') {
    const vanished = new Set(event.vanished.map((node) => `${node.label}:${node.id}`));
    return { ...next, snapshot: event.to, vanished };
  }
  if (event.type === 'turn-undo') {
    assert(
      event.toSequence > 0 && event.toSequence < event.sequence,
      'undo reaches back, but not beyond the opening',
    );
    return { ...next, kept: keptBefore(state.kept, event.toSequence) };
  }
  const entry = entryOf(event);
  return entry === null ? next : { ...next, kept: { entry, before: state.kept } };
}

/** Returns the sequence of the closing event that waits for an act or ended the conversation; null before the first. */
export function standingAt(state: ConversationState): number | null {
  for (let kept = state.kept; kept !== null; kept = kept.before)
    if (kept.entry.type === 'standing') return kept.entry.sequence;
  return null;
}

/**
 * Returns where the log would end if the last thing said or taken were taken back, all acts of a message at once; null when
 * there is none.
 */
export function undoPoint(state: ConversationState): number | null {
  const opening = firstTurn(state);
  let found: KeptEntry | null = null;
  for (let kept = state.kept; kept !== null; kept = kept.before) {
    const { entry } = kept;
    if (entry.type === 'standing') {
      if (found !== null && !entry.goesOn) break;
      continue;
    }
    if (entry.turn === opening) break;
    found = entry;
  }
  return found?.sequence ?? null;
}

/** Returns the items accepted, in order. */
export function acceptedItems(state: ConversationState): readonly string[] {
  const items: string[] = [];
  for (const entry of entriesOf(state)) if (entry.type === 'accepted') items.push(entry.item);
  return items;
}

/** Whether an item was accepted for good. */
export function isSettled(state: ConversationState): boolean {
  for (let kept = state.kept; kept !== null; kept = kept.before)
    if (kept.entry.type === 'accepted') return kept.entry.isEnd;
  return false;
}

/** Returns what counts, oldest first. Cost: O(entries). */
export function entriesOf(state: ConversationState): readonly KeptEntry[] {
  const entries: KeptEntry[] = [];
  for (let kept = state.kept; kept !== null; kept = kept.before) entries.push(kept.entry);
  return entries.reverse();
}

/** Returns the reply that a closing event holds; the same event always gives the same bytes. */
export function replyOf(conversation: string, event: ClosingEvent): TurnReply {
  return {
    conversation,
    turn: event.turn,
    sequence: event.sequence + 1,
    say: event.say,
    candidates: event.candidates,
    top: event.top,
    notes: event.notes,
    given: event.given ?? null,
    snapshot: event.snapshot,
  };
}

/** Whether two acts say the same, whatever the order of their keys. */
export function sameAct(left: TurnAct, right: TurnAct): boolean {
  return canonical(left) === canonical(right);
}

/** Returns the closing event of a turn that says `say`. */
export function closeTurn(
  turn: {
    readonly id: string;
    readonly sequence: number;
    readonly act: TurnAct;
    readonly given: number | null;
    /** Epoch milliseconds. */
    readonly at: number;
  },
  say: AskSay | ShowSay | ExplainSay | EndSay,
  seen: Pick<QuestionAskEvent, 'candidates' | 'top' | 'notes' | 'snapshot'>,
): ClosingEvent {
  const { id, ...rest } = turn;
  const common = { turn: id, ...rest, ...seen };
  if (say.type === 'ask') return { type: 'question-ask', ...common, say };
  if (say.type === 'show') return { type: 'items-show', ...common, say };
  return { type: 'reply-give', ...common, say };
}

/** Whether an event ends a turn. */
export function isClosing(event: ConversationEvent): event is ClosingEvent {
  return event.type === 'question-ask' || event.type === 'items-show' || event.type === 'reply-give';
}

function startState(event: ConversationStartEvent): ConversationState {
  const statements = statementsOfEvent(event);
  const entry: KeptEntry = { type: 'said', sequence: 0, turn: event.turn, statements, corrects: null };
  return {
    eventCount: 1,
    user: event.user,
    policy: event.policy ?? 'look-ahead',
    several: event.several ?? false,
    valuesMax: event.valuesMax ?? 1,
    snapshot: event.snapshot,
    vanished: new Set(),
    kept: { entry, before: null },
  };
}

function firstTurn(state: ConversationState): string {
  let kept = state.kept;
  while (kept !== null && kept.before !== null) kept = kept.before;
  return kept?.entry.turn ?? '';
}

function keptBefore(kept: Kept | null, sequence: number): Kept | null {
  let left = kept;
  while (left !== null && left.entry.sequence >= sequence) left = left.before;
  return left;
}

function entryOf(event: ConversationEvent): KeptEntry | null {
  const { sequence, turn } = event;
  if (event.type === 'item-accept') {
    const isEnd = event.goOn !== true;
    return { type: 'accepted', sequence, turn, item: event.item, isEnd };
  }
  if (isClosing(event)) {
    const { candidates, goesOn = false } = event;
    return event.say.type === 'explain' ? null : { type: 'standing', sequence, turn, candidates, goesOn };
  }
  const statements = statementsOfEvent(event);
  const corrects = event.type === 'answer-correct' ? event.ofSequence : null;
  return statements.length === 0 && corrects === null
    ? null
    : { type: 'said', sequence, turn, statements, corrects };
}

function canonical(act: TurnAct): string {
  const entries = Object.entries(act) as [string, unknown][];
  return JSON.stringify(entries.sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0)));
}
