import { judgementOf, polarityOrGuess } from '../judgement.ts';
import { qualityOf } from '../quality.ts';
import { conjunctsAfter } from '../syntax/joined-phrases.ts';
import type { Pair, Sentence } from '../syntax/sentence.ts';

/** Returns the opinions that stand before their noun: "great food and service", "no ambience". */
export function modifierPairs(sentence: Sentence): Pair[] {
  return sentence.phrases.flatMap((phrase) => {
    const aspects = conjunctsAfter(sentence, phrase, true).filter((each) => each.isAspect);
    return phrase.modifiers.flatMap((span) => {
      const judgement = judgementOf(sentence, span, polarityOrGuess(sentence, span.first, phrase));
      return aspects.map((aspect) => ({ aspect: aspect.core, ...judgement }));
    });
  });
}

/**
 * Returns what is said to be missing: "there was no ambience"; of what nobody wants, less is better ("no noise"). A
 * judging noun that is missing is none of these.
 */
export function missingPairs(sentence: Sentence): Pair[] {
  const { words, lexicon } = sentence;
  return sentence.phrases.flatMap((phrase) => {
    const head = words[phrase.to];
    const isMissing = words[phrase.from]?.lower === 'no' && phrase.from + 1 === phrase.core.first;
    if (!isMissing || !phrase.isAspect || head === undefined) return [];
    if (lexicon.things.has(head.lower) || lexicon.things.has(head.lemma)) return [];
    const isUnwanted = lexicon.costs.has(head.lemma) || qualityOf(head, lexicon) === 'negative';
    const opinion = { first: phrase.from, last: phrase.from };
    return [{ aspect: phrase.core, opinion, polarity: isUnwanted ? 'positive' : 'negative' }];
  });
}
