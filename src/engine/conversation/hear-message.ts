import type { MessageHeard, MessageReply, MessageRequest, NameChoice } from '../../contract/types.ts';
import { parse } from '../../contract/validate.ts';
import { type ConversationFold, replyOf, standingAt } from '../../core/conversation/events.ts';
import type { ModelLink } from '../../core/conversation/message/link-prompt.ts';
import { doubtText } from '../../core/conversation/message/message-text.ts';
import { type MessageIntent, readMessage } from '../../core/conversation/message/read-message.ts';
import { EngineError } from '../../core/errors.ts';
import { indexOf, labelAt } from '../../core/graph/keys.ts';
import { showNode, titleAt } from '../../core/graph/show-node.ts';
import type { Deps } from '../deps.ts';
import { closingAt, loadFold } from './conversation-log.ts';
import { itemNumbersByName } from './conversation-parts.ts';
import { type ConversationView, viewConversation } from './conversation-view.ts';
import { turnsAtOnce, unknownConversation } from './converse.ts';
import { converseActs } from './converse-acts.ts';
import type { HeardMessage } from './heard-message.ts';
import { actsOf } from './message-acts.ts';
import { answerAbout } from './message-answer.ts';
import { linkByModel } from './message-model.ts';
import { messageNames } from './message-names.ts';

/**
 * Takes what a person says in words: reads it by rules, where those find nothing asks the model for names out of a
 * shortlist, and turns it into acts of the conversation. A name that may mean several things, is misspelt or was found
 * by the model comes back as a doubt, and nothing is stored until the message is sent again with `choices`. Small talk
 * is answered briefly and what stands is said again. Several acts of one message are turns of their own that are stored
 * together, the last under the message's turn id; where a later one does not fit, the earlier ones stand and `answer` says
 * why. A message that is sent again gets the stored reply.
 *
 * Throws what `converse` throws, `conversation-conflict` also for a turn id with other words, and `request-invalid` for a
 * choice that was not offered. Cost: that of `readMessage`,
 * one turn for each act, and at most one call of the model.
 */
export async function hearMessage(
  deps: Deps,
  request: MessageRequest,
  signal: AbortSignal,
): Promise<MessageReply> {
  const message = parse<MessageRequest>(
    'message-request',
    request,
    `message ${JSON.stringify(request.turn)}`,
  );
  const fold = await loadFold(deps.store, message.conversation, signal);
  const earlier = await earlierReply(deps, message, fold, signal);
  if (earlier !== null) return earlier;
  const { state } = fold;
  if (state === null) throw unknownConversation(message.conversation);
  const graph = await deps.graph.current(signal);
  let view: ConversationView | null = null;
  const viewOf = async (): Promise<ConversationView> => {
    view ??= viewConversation(graph, state, await itemNumbersByName(deps.store, graph, signal));
    return view;
  };
  const at = standingAt(state);
  const standing = at === null ? null : await closingAt(deps.store, message.conversation, fold, at, signal);
  const heard: HeardMessage = { deps, request: message, graph, viewOf, standing, signal };
  const intents = clear(heard, await read(heard));
  const doubts = intents.filter((intent) => intent.type === 'doubt');
  if (doubts.length > 0) {
    return {
      heard: namesHeard(heard, intents),
      doubts: doubts.map((doubt) => doubtShown(heard, doubt)),
      answer: null,
      reply: null,
    };
  }
  return take(heard, intents);
}

/** The reply stored under the message's turn id, or null. */
async function earlierReply(
  deps: Deps,
  request: MessageRequest,
  fold: ConversationFold,
  signal: AbortSignal,
): Promise<MessageReply | null> {
  const taken = fold.turns.get(request.turn);
  if (taken === undefined) return null;
  const closing = await closingAt(deps.store, request.conversation, fold, taken, signal);
  const reply = replyOf(request.conversation, closing);
  const { message } = closing;
  // Logs of earlier versions hold no words.
  if (message === undefined) return { heard: [], doubts: [], answer: null, reply };
  if (message.text === request.text && sameChoices(message.choices, request.choices ?? []))
    return { heard: message.heard, doubts: [], answer: message.answer, reply };
  throw new EngineError(
    'conversation-conflict',
    `Turn ${JSON.stringify(request.turn)} was taken before with other words. Send a new turn id.`,
  );
}

function sameChoices(left: readonly NameChoice[], right: readonly NameChoice[]): boolean {
  const ordered = (choices: readonly NameChoice[]): string =>
    JSON.stringify(
      choices.map(({ start, node }) => [start, node]).sort(([one], [other]) => Number(one) - Number(other)),
    );
  return ordered(left) === ordered(right);
}

