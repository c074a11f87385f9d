import { judgementOf } from '../judgement.ts';
import { qualityOf } from '../quality.ts';
import { conjunctsAfter } from '../syntax/joined-phrases.ts';
import type { NounPhrase } from '../syntax/noun-phrases.ts';
import type { Pair, Sentence } from '../syntax/sentence.ts';
import { subjectOf } from '../syntax/subject.ts';
import { isDuty, isLink, isWorking, verbSpan } from '../syntax/verbs.ts';

/** Returns the opinions that verbs state: "I love the food", "the screen cracked". */
export function verbPairs(sentence: Sentence): Pair[] {
  const { words, lexicon, phraseAt } = sentence;
  const pairs: Pair[] = [];
  for (const [index, word] of words.entries()) {
    const verb = word.tag === 'VERB' ? lexicon.verbs.get(word.lemma) : undefined;
    if (verb === undefined || phraseAt[index] !== undefined || isOtherUse(sentence, index)) continue;
    const judgement = judgementOf(sentence, { first: index, last: index }, verb.polarity);
    const aspects =
      verb.side === 'object' ? objectsAfter(sentence, index + 1) : subjectOf(sentence, index).phrases;
    for (const aspect of aspects) pairs.push({ aspect: aspect.core, ...judgement });
  }
  return pairs;
}

/** Returns what adverbs say of how a subject does: "works well", and of the act itself where none is named. */
export function adverbPairs(sentence: Sentence): Pair[] {
  const { words, lexicon, phraseAt } = sentence;
  const pairs: Pair[] = [];
  for (const [verb, word] of words.entries()) {
    if (word.tag !== 'VERB' || isLink(word) || phraseAt[verb] !== undefined) continue;
    const act = isWorking(word) ? verbSpan(words, verb) : { first: verb, last: verb };
    let index = act.last + 1;
    while (isPlainAdverb(sentence, index)) index++;
    const adverb = words[index];
    if (adverb === undefined || phraseAt[index] !== undefined || !/^(ADV|ADJ)$/.test(adverb.tag)) continue;
    const polarity = qualityOf(adverb, lexicon);
    if (polarity === undefined) continue;
    const judgement = judgementOf(sentence, { first: index, last: index }, polarity);
    const aspects = subjectOf(sentence, verb).phrases.map((phrase) => phrase.core);
    if (aspects.length === 0 && isWorking(word)) aspects.push(act);
    for (const aspect of aspects) pairs.push({ aspect, ...judgement });
  }
  return pairs;
}

/** Returns acts that fail: "the light does n't turn", "stopped working", "ceased charging". */
export function failurePairs(sentence: Sentence): Pair[] {
  const { words, phraseAt } = sentence;
  const pairs: Pair[] = [];
  for (const [index, word] of words.entries()) {
    if (word.tag !== 'VERB' || phraseAt[index] !== undefined) continue;
    const aspects = (): Pair['aspect'][] => subjectOf(sentence, index).phrases.map((phrase) => phrase.core);
    const first = failureStart(sentence, index);
    if (first !== undefined)
      for (const aspect of aspects())
        pairs.push({ aspect, opinion: { first, last: index }, polarity: 'negative' });
    if (/^(stop|cease|quit)$/.test(word.lemma) && words[index + 1]?.lower.endsWith('ing') === true) {
      const of = aspects();
      for (const aspect of of)
        pairs.push({ aspect, opinion: { first: index, last: index + 1 }, polarity: 'negative' });
      const act = verbSpan(words, index + 1);
      if (of.length === 0)
        pairs.push({ aspect: act, opinion: { first: index, last: index }, polarity: 'negative' });
    }
  }
  return pairs;
}

/** Where the opinion of a negated duty begins ("does n't work"), undefined when the verb is none. */
function failureStart(sentence: Sentence, verb: number): number | undefined {
  const { words } = sentence;
  const word = words[verb];
  if (word === undefined || !isDuty(word)) return undefined;
  const near = words[verb - 1]?.tag === 'ADV' ? verb - 2 : verb - 1;
  const negation = words[near]?.lower;
  if (negation === "n't" && near > 0) return near - 1;
  return negation === 'not' || negation === 'never' ? near : undefined;
}

/** "I would like more" wishes, "if you like" supposes, "looks like" compares: none states an opinion. */
function isOtherUse(sentence: Sentence, index: number): boolean {
  const word = sentence.words[index];
  const before = sentence.words[index - 1];
  if (/^(would|'d|d)$/.test(before?.lower ?? '') && /^(like|love|prefer)$/.test(word?.lemma ?? ''))
    return true;
  // "Try the soup" recommends, "we tried the soup" tells.
  if (word?.lemma === 'try' && (word.lower !== 'try' || /^(to|will|can|did|i|we)$/.test(before?.lower ?? '')))
    return true;
  let person = index - 1;
  while (/^(ADV|AUX|PART)$/.test(sentence.words[person]?.tag ?? '')) person--;
  // "If you like" speaks of a taste, not of a thing.
  if (sentence.words[person - 1]?.lower === 'if') return true;
  if (word?.lower !== 'like') return false;
  return !/^(i|we|you|they|who|people|kids|users|customers|guests)$/.test(
    sentence.words[person]?.lower ?? '',
  );
}

function objectsAfter(sentence: Sentence, start: number): NounPhrase[] {
  const { words, phraseAt } = sentence;
  for (let index = start; index < Math.min(words.length, start + objectReach); index++) {
    const phrase = phraseAt[index];
    if (phrase?.from === index)
      return conjunctsAfter(sentence, phrase, false).filter((each) => each.isAspect);
    const word = words[index];
    const isLight =
      word !== undefined && (/^(ADV|ADP|DET)$/.test(word.tag) || /^(to|both|all|of|about)$/.test(word.lower));
    if (!isLight) break;
  }
  return [];
}

/** How far from its verb an object may begin. */
const objectReach = 4;

function isPlainAdverb(sentence: Sentence, index: number): boolean {
  const word = sentence.words[index];
  return word?.tag === 'ADV' && qualityOf(word, sentence.lexicon) === undefined;
}
