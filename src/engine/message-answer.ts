import { selfText, talkText } from '../core/conversation/message/message-text.ts';
import type { MessageIntent } from '../core/conversation/message/read-message.ts';
import { fitText } from '../core/conversation/wording.ts';
import { idAt } from '../core/graph/keys.ts';
import { titleAt } from '../core/graph/show-node.ts';
import type { ConversationView } from './conversation-view.ts';
import { fitsOf } from './conversation-why.ts';
import type { HeardMessage } from './heard-message.ts';
import { saidPhrases } from './said-phrases.ts';
import { whyNot } from './why-not.ts';

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

/** How an item meets what was said, and for a known user where the ranking puts it and why. */
async function aboutItem({ deps, viewOf, signal }: HeardMessage, node: number): Promise<string> {
  const view = await viewOf();
  const sentences = [fitText(fitsOf(view.statements, view, node))];
  const { user } = view.state;
  if (view.user !== null && user !== null) {
    const item = idAt(view.graph.snapshot.keys, node);
    sentences.push((await whyNot(deps, { user, item }, signal)).text);
  }
  const text = sentences.filter((sentence) => sentence !== '').join(' ');
  return text === ''
    ? `Nothing that you said speaks for or against ${titleAt(view.graph.snapshot, node)}.`
    : text;
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
    `From before I know ${liked.length} ${graph.manifest.item.many} that you liked, such as ${names.join(', ')}.`,
  ];
}
