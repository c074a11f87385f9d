import type {
  AskSay,
  ConversationEvent,
  EndSay,
  ExplainSay,
  ItemsShowEvent,
  QuestionAskEvent,
  ReplyGiveEvent,
  ShownItem,
  ShowSay,
  TurnAct,
  TurnReply,
} from '../../contract/types.ts';
import { assert } from '../assert.ts';

/**
 * This room: what a conversation has come to (events), what it makes likely (belief), what to do next (policy) and how
 * that is said (wording). It knows nothing of stores and processes; `engine/converse.ts` puts the parts in order.
 */

/** The event that ends a turn: it holds the act and the whole reply. */
export type ClosingEvent = QuestionAskEvent | ItemsShowEvent | ReplyGiveEvent;

/** Something said that bears on which item is the right one, in the order in which it was said. */
export type Statement =
  | { readonly type: 'want'; readonly attribute: string }
  | {
      readonly type: 'answer';
      readonly attribute: string;
      readonly relation: string;
      readonly answer: 'yes' | 'no' | 'any';
    }
  | { readonly type: 'refusal'; readonly items: readonly string[] };

/** What the log of a conversation has come to. */
export interface ConversationState {
  /** Events in the log, those that were taken back included: the sequence of the next event. */
  readonly eventCount: number;
  /** Id of the known user, null for a stranger. */
  readonly user: string | null;
  /** The snapshot that the last event saw; undo does not bring an older one back. */
  readonly snapshot: string;
  /** References (`Attribute:noir`) of what the last change of the data took from under the conversation: attributes with an answer, the user. */
  readonly vanished: ReadonlySet<string>;
  readonly statements: readonly Statement[];
  /** The question, list or end that stands; null only before the first turn is closed. */
  readonly standing: Standing | null;
  /** Every item shown, by id, with its name at that time. */
  readonly shown: ReadonlyMap<string, ShownItem>;
  /** The item accepted, or null. */
  readonly accepted: string | null;
  /** Where the log would end if the last act were taken back; null when there is none. */
  readonly undoTo: number | null;
  /** Every turn of the log, those that were taken back included, by id. */
  readonly turns: ReadonlyMap<string, ClosingEvent>;
}

/** A closing event that waits for an act or has ended the conversation. */
export interface Standing {
  readonly sequence: number;
  readonly say: AskSay | ShowSay | EndSay;
  readonly candidates: number;
  readonly top: readonly ShownItem[];
  readonly snapshot: string;
}

/**
 * Returns the state of a log, null for an empty one. The same events give the same state. A `turn-undo` makes the
 * fold ignore the events from its `toSequence` up to itself; turn ids are remembered all the same, so that a turn
 * sent twice is recognised after it was taken back. Cost: O(events); memory: O(turns + items shown).
 */
export function foldEvents(events: readonly ConversationEvent[]): ConversationState | null {
  const first = events[0];
  if (first === undefined) return null;
  assert(first.type === 'conversation-start', 'a conversation begins with conversation-start');
  const turns = new Map<string, ClosingEvent>();
  let snapshot = first.snapshot;
  let vanished: ReadonlySet<string> = new Set();
  events.forEach((event, position) => {
    assert(event.sequence === position, 'events are numbered from 0 without a gap');
    if (event.type === 'snapshot-changed') {
      snapshot = event.to;
      vanished = new Set(event.vanished.map((node) => `${node.label}:${node.id}`));
    }
    if (isClosing(event)) turns.set(event.turn, event);
  });
  const fold: Fold = { statements: [], standing: null, shown: new Map(), accepted: null, undoTo: null };
  if (first.attribute !== null) fold.statements.push({ type: 'want', attribute: first.attribute });
  for (const event of withoutUndone(events)) apply(fold, event);
  return { eventCount: events.length, user: first.user, snapshot, vanished, turns, ...fold };
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
    snapshot: event.snapshot,
  };
}

/** Whether two acts say the same, whatever the order of their keys. */
export function sameAct(left: TurnAct, right: TurnAct): boolean {
  return canonical(left) === canonical(right);
}

/** Returns the closing event of a turn that says `say`, at `sequence`. */
export function closeTurn(
  turn: { readonly id: string; readonly sequence: number; readonly act: TurnAct },
  say: AskSay | ShowSay | ExplainSay | EndSay,
  seen: Pick<QuestionAskEvent, 'candidates' | 'top' | 'notes' | 'snapshot'>,
): ClosingEvent {
  const common = { sequence: turn.sequence, turn: turn.id, act: turn.act, ...seen };
  if (say.type === 'ask') return { type: 'question-ask', ...common, say };
  if (say.type === 'show') return { type: 'items-show', ...common, say };
  return { type: 'reply-give', ...common, say };
}

interface Fold {
  statements: Statement[];
  standing: Standing | null;
  shown: Map<string, ShownItem>;
  accepted: string | null;
  undoTo: number | null;
}

function apply(fold: Fold, event: ConversationEvent): void {
  switch (event.type) {
    case 'answer-give':
      fold.undoTo = event.sequence;
      fold.statements.push({
        type: 'answer',
        attribute: event.attribute,
        relation: event.relation,
        answer: event.answer,
      });
      break;
    case 'item-refuse':
      fold.undoTo = event.sequence;
      fold.statements.push({ type: 'refusal', items: event.items });
      break;
    case 'item-accept':
      fold.undoTo = event.sequence;
      fold.accepted = event.item;
      break;
    case 'items-show':
      for (const item of event.say.items) fold.shown.set(item.id, item);
      fold.standing = { ...event };
      break;
    case 'question-ask':
      fold.standing = { ...event };
      break;
    case 'reply-give':
      if (event.say.type === 'end') fold.standing = { ...event, say: event.say };
      break;
    case 'conversation-start':
    case 'snapshot-changed':
    case 'turn-undo':
      break;
  }
}

function withoutUndone(events: readonly ConversationEvent[]): ConversationEvent[] {
  const kept: ConversationEvent[] = [];
  for (const event of events) {
    if (event.type !== 'turn-undo') {
      kept.push(event);
      continue;
    }
    assert(
      event.toSequence > 0 && event.toSequence < event.sequence,
      'undo reaches back, but not beyond the opening',
    );
    while ((kept.at(-1)?.sequence ?? -1) >= event.toSequence) kept.pop();
  }
  return kept;
}

function isClosing(event: ConversationEvent): event is ClosingEvent {
  return event.type === 'question-ask' || event.type === 'items-show' || event.type === 'reply-give';
}

function canonical(act: TurnAct): string {
  const entries = Object.entries(act) as [string, unknown][];
  return JSON.stringify(entries.sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0)));
}
