import type {
  AcceptAct,
  AnswerAct,
  AskSay,
  ConversationEvent,
  CorrectAct,
  RefuseAct,
  StartAct,
  TurnAct,
  UndoAct,
} from '../../contract/types.ts';
import { sharedFalseAlarm } from '../../core/conversation/belief/answer-rates.ts';
import { defaultAnswerModel } from '../../core/conversation/belief/belief.ts';
import {
  type ClosingEvent,
  type ConversationFold,
  type ConversationState,
  entriesOf,
  isSettled,
  undoPoint,
} from '../../core/conversation/events.ts';
import { answersAt } from '../../core/conversation/said.ts';
import { EngineError } from '../../core/errors.ts';
import { choiceOf } from '../../core/nearest-names.ts';
import type { LoadedGraph } from '../graph/graph-cache.ts';
import { resolveNode } from '../node-reference.ts';
import { critiqueEvent } from './conversation-critique.ts';
import { checkLinks, findAttribute } from './conversation-nodes.ts';
import type { ItemNumbersByName } from './conversation-parts.ts';
import { severalSharing } from './conversation-view.ts';

/** An event before it has its place in the log. */
export type EventDraft = DraftOf<ConversationEvent>;

type DraftOf<Event> = Event extends ConversationEvent ? Omit<Event, 'sequence' | 'turn'> : never;

/** What an act meets. */
export interface ActContext {
  readonly graph: LoadedGraph;
  readonly numbers: ItemNumbersByName;
  readonly fold: ConversationFold;
  readonly state: ConversationState;
  /** What stands open; null only where nothing was said yet. */
  readonly standing: ClosingEvent | null;
}

/** Acts that say something to what stands, or change it. */
export type FollowingAct = Exclude<TurnAct, { type: 'start' } | { type: 'branch' }>;

/**
 * Returns the events that open a conversation. The user is named by id, attribute and item by id or by name in any case.
 * Throws `node-unknown` with the three nearest, `request-invalid` for a name that several nodes share and for an
 * attribute that no askable relation leads to.
 */
export function openingEvents(graph: LoadedGraph, act: StartAct): EventDraft[] {
  const { user, text = '', links = [] } = act;
  if (user !== null) resolveNode(graph, `User:${user}`, ['User']);
  const attribute = act.attribute === null ? null : findAttribute(graph, act.attribute);
  const item = act.item ?? null;
  if (item !== null) resolveNode(graph, `Item:${item}`, ['Item']);
  checkLinks(graph, links);
  const start: EventDraft = {
    type: 'conversation-start',
    user,
    attribute,
    item,
    policy: act.policy ?? 'look-ahead',
    several: act.several ?? false,
    valuesMax: act.valuesMax ?? 1,
    snapshot: graph.snapshot.id,
  };
  return text === '' && links.length === 0 ? [start] : [start, { type: 'message-receive', text, links }];
}

/**
 * Returns the events of an act, before the reply: what was said, taken, refused or taken back; none for acts that change
 * nothing. Throws `answer-invalid` where the act does not fit what stands, `node-unknown` and `request-invalid` for what
 * it names.
 */
export function actEvents(context: ActContext, act: FollowingAct): EventDraft[] {
  const { state } = context;
  switch (act.type) {
    case 'resume':
    case 'why':
    case 'leave':
      return [];
    case 'undo':
      return [undoEvent(context, act)];
    case 'answer':
      return answerEvents(context, act);
    case 'refuse':
      return [refuseEvent(context, act)];
    case 'accept':
      return [acceptEvent(context, act)];
    case 'correct':
      assertOpen(context);
      return [correctEvent(state, act)];
    case 'critique':
      assertOpen(context);
      return [critiqueEvent(context, act)];
    case 'message':
      assertOpen(context);
      checkLinks(context.graph, act.links);
      return [{ type: 'message-receive', text: act.text, links: act.links }];
  }
}

/** Returns the error of an act that does not fit what stands. */
export function answerInvalid(found: string, expected: string): EngineError {
  return new EngineError('answer-invalid', `${found}. ${expected}`);
}

function undoEvent({ state, standing }: ActContext, act: UndoAct): EventDraft {
  const last = undoPoint(state);
  if (last === null) throw answerInvalid('There is nothing to take back yet', whatStands(standing));
  const { toSequence = last } = act;
  const opening = entriesOf(state)[0]?.turn;
  const isThere = entriesOf(state).some(
    (entry) => entry.sequence === toSequence && entry.type !== 'standing' && entry.turn !== opening,
  );
  if (isThere) return { type: 'turn-undo', toSequence };
  throw answerInvalid(
    `Nothing that counts was said at the sequence ${toSequence}`,
    `Give the sequence that a reply gave as "given", or none to take back the last thing said (${last}).`,
  );
}

