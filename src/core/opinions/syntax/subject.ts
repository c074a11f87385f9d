import { conjunctsBefore, endingAt, headOf } from './joined-phrases.ts';
import type { NounPhrase } from './noun-phrases.ts';
import type { Sentence } from './sentence.ts';
import type { Word } from './word.ts';

/** What stands as subject of a verb: phrases that can be aspects, or none, and whether it is a person. */
export interface Subject {
  readonly phrases: readonly NounPhrase[];
  readonly isPerson: boolean;
}

const relatives: ReadonlySet<string> = new Set(['that', 'which', 'who']);
const thingPronouns: ReadonlySet<string> = new Set(['it', 'they', 'these', 'those', 'them']);
const persons: ReadonlySet<string> = new Set('i we you he she everyone everybody who us me'.split(' '));
/** How far back the phrase of a relative clause may end ("the pizza that we had there was"). */
const clauseReach = 7;

/** Returns the subject of the verb at `verb`. Cost: linear in its distance. */
export function subjectOf(sentence: Sentence, verb: number): Subject {
  const { words } = sentence;
  const index = beforeAsides(words, verb - 1);
  const word = words[index];
  if (word === undefined) return none;
  if (relatives.has(word.lower)) {
    const phrase = endingAt(sentence, words[index - 1]?.lower === ',' ? index - 2 : index - 1);
    if (phrase !== undefined) return named([phrase]);
  }
  if (thingPronouns.has(word.lower)) return named(antecedentsOf(sentence, index));
  // "The soup that we had was great": the verb of the clause reads as an auxiliary.
  const isClause = word.tag === 'PRON' && index + 1 < verb && words[index + 1]?.lemma === 'have';
  const relative = isClause ? antecedentOfClause(sentence, index + 1) : undefined;
  if (relative !== undefined) return named([relative]);
  if (word.tag === 'PRON') return { phrases: [], isPerson: persons.has(word.lower) };
  const phrase = endingAt(sentence, index) ?? antecedentOfClause(sentence, index);
  return phrase === undefined ? none : named(conjunctsBefore(sentence, headOf(sentence, phrase)));
}

const none: Subject = { phrases: [], isPerson: false };

function named(phrases: readonly NounPhrase[]): Subject {
  return { phrases: phrases.filter((phrase) => phrase.isAspect), isPerson: false };
}

/** Back over adverbs, brackets and quotation marks that stand between a subject and its verb. */
function beforeAsides(words: readonly Word[], from: number): number {
  let index = from;
  while (isLight(words[index])) index--;
  if (words[index]?.lower === ')') {
    const opener = words.findLastIndex((word, at) => at < index && word.lower === '(');
    index = opener - 1;
  }
  const isAside =
    words[index]?.lower === ',' && words[index - 1]?.tag === 'ADV' && words[index - 2]?.lower === ',';
  if (isAside) index -= 3;
  while (/^['"`’”]+$/.test(words[index]?.lower ?? '')) index--;
  return index;
}

function isLight(word: Word | undefined): boolean {
  if (word === undefined) return false;
  return /^(ADV|AUX|PART)$/.test(word.tag) || /^(all|both|itself|themselves)$/.test(word.lower);
}

/** "The pizza (that) we had was great": back over the verb and its person to the phrase. */
function antecedentOfClause(sentence: Sentence, verb: number): NounPhrase | undefined {
  if (!/^(VERB|ADP|AUX)$/.test(sentence.words[verb]?.tag ?? '')) return undefined;
  let hasPerson = false;
  for (let index = verb; index >= 0 && index > verb - clauseReach; index--) {
    const word = sentence.words[index];
    if (word === undefined) return undefined;
    if (relatives.has(word.lower) || /^(i|we|you|they|he|she|it)$/.test(word.lower)) hasPerson = true;
    else if (!/^(VERB|AUX|ADV|ADP|PART)$/.test(word.tag))
      return hasPerson ? endingAt(sentence, index) : undefined;
  }
  return undefined;
}

/** What "it" or "they" stands for: the last phrase before it, with its row for the plural. */
function antecedentsOf(sentence: Sentence, pronoun: number): NounPhrase[] {
  for (let index = pronoun - 1; index >= 0; index--) {
    const last = endingAt(sentence, index);
    if (last === undefined) continue;
    const head = headOf(sentence, last);
    return sentence.words[pronoun]?.lower === 'it' ? [head] : conjunctsBefore(sentence, head);
  }
  return [];
}
