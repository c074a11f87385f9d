import type { ConversationEvent, ConversationStartEvent, StartAct, TurnAct } from '../contract/types.ts';
import type { ConversationState } from '../core/conversation/events.ts';
import { EngineError } from '../core/errors.ts';
import { idAt, indexOf } from '../core/graph/keys.ts';
import { nameAt } from '../core/graph/show-node.ts';
import { choiceOf } from '../core/nearest-names.ts';
import { attributeIndexOf, traitsOfStatement } from './conversation-view.ts';
import type { LoadedGraph } from './graph-cache.ts';
import { resolveNode, unknownNode } from './node-reference.ts';

/** An event before it has its place in the log. */
export type EventDraft = DraftOf<ConversationEvent>;

type DraftOf<Event> = Event extends ConversationEvent ? Omit<Event, 'sequence' | 'turn'> : never;

/**
 * Returns the event that opens a conversation. The user is named by id, the attribute by id or by name in any case.
 * Throws `node-unknown` with the three nearest, `request-invalid` for a name that several attributes share and for an
 * attribute that no askable relation leads to.
 */
export function openingEvent(
  graph: LoadedGraph,
  act: StartAct,
): Omit<ConversationStartEvent, 'sequence' | 'turn'> {
  if (act.user !== null) resolveNode(graph, `User:${act.user}`, ['User']);
  const attribute = act.attribute === null ? null : findAttribute(graph, act.attribute);
  return { type: 'conversation-start', user: act.user, attribute, snapshot: graph.snapshot.id };
}

/**
 * Returns the events of an act other than start, before the reply: what was answered, accepted, refused or taken back;
 * none for acts that change nothing. Throws `answer-invalid` where the act does not fit what stands.
 */
export function actEvents(state: ConversationState, act: Exclude<TurnAct, StartAct>): EventDraft[] {
  const { standing } = state;
  switch (act.type) {
    case 'resume':
    case 'why':
      return [];
    case 'undo':
      if (state.undoTo === null) throw answerInvalid('There is nothing to take back yet', whatStands(state));
      return [{ type: 'turn-undo', toSequence: state.undoTo }];
    case 'answer': {
      const say = standing?.say;
      if (say?.type !== 'ask') throw answerInvalid('There is no open question to answer', whatStands(state));
      const { relation, attribute } = say;
      return [{ type: 'answer-give', attribute: attribute.id ?? '', relation, answer: act.answer }];
    }
    case 'refuse': {
      const say = standing?.say;
      if (say?.type !== 'show') throw answerInvalid('There is no open list to refuse', whatStands(state));
      return [{ type: 'item-refuse', items: say.items.map((item) => item.id) }];
    }
    case 'accept':
      if (standing?.say.type === 'end')
        throw answerInvalid('Nothing can be accepted any more', whatStands(state));
      if (state.shown.has(act.item)) return [{ type: 'item-accept', item: act.item }];
      throw answerInvalid(`The item ${JSON.stringify(act.item)} was not shown`, whatStands(state));
  }
}

/** Returns the error of an act that does not fit what stands. */
export function answerInvalid(found: string, expected: string): EngineError {
  return new EngineError('answer-invalid', `${found}. ${expected}`);
}

function whatStands(state: ConversationState): string {
  const say = state.standing?.say;
  if (say?.type === 'ask') return `The open question is: ${say.text} Answer yes, no or any.`;
  if (say?.type === 'show')
    return `A list of ${say.items.length} is open: accept one of its items, refuse it, or undo.`;
  return 'The conversation has ended: undo the last act, or start another conversation.';
}

function findAttribute(graph: LoadedGraph, text: string): string {
  const { snapshot } = graph;
  const isId = indexOf(snapshot.keys, 'Attribute', text) >= 0;
  const ids = isId ? [text] : attributesNamed(graph, text);
  const [id, other] = ids;
  if (id === undefined) throw unknownNode(graph, text, ['Attribute']);
  if (other !== undefined) {
    throw new EngineError(
      'request-invalid',
      `${JSON.stringify(text)} is the name of ${ids.length} attributes. Give an id: ${choiceOf(ids.slice(0, 5))}.`,
    );
  }
  if (traitsOfStatement(graph, { type: 'want', attribute: id }).length > 0) return id;
  throw new EngineError(
    'request-invalid',
    `No relation that the manifest marks "askable" leads from an item to the attribute ${JSON.stringify(id)}. ` +
      'Choose another attribute, or mark its relation in graph.json.',
  );
}

/** Ids of the askable attributes of a name, each once. */
function attributesNamed(graph: LoadedGraph, name: string): string[] {
  const wanted = name.normalize('NFC').toLowerCase();
  const nodes = new Set(attributeIndexOf(graph).traitAttributes);
  return [...nodes]
    .filter((node) => nameAt(graph.snapshot, node)?.normalize('NFC').toLowerCase() === wanted)
    .map((node) => idAt(graph.snapshot.keys, node));
}
