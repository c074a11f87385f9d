import { distance } from 'fastest-levenshtein';

/** Letters that a word must have for one slip of the pen to be seen as one, and for two. */
const lettersForOne = 5;
const lettersForTwo = 12;

/**
 * Returns whether one word may be a slip of the other: only letters, the same first letter, and one letter missing, added
 * or changed or two neighbours swapped; from twelve letters on two letters. Shorter words than five letters are too close
 * to each other for that ("tone", "tune").
 */
export function isNearWord(one: string, other: string): boolean {
  const shorter = Math.min(one.length, other.length);
  if (one[0] !== other[0] || one === other || !isCandidate(one) || !isCandidate(other)) return false;
  if (Math.abs(one.length - other.length) > 2) return false;
  const edits = distance(one, other);
  return edits <= 1 || (edits === 2 && (shorter >= lettersForTwo || isSwap(one, other)));
}

/**
 * Returns for each word the positions of the words near it, ascending. Only words that share a block are compared: two
 * words k edits apart share one of k + 1 parts of the shorter one, moved by at most k places (Li, Deng, Wang and Feng 2011,
 * section 3), and words with swapped neighbours share their sorted letters. The first letter, which near words share,
 * belongs to every block. Repeats are compared like others. Cost: O(words × length) look-ups and the comparisons within
 * blocks, which stay few unless most words are alike.
 */
export function nearWords(words: readonly string[]): readonly (readonly number[])[] {
  const near: number[][] = words.map(() => []);
  const blocks = new Map<string, number[]>();
  const order = words.map((_, position) => position).filter((position) => isCandidate(words[position] ?? ''));
  // From short to long: a word looks for shorter and equally long ones, then becomes one that others find.
  order.sort((left, right) => (words[left] ?? '').length - (words[right] ?? '').length || left - right);
  for (const position of order) {
    const word = words[position] ?? '';
    const candidates = new Set(blocksAsked(word).flatMap((block) => blocks.get(block) ?? []));
    for (const candidate of candidates)
      if (isNearWord(word, words[candidate] ?? '')) {
        near[position]?.push(candidate);
        near[candidate]?.push(position);
      }
    for (const block of blocksOf(word)) {
      const others = blocks.get(block);
      if (others === undefined) blocks.set(block, [position]);
      else others.push(position);
    }
  }
  for (const positions of near) positions.sort((left, right) => left - right);
  return near;
}

/** The blocks in which longer words look for this one. */
function blocksOf(word: string): string[] {
  const found = [lettersBlock(word)];
  for (let edits = 1; edits <= editsOf(word.length); edits++)
    for (let part = 0; part <= edits; part++) {
      const { begin, end } = partBounds(word.length, edits, part);
      found.push(partBlock(word, { length: word.length, edits, part, begin, end }));
    }
  return found;
}

/** The blocks in which words near this one stand that are not longer. */
function blocksAsked(word: string): string[] {
  const found = [lettersBlock(word)];
  for (let edits = 1; edits <= 2; edits++)
    for (let length = word.length - edits; length <= word.length; length++) {
      if (editsOf(length) < edits) continue;
      for (let part = 0; part <= edits; part++) {
        const bounds = partBounds(length, edits, part);
        for (let shift = -edits; shift <= edits; shift++) {
          const begin = bounds.begin + shift;
          const end = bounds.end + shift;
          if (begin >= 1 && end <= word.length)
            found.push(partBlock(word, { length, edits, part, begin, end }));
        }
      }
    }
  return found;
}

/** How many edits a word of this length may be away from a longer one. */
function editsOf(length: number): number {
  return length >= lettersForTwo ? 2 : length >= lettersForOne ? 1 : 0;
}

interface Part {
  /** Letters of the word that is looked for. */
  readonly length: number;
  readonly edits: number;
  readonly part: number;
  readonly begin: number;
  readonly end: number;
}

function partBlock(word: string, { length, edits, part, begin, end }: Part): string {
  return `${word[0]}${length} ${edits} ${part} ${word.slice(begin, end)}`;
}

/** Bounds of one of `edits + 1` parts of the letters after the first. */
function partBounds(
  length: number,
  edits: number,
  part: number,
): { readonly begin: number; readonly end: number } {
  const step = (length - 1) / (edits + 1);
  return { begin: 1 + Math.floor(step * part), end: 1 + Math.floor(step * (part + 1)) };
}

function lettersBlock(word: string): string {
  return `${word[0]} ${[...word].sort().join('')}`;
}

function isCandidate(word: string): boolean {
  return word.length >= lettersForOne && /^\p{L}+$/u.test(word);
}

/** Whether two words of equal length differ by one swap of neighbours. */
function isSwap(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  let at = 0;
  while (one[at] === other[at]) at++;
  return one[at] === other[at + 1] && one[at + 1] === other[at] && one.slice(at + 2) === other.slice(at + 2);
}
