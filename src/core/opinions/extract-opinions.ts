import type { OpinionLexicon, Polarity } from './lexicon.ts';
import { barePairs, inversePairs, linkPairs } from './rules/link-pairs.ts';
import { missingPairs, modifierPairs } from './rules/modifier-pairs.ts';
import { feltPairs, havingPairs, thingPairs } from './rules/thing-pairs.ts';
import { adverbPairs, failurePairs, verbPairs } from './rules/verb-pairs.ts';
import { type Pair, type Sentence, sentenceOf } from './syntax/sentence.ts';
import { tagWords } from './syntax/tag-words.ts';
import type { Span } from './syntax/word.ts';

/**
 * What a text says of an aspect: two verbatim spans of the text, that never overlap, with their offsets in UTF-16
 * units, ends excluded.
 */
export interface ExtractedOpinion {
  /** Normal form of the aspect: lower case, single blanks, the noun in its singular. */
  readonly aspect: string;
  /** Whether the aspect is a thing, or what is done ("it charges fast"). */
  readonly aspectKind: 'thing' | 'act';
  readonly aspectPhrase: string;
  readonly aspectStart: number;
  readonly aspectEnd: number;
  readonly phrase: string;
  readonly start: number;
  readonly end: number;
  readonly polarity: Polarity;
}

/** A longer span names nothing. */
const spanUnitsMax = 200;

/** No more than this many UTF-16 units of a text are read: a review is shorter, and what is longer is none. */
export const opinionTextMax = 100_000;

/**
 * Returns the opinions that an English text states, in order of the opinion's place, then the aspect's. Rules over
 * part-of-speech tags and word lists, no model and nothing learned; the same text gives the same result. Each rule
 * answers for one form of statement (rules/*.ts); what no rule knows is left out, since a wrong opinion is worse than
 * a missing one. Cost: linear in the text; a text with no letters gives nothing. `isOverdue` is asked before each
 * sentence; once it says so, the rest is left out.
 */
export function extractOpinions(
  text: string,
  lexicon: OpinionLexicon,
  isOverdue: () => boolean = () => false,
): ExtractedOpinion[] {
  const opinions: ExtractedOpinion[] = [];
  for (const words of tagWords(text.slice(0, opinionTextMax))) {
    if (isOverdue()) break;
    const sentence = sentenceOf(words, lexicon);
    for (const pair of pairsOf(sentence)) {
      const aspect = boundsOf(sentence, pair.aspect);
      const opinion = boundsOf(sentence, pair.opinion);
      if (aspect.end - aspect.start > spanUnitsMax || opinion.end - opinion.start > spanUnitsMax) continue;
      opinions.push({
        aspect: aspectName(sentence, pair.aspect),
        aspectKind: sentence.words[pair.aspect.last]?.tag === 'VERB' ? 'act' : 'thing',
        aspectPhrase: text.slice(aspect.start, aspect.end),
        aspectStart: aspect.start,
        aspectEnd: aspect.end,
        phrase: text.slice(opinion.start, opinion.end),
        start: opinion.start,
        end: opinion.end,
        polarity: pair.polarity,
      });
    }
  }
  return opinions.sort((one, other) => one.start - other.start || one.aspectStart - other.aspectStart);
}

function pairsOf(sentence: Sentence): Pair[] {
  if (sentence.phrases.length === 0 && sentence.words.length < 2) return [];
  const linked = linkPairs(sentence);
  // In "iTunes is a handy program" the adjective judges iTunes.
  const isTold = new Set(linked.map((pair) => pair.opinion.last));
  const all = [
    ...linked,
    ...modifierPairs(sentence).filter((pair) => !isTold.has(pair.opinion.last)),
    ...barePairs(sentence),
    ...inversePairs(sentence),
    ...verbPairs(sentence),
    ...adverbPairs(sentence),
    ...failurePairs(sentence),
    ...thingPairs(sentence),
    ...havingPairs(sentence),
    ...feltPairs(sentence),
    ...missingPairs(sentence),
  ];
  const seen = new Set<string>();
  return all.filter(({ aspect, opinion }) => {
    const key = `${aspect.first} ${aspect.last} ${opinion.first} ${opinion.last}`;
    const isOverlap = aspect.first <= opinion.last && opinion.first <= aspect.last;
    if (isOverlap || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function aspectName(sentence: Sentence, span: Span): string {
  const words = sentence.words.slice(span.first, span.last + 1);
  const names = words.map((word, index) =>
    index === words.length - 1 && /^(NOUN|PROPN|VERB)$/.test(word.tag) ? word.lemma : word.lower,
  );
  return names.join(' ');
}

function boundsOf(sentence: Sentence, span: Span): { readonly start: number; readonly end: number } {
  const start = sentence.words[span.first]?.start ?? 0;
  return { start, end: sentence.words[span.last]?.end ?? start };
}
