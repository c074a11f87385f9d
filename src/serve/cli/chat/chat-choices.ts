import type { NameDoubt } from '../../../contract/types.ts';
import { plain } from '../text/terminal.ts';
import type { Standing } from './chat-input.ts';
import type { ChatChoice } from './chat-prompt.ts';

const undo: ChatChoice = { name: 'Undo', line: 'u' };
const quit: ChatChoice = { name: 'Quit', line: 'q' };

/** Returns what the arrow keys reach for what stands: each choice stands for a line that `readInput` knows. */
export function choicesOf(standing: Standing): readonly ChatChoice[] {
  if (standing.type === 'end') return [undo, quit];
  if (standing.type === 'ask') {
    const { values } = standing;
    const single = values.length < 2 ? [] : values;
    return [
      { name: single.length === 0 ? 'Yes' : 'Any of these', line: 'y' },
      ...single.map(({ attribute }, index) => ({
        name: `Only ${plain(attribute.name ?? attribute.id ?? '')}`,
        line: String(index + 1),
      })),
      { name: 'No', line: 'n' },
      { name: "Don't care", line: 'd' },
      { name: 'Why do you ask?', line: 'w' },
      undo,
      quit,
    ];
  }
  return [
    ...standing.items.map((item, index) => ({
      name: `Take ${plain(item.name ?? item.id)}`,
      line: String(index + 1),
    })),
    ...standing.critiques.map(({ text }) => ({ name: capital(plain(text)), line: text })),
    { name: 'None of these', line: 'r' },
    { name: 'Why these?', line: 'w' },
    undo,
    quit,
  ];
}

/** Returns what a doubtful name may mean, and none of it; yes and no where it may mean one thing. */
export function doubtChoices(doubt: NameDoubt): readonly ChatChoice[] {
  if (doubt.choices.length === 1)
    return [
      { name: 'Yes', line: 'y' },
      { name: 'No', line: 'n' },
    ];
  const choices = doubt.choices.map((node, index) => ({
    name: plain(node.name ?? node.id ?? ''),
    line: String(index + 1),
  }));
  return [...choices, { name: 'None of them', line: '0' }];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
