import type { CritiqueAct, TurnAct, WishLink } from '../../contract/types.ts';
import { numberHint } from '../../core/conversation/message/message-text.ts';
import type { MessageIntent } from '../../core/conversation/message/read-message.ts';
import { idAt, labelAt } from '../../core/graph/keys.ts';
import type { HeardMessage } from './heard-message.ts';

type FollowingAct = Exclude<TurnAct, { type: 'start' | 'branch' }>;

/** The acts of a message, in the order in which they are taken, and what cannot be done, in words. */
export interface MessageActs {
  readonly acts: readonly FollowingAct[];
  readonly hints: string[];
}

/**
 * Returns the acts that a message without doubts asks for: answers and steps back first, then critiques, then all
 * wishes as one message. With an open list, better and cheaper are compared with its first item. What asks for no step
 * resumes what stands; what was not understood is kept as a message without links.
 */
export function actsOf(heard: HeardMessage, intents: readonly MessageIntent[]): MessageActs {
  const acts: FollowingAct[] = [];
  const hints: string[] = [];
  const links: WishLink[] = [];
  const listed = heard.standing?.say.type === 'show' ? (heard.standing.say.items[0]?.id ?? null) : null;
  for (const intent of intents) {
    const act = stepOf(heard, intent) ?? critiqueOf(heard, intent, listed);
    if (act !== null) acts.push(act);
    else if (intent.type === 'number') hints.push(hintOf(heard, intent));
    const link = linkOf(heard, intent, listed);
    if (link !== null) links.push(link);
  }
  if (links.length > 0) acts.push({ type: 'message', text: heard.request.text, links });
  if (acts.length > 0) return { acts, hints };
  return intents.length === 0
    ? { acts: [{ type: 'message', text: heard.request.text, links: [] }], hints }
    : { acts: [{ type: 'resume' }], hints };
}

function stepOf(heard: HeardMessage, intent: MessageIntent): FollowingAct | null {
  switch (intent.type) {
    case 'answer':
      return { type: 'answer', answer: intent.answer };
    case 'refuse':
    case 'undo':
    case 'leave':
      return { type: intent.type };
    case 'accept':
      return { type: 'accept', item: idAt(heard.graph.snapshot.keys, intent.item) };
    case 'ask-why':
      return intent.about === 'standing' && heard.standing?.say.type !== 'end'
        ? { type: 'why', item: null }
        : null;
    default:
      return null;
  }
}

function critiqueOf(heard: HeardMessage, intent: MessageIntent, listed: string | null): CritiqueAct | null {
  if (intent.type === 'number') {
    const { number: name, direction, bound, isLike } = intent;
    if (bound !== null) return { type: 'critique', about: 'number', name, direction, value: bound };
    if (listed === null) return null;
    return { type: 'critique', about: 'number', name, direction, than: listed, like: isLike };
  }
  if (intent.type !== 'better' || listed === null) return null;
  const name = idAt(heard.graph.snapshot.keys, intent.aspect);
  return { type: 'critique', about: 'aspect', name, direction: 'more', than: listed, like: intent.isLike };
}

function linkOf(heard: HeardMessage, intent: MessageIntent, listed: string | null): WishLink | null {
  const { keys } = heard.graph.snapshot;
  if (intent.type === 'better')
    return listed === null ? { label: 'Aspect', id: idAt(keys, intent.aspect), want: true } : null;
  if (intent.type !== 'want') return null;
  const label = labelAt(keys, intent.node);
  return label === 'User' ? null : { label, id: idAt(keys, intent.node), want: intent.answer === 'yes' };
}

function hintOf(heard: HeardMessage, wish: Extract<MessageIntent, { type: 'number' }>): string {
  const unit = heard.graph.manifest.numbers?.find((one) => one.name === wish.number)?.unit;
  return numberHint(wish.number, unit, wish.direction);
}
