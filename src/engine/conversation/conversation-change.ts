import type { ConversationEvent, NodeShown } from '../../contract/types.ts';
import type { ClosingEvent, ConversationState } from '../../core/conversation/events.ts';
import { statementsOf } from '../../core/conversation/said.ts';
import { changedNote, vanishedNote } from '../../core/conversation/wording.ts';
import { indexOf } from '../../core/graph/keys.ts';
import type { LoadedGraph } from '../graph/graph-cache.ts';
import type { EventDraft } from './conversation-acts.ts';
import { traitsOfAnswer } from './conversation-view.ts';

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
 * `readEvents` reads the log, for the names of what is gone; it is called only where something is.
 */
export async function snapshotChange(
  graph: LoadedGraph,
  state: ConversationState,
  standing: ClosingEvent | null,
  readEvents: () => Promise<readonly ConversationEvent[]>,
): Promise<SnapshotChange> {
  const to = graph.snapshot.id;
  if (state.snapshot === to) return { event: null, notes: [] };
  const gone = goneAttributes(graph, state, standing);
  const names = gone.length === 0 ? new Map() : namesInLog(await readEvents());
  const vanished: NodeShown[] = [
    ...vanishedUser(graph, state),
    ...gone.map((id): NodeShown => ({ label: 'Attribute', id, name: names.get(id) ?? null })),
  ];
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

/** Ids of attributes that were answered or are asked for and that lead nowhere any more, each once. */
function goneAttributes(
  graph: LoadedGraph,
  state: ConversationState,
  standing: ClosingEvent | null,
): string[] {
  const say = standing?.say;
  const asked =
    say?.type === 'ask' ? say.values.map(({ attribute }) => ({ say, id: attribute.id ?? '' })) : [];
  const answered = statementsOf(state).filter((statement) => statement.type === 'answer');
  const pairs = [
    ...answered.flatMap(({ attribute, relation, others }) =>
      [attribute, ...others].map((id) => ({ id, relation })),
    ),
    ...asked.map(({ id, say: { relation } }) => ({ id, relation })),
  ];
  const gone = pairs.filter(
    ({ id, relation }) => traitsOfAnswer(graph, { attribute: id, relation, others: [] }).length === 0,
  );
  return [...new Set(gone.map(({ id }) => id))];
}

/** The names by which attributes were asked for. */
function namesInLog(events: readonly ConversationEvent[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const event of events) {
    if (event.type !== 'question-ask') continue;
    for (const { attribute } of event.say.values) {
      if (attribute.id !== null && attribute.name !== null) names.set(attribute.id, attribute.name);
    }
  }
  return names;
}
