import type { OpinionLexicon } from '../lexicon.ts';
import { qualityOf } from '../quality.ts';
import type { Word } from './word.ts';

const degreeNouns: ReadonlySet<string> = new Set(['bit', 'little', 'tad', 'touch', 'lot']);
/** Adverbs that say how a thing is done rather than how well. */
const manners: ReadonlySet<string> = new Set(
  'easily quickly quietly rapidly slowly simply kindly truly fairly'.split(' '),
);
const persons: ReadonlySet<string> = new Set(['i', 'we', 'you', 'they', 'he', 'she']);

/** Returns the words with tags that the lists know better, and with idioms ("out of this world") as one word. */
export function correctTags(tagged: readonly Word[], lexicon: OpinionLexicon): Word[] {
  const words = joinIdioms(tagged, lexicon);
  for (const [index, word] of words.entries()) {
    const tag = tagOf(words, index, lexicon);
    if (tag !== word.tag) words[index] = { ...word, tag };
  }
  return joinQualified(words, lexicon);
}

function tagOf(words: readonly Word[], index: number, lexicon: OpinionLexicon): Word['tag'] {
  const word = words[index];
  const before = words[index - 1];
  const next = words[index + 1];
  if (word === undefined) return 'X';
  if (isDegree(word, before, next)) return 'ADV';
  if (isStatedVerb(word, before, next, lexicon)) return 'VERB';
  if (isNounHere(words, index, lexicon)) return 'NOUN';
  if (!lexicon.qualities.has(word.lower) || lexicon.things.has(word.lower)) return word.tag;
  return lexicon.either.has(word.lower) || !isAdjectiveHere(words, index, lexicon) ? word.tag : 'ADJ';
}

/** "The light is dim", "the tuning pegs feel loose": what ends a subject is a noun. */
function isNounHere(words: readonly Word[], index: number, lexicon: OpinionLexicon): boolean {
  const word = words[index];
  const before = words[index - 1];
  const next = words[index + 1];
  if (next?.tag !== 'AUX' && next?.tag !== 'VERB') return false;
  if (word?.tag === 'VERB') return word.lower.endsWith('s') && /^(NOUN|ADJ|DET)$/.test(before?.tag ?? '');
  const canJudge = lexicon.qualities.has(word?.lower ?? '') && !lexicon.either.has(word?.lower ?? '');
  return word?.tag === 'ADJ' && next.tag === 'AUX' && before?.tag === 'DET' && !canJudge;
}

/** Whether a word that can judge stands where an adjective does, though the tagger thinks otherwise. */
function isAdjectiveHere(words: readonly Word[], index: number, lexicon: OpinionLexicon): boolean {
  const word = words[index];
  const before = words[index - 1];
  const next = words[index + 1];
  const isBeforeNoun = /^(NOUN|PROPN)$/.test(next?.tag ?? '');
  const isAfterAdverb = before?.tag === 'ADV' || before?.tag === 'PART';
  const isAfterLink = before?.lemma === 'be' || (isAfterAdverb && words[index - 2]?.lemma === 'be');
  switch (word?.tag) {
    case 'NOUN':
    case 'PROPN': {
      if (isAfterLink && !isBeforeNoun) return true;
      const isCompound = lexicon.compounds.has(`${word.lower} ${next?.lower}`);
      return (isBeforeNoun || next?.tag === 'ADJ') && before?.tag !== 'NOUN' && !isCompound;
    }
    case 'VERB':
      return isAfterLink && !word.lower.endsWith('ing');
    case 'ADV':
      return isBeforeNoun && !word.lower.endsWith('ly');
    default:
      return false;
  }
}

/** "a bit expensive", "a little too slow". */
function isDegree(word: Word, before: Word | undefined, next: Word | undefined): boolean {
  if (!degreeNouns.has(word.lower)) return false;
  const isBeforeQuality = /^(ADJ|ADV|VERB)$/.test(next?.tag ?? '') || next?.lower === 'too';
  return isBeforeQuality && (before?.lower === 'a' || before?.tag === 'AUX');
}

/** "Love the screen": a verb of opinion at the start or after its person, whatever the tagger says. */
function isStatedVerb(
  word: Word,
  before: Word | undefined,
  next: Word | undefined,
  lexicon: OpinionLexicon,
): boolean {
  if (lexicon.verbs.get(word.lower)?.side !== 'object') return false;
  if (word.tag === 'VERB') return true;
  const isBeforeObject = next?.tag === 'DET' || next?.tag === 'PRON' || next?.lower === 'how';
  return isBeforeObject && (before === undefined || persons.has(before.lower) || before.tag === 'ADV');
}

function joinIdioms(tagged: readonly Word[], lexicon: OpinionLexicon): Word[] {
  const words: Word[] = [];
  for (let index = 0; index < tagged.length; index++) {
    const word = tagged[index];
    if (word === undefined) break;
    const idiom = lexicon.idioms.get(word.lower)?.find((parts) => isIdiomAt(tagged, index, parts));
    const last = tagged[index + (idiom?.length ?? 1) - 1];
    if (idiom === undefined || last === undefined) words.push(word);
    else {
      words.push(joined(word, last, idiom.join(' '), 'ADJ'));
      index += idiom.length - 1;
    }
  }
  return words;
}

function isIdiomAt(words: readonly Word[], index: number, parts: readonly string[]): boolean {
  if (!parts.every((part, offset) => words[index + offset]?.lower === part)) return false;
  // "high quality strings" judges the strings, "the quality is high" the quality.
  return parts.at(-1) !== 'quality' || /^(NOUN|PROPN)$/.test(words[index + parts.length]?.tag ?? '');
}

/** "reasonably priced", "well made": an adverb that judges with a participle that does not. */
function joinQualified(words: readonly Word[], lexicon: OpinionLexicon): Word[] {
  const all: Word[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index];
    const next = words[index + 1];
    if (word === undefined) break;
    const isQualified =
      next !== undefined && isJudgingAdverb(word, lexicon) && isPlainParticiple(next, lexicon);
    if (isQualified && next !== undefined) {
      all.push(joined(word, next, word.lower, 'ADJ'));
      index++;
    } else all.push(word);
  }
  return all;
}

function isJudgingAdverb(word: Word, lexicon: OpinionLexicon): boolean {
  if (word.tag !== 'ADV' || manners.has(word.lower)) return false;
  return (
    lexicon.qualities.has(word.lower) || (word.lower.endsWith('ly') && qualityOf(word, lexicon) !== undefined)
  );
}

function isPlainParticiple(word: Word, lexicon: OpinionLexicon): boolean {
  const isParticiple = /(ed|en|made|built|done|laid|kept|thought)$/.test(word.lower);
  return isParticiple && /^(VERB|ADJ)$/.test(word.tag) && !lexicon.qualities.has(word.lower);
}

function joined(first: Word, last: Word, lower: string, tag: Word['tag']): Word {
  return { text: first.text, lower, lemma: lower, tag, start: first.start, end: last.end };
}
