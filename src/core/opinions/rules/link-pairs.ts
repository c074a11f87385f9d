import { complements, type Judgement, judgementOf, polarityAt, thingAt } from '../judgement.ts';
import { isNegation } from '../negation.ts';
import { objectAfterPreposition, objectsAt } from '../syntax/joined-phrases.ts';
import type { Pair, Sentence } from '../syntax/sentence.ts';
import { subjectOf } from '../syntax/subject.ts';
import { actsFrom, isLink } from '../syntax/verbs.ts';

/**
 * Qualities that can be said of what is done ("easy to use"), not only of who does it ("happy to help").
 * After Chomsky's "John is easy to please"; comparatives included.
 */
const toughQualities =
  /^(eas(y|ier|iest)|hard(er|est)?|difficult|simpler?|quick(er)?|fast(er)?|painful|painless|comfortable|uncomfortable|convenient|awkward|tricky|impossible|cumbersome|annoying|frustrating|intuitive|light(er)?|tough)$/;

/** Returns the opinions after a linking verb: "the screen is bright and sharp", "it is easy to set up". */
export function linkPairs(sentence: Sentence): Pair[] {
  const pairs: Pair[] = [];
  for (const [verb, word] of sentence.words.entries()) {
    if (!isLink(word)) continue;
    const subject = subjectOf(sentence, verb);
    const judgements = complements(sentence, verb + 1, subject.phrases[0]);
    if (judgements.length === 0) continue;
    const last = judgements.at(-1)?.opinion.last ?? verb;
    if (subject.phrases.length > 0) pairs.push(...each(subject.phrases.map(coreOf), judgements));
    else if (subject.isPerson)
      pairs.push(...each(objectAfterPreposition(sentence, last + 1).map(coreOf), judgements));
    else pairs.push(...actPairs(sentence, judgements, last));
  }
  return pairs;
}

/** Returns qualities that follow a phrase with no verb between: "The service impeccable", "Ambiance -- relaxed". */
export function barePairs(sentence: Sentence): Pair[] {
  const { words, phraseAt } = sentence;
  return sentence.phrases.flatMap((phrase) => {
    let index = phrase.to + 1;
    if (/^(-+|:|–|—)$/.test(words[index]?.lower ?? '')) index++;
    while (words[index]?.tag === 'ADV' || isNegation(words[index])) index++;
    const isBare = words[index]?.tag === 'ADJ' && phraseAt[index] === undefined;
    if (!isBare || polarityAt(sentence, index, phrase) === undefined) return [];
    const aspects = subjectOf(sentence, phrase.to + 1).phrases;
    return each(aspects.map(coreOf), complements(sentence, index, phrase));
  });
}

/** Returns judgements whose thing follows the verb: "the only bad part is the size", "one drawback is the screen". */
export function inversePairs(sentence: Sentence): Pair[] {
  const { words, phraseAt } = sentence;
  return sentence.phrases.flatMap((phrase) => {
    const thing = thingAt(sentence, phrase.to);
    if (phrase.isAspect && thing === undefined) return [];
    let verb = phrase.to + 1;
    const end = Math.min(words.length, phrase.to + inverseReach);
    while (verb < end && words[verb]?.lemma !== 'be' && phraseAt[verb]?.isAspect !== true) verb++;
    if (words[verb]?.lemma !== 'be') return [];
    let object = verb + 1;
    while (words[object]?.tag === 'ADV' || words[object]?.lower === 'that') object++;
    const spans = thing === undefined ? phrase.modifiers : [{ first: phrase.to, last: phrase.to }];
    const judgements = spans.flatMap((span) => {
      const polarity = thing ?? polarityAt(sentence, span.first, undefined);
      return polarity === undefined ? [] : [judgementOf(sentence, span, polarity)];
    });
    return each(objectsAt(sentence, object).map(coreOf), judgements);
  });
}

/** How far from a judging phrase its verb may stand ("the only thing I did n't like was"). */
const inverseReach = 8;

/** "easy to use": what is done stands as the aspect. */
function actPairs(sentence: Sentence, judgements: readonly Judgement[], last: number): Pair[] {
  const { words } = sentence;
  if (words[last + 1]?.lower !== 'to' || !toughQualities.test(words[last]?.lower ?? '')) return [];
  return each(actsFrom(words, last + 2), judgements);
}

function each(aspects: readonly Pair['aspect'][], judgements: readonly Judgement[]): Pair[] {
  return judgements.flatMap((judgement) => aspects.map((aspect) => ({ aspect, ...judgement })));
}

function coreOf(phrase: { readonly core: Pair['aspect'] }): Pair['aspect'] {
  return phrase.core;
}
