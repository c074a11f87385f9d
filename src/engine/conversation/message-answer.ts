import { acceptedItems } from '../../core/conversation/events.ts';
import { selfText, talkText } from '../../core/conversation/message/message-text.ts';
import type { MessageIntent } from '../../core/conversation/message/read-message.ts';
import { fitText, leftOutText, placeText, together } from '../../core/conversation/wording.ts';
import { idAt } from '../../core/graph/keys.ts';
import { titleAt } from '../../core/graph/show-node.ts';
import { rankOf } from '../../core/ranking/top-k.ts';
import { whyNot } from '../reasons/why-not.ts';
import { saidPhrases } from '../reviews/said-phrases.ts';
import type { ConversationView } from './conversation-view.ts';
import { fitsOf } from './conversation-why.ts';
import type { HeardMessage } from './heard-message.ts';

/** Liked items and aspects named of a known user. */
const namesMax = 5;

/**
 * Returns the answers to what is no step of the search, a sentence or two each: small talk, why or why not an item, and
 * what is known of the person. Answered from the graph and the log; no other person comes up.
 */
export async function answerAbout(
  heard: HeardMessage,
  intents: readonly MessageIntent[],
): Promise<readonly string[]> {
  const answers: string[] = [];
  for (const intent of intents) {
    if (intent.type === 'talk') answers.push(talkText(intent.kind, heard.graph.manifest.item));
    else if (intent.type === 'ask-why' && intent.about === 'self') answers.push(await aboutSelf(heard));
    else if (intent.type === 'why-item' || intent.type === 'why-not')
      answers.push(await aboutItem(heard, intent.item));
  }
  return answers;
}

/** How an item meets what was said, where that puts it, and for a known user where her past puts it and why. */
async function aboutItem({ deps, viewOf, signal }: HeardMessage, node: number): Promise<string> {
  const view = await viewOf();
  const fits = fitText(fitsOf(view.statements, view, node));
  const name = titleAt(view.graph.snapshot, node);
  const sentences = [fits === '' ? `Nothing that you said speaks for or against ${name}.` : fits];
  sentences.push(leftOut(view, node) ?? placeOf(view, node) ?? '');
  const { user } = view.state;
  if (view.user !== null && user !== null) {
    const item = idAt(view.graph.snapshot.keys, node);
    const { status, rank, text } = await whyNot(deps, { user, item }, signal);
    sentences.push(
      status === 'shown'
        ? `From what you liked before it is at rank ${rank}.`
        : `From what you liked before: ${text}`,
    );
  }
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

/** Why an item is out for this conversation; null where it is not. */
function leftOut(view: ConversationView, node: number): string | null {
  const { snapshot } = view.graph;
  const id = idAt(snapshot.keys, node);
  const isNamed = view.statements.some((said) => said.type === 'like' && said.item === id);
  const isRefused = view.statements.some((said) => said.type === 'refusal' && said.items.includes(id));
  if (!isRefused) return null;
  const cause = acceptedItems(view.state).includes(id) ? 'taken' : isNamed ? 'named' : 'refused';
  return leftOutText(titleAt(snapshot, node), cause);
}

/** Where an item stands in what is left; null where it is not among it. */
function placeOf(view: ConversationView, node: number): string | null {
  const item = node - view.index.itemStart;
  const rank = rankOf(view.probabilities, view.belief.isOut, item);
  const name = titleAt(view.graph.snapshot, node);
  return rank === null ? null : placeText(name, rank, view.probabilities[item] ?? 0);
}

async function aboutSelf({ viewOf }: HeardMessage): Promise<string> {
  const view = await viewOf();
  return selfText(saidPhrases(view, view.statements), knownSentences(view));
}

function knownSentences({ graph, user }: ConversationView): string[] {
  if (user === null) return [];
  const { likes } = graph.index;
  const liked = Array.from(
    likes.targets.subarray(
      likes.offsets[user - graph.index.userStart],
      likes.offsets[user - graph.index.userStart + 1],
    ),
  );
  const names = liked.slice(0, namesMax).map((node) => titleAt(graph.snapshot, node));
  return [
    `From before I know ${liked.length} ${graph.manifest.item.many} that you liked, such as ${together(names)}.`,
  ];
}
