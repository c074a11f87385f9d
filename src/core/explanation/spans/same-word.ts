import { stem } from '../gate/words.ts';

/** Shortest common beginning by which two long words are forms of one: biology, biological. */
const beginMin = 5;
/** What may follow that beginning in the longer word: adapt, adaptations. */
const endMax = 5;

/**
 * Returns a key that is equal for forms of one English word: lower case, without accents, plural, past and progressive
 * endings. Derived words (chemist, chemistry) keep keys of their own; `isDerived` compares those.
 */
export function wordKey(word: string): string {
  return stem(plainLetters(word).replace(/(?<=\p{L}{3})ied$/u, 'y'));
}

/** Returns `text` in lower case without accents; the number of characters may change. */
export function plainLetters(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll('ł', 'l')
    .replaceAll('ø', 'o')
    .replaceAll('ß', 'ss')
    .replaceAll('’', "'");
}

/** Returns whether two keys begin alike for long enough to be derived from one word: chocolat, chocolatier. */
export function isDerived(left: string, right: string): boolean {
  const [short, long] = left.length < right.length ? [left, right] : [right, left];
  if (short.length < beginMin - 1) return false;
  let common = 0;
  while (common < short.length && short[common] === long[common]) common++;
  const isLongEnough = common >= beginMin || (common === short.length && common >= beginMin - 1);
  return isLongEnough && short.length - common <= 3 && long.length - common <= endMax;
}

/** Returns whether two keys of names are a name and its adjective or inhabitants: brazil, brazilian; hungary, hungarian. */
export function isNameForm(left: string, right: string): boolean {
  const [short, long] = left.length < right.length ? [left, right] : [right, left];
  const root = short.replace(/[aeiy]$/u, '');
  return (
    root.length >= beginMin - 1 && long.startsWith(root) && adjectiveEnding.test(long.slice(root.length))
  );
}

const adjectiveEnding = /^(?:[aeiy]?(?:an|ian|ean|n|ese|ish|i|er|ic|ite|a|ia)|e|s|ist|ism|ized|ised)?$/u;

/** Returns whether `word` (as written) is an acronym of the capitalised words of `name`: NATO, U.S. */
export function isAcronymOf(word: string, name: readonly string[]): boolean {
  const letters = word.replaceAll('.', '');
  if (!/^\p{Lu}{2,8}$/u.test(letters)) return false;
  const capitals = name.filter((part) => /^\p{Lu}/u.test(part)).map((part) => part[0]);
  const all = name.map((part) => part[0]?.toUpperCase());
  return capitals.join('').startsWith(letters) || all.join('').startsWith(letters);
}
