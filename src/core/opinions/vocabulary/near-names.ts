import { nearWords } from './near-words.ts';

/** Two names that may be one, by their positions, the smaller first. */
export type NearPair = readonly [number, number];

/**
 * Returns the pairs of names of which one may be a slip of the other: the same words in the same order but one, and that
 * one near (`isNearWord`). Names are in normal form and different from each other; `kindOf` tells homonyms apart, and names
 * of different kinds are never a pair. Pairs come in ascending order. Cost: O(words of all names × words near each), so
 * that many names around one common word cost no more than others.
 */
export function nearNames(
  names: readonly string[],
  kindOf: (position: number) => string = () => '',
): NearPair[] {
  const wordNumbers = new Map<string, number>();
  const wordsOfNames = names.map((name) =>
    name.split(' ').map((word) => {
      const known = wordNumbers.get(word);
      if (known !== undefined) return known;
      wordNumbers.set(word, wordNumbers.size);
      return wordNumbers.size - 1;
    }),
  );
  const near = nearWords([...wordNumbers.keys()]);
  const nameByWords = new Map(
    names.map((_, position) => [wordsKey(kindOf(position), wordsOfNames[position] ?? []), position]),
  );
  const pairs: NearPair[] = [];
  for (const [position, words] of wordsOfNames.entries())
    for (const [at, word] of words.entries())
      for (const other of near[word] ?? []) {
        const found = nameByWords.get(wordsKey(kindOf(position), words.with(at, other)));
        if (found !== undefined && found > position) pairs.push([position, found]);
      }
  return pairs.sort((left, right) => left[0] - right[0] || left[1] - right[1]);
}

function wordsKey(kind: string, words: readonly number[]): string {
  return `${kind} ${words.join(' ')}`;
}
