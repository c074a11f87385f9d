import { compactForm, normalForm } from '../vocabulary/normal-form.ts';
import type { NameCount } from '../vocabulary/propose-merges.ts';

/** Most words and UTF-16 units of the name of an aspect. */
const wordsMax = 4;
const unitsMax = 60;
/** Letters that a word must have to say something. */
const lettersMin = 3;

/**
 * Returns the names that may be aspects, in normal form and each once, with the number of texts that have a word of it; and
 * how many were dropped: no name, too long, or spoken of by fewer than `textsMin` texts. So a model's noise, or a name that
 * one text asks it to add, is no aspect. Cost: O(words of the texts + names × texts).
 */
export function groundedAspects(
  names: readonly string[],
  texts: readonly string[],
  textsMin: number,
): { readonly grounded: NameCount[]; readonly dropped: number } {
  const wordsOfTexts = texts.map((text) => new Set(text.split(/[^\p{L}\p{N}]+/u).map(compactForm)));
  const counts = new Map<string, number>();
  let dropped = 0;
  for (const given of names) {
    const name = normalForm(given);
    const words = name.split(' ').filter((word) => word.length >= lettersMin);
    const isName = words.length > 0 && name.length <= unitsMax && name.split(' ').length <= wordsMax;
    const count = isName ? wordsOfTexts.filter((of) => words.some((word) => of.has(word))).length : 0;
    if (count >= textsMin) counts.set(name, count);
    else dropped++;
  }
  return { grounded: [...counts].map(([name, count]) => ({ name, kind: '', count })), dropped };
}
