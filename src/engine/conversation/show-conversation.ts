import type { ConversationShown } from '../../contract/types.ts';
import { assert } from '../../core/assert.ts';
import { traitsOfItem } from '../../core/conversation/attribute-index.ts';
import { entriesOf, type KeptEntry, standingAt } from '../../core/conversation/events.ts';
import type { AnswerStatement } from '../../core/conversation/statements.ts';
import { indexOf } from '../../core/graph/keys.ts';
import { showNode } from '../../core/graph/show-node.ts';
import type { Deps } from '../deps.ts';
import { saidPhrases } from '../reviews/said-phrases.ts';
import { withArrays } from './conversation-arrays.ts';
import { closingAt, loadFold } from './conversation-log.ts';
import { itemNumbersByName } from './conversation-parts.ts';
import { type ConversationView, traitsOfAnswer, viewConversation } from './conversation-view.ts';
import { unknownConversation } from './converse.ts';

/**
 * Returns where a conversation stands, for a picture: how many items each turn left, what was wished, and how the
 * likeliest items meet it. Changes nothing. Throws `conversation-unknown`, `graph-empty`. Cost: O(new events + turns +
 * items).
 */
export async function showConversation(
  deps: Pick<Deps, 'store' | 'graph'>,
  conversation: string,
  signal: AbortSignal,
): Promise<ConversationShown> {
  const fold = await loadFold(deps.store, conversation, signal);
  const { state } = fold;
  const at = state === null ? null : standingAt(state);
  if (state === null || at === null) throw unknownConversation(conversation);
  const { say, candidates } = await closingAt(deps.store, conversation, fold, at, signal);
  assert(say.type !== 'explain', 'an explanation never stands open');
  const graph = await deps.graph.current(signal);
  const numbers = await itemNumbersByName(deps.store, graph, signal);
  return withArrays(graph, (arrays) => {
    const view = viewConversation(graph, state, numbers, arrays);
    const wishes = view.statements.filter((statement) => statement.type === 'answer');
    return {
      conversation,
      user: state.user,
      steps: stepsOf(view, entriesOf(state)),
      wishes: wishes.map(({ attribute, answer }) => {
        const node = indexOf(graph.snapshot.keys, 'Attribute', attribute);
        const shown = node < 0 ? null : showNode(graph.snapshot, node, null);
        return { attribute: shown ?? { label: 'Attribute', id: attribute, name: null }, answer };
      }),
      items: likelyItems(view, wishes),
      standing: say,
      candidates,
      itemCount: graph.index.itemCount,
    };
  });
}

/** The turns that said something, each with what its reply left. */
function stepsOf(view: ConversationView, entries: readonly KeptEntry[]): ConversationShown['steps'] {
  const said = new Map<string, string[]>();
  const steps: ConversationShown['steps'] = [];
  for (const entry of entries) {
    if (entry.type === 'said') {
      const phrases = saidPhrases(view, entry.statements);
      said.set(entry.turn, [...(said.get(entry.turn) ?? []), ...phrases]);
    }
    if (entry.type !== 'standing') continue;
    const phrases = said.get(entry.turn) ?? [];
    if (phrases.length === 0 && steps.length > 0) continue;
    steps.push({ sequence: entry.sequence, said: phrases, candidates: entry.candidates });
  }
  return steps;
}

function likelyItems(view: ConversationView, wishes: readonly AnswerStatement[]): ConversationShown['items'] {
  const { graph, index, probabilities } = view;
  const traits = wishes.map((wish) => traitsOfAnswer(graph, wish));
  return view.likeliest.map((item) => {
    const { id, name } = showNode(graph.snapshot, item + graph.index.itemStart, null);
    const own = new Set(traitsOfItem(index, item));
    const has = traits.flatMap((some, position) => (some.some((trait) => own.has(trait)) ? [position] : []));
    return { id: id ?? '', name, probability: Math.min(1, probabilities[item] ?? 0), has };
  });
}
