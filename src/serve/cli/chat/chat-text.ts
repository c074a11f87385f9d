import type { AskSay, NameDoubt, ShowSay, TurnReply } from '../../../contract/types.ts';
import { plain } from '../text/terminal.ts';
import type { Standing } from './chat-input.ts';

/** Widest name in a list, in characters. */
const nameWidthMax = 48;

/** Returns a reply for a plain terminal: notes, the words with their reason, then the items of a list with their numbers. */
export function replyText(reply: TurnReply): string {
  const notes = reply.notes.map((note) => `Note: ${plain(note)}\n`).join('');
  const { say } = reply;
  if (say.type === 'ask') return `\n${notes}${plain(say.text)}\n  (${plain(say.reason)})\n${valueLines(say)}`;
  if (say.type !== 'show') return `\n${notes}${plain(say.text)}\n`;
  return `\n${notes}${plain(say.reason)} ${plain(say.text)}\n${listLines(say)}`;
}

/** Returns what may be typed now. */
export function keysText(standing: Standing): string {
  if (standing.type === 'ask') {
    const numbers = standing.values.length < 2 ? '' : `   1-${standing.values.length} only these`;
    return `  y yes${numbers}   n no   d don't care   w why?   your own words   u undo   q quit\n`;
  }
  if (standing.type === 'end') return '  u undo   q quit\n';
  const last = standing.items.length;
  const numbers = last === 1 ? '1' : `1-${last}`;
  const critiques = standing.critiques.map(({ text }) => plain(text));
  const different = critiques.length === 0 ? '' : `${critiques.join(', ')} than the first, `;
  return `  ${different}or your own words\n  ${numbers} take it   r none of these   w why?   w ${last} why number ${last}?   u undo   q quit\n`;
}

/** Returns the question about a doubtful name, with what it may mean. */
export function doubtLines(doubt: NameDoubt): string {
  if (doubt.choices.length === 1) return `\n${plain(doubt.text)}\n  y yes   n no\n`;
  const choices = doubt.choices.map(
    (node, index) => `  ${index + 1}  ${plain(node.name ?? node.id ?? '')}\n`,
  );
  return `\n${plain(doubt.text)}\n${choices.join('')}  0  none of them\n`;
}

function valueLines(say: AskSay): string {
  if (say.values.length < 2) return '';
  return say.values
    .map(({ attribute }, index) => `  ${index + 1}  ${plain(attribute.name ?? attribute.id ?? '')}\n`)
    .join('');
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
