import type { ShowSay, TurnReply } from '../../contract/types.ts';
import type { Standing } from './chat-input.ts';
import { plain } from './terminal.ts';

/** Widest name in a list, in characters. */
const nameWidthMax = 48;

/** Returns a reply for a plain terminal: notes, then the words, then the items of a list with their numbers. */
export function replyText(reply: TurnReply): string {
  const notes = reply.notes.map((note) => `Note: ${plain(note)}\n`).join('');
  const { say } = reply;
  if (say.type !== 'show') return `\n${notes}${plain(say.text)}\n`;
  return `\n${notes}${plain(say.reason)} ${plain(say.text)}\n${listLines(say)}`;
}

/** Returns what may be typed now. */
export function keysText(standing: Standing): string {
  if (standing.type === 'ask') return "  y yes   n no   d don't care   w why?   u undo   q quit\n";
  if (standing.type === 'end') return '  u undo   q quit\n';
  const last = standing.items.length;
  const numbers = last === 1 ? '1' : `1-${last}`;
  return `  ${numbers} take it   r none of these   w why?   w ${last} why number ${last}?   u undo   q quit\n`;
}

function listLines(say: ShowSay): string {
  const names = say.items.map((item) => cut(plain(item.name ?? item.id)));
  const width = Math.max(...names.map((name) => name.length));
  return say.items
    .map((item, position) => {
      const number = String(position + 1).padStart(4);
      return `${number}  ${(names[position] ?? '').padEnd(width)}  ${share(item.probability)}\n`;
    })
    .join('');
}

function share(probability: number): string {
  const percent = Math.round(probability * 100);
  return (percent === 0 ? '<1 %' : `${percent} %`).padStart(5);
}

function cut(name: string): string {
  return name.length > nameWidthMax ? `${name.slice(0, nameWidthMax - 1)}…` : name;
}
