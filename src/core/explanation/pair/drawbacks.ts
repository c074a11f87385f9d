import type { OpinionLexicon } from '../../opinions/lexicon.ts';
import { qualityOf } from '../../opinions/quality.ts';
import type { Word } from '../../opinions/syntax/word.ts';

/** What goes before something that has to be put up with: words as written or their lemmas. */
const openings: readonly (readonly string[])[] = [
  'not bother by',
  'not mind',
  "n't mind",
  'in spite of',
  'willing to overlook',
  'willing to tolerate',
  'willing to endure',
  'willing to accept',
  'willing to overcome',
  'can tolerate',
  'can overlook',
  'okay with',
  'prepare for',
  'disappoint by',
  'sensitive to',
  'despite',
].map((words) => words.split(' '));

/** More words name no single thing. */
const wordsMax = 6;

/**
 * Returns the words of what has to be put up with when that is told from word `start` on: "limited seating" of "despite
 * limited seating", one noun phrase or two joined, up to a comma or a verb. Undefined where nothing of the kind is told
 * there, where it is something to do ("don't mind waiting") or good, names somebody, or says what only the words behind it explain ("some
 * concerns about prices").
 */
export function drawbackAt(
  words: readonly Word[],
  start: number,
  lexicon: OpinionLexicon,
): readonly Word[] | undefined {
  const opening = openings.find((parts) =>
    parts.every((part, offset) => {
      const word = words[start + offset];
      return word?.lemma === part || word?.lower === part;
    }),
  );
  if (opening === undefined) return undefined;
  const from = start + opening.length;
  let to = from;
  while (to - from < wordsMax && goesOn(words, from, to)) to++;
  const told = words.slice(from, to);
  const isDone = told[0]?.tag === 'VERB' || (opening.at(-1) === 'mind' && /ing$/.test(told[0]?.lower ?? ''));
  const isThing = told.at(-1)?.tag === 'NOUN' && !isDone;
  const isWhole = !/^(?:of|about|with|like|on)$/.test(words[to]?.lower ?? '');
  const isOther = told.some((word) => /^\p{Lu}/u.test(word.text) || qualityOf(word, lexicon) === 'positive');
  return isThing && isWhole && !isOther ? told : undefined;
}

/** Whether the word at `index` belongs to the phrase that begins at `from`. */
function goesOn(words: readonly Word[], from: number, index: number): boolean {
  const word = words[index];
  const next = words[index + 1];
  if (word === undefined) return false;
  if (/^(?:NOUN|ADJ|DET|ADV)$/.test(word.tag)) return true;
  if (word.tag === 'VERB') return /(?:ed|ing)$/.test(word.lower) && next?.tag === 'NOUN';
  const isJoint = /^(?:and|or)$/.test(word.lower) && index > from && words[index - 1]?.tag === 'NOUN';
  return isJoint && /^(?:NOUN|ADJ)$/.test(next?.tag ?? '');
}
