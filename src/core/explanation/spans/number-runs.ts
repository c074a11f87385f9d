import { readNumbers } from '../gate/numbers.ts';

const months = 'january february march april may june july august september october november december'.split(
  ' ',
);
const scales: ReadonlyMap<string, number> = new Map([
  ['thousand', 1e3],
  ['million', 1e6],
  ['billion', 1e9],
  ['k', 1e3],
  ['m', 1e6],
]);

/** Returns every number that `text` states: digits, words, ordinals, parts of dates with the month as a number. */
export function numbersOf(text: string): number[] {
  const found = [...readNumbers(text).numbers];
  for (const match of text.matchAll(/(\d[\d.,]*)\s+(thousand|million|billion)/giu)) {
    found.push(digits(match[1] ?? '') * (scales.get((match[2] ?? '').toLowerCase()) ?? 1));
  }
  for (const match of text.matchAll(/\d+(?:[.,]\d+)*/gu)) found.push(digits(match[0]));
  for (const [index, month] of months.entries()) {
    if (new RegExp(`\\b${month}\\b`, 'iu').test(text)) found.push(index + 1);
  }
  return [...new Set(found.filter((number) => !Number.isNaN(number)))];
}

/** Returns the number of a month's English name in lower case, or null. */
export function monthNumber(word: string): number | null {
  const index = months.indexOf(word);
  return index < 0 ? null : index + 1;
}

/**
 * Returns whether evidence with `numbers` supports `word` (digits with an ending, as written): equal, a century or a
 * decade that holds a year of the evidence, or an ordinal.
 */
export function holdsNumber(word: string, next: string, numbers: ReadonlySet<number>): boolean {
  const value = digits(/\d[\d.,]*/u.exec(word)?.[0] ?? '');
  if (numbers.has(value)) return true;
  const scale = scales.get(next.toLowerCase());
  if (scale !== undefined && holdsRounded(value * scale, numbers)) return true;
  if (/^centur/iu.test(next))
    return [...numbers].some((year) => year > 31 && Math.ceil(year / 100) === value);
  if (/^\d{3,4}'?s$/u.test(word)) return [...numbers].some((year) => Math.floor(year / 10) * 10 === value);
  return false;
}

function holdsRounded(value: number, numbers: ReadonlySet<number>): boolean {
  return [...numbers].some((number) => Math.abs(number - value) <= value * 0.01);
}

function digits(text: string): number {
  const bare = text.replace(/[.,]+$/u, '');
  return Number(/^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/u.test(bare) ? bare.replaceAll(',', '') : bare);
}
