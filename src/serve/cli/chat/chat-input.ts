import type { AskSay, EndSay, NameDoubt, ShowSay, TurnAct } from '../../../contract/types.ts';

/** The question, list or end that a line of input answers. */
export type Standing = AskSay | ShowSay | EndSay;

/** What a person typed: an act, words, what a doubtful name means, the wish to leave, or nothing that can be used. */
export type Input =
  | { readonly type: 'act'; readonly act: TurnAct }
  | { readonly type: 'words'; readonly text: string }
  /** Reference of the node, null for none of the choices. */
  | { readonly type: 'meaning'; readonly node: string | null }
  | { readonly type: 'quit' }
  | { readonly type: 'hint' };

const answers: Readonly<Record<string, 'yes' | 'no' | 'any'>> = {
  y: 'yes',
  yes: 'yes',
  n: 'no',
  no: 'no',
  d: 'any',
  any: 'any',
  "don't care": 'any',
  'don’t care': 'any',
};

const hint: Input = { type: 'hint' };

/**
 * Returns what a line means for what stands: y, n, d to a question, numbers to a question with several values; a number
 * (accept), r (refuse all), a critique that is offered to a list; w or w N (why), u (undo), q (quit) where they make
 * sense. Case and blanks around do not count; words are accepted for letters. What fits nothing and holds a letter is
 * words.
 */
export function readInput(line: string, standing: Standing): Input {
  const text = line.trim().toLowerCase();
  if (text === 'q' || text === 'quit') return { type: 'quit' };
  if (text === 'u' || text === 'undo') return act({ type: 'undo' });
  const why = /^(?:w|why)\??(?:\s*(\d{1,4}))?\??$/u.exec(text);
  if (why !== null) return readWhy(why[1], standing);
  const known = standing.type === 'ask' ? readAnswer(text, standing) : readTaking(text, standing);
  if (known !== null) return act(known);
  return /\p{L}{2}/u.test(text) ? { type: 'words', text: line.trim() } : hint;
}

/** Returns what a line means for a doubtful name: the number of a choice, 0 or n for none, y for the only one. */
export function readDoubt(line: string, doubt: NameDoubt): Input {
  const text = line.trim().toLowerCase();
  if (text === 'q' || text === 'quit') return { type: 'quit' };
  if (text === '0' || text === 'n' || text === 'no' || text === 'none')
    return { type: 'meaning', node: null };
  const isYes = (text === 'y' || text === 'yes') && doubt.choices.length === 1;
  const node = isYes
    ? doubt.choices[0]
    : /^\d{1,2}$/u.test(text)
      ? doubt.choices[Number(text) - 1]
      : undefined;
  if (node !== undefined) return { type: 'meaning', node: `${node.label}:${node.id}` };
  return /\p{L}{3}/u.test(text) ? { type: 'words', text: line.trim() } : hint;
}

function readAnswer(text: string, standing: AskSay): TurnAct | null {
  const answer = Object.hasOwn(answers, text) ? answers[text] : undefined;
  if (answer !== undefined) return { type: 'answer', answer };
  if (standing.values.length < 2 || !/^\d(?:[\s,]+\d)*$/u.test(text)) return null;
  const values = text.split(/[\s,]+/u).map((number) => standing.values[Number(number) - 1]?.attribute.id);
  if (!values.every((id) => typeof id === 'string')) return null;
  return { type: 'answer', answer: 'yes', values: [...new Set(values)] };
}

function readTaking(text: string, standing: ShowSay | EndSay): TurnAct | null {
  if (standing.type === 'end') return null;
  if (text === 'r' || text === 'refuse' || text === 'none') return { type: 'refuse' };
  const critique = standing.critiques.find((one) => one.text.toLowerCase() === text);
  const first = standing.items[0]?.id;
  if (critique !== undefined && first !== undefined) {
    const { about, name, direction } = critique;
    return { type: 'critique', about, name, direction, than: first };
  }
  const item = /^\d{1,4}$/u.test(text) ? standing.items[Number(text) - 1] : undefined;
  return item === undefined ? null : { type: 'accept', item: item.id };
}

function readWhy(number: string | undefined, standing: Standing): Input {
  if (standing.type === 'end') return hint;
  if (number === undefined) return act({ type: 'why', item: null });
  const item = standing.type === 'show' ? standing.items[Number(number) - 1] : undefined;
  return item === undefined ? hint : act({ type: 'why', item: item.id });
}

function act(value: TurnAct): Input {
  return { type: 'act', act: value };
}
