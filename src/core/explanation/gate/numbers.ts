import { wordsOf } from './words.ts';

/** Numbers that words and digits of a text state, and what is left of it. */
export interface NumbersRead {
  /** In order; `7`, `seven` and `1,200` are read, `twelve hundred` is 1200. */
  readonly numbers: readonly number[];
  /** The other words in order, as written. */
  readonly words: readonly string[];
}

const units: ReadonlyMap<string, number> = new Map(
  [
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen',
    'seventeen eighteen nineteen',
  ]
    .join(' ')
    .split(' ')
    .map((word, value) => [word, value]),
);
const tens: ReadonlyMap<string, number> = new Map(
  'twenty thirty forty fifty sixty seventy eighty ninety'
    .split(' ')
    .map((word, index) => [word, (index + 2) * 10]),
);
const scales: ReadonlyMap<string, number> = new Map([
  ['hundred', 100],
  ['thousand', 1000],
  ['million', 1_000_000],
]);
/** After `one` these words make it an article, no count. */
const articleNouns: ReadonlySet<string> = new Set([
  'reviewer',
  'drawback',
  'reason',
  'caveat',
  'point',
  'thing',
]);

/** Returns the numbers of `text`, written in digits or in English words, and its other words. */
export function readNumbers(text: string): NumbersRead {
  const numbers: number[] = [];
  const words: string[] = [];
  let open: { total: number; part: number } | null = null;
  const close = (): void => {
    if (open !== null) numbers.push(open.total + open.part);
    open = null;
  };
  const all = wordsOf(text);
  for (const [position, word] of all.entries()) {
    const lower = word.toLowerCase();
    const next = all[position + 1]?.toLowerCase() ?? '';
    if (/^\p{N}/u.test(word)) {
      close();
      numbers.push(digitsValue(word));
    } else if (lower === 'one' && articleNouns.has(next)) {
      close();
      words.push(word);
    } else if (units.has(lower) || tens.has(lower) || scales.has(lower)) {
      if (open !== null && !continues(open, lower)) close();
      open = extended(open ?? { total: 0, part: 0 }, lower);
    } else if (!(open !== null && lower === 'and' && isNumberWord(next))) {
      close();
      words.push(word);
    }
  }
  close();
  return { numbers, words };
}

/** Returns whether a lower-case word is a number, in digits or in English. Cost: O(1). */
export function isNumberToken(word: string): boolean {
  return units.has(word) || tens.has(word) || scales.has(word) || digitPattern.test(word);
}

const digitPattern = /^\p{N}/u;

function isNumberWord(word: string): boolean {
  return units.has(word) || tens.has(word);
}

/** Whether `word` goes on with the number read so far: seven after twenty or hundred, but not after six. */
function continues(open: { total: number; part: number }, word: string): boolean {
  if (scales.has(word)) return true;
  const rest = open.part % 100;
  if (tens.has(word)) return rest === 0;
  return rest === 0 || (rest >= 20 && rest % 10 === 0 && (units.get(word) ?? 10) < 10);
}

function extended(open: { total: number; part: number }, word: string): { total: number; part: number } {
  const scale = scales.get(word);
  if (scale === 100) return { total: open.total, part: Math.max(1, open.part) * 100 };
  if (scale !== undefined) return { total: open.total + Math.max(1, open.part) * scale, part: 0 };
  return { total: open.total, part: open.part + (units.get(word) ?? tens.get(word) ?? 0) };
}

/** Other digits than 0 to 9 give NaN, which equals no number of any evidence. */
function digitsValue(word: string): number {
  return Number(/^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/u.test(word) ? word.replaceAll(',', '') : word);
}
