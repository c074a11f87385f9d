import { dialogWords } from './text-index.ts';

/** Titles of movies by their first word. */
export type TitleIndex = ReadonlyMap<string, readonly Title[]>;

interface Title {
  /** Place of the movie in the list that the index was made of. */
  readonly place: number;
  /** The words with a space before and after each. */
  readonly phrase: string;
}

/** A title of one word is one only from this many letters on: "It", "Her" and "Room" are said of anything. */
const lettersMin = 7;

/**
 * Returns the index of titles; what stands in brackets at the end, "(2019 film)", is no part of one. Titles of one short
 * word are left out. Cost: O(words).
 */
export function buildTitleIndex(names: readonly string[]): TitleIndex {
  const titles = new Map<string, Title[]>();
  names.forEach((name, place) => {
    const words = titleWords(name);
    const [first] = words;
    if (first === undefined || (words.length === 1 && first.length < lettersMin)) return;
    titles.set(first, [...(titles.get(first) ?? []), { place, phrase: phraseOf(words) }]);
  });
  return titles;
}

/**
 * Returns where in the list the movies stand whose title was said, each with `recency` to the utterances since. A title
 * that is a part of one already linked (`linked`, their names) was not said by itself. Utterances: oldest first. Cost:
 * words × titles that begin with one of them.
 */
export function saidTitles(
  titles: TitleIndex,
  utterances: readonly string[],
  linked: readonly string[],
  recency: number,
): Map<number, number> {
  const known = linked.map((name) => phraseOf(titleWords(name)));
  const said = new Map<number, number>();
  utterances.toReversed().forEach((text, since) => {
    const words = dialogWords(text);
    const phrase = phraseOf(words);
    for (const first of new Set(words)) {
      for (const title of titles.get(first) ?? []) {
        if (said.has(title.place) || !phrase.includes(title.phrase)) continue;
        if (!known.some((other) => other.includes(title.phrase))) said.set(title.place, recency ** since);
      }
    }
  });
  return said;
}

function titleWords(name: string): string[] {
  return dialogWords(name.replace(/\s*\([^)]*\)\s*$/u, ''));
}

function phraseOf(words: readonly string[]): string {
  return ` ${words.join(' ')} `;
}
