/**
 * Returns the normal form of an aspect's name: lower case without accents, invisible signs and leading determiners, signs
 * between words as single blanks, the last word in its singular. Empty where nothing is left. The normal form of a normal
 * form is itself. Cost: linear.
 */
export function normalForm(name: string): string {
  const words = name
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replace(/['’]s?(?=\P{L}|$)/gu, '')
    .split(/[^\p{L}\p{N}+#%&.']+/u)
    .map((word) => word.replace(/^[.'&]+|[.'&]+$/g, ''))
    .filter((word) => word !== '');
  while (words.length > 1 && determiners.has(words[0] ?? '')) words.shift();
  return words.map((word, index) => (index === words.length - 1 ? singular(word) : word)).join(' ');
}

/**
 * Returns what tells names apart: the normal form without its blanks, so that "battery life", "battery-life" and
 * "batterylife" are one.
 */
export function compactForm(name: string): string {
  return normalForm(name).replaceAll(' ', '');
}

const determiners: ReadonlySet<string> = new Set(
  'the a an this that these those my your his her its our their any some all no'.split(' '),
);

/** Nouns that end in "s" and have no other singular, beside those in "ss", "us" and "is". */
const alike: ReadonlySet<string> = new Set(
  'lens gps news series species chaos canvas always alias atlas bias gas pants jeans scissors glasses sunglasses headquarters'.split(
    ' ',
  ),
);

const irregular: ReadonlyMap<string, string> = new Map([
  ['lives', 'life'],
  ['knives', 'knife'],
  ['shelves', 'shelf'],
  ['halves', 'half'],
  ['feet', 'foot'],
  ['people', 'person'],
]);

function singular(word: string): string {
  const known = irregular.get(word);
  if (known !== undefined) return known;
  if (word.length < 4 || !/\p{L}s$/u.test(word) || /(ss|us|is)$/.test(word) || alike.has(word)) return word;
  if (/[^aeiou]ies$/.test(word) && word.length > 4) return `${word.slice(0, -3)}y`;
  return /(ch|sh|ss|x|zz)es$/.test(word) ? word.slice(0, -2) : word.slice(0, -1);
}
