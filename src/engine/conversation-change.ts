import type { AskSay, ConversationEvent, NodeShown } from '../contract/types.ts';
import type { ConversationState, Statement } from '../core/conversation/events.ts';
import { changedNote, vanishedNote } from '../core/conversation/wording.ts';
import { indexOf } from '../core/graph/keys.ts';
import type { EventDraft } from './conversation-acts.ts';
import { traitsOfStatement } from './conversation-view.ts';
import type { LoadedGraph } from './graph-cache.ts';

/** What a change of the data means to a conversation. */
export interface SnapshotChange {
  /** Null when the snapshot is still the one that the last turn saw. */
  readonly event: EventDraft | null;
  /** One sentence each, for the person; what was said once is not said again. */
  readonly notes: string[];
}

/**
 * Returns what a turn must log and say because the data moved on since the last turn: the event `snapshot-changed`,
 * and the user or the attributes with an answer (the open question's included) that the new snapshot lacks.
 */
export function snapshotChange(
  graph: LoadedGraph,
  events: readonly ConversationEvent[],
  state: ConversationState,
): SnapshotChange {
  const to = graph.snapshot.id;
  if (state.snapshot === to) return { event: null, notes: [] };
  const vanished = [...vanishedUser(graph, state), ...vanishedAttributes(graph, events, state)];
  const news = vanished.filter((node) => !state.vanished.has(`${node.label}:${node.id}`));
  return {
    event: { type: 'snapshot-changed', from: state.snapshot, to, vanished },
    notes: [
      changedNote(),
      ...news.map((node) => vanishedNote(node.name ?? node.id ?? '', node.label === 'User')),
    ],
  };
}

function vanishedUser(graph: LoadedGraph, state: ConversationState): NodeShown[] {
  const { user } = state;
  const isThere = user === null || indexOf(graph.snapshot.keys, 'User', user) >= 0;
  return isThere ? [] : [{ label: 'User', id: user, name: null }];
}

function vanishedAttributes(
  graph: LoadedGraph,
  events: readonly ConversationEvent[],
  state: ConversationState,
): NodeShown[] {
  const nodes = new Map<string, NodeShown>();
  const say = state.standing?.say;
  const open = say?.type === 'ask' ? [aboutQuestion(say)] : [];
  for (const statement of [...state.statements, ...open]) {
    if (statement.type === 'refusal' || traitsOfStatement(graph, statement).length > 0) continue;
    const id = statement.attribute;
    nodes.set(id, { label: 'Attribute', id, name: nameInLog(events, id) });
  }
  return [...nodes.values()];
}

function aboutQuestion(say: AskSay): Extract<Statement, { type: 'answer' }> {
  return { type: 'answer', attribute: say.attribute.id ?? '', relation: say.relation, answer: 'any' };
}

/** The name by which an attribute was asked for, or null. */
function nameInLog(events: readonly ConversationEvent[], id: string): string | null {
  for (const event of events) {
    if (event.type === 'question-ask' && event.say.attribute.id === id) return event.say.attribute.name;
  }
  return null;
}
