import { assert } from '../assert.ts';

/** How an opinion judges its aspect. */
export type Polarity = 'positive' | 'negative' | 'neutral';

/** Which end of a verb the thing judged stands at: "I love the food", "the screen cracked". */
export interface OpinionVerb {
  readonly side: 'object' | 'subject';
  readonly polarity: Polarity;
}

/** Word lists that the rules read; `parseLexicon` makes them from the files under lexicon/. */
export interface OpinionLexicon {
  /** Adjectives and adverbs of reviews, then words of general lexicons. */
  readonly qualities: ReadonlyMap<string, Polarity>;
  /** Nouns that judge ("a nightmare", "problems with"). */
  readonly things: ReadonlyMap<string, Polarity>;
  readonly verbs: ReadonlyMap<string, OpinionVerb>;
  /** Adjectives that name a kind. */
  readonly relational: ReadonlySet<string>;
  /** Nouns of two words, joined by a blank. */
  readonly compounds: ReadonlySet<string>;
  /** Adjectives by what WordNet calls similar, where no other list knows them. */
  readonly adjectives: ReadonlyMap<string, Polarity>;
  /** Qualities that judge strongly enough to count in a verb's form ("disappointed", not "played"). */
  readonly strong: ReadonlySet<string>;
  readonly plainAdjectives: ReadonlySet<string>;
  readonly plainNouns: ReadonlySet<string>;
  /** Adjectives that judge by what they measure: "low prices", "small portions". */
  readonly sizes: ReadonlyMap<string, Polarity>;
  /** Nouns of which less is better. */
  readonly costs: ReadonlySet<string>;
  /** Nouns of amount or kind: "a glass of wine". */
  readonly parts: ReadonlySet<string>;
  /** Judging adjectives that are as often nouns ("sound", "light"). */
  readonly either: ReadonlySet<string>;
  /** Qualities of several words by their first word, longest first, each as its words. */
  readonly idioms: ReadonlyMap<string, readonly (readonly string[])[]>;
}

/** The files of lexicon/ by content: tab-separated, lines that start with "#" say source and licence. */
export interface LexiconTexts {
  readonly polarity: string;
  readonly reviewWords: string;
  readonly opinionVerbs: string;
  readonly relationalAdjectives: string;
  readonly compoundNouns: string;
  readonly plainWords: string;
  readonly adjectives: string;
}

/** Below this mean of the general lexicons a word judges nothing. */
const scoreMin = 1;
/** From this mean on it judges in any form of a verb, too. */
const strongMin = 1.5;

/** Returns the word lists of the given files. Cost: linear in their size. */
export function parseLexicon(texts: LexiconTexts): OpinionLexicon {
  const reviewRows = rowsOf(texts.reviewWords);
  const plainRows = rowsOf(texts.plainWords);
  const scores = rowsOf(texts.polarity).map(([word = '', score]) => [word, Number(score)] as const);
  const ofReviews = (kind: string): Map<string, Polarity> => polarities(ofKind(reviewRows, kind));
  const plain = (kind: string): Set<string> => firstColumn(ofKind(plainRows, kind));
  const inReviews = ofReviews('quality');
  const general = scores
    .filter(([, score]) => Math.abs(score) >= scoreMin)
    .map(([word, score]): [string, Polarity] => [word, score > 0 ? 'positive' : 'negative']);
  const qualities = new Map([...general, ...inReviews]);
  const strong = scores.filter(([, score]) => Math.abs(score) >= strongMin).map(([word]) => word);
  return {
    qualities,
    things: ofReviews('thing'),
    verbs: new Map(rowsOf(texts.opinionVerbs).map(verbOf)),
    relational: new Set([...firstColumn(rowsOf(texts.relationalAdjectives)), ...plain('kind')]),
    compounds: firstColumn(rowsOf(texts.compoundNouns)),
    adjectives: polarities(rowsOf(texts.adjectives)),
    strong: new Set([...strong, ...inReviews.keys()]),
    plainAdjectives: plain('adjective'),
    plainNouns: plain('noun'),
    sizes: ofReviews('size'),
    costs: plain('cost'),
    parts: plain('part'),
    either: plain('either'),
    idioms: idiomsOf([...qualities.keys()]),
  };
}

function ofKind(rows: readonly (readonly string[])[], kind: string): (readonly string[])[] {
  return rows.filter((row) => row[1] === kind);
}

/** Word in the first column, polarity in the last. */
function polarities(rows: readonly (readonly string[])[]): Map<string, Polarity> {
  return new Map(rows.map((row) => [row[0] ?? '', polarityOf(row.at(-1), row)]));
}

function verbOf(row: readonly string[]): [string, OpinionVerb] {
  const [lemma = '', side, polarity] = row;
  assert(side === 'object' || side === 'subject', `a verb has a side: ${row.join(' ')}`);
  return [lemma, { side, polarity: polarityOf(polarity, row) }];
}

function polarityOf(word: string | undefined, row: readonly string[]): Polarity {
  const isPolarity = word === 'positive' || word === 'negative' || word === 'neutral';
  assert(isPolarity, `a line of a lexicon names a polarity: ${row.join(' ')}`);
  return word;
}

function idiomsOf(qualities: readonly string[]): Map<string, string[][]> {
  const idioms = new Map<string, string[][]>();
  for (const quality of qualities) {
    const words = quality.split(' ');
    const [first = ''] = words;
    if (words.length > 1) idioms.set(first, [...(idioms.get(first) ?? []), words]);
  }
  for (const rows of idioms.values()) rows.sort((one, other) => other.length - one.length);
  return idioms;
}

function firstColumn(rows: readonly (readonly string[])[]): Set<string> {
  return new Set(rows.map(([word = '']) => word));
}

function rowsOf(text: string): string[][] {
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t'));
}
