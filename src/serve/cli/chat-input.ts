import type { AskSay, EndSay, ShowSay, TurnAct } from '../../contract/types.ts';

/** The question, list or end that a line of input answers. */
export type Standing = AskSay | ShowSay | EndSay;

/** What a person typed: an act, the wish to leave, or something that fits nothing. */
export type Input =
  | { readonly type: 'act'; readonly act: TurnAct }
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
 * Returns what a line means for what stands: y, n, d to a question; a number (accept), r (refuse all) to a list; w or w
 * N (why), u (undo), q (quit) where they make sense. Case and blanks around do not count; words are accepted for
 * letters.
 */
export function readInput(line: string, standing: Standing): Input {
  const text = line.trim().toLowerCase();
  if (text === 'q' || text === 'quit') return { type: 'quit' };
  if (text === 'u' || text === 'undo') return act({ type: 'undo' });
  const why = /^(?:w|why)\??(?:\s*(\d{1,4}))?\??$/u.exec(text);
  if (why !== null) return readWhy(why[1], standing);
  if (standing.type === 'ask') {
    const answer = Object.hasOwn(answers, text) ? answers[text] : undefined;
    return answer === undefined ? hint : act({ type: 'answer', answer });
  }
  if (standing.type === 'end') return hint;
  if (text === 'r' || text === 'refuse' || text === 'none') return act({ type: 'refuse' });
  const item = /^\d{1,4}$/u.test(text) ? standing.items[Number(text) - 1] : undefined;
  return item === undefined ? hint : act({ type: 'accept', item: item.id });
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