function answerEvents(context: ActContext, act: AnswerAct): EventDraft[] {
  const { state, standing } = context;
  const say = standing?.say;
  if (say?.type !== 'ask') throw answerInvalid('There is no open question to answer', whatStands(standing));
  const asked = say.values.map(({ attribute }) => attribute.id ?? '');
  if (act.attribute !== undefined && !asked.includes(act.attribute)) {
    throw answerInvalid(
      `The open question does not ask for ${JSON.stringify(act.attribute)}`,
      whatStands(standing),
    );
  }
  return answersTo(asked, act).map(({ attribute, answer, others }) => ({
    type: 'answer-give',
    attribute,
    relation: say.relation,
    answer,
    ...(others.length > 0 ? { others } : {}),
    ...(state.several && answer !== 'any' ? { falseAlarm: falseAlarmOf(say, [attribute, ...others]) } : {}),
  }));
}

/** The chance of a yes meant for another right item, by the share of the belief that has what is asked for. */
function falseAlarmOf(say: AskSay, attributes: readonly string[]): number {
  const share = say.values
    .filter(({ attribute }) => attributes.includes(attribute.id ?? ''))
    .reduce((sum, value) => sum + value.share, 0);
  return sharedFalseAlarm(defaultAnswerModel, severalSharing, Math.min(1, share));
}

interface ValueAnswer {
  readonly attribute: string;
  readonly answer: 'yes' | 'no' | 'any';
  readonly others: string[];
}

/** What an answer says to each value that was asked for: one statement each, or one for all with a yes to any of them. */
function answersTo(asked: readonly string[], act: Pick<AnswerAct, 'answer' | 'values'>): ValueAnswer[] {
  const { answer, values } = act;
  if (values !== undefined) {
    const choice = `Choose of ${choiceOf(asked.map((value) => JSON.stringify(value)))}, with the answer yes.`;
    const stray = values.find((value) => !asked.includes(value));
    if (stray !== undefined) throw answerInvalid(`${JSON.stringify(stray)} was not asked for`, choice);
    if (answer !== 'yes') throw answerInvalid(`Values were chosen, and the answer is ${answer}`, choice);
    return asked.map((attribute) => ({
      attribute,
      answer: values.includes(attribute) ? 'yes' : 'no',
      others: [],
    }));
  }
  const [attribute = '', ...others] = asked;
  return answer === 'yes'
    ? [{ attribute, answer, others }]
    : asked.map((value) => ({ attribute: value, answer, others: [] }));
}

function correctEvent(state: ConversationState, act: CorrectAct): EventDraft {
  const earlier = answersAt(state, act.sequence);
  const asked = [...new Set(earlier.flatMap(({ attribute, others }) => [attribute, ...others]))];
  if (asked.length === 0) {
    throw answerInvalid(
      `No answer that counts was given at the sequence ${act.sequence}`,
      'Give the sequence that the reply to an answer gave as "given".',
    );
  }
  const relation = earlier[0]?.relation ?? null;
  const answers = answersTo(asked, act).map(({ others, ...one }) => ({
    ...one,
    relation,
    ...(others.length > 0 ? { others } : {}),
  }));
  return { type: 'answer-correct', ofSequence: act.sequence, answers };
}

function refuseEvent({ standing, fold }: ActContext, act: RefuseAct): EventDraft {
  const say = standing?.say;
  if (say?.type !== 'show') throw answerInvalid('There is no open list to refuse', whatStands(standing));
  const { items = say.items.map((item) => item.id) } = act;
  const stray = items.find((item) => !fold.shown.has(item));
  if (stray === undefined) return { type: 'item-refuse', items };
  throw answerInvalid(`The item ${JSON.stringify(stray)} was not shown`, whatStands(standing));
}

function acceptEvent({ state, standing, fold }: ActContext, act: AcceptAct): EventDraft {
  if (standing?.say.type === 'end')
    throw answerInvalid('Nothing can be accepted any more', whatStands(standing));
  if (!fold.shown.has(act.item))
    throw answerInvalid(`The item ${JSON.stringify(act.item)} was not shown`, whatStands(standing));
  const isTaken = entriesOf(state).some((entry) => entry.type === 'accepted' && entry.item === act.item);
  if (isTaken)
    throw answerInvalid(`The item ${JSON.stringify(act.item)} was taken before`, whatStands(standing));
  return { type: 'item-accept', item: act.item, goOn: act.goOn ?? false };
}

function assertOpen({ state, standing }: ActContext): void {
  if (isSettled(state)) throw answerInvalid('An item was accepted', whatStands(standing));
}

function whatStands(standing: ClosingEvent | null): string {
  const say = standing?.say;
  if (say?.type === 'ask') {
    const values = say.values.map(({ attribute }) => attribute.id ?? '');
    const choice =
      values.length > 1 ? `, with values out of ${choiceOf(values)} where not all are meant` : '';
    return `The open question is: ${say.text} Answer yes, no or any${choice}.`;
  }
  if (say?.type === 'show')
    return `A list of ${say.items.length} is open: accept one of its items, refuse it, or undo.`;
  return 'The conversation has ended: undo the last act, or start another conversation.';
}
