import type { Polarity } from './lexicon.ts';
import { opposite } from './quality.ts';
import type { Span, Word } from './syntax/word.ts';

const negations: ReadonlySet<string> = new Set(
  "not n't never no nothing neither nor hardly barely cannot without isnt arent wasnt werent dont doesnt didnt wont cant couldnt wouldnt havent hasnt".split(
    ' ',
  ),
);
/** How many words may stand between a negation and what it turns round. */
const reach = 4;

/** Whether a word negates what follows. */
export function isNegation(word: Word | undefined): boolean {
  return word !== undefined && negations.has(word.lower);
}

/**
 * Returns an opinion with the negation before it, if only words that carry no judgement stand between ("not very",
 * "did n't even"), and the polarity that follows. "no" and "without" turn a judging noun only ("no problems"); before
 * other nouns they say that the thing is missing.
 */
export function negated(
  words: readonly Word[],
  opinion: Span,
  polarity: Polarity,
  isThing: boolean,
): { readonly opinion: Span; readonly polarity: Polarity } {
  for (let index = opinion.first - 1; index >= Math.max(0, opinion.first - reach); index--) {
    const word = words[index];
    if (word === undefined || word.lower === 'nothing') break;
    if (isNegation(word)) {
      if (/^(no|without)$/.test(word.lower) && !isThing) break;
      // The span of "is n't great" begins at "is", that of "is not great" at "not".
      const first = word.lower === "n't" && index > 0 ? index - 1 : index;
      return { opinion: { first, last: opinion.last }, polarity: opposite(polarity) };
    }
    if (!isLight(word, isThing)) break;
  }
  return { opinion, polarity };
}

function isLight(word: Word, isThing: boolean): boolean {
  if (/^(ADV|AUX|DET)$/.test(word.tag) || /^(that|all|too)$/.test(word.lower)) return true;
  return isThing && (word.tag === 'ADJ' || word.lemma === 'have' || word.lower === 'any');
}