/** Takes the acts of a message in order, the last under its own turn id. */
async function take(heard: HeardMessage, intents: readonly MessageIntent[]): Promise<MessageReply> {
  const { deps, request, signal } = heard;
  const { conversation, turn, text, choices = [], smooth = false, sequence = null } = request;
  const answers = await answerAbout(heard, intents);
  const { acts, hints } = actsOf(heard, intents);
  const names = namesHeard(heard, intents);
  let message: MessageHeard = { text, choices, heard: names, answer: null };
  const heardOf = (refusals: readonly string[]): MessageHeard => {
    const said = [...answers, ...hints, ...refusals];
    message = { ...message, answer: said.length === 0 ? null : said.join(' ') };
    return message;
  };
  try {
    const reply = await converseActs(deps, { conversation, turn, sequence, acts, smooth, heardOf }, signal);
    return { heard: names, doubts: [], answer: message.answer, reply };
  } catch (error) {
    if (!(error instanceof EngineError) || error.code !== 'store-conflict') throw error;
    const fold = await loadFold(deps.store, conversation, signal);
    const earlier = await earlierReply(deps, request, fold, signal);
    if (earlier !== null) return earlier;
    throw turnsAtOnce(error);
  }
}

async function read(heard: HeardMessage): Promise<readonly MessageIntent[]> {
  const { deps, request, graph, viewOf, standing, signal } = heard;
  const { keys } = graph.snapshot;
  const say = standing?.say;
  const names = messageNames(graph);
  const intents = readMessage(
    {
      names,
      labelOf: (node) => labelAt(keys, node),
      numbers: graph.manifest.numbers ?? [],
      open: say?.type === 'ask' || say?.type === 'show' ? say.type : 'end',
      listed: say?.type === 'show' ? say.items.map((item) => indexOf(keys, 'Item', item.id)) : [],
    },
    request.text,
  );
  if (intents.length > 0) return intents;
  const links = await linkByModel(deps.model, names, viewOf, request.text, signal);
  return links.map(proposed);
}

/** What a model found is a doubt like any other. */
function proposed({ node, start, end, want }: ModelLink): MessageIntent {
  return {
    type: 'doubt',
    mention: { start, end, nodes: [node], isCertain: false },
    answer: want ? 'yes' : 'no',
  };
}

/** Replaces doubts by what was chosen for them; a doubt that was denied says nothing. */
function clear(heard: HeardMessage, intents: readonly MessageIntent[]): readonly MessageIntent[] {
  const chosen = new Map(heard.request.choices?.map((choice) => [choice.start, choice.node]));
  const { keys } = heard.graph.snapshot;
  return intents.flatMap((intent): MessageIntent[] => {
    if (intent.type !== 'doubt') return [intent];
    const reference = chosen.get(intent.mention.start);
    if (reference === undefined) return [intent];
    if (reference === null) return [];
    const offered = intent.mention.nodes.find((node) => reference === referenceOf(heard, node));
    if (offered === undefined) {
      throw new EngineError(
        'request-invalid',
        `message: ${JSON.stringify(reference)} was not offered for the name at ${intent.mention.start}; choose one of ` +
          `${intent.mention.nodes.map((node) => referenceOf(heard, node)).join(', ')}, or null.`,
      );
    }
    return labelAt(keys, offered) === 'Aspect'
      ? [{ type: 'better', aspect: offered, isLike: false }]
      : [{ type: 'want', node: offered, answer: intent.answer }];
  });
}

function referenceOf(heard: HeardMessage, node: number): string {
  const shown = showNode(heard.graph.snapshot, node, null);
  return `${shown.label}:${shown.id}`;
}

function doubtShown(
  heard: HeardMessage,
  { mention }: Extract<MessageIntent, { type: 'doubt' }>,
): MessageReply['doubts'][number] {
  const { snapshot } = heard.graph;
  const words = heard.request.text.slice(mention.start, mention.end);
  const names = mention.nodes.map((node) => titleAt(snapshot, node));
  return {
    start: mention.start,
    end: mention.end,
    text: doubtText(words, names),
    choices: mention.nodes.map((node) => showNode(snapshot, node, null)),
  };
}

function namesHeard(heard: HeardMessage, intents: readonly MessageIntent[]): MessageReply['heard'] {
  const { snapshot } = heard.graph;
  return intents.flatMap((intent) => {
    if (intent.type !== 'want' && intent.type !== 'better') return [];
    const node = intent.type === 'want' ? intent.node : intent.aspect;
    return [
      { node: showNode(snapshot, node, null), want: intent.type === 'better' || intent.answer === 'yes' },
    ];
  });
}
