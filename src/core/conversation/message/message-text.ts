import type { GraphManifest } from '../../../contract/types.ts';
import { choiceOf } from '../../nearest-names.ts';
import type { MessageIntent } from './read-message.ts';

type ItemNoun = GraphManifest['item'];

/** Returns the brief answer to small talk, before the conversation goes on with what stands. */
export function talkText(kind: Extract<MessageIntent, { type: 'talk' }>['kind'], item: ItemNoun): string {
  switch (kind) {
    case 'greeting':
      return 'Hello.';
    case 'thanks':
      return 'You are welcome.';
    case 'system':
      return `I am a program that finds ${item.many} in a graph of facts and opinions; I have no taste of my own.`;
    case 'help':
      return (
        `Answer yes, no or "don't care", name what you want or do not want, say how the right ${item.one} differs ` +
        '("cheaper", "quieter"), ask why, take the last answer back with "undo", or say "bye".'
      );
  }
}

/** Returns the question that a name raises which may mean several things, or is nearly one. */
export function doubtText(words: string, names: readonly string[]): string {
  return names.length === 1
    ? `Does “${words}” mean ${names[0]}?`
    : `What does “${words}” mean: ${choiceOf(names)}?`;
}

/** Returns what is said where a wish about a number has nothing to compare with. */
export function numberHint(number: string, unit: string | undefined, direction: 'less' | 'more'): string {
  const bound = direction === 'less' ? 'under' : 'over';
  return `I need something to compare with: say "${bound} 20 ${unit ?? number}", or ask again when a list is shown.`;
}

/** Returns what the conversation knows of the person: what was said in it, then what the graph holds of a known user. */
export function selfText(said: readonly string[], known: readonly string[]): string {
  const here = said.length === 0 ? 'You have not told me anything yet.' : `You told me: ${said.join('; ')}.`;
  return known.length === 0 ? `${here} I know nothing else of you.` : `${here} ${known.join(' ')}`;
}
