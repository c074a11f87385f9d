import type { OpinionLexicon, Polarity } from './lexicon.ts';
import type { Word } from './syntax/word.ts';

/**
 * Returns the polarity of an adjective or adverb, or undefined when no list knows it: by the word, then by what it is
 * made of ("friendlier", "slowly", "well-made", "unhelpful", "tasteless").
 */
export function qualityOf(
  word: Pick<Word, 'lower' | 'lemma' | 'tag'>,
  lexicon: OpinionLexicon,
): Polarity | undefined {
  const known = lexicon.qualities.get(word.lower) ?? lexicon.qualities.get(word.lemma);
  if (known !== undefined) return known;
  for (const base of basesOf(word.lower)) {
    const polarity = lexicon.qualities.get(base);
    if (polarity !== undefined) return polarity;
  }
  const hyphen = word.lower.indexOf('-');
  if (hyphen > 0) {
    const [left, right] = [word.lower.slice(0, hyphen), word.lower.slice(hyphen + 1)];
    if (left === 'non') return opposite(lexicon.qualities.get(right));
    if (left === 'over' || left === 'under') return 'negative';
    return lexicon.qualities.get(left) ?? lexicon.qualities.get(right);
  }
  if (/^(un|in|im)/.test(word.lower) && word.tag === 'ADJ') {
    const base = word.lower.replace(/^(un|in|im)/, '');
    const polarity = lexicon.qualities.get(base);
    if (polarity !== undefined) return opposite(polarity);
  }
  const isWithout = word.lower.length > 6 && word.lower.endsWith('less');
  if (isWithout && !lexicon.relational.has(word.lower)) return 'negative';
  return undefined;
}

/** Returns the polarity of a negated opinion: "not bad" is positive, and not neutral of anything is neutral. */
export function opposite<P extends Polarity | undefined>(polarity: P): P | Polarity {
  if (polarity === 'positive') return 'negative';
  return polarity === 'negative' ? 'positive' : polarity;
}

function basesOf(word: string): string[] {
  const bases: string[] = [];
  for (const [ending, others] of endings) {
    if (!word.endsWith(ending) || word.length < ending.length + 3) continue;
    const stem = word.slice(0, -ending.length);
    for (const other of others) bases.push(stem + other);
    if (stem.at(-1) === stem.at(-2)) bases.push(stem.slice(0, -1));
  }
  return bases;
}

/** Endings and what they may stand for; longer ones first. */
const endings: readonly (readonly [string, readonly string[]])[] = [
  ['iest', ['y']],
  ['est', ['', 'e']],
  ['ier', ['y']],
  ['er', ['', 'e']],
  ['ily', ['y']],
  ['ly', ['', 'le']],
];
