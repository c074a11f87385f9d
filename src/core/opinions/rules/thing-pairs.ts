import { judgementOf, thingAt } from '../judgement.ts';
import { qualityOf } from '../quality.ts';
import { objectAfterPreposition } from '../syntax/joined-phrases.ts';
import type { Pair, Sentence } from '../syntax/sentence.ts';
import { subjectOf } from '../syntax/subject.ts';

/** Returns judging nouns with what they are of: "ease of use", "no problems with the keys", "lack of power". */
export function thingPairs(sentence: Sentence): Pair[] {
  const pairs: Pair[] = [];
  for (const index of sentence.words.keys()) {
    const polarity = thingAt(sentence, index);
    const phrase = sentence.phraseAt[index];
    if (polarity === undefined || (phrase !== undefined && phrase.to !== index)) continue;
    const judgement = judgementOf(sentence, { first: index, last: index }, polarity);
    for (const aspect of objectAfterPreposition(sentence, index + 1))
      pairs.push({ aspect: aspect.core, ...judgement });
    // "battery problems": the name before the judging noun.
    const first = phrase?.core.first ?? index;
    if (first < index && /^(NOUN|PROPN)$/.test(sentence.words[index - 1]?.tag ?? ''))
      pairs.push({
        aspect: { first, last: index - 1 },
        ...judgement,
        opinion: { first: index, last: index },
      });
  }
  return pairs;
}

/** Returns judging nouns with who has them: "the browser has problems". */
export function havingPairs(sentence: Sentence): Pair[] {
  const { words, phraseAt } = sentence;
  const pairs: Pair[] = [];
  for (const [verb, word] of words.entries()) {
    if (word.lemma !== 'have') continue;
    let index = verb + 1;
    while (words[index]?.tag === 'ADV') index++;
    const phrase = phraseAt[index];
    if (phrase === undefined || phrase.from !== index) continue;
    const thing = thingAt(sentence, phrase.to);
    if (thing === undefined) continue;
    const judgement = judgementOf(sentence, { first: phrase.to, last: phrase.to }, thing);
    for (const aspect of subjectOf(sentence, verb).phrases) pairs.push({ aspect: aspect.core, ...judgement });
  }
  return pairs;
}

/** Feelings that do not end in -ed. */
const feelings =
  /(ed|happy|unhappy|glad|content|crazy|mad|sad|sorry|fond|proud|tired|sick|grateful|thankful)$/;

/** Returns what is felt about the noun that follows: "Not impressed with the food", "happy with the screen". */
export function feltPairs(sentence: Sentence): Pair[] {
  const { words, lexicon, phraseAt } = sentence;
  const pairs: Pair[] = [];
  for (const [index, word] of words.entries()) {
    if (phraseAt[index] !== undefined || !/^(ADJ|VERB)$/.test(word.tag) || !feelings.test(word.lower))
      continue;
    const polarity = qualityOf(word, lexicon);
    if (polarity === undefined) continue;
    const judgement = judgementOf(sentence, { first: index, last: index }, polarity);
    for (const aspect of objectAfterPreposition(sentence, index + 1))
      pairs.push({ aspect: aspect.core, ...judgement });
  }
  return pairs;
}
