import type { ConversationEvent, ConversationShown } from '../contract/types.ts';
import { assert } from '../core/assert.ts';
import { traitsOfItem } from '../core/conversation/attribute-index.ts';
import {
  addEvent,
  createFold,
  entriesOf,
  isClosing,
  type KeptEntry,
  standingAt,
} from '../core/conversation/events.ts';
import type { AnswerStatement } from '../core/conversation/statements.ts';
import { indexOf } from '../core/graph/keys.ts';
import { showNode } from '../core/graph/show-node.ts';
import { itemNumbersByName } from './conversation-parts.ts';
import { type ConversationView, traitsOfAnswer, viewConversation } from './conversation-view.ts';
import { unknownConversation } from './converse.ts';
import type { Deps } from './deps.ts';
import { saidPhrases } from './said-phrases.ts';

/** Items shown of a conversation. */
const itemsMax = 10;
/** Events that are read to show one: the log of the longest conversation that somebody looks at. */
const eventsMax = 40_000;

/**
 * Returns where a conversation stands, for a picture: how many items each turn left, what was wished, and how the
 * likeliest items meet it. Changes nothing. Throws `conversation-unknown`, `graph-empty`. Cost: O(events + items).
 */
export async function showConversation(
  deps: Pick<Deps, 'store' | 'graph'>,
  conversation: string,
  signal: AbortSignal,
): Promise<ConversationShown> {
  const events = await deps.store.read(conversation, signal, { from: 0, limit: eventsMax });
  const fold = createFold();
  for (const event of events) addEvent(fold, event);
  const { state } = fold;
  const standing = state === null ? undefined : events[standingAt(state) ?? -1];
  if (state === null || standing === undefined || !isClosing(standing))
    throw unknownConversation(conversation);
  const graph = await deps.graph.current(signal);
  const view = viewConversation(graph, state, await itemNumbersByName(deps.store, graph, signal));
  const { say } = standing;
  assert(say.type !== 'explain', 'an explanation never stands open');
  const wishes = view.statements.filter((statement) => statement.type === 'answer');
  return {
    conversation,
    user: state.user,
    steps: stepsOf(view, entriesOf(state), events),
    wishes: wishes.map(({ attribute, answer }) => {
      const node = indexOf(graph.snapshot.keys, 'Attribute', attribute);
      const shown = node < 0 ? null : showNode(graph.snapshot, node, null);
      return { attribute: shown ?? { label: 'Attribute', id: attribute, name: null }, answer };
    }),
    items: likelyItems(view, wishes),
    standing: say,
    candidates: standing.candidates,
    itemCount: graph.index.itemCount,
  };
}

/** The turns that said something, each with what its reply left. */
function stepsOf(
  view: ConversationView,
  entries: readonly KeptEntry[],
  events: readonly ConversationEvent[],
): ConversationShown['steps'] {
  const said = new Map<string, string[]>();
  const steps: ConversationShown['steps'] = [];
  for (const entry of entries) {
    if (entry.type === 'said') {
      const phrases = saidPhrases(view, entry.statements);
      said.set(entry.turn, [...(said.get(entry.turn) ?? []), ...phrases]);
    }
    const closing = entry.type === 'standing' ? events[entry.sequence] : undefined;
    if (closing === undefined || !isClosing(closing)) continue;
    const phrases = said.get(closing.turn) ?? [];
    if (phrases.length === 0 && steps.length > 0) continue;
    steps.push({ sequence: closing.sequence, said: phrases, candidates: closing.candidates });
  }
  return steps;
}

function likelyItems(view: ConversationView, wishes: readonly AnswerStatement[]): ConversationShown['items'] {
  const { graph, index, probabilities } = view;
  const best = Array.from(probabilities, (_, item) => item)
    .filter((item) => (probabilities[item] ?? 0) > 0)
    .sort((left, right) => (probabilities[right] ?? 0) - (probabilities[left] ?? 0) || left - right)
    .slice(0, itemsMax);
  const traits = wishes.map((wish) => traitsOfAnswer(graph, wish));
  return best.map((item) => {
    const { id, name } = showNode(graph.snapshot, item + graph.index.itemStart, null);
    const own = new Set(traitsOfItem(index, item));
    const has = traits.flatMap((some, position) => (some.some((trait) => own.has(trait)) ? [position] : []));
    return { id: id ?? '', name, probability: Math.min(1, probabilities[item] ?? 0), has };
  });
}
