import { wordsOf } from '../gate/words.ts';
import { countryFamilies } from './country-words.ts';
import { isLight } from './light-words.ts';
import { numbersOf } from './number-runs.ts';
import { wordKey } from './same-word.ts';
import { wordFamilies } from './word-families.ts';

/** One fact of the evidence. */
export interface Fact {
  readonly subject: string;
  readonly relation: string;
  readonly value: string;
}

/** What a text may rest on. */
export interface Grounds {
  readonly facts: readonly Fact[];
  /** Evidence in sentences. */
  readonly sentences: readonly string[];
  /** Names of what the text is about; they support the words of its title. */
  readonly subjects: readonly string[];
}

/** One fact or sentence, taken apart. */
export interface Statement {
  readonly keys: ReadonlySet<string>;
  readonly families: ReadonlySet<number>;
  readonly numbers: ReadonlySet<number>;
}

/** Everything the evidence says, for looking words up. */
export interface GroundsRead {
  readonly statements: readonly Statement[];
  readonly keys: ReadonlySet<string>;
  readonly subjectKeys: ReadonlySet<string>;
  readonly families: ReadonlySet<number>;
  readonly countries: ReadonlySet<number>;
  /** Long keys, for derived words. */
  readonly longKeys: readonly string[];
  readonly numbers: ReadonlySet<number>;
  /** Words of each name of more than one word, for acronyms. */
  readonly names: readonly (readonly string[])[];
  /** How many values one relation has, where more than one. */
  readonly valueCounts: ReadonlySet<number>;
}

const longKeyMin = 4;

/** Returns the evidence taken apart. Cost: O(length). */
export function readGrounds(grounds: Grounds): GroundsRead {
  const statements = [
    ...grounds.facts.map((fact) => readStatement(`${fact.subject} ${fact.relation} ${fact.value}`)),
    ...grounds.sentences.map(readStatement),
  ];
  const subjects = [...new Set([...grounds.subjects, ...grounds.facts.map((fact) => fact.subject)])];
  const subjectKeys = new Set(subjects.flatMap((name) => wordsOf(name).map(wordKey)));
  const keys = new Set([...subjectKeys, ...statements.flatMap((statement) => [...statement.keys])]);
  const counts = new Map<string, number>();
  for (const { subject, relation } of grounds.facts) {
    const of = `${subject}\n${relation}`;
    counts.set(of, (counts.get(of) ?? 0) + 1);
  }
  return {
    statements,
    keys,
    subjectKeys,
    families: new Set([...keys].flatMap((key) => wordFamilies(key))),
    countries: new Set([...keys].flatMap((key) => countryFamilies(key))),
    longKeys: [...keys].filter((key) => key.length >= longKeyMin && !isLight(key)),
    numbers: new Set([
      ...statements.flatMap((statement) => [...statement.numbers]),
      ...subjects.flatMap((name) => numbersOf(name)),
    ]),
    names: [...subjects, ...grounds.facts.map((fact) => fact.value)]
      .map((name) => wordsOf(name))
      .filter((words) => words.length > 1),
    valueCounts: new Set([...counts.values()].filter((count) => count > 1)),
  };
}

function readStatement(text: string): Statement {
  const words = wordsOf(text);
  const keys = new Set(words.map(wordKey));
  return {
    keys,
    families: new Set([...keys].flatMap((key) => wordFamilies(key))),
    numbers: new Set(numbersOf(text)),
  };
}
