import type { NounPhrase } from './noun-phrases.ts';
import type { Sentence } from './sentence.ts';

const partPrepositions: ReadonlySet<string> = new Set(
  'of in on with for at from to by about inside behind under around as'.split(' '),
);

/** Returns the phrase whose last word is at `index`, or undefined. */
export function endingAt(sentence: Sentence, index: number): NounPhrase | undefined {
  const phrase = sentence.phraseAt[index];
  return phrase?.to === index ? phrase : undefined;
}

/** Returns the phrase that `inner` is part of: the hinge for the lid in "the hinge of the lid". */
export function headOf(sentence: Sentence, inner: NounPhrase): NounPhrase {
  let head = inner;
  for (;;) {
    const preposition = sentence.words[head.from - 1];
    if (preposition === undefined || !partPrepositions.has(preposition.lower)) return head;
    const outer = endingAt(sentence, head.from - 2);
    if (outer?.isAspect !== true) return head;
    head = outer;
  }
}

/** Returns the phrase and those joined to it before: "food, drinks and service". */
export function conjunctsBefore(sentence: Sentence, last: NounPhrase): NounPhrase[] {
  const { words } = sentence;
  const all = [last];
  let first = last;
  for (;;) {
    let index = first.from - 1;
    const joint = words[index];
    if (joint?.tag === 'CCONJ' && joint.lower !== 'but') index -= words[index - 1]?.lower === ',' ? 2 : 1;
    else if (joint?.lower === ',' && all.length > 1) index--;
    else break;
    const before = endingAt(sentence, index);
    if (before === undefined) break;
    all.unshift(before);
    first = before;
  }
  // In "I love the food and the service is slow" the first of them belongs to the verb before it.
  const isObject = /^(VERB|AUX|ADP|ADJ|ADV)$/.test(words[first.from - 1]?.tag ?? '');
  return isObject ? [last] : all;
}

/** Returns the phrase and those joined to it after; with `isBare` only those without determiner and adjective. */
export function conjunctsAfter(sentence: Sentence, phrase: NounPhrase, isBare: boolean): NounPhrase[] {
  const { words, phraseAt } = sentence;
  const all = [phrase];
  for (let last = phrase; ; ) {
    let index = last.to + 1;
    if (words[index]?.lower === ',') index++;
    if (words[index]?.tag === 'CCONJ' && words[index]?.lower !== 'but') index++;
    const next = phraseAt[index];
    if (index === last.to + 1 || next?.from !== index) break;
    if (isBare && next.from !== next.core.first) break;
    // "I like the food and the service is slow": the second phrase opens a clause of its own.
    if (/^(VERB|AUX)$/.test(words[next.to + 1]?.tag ?? '')) break;
    all.push(next);
    last = next;
  }
  return all;
}

/** Returns the aspects named from `index` on: a phrase that begins there and those joined to it. */
export function objectsAt(sentence: Sentence, index: number): NounPhrase[] {
  const phrase = sentence.phraseAt[index];
  if (phrase?.from !== index) return [];
  return conjunctsAfter(sentence, phrase, false).filter((each) => each.isAspect);
}

/** Returns the aspects after a preposition at `index`: "(disappointed) with the food". */
export function objectAfterPreposition(sentence: Sentence, index: number): NounPhrase[] {
  return /^(with|by|about|in|at|of|on)$/.test(sentence.words[index]?.lower ?? '')
    ? objectsAt(sentence, index + 1)
    : [];
}
