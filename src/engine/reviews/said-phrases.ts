import type { Statement } from '../../core/conversation/statements.ts';
import { indexOf, type NodeLabel } from '../../core/graph/keys.ts';
import { titleAt } from '../../core/graph/show-node.ts';
import { namedTrait } from '../conversation/conversation-move.ts';
import { type ConversationView, traitsOfAnswer } from '../conversation/conversation-view.ts';
import type { LoadedGraph } from '../graph/graph-cache.ts';

/** Returns what statements say, each in the fewest words; those about what the graph no longer holds are left out. */
export function saidPhrases(view: ConversationView, statements: readonly Statement[]): string[] {
  return statements.flatMap((statement) => phraseOf(view, statement) ?? []);
}

function phraseOf(view: ConversationView, statement: Statement): string | null {
  const { graph } = view;
  switch (statement.type) {
    case 'answer': {
      const [trait] = traitsOfAnswer(graph, statement);
      if (trait === undefined) return null;
      const { name } = namedTrait(view, trait);
      return { yes: `yes to “${name}”`, no: `no to “${name}”`, any: `“${name}” does not matter` }[
        statement.answer
      ];
    }
    case 'like':
      return `something like ${titleOf(graph, 'Item', statement.item)}`;
    case 'refusal':
      return refusalPhrase(graph, statement.items);
    case 'compare': {
      if (statement.about === 'number')
        return `${statement.name} ${statement.direction === 'less' ? 'below' : 'above'} ${statement.value}`;
      const name = titleOf(graph, 'Aspect', statement.name);
      return `${statement.direction === 'more' ? 'better' : 'less praised'} in ${name}`;
    }
  }
}

function refusalPhrase(graph: LoadedGraph, items: readonly string[]): string {
  const [first, ...others] = items;
  const name = titleOf(graph, 'Item', first ?? '');
  return others.length === 0 ? `not ${name}` : `neither ${name} nor ${others.length} others`;
}

function titleOf({ snapshot }: LoadedGraph, label: NodeLabel, id: string): string {
  const node = indexOf(snapshot.keys, label, id);
  return node < 0 ? id : titleAt(snapshot, node);
}
