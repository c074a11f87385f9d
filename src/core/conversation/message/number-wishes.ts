import { foldText } from '../../fold-text.ts';

/** A number of items as the manifest names it. */
export interface NumberWords {
  readonly name: string;
  readonly unit?: string;
  readonly less?: string;
  readonly more?: string;
}

/** A wish about a number: less or more than a reference item has, or a bound. */
export interface NumberWish {
  readonly number: string;
  readonly direction: 'less' | 'more';
  /** The bound in the unit of the manifest, or null for "than the one at hand". */
  readonly bound: number | null;
}

const symbols: Readonly<Record<string, string>> = { '€': 'eur', $: 'usd', '£': 'gbp', '¥': 'jpy' };
const boundPattern =
  /(?<![\p{L}\p{N}])(?<words>under|below|less than|at most|up to|no more than|max(?:imum)?(?: of)?|within|cheaper than|over|above|more than|at least|from|min(?:imum)?(?: of)?)\s+(?<before>[€$£¥])?\s?(?<value>\d{1,9}(?:[.,]\d{1,2})?)\s?(?<after>[€$£¥]|\p{L}+)?/giu;
const upward = /^(?:over|above|more than|at least|from|min)/iu;

/**
 * Returns the wishes about numbers in `text`, in order: the comparatives of the manifest ("cheaper", "less expensive")
 * and bounds ("under 20 euros"), which belong to the number of that unit or name, or to the only number there is.
 * Cost: O(length × numbers).
 */
export function numberWishes(text: string, numbers: readonly NumberWords[]): NumberWish[] {
  return [...boundWishes(text, numbers), ...comparativeWishes(text, numbers)];
}

function boundWishes(text: string, numbers: readonly NumberWords[]): NumberWish[] {
  const wishes: NumberWish[] = [];
  for (const match of text.matchAll(boundPattern)) {
    const { words = '', before = '', value = '', after = '' } = match.groups ?? {};
    const unit = foldText(symbols[before] ?? symbols[after] ?? after);
    const number =
      numbers.find((one) => isOfUnit(one, unit)) ?? (numbers.length === 1 ? numbers[0] : undefined);
    if (number === undefined) continue;
    const direction = upward.test(words) ? 'more' : 'less';
    wishes.push({ number: number.name, direction, bound: Number(value.replace(',', '.')) });
  }
  return wishes;
}

/** `min` fits `minutes`, `euros` fits `EUR`. */
function isOfUnit(number: NumberWords, unit: string): boolean {
  if (unit === '') return false;
  return [number.unit ?? '', number.name].some((name) => {
    const folded = foldText(name);
    return folded !== '' && (unit.startsWith(folded) || (unit.length >= 3 && folded.startsWith(unit)));
  });
}

function comparativeWishes(text: string, numbers: readonly NumberWords[]): NumberWish[] {
  const wishes: NumberWish[] = [];
  for (const number of numbers) {
    for (const direction of ['less', 'more'] as const) {
      const words = [number[direction] ?? '', ...synonyms(number, direction)].filter((word) => word !== '');
      const pattern = new RegExp(
        `(?<![\\p{L}\\p{N}])(?:${words.map(escaped).join('|')})(?![\\p{L}\\p{N}])`,
        'iu',
      );
      if (words.length > 0 && pattern.test(text))
        wishes.push({ number: number.name, direction, bound: null });
    }
  }
  return wishes;
}

function synonyms(number: NumberWords, direction: 'less' | 'more'): string[] {
  const named =
    direction === 'less' ? [`less ${number.name}`, `fewer ${number.name}`, `lower ${number.name}`] : [];
  const higher = direction === 'more' ? [`more ${number.name}`, `higher ${number.name}`] : [];
  if (number.less !== 'cheaper') return [...named, ...higher];
  const price =
    direction === 'less' ? ['less expensive', 'not so expensive', 'less costly'] : ['more expensive'];
  return [...named, ...higher, ...price];
}

function escaped(word: string): string {
  return word.replaceAll(/[.*+?^${}()|[\]\\]/gu, '\\$&');
}
