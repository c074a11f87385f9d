import type { ExplainSay } from '../../contract/types.ts';
import { traitsOfItem } from '../../core/conversation/attribute-index.ts';
import type { ClosingEvent } from '../../core/conversation/events.ts';
import type { Statement } from '../../core/conversation/statements.ts';
import { type Fit, fitSentence, fitText, goneText, unsaidText } from '../../core/conversation/wording.ts';
import { EngineError } from '../../core/errors.ts';
import { indexOf } from '../../core/graph/keys.ts';
import { titleAt } from '../../core/graph/show-node.ts';
import type { Deps } from '../deps.ts';
import { why } from '../reasons/why.ts';
import { answerInvalid } from './conversation-acts.ts';
import { namedTrait } from './conversation-move.ts';
import { type ConversationView, traitsOfAnswer } from './conversation-view.ts';

/** Reasons of the graph named for one item. */
const reasonsMax = 2;

/** What was said to a person so far. */
export interface Shown {
  /** What stands open. */
  readonly standing: ClosingEvent | null;
  /** Names of all items shown, by id. */
  readonly shown: ReadonlyMap<string, string | null>;
}

/**
 * Returns the answer to why: the stored reason of the open question or list, or, for an item that was shown, how it
 * meets what was said, followed for a known user by the weightiest reasons of the graph. Throws `answer-invalid` when
 * nothing is open or the item was never shown.
 */
export async function explainSay(
  deps: Deps,
  shown: Shown,
  view: ConversationView,
  item: string | null,
  signal: AbortSignal,
): Promise<ExplainSay> {
  if (item !== null)
    return { type: 'explain', about: 'item', text: await itemText(deps, shown, view, item, signal) };
  const say = shown.standing?.say;
  if (say?.type === 'ask') return { type: 'explain', about: 'question', text: say.reason };
  if (say?.type === 'show') return { type: 'explain', about: 'list', text: say.reason };
  throw answerInvalid(
    'No question is open that could be explained',
    'Name a shown item, or undo the last act.',
  );
}

async function itemText(
  deps: Deps,
  { shown }: Shown,
  view: ConversationView,
  item: string,
  signal: AbortSignal,
): Promise<string> {
  if (!shown.has(item)) {
    throw answerInvalid(
      `The item ${JSON.stringify(item)} was not shown`,
      'Ask about one of the items of a list.',
    );
  }
  const { snapshot, index } = view.graph;
  const node = indexOf(snapshot.keys, 'Item', item);
  if (node < 0) return goneText(shown.get(item) ?? item);
  const sentences = [fitText(fitsOf(view.statements, view, node))];
  const { user } = view.state;
  if (view.user !== null && user !== null) sentences.push(await graphText(deps, user, item, signal));
  const text = sentences.filter((sentence) => sentence !== '').join(' ');
  if (text !== '') return text;
  return unsaidText(titleAt(snapshot, node), (index.itemDegrees[node - index.itemStart] ?? 0) > 0);
}

/** Returns how an item (a node) meets each answer of a conversation, in order. */
export function fitsOf(statements: readonly Statement[], view: ConversationView, node: number): Fit[] {
  const has = new Set(traitsOfItem(view.index, node - view.index.itemStart));
  const name = titleAt(view.graph.snapshot, node);
  const fits: Fit[] = [];
  for (const statement of statements) {
    if (statement.type !== 'answer') continue;
    const traits = traitsOfAnswer(view.graph, statement);
    const { answer } = statement;
    const trait = traits.find((candidate) => has.has(candidate)) ?? traits[0];
    if (trait === undefined || answer === 'any') continue;
    const isMet = has.has(trait) === (answer === 'yes');
    fits.push({ sentence: fitSentence(namedTrait(view, trait), name, has.has(trait), answer), isMet });
  }
  return fits;
}

/** The reasons of the ranking, or nothing where the ranking does not reach the item. */
async function graphText(deps: Deps, user: string, item: string, signal: AbortSignal): Promise<string> {
  try {
    const answer = await why(deps, { user, item }, signal);
    return answer.item.reasons
      .slice(0, reasonsMax)
      .map((reason) => reason.text)
      .join(' ');
  } catch (error) {
    if (error instanceof EngineError && (error.code === 'request-invalid' || error.code === 'node-unknown'))
      return '';
    throw error;
  }
}
