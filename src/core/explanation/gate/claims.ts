import { glueOf, isNegator } from './neutral-words.ts';
import { readNumbers } from './numbers.ts';
import { stem, wordsOf } from './words.ts';

/** What every clause of a text may mention: the item, and the nouns of the data set. */
export interface Subject {
  readonly itemName: string;
  /** Stems of what an item is called, such as film. */
  readonly nounStems: ReadonlySet<string>;
}

/** What one clause of a sentence states, as far as words can show it. */
export interface Clause {
  /** Known names in order of appearance, with repeats. */
  readonly names: readonly string[];
  /** Of each name, what ties it to the words before it: "by", "like", "is"; null where nothing telling does. */
  readonly ties: readonly (string | null)[];
  readonly numbers: readonly number[];
  /** Stems of the other words, without quotations, names and numbers. */
  readonly stems: readonly string[];
  /** Stems of words and names under a negation; names as written. */
  readonly negated: ReadonlySet<string>;
  readonly hasNegation: boolean;
  /** Whether `by` stands between or before the names, as in a passive. */
  readonly hasBy: boolean;
  /** Whether it speaks of the asker. */
  readonly ofAsker: boolean;
  /** What parts it from the clause before: marks and conjunctions in small letters, such as `, and`. */
  readonly mark: string;
  /** Its words in small letters and in order; each name is `nameToken`, each number its digits. */
  readonly tokens: readonly string[];
}

/** Stands for a name among the tokens of a clause: a private-use character, which `harmless` keeps out of data. */
export const nameToken = '\ue000';

/** Neighbouring capitalised words; at the beginning of a sentence the first capital may say nothing. */
export interface CapitalRun {
  readonly text: string;
  readonly isFirst: boolean;
}

/** A sentence taken apart. */
export interface Claims {
  readonly clauses: readonly Clause[];
  /** Texts between double quotation marks that are no known name. */
  readonly quotations: readonly string[];
  /** Runs of neighbouring capitalised words. */
  readonly capitals: readonly CapitalRun[];
  /** Whether a quotation mark has no partner. */
  readonly isUnbalanced: boolean;
}

/** A negation reaches over this many words. */
const negationReach = 5;
/** A private-use character stands for a quotation, as one does for a name; `harmless` keeps them out of data. */
const quotationMark = '\ue001';
const clauseMarks =
  /([,;:.!?()–—](?!\d)|\s-\s|\b(?:and|but|while|because|since|whereas|although|though)\b)/iu;
const tokenPattern = new RegExp(`${nameToken}|[\\p{L}\\p{M}]+(?:['’][\\p{L}\\p{M}]+)*`, 'gu');
const partPattern = new RegExp(
  `${nameToken}|\\p{N}+(?:[.,]\\p{N}+)*|[\\p{L}\\p{M}]+(?:['’][\\p{L}\\p{M}]+)*|%`,
  'gu',
);
/** "Kilo's" is Kilo. */
const possessives = new RegExp(`${nameToken}['’]s?(?![\\p{L}\\p{M}])`, 'gu');
const quotationPattern = /"([^"]*)"|“([^“”]*)”/gu;

/**
 * Returns the claims of one sentence. `names` are the names that evidence knows; they are found as written, longest
 * first. Clauses end at commas and like marks and at conjunctions. Cost: O(length × number of names).
 */
export function readClaims(sentence: string, names: readonly string[]): Claims {
  const { known, pattern } = finderOf(names);
  const quotations: string[] = [];
  const unquoted = sentence.replace(quotationPattern, (_, straight?: string, curly?: string) => {
    const inner = straight ?? curly ?? '';
    if (known.has(inner)) return inner;
    quotations.push(inner);
    return ` ${quotationMark} `;
  });
  const found: string[] = [];
  const masked = maskNames(unquoted, pattern, found);
  return {
    clauses: clausesOf(masked.replace(possessives, nameToken), found),
    quotations,
    capitals: capitalRuns(unquoted),
    isUnbalanced: /["“”]/u.test(unquoted),
  };
}

/** Texts and the marks between them alternate; a clause without any word leaves its mark to the next one. */
function clausesOf(masked: string, found: readonly string[]): Clause[] {
  const clauses: Clause[] = [];
  let nameCount = 0;
  let mark = '';
  for (const [position, text] of masked.split(clauseMarks).entries()) {
    if (position % 2 === 1) {
      mark = `${mark} ${text.trim().toLowerCase()}`.trim();
      continue;
    }
    const count = text.split(nameToken).length - 1;
    const clause = readClause(text, found.slice(nameCount, nameCount + count), mark);
    nameCount += count;
    if (clause.tokens.length === 0) continue;
    clauses.push(clause);
    mark = '';
  }
  return clauses;
}

/** Whether two clauses differ in the voice of a verb, so that subject and object change places. */
export function differsInVoice(left: Clause, right: Clause): boolean {
  return left.hasBy !== right.hasBy;
}

/** Returns whether a name is a single word that every sentence uses, as in a film called "It": capitals tell it then. */
export function isCommonWord(name: string): boolean {
  return glueOf(name) !== null || isNegator(name);
}

function maskNames(text: string, pattern: RegExp | null, found: string[]): string {
  if (pattern === null) return text;
  return text.replace(pattern, (name) => {
    found.push(name);
    return nameToken;
  });
}

/** What finds names in a text; made once for a list of names, as the same list serves all sentences of a text. */
function finderOf(names: readonly string[]): NameFinder {
  const made = finders.get(names);
  if (made !== undefined) return made;
  const known = new Set(names);
  const longestFirst = [...known]
    .filter((name) => name !== '' && !isCommonWord(name))
    .sort((left, right) => right.length - left.length);
  const any = longestFirst.map((name) => name.replace(/[.*+?^${}()|[\]\\/]/gu, '\\$&')).join('|');
  const pattern =
    longestFirst.length === 0 ? null : new RegExp(`(?<![\\p{L}\\p{N}])(?:${any})(?![\\p{L}\\p{N}])`, 'gu');
  finders.set(names, { known, pattern });
  return { known, pattern };
}

interface NameFinder {
  readonly known: ReadonlySet<string>;
  readonly pattern: RegExp | null;
}

const finders = new WeakMap<readonly string[], NameFinder>();

function readClause(text: string, names: readonly string[], mark: string): Clause {
  const { numbers, words } = readNumbers(text.replaceAll(nameToken, ' '));
  return {
    names,
    ties: tiesOf(text),
    numbers,
    stems: words.filter((word) => !isNegator(word)).map((word) => stem(word)),
    negated: negatedParts(text, names),
    hasNegation: words.some((word) => isNegator(word)),
    hasBy: /\bby\b/iu.test(text),
    ofAsker: /\b(?:you|your|yours|yourself)\b/iu.test(text),
    mark,
    tokens: (text.match(partPattern) ?? []).map((part) => part.toLowerCase()),
  };
}

/** The word before each name, articles left out, where it says how the name belongs to the rest. */
function tiesOf(text: string): (string | null)[] {
  const words = text.match(tokenPattern) ?? [];
  return words.flatMap((word, index) => {
    if (word !== nameToken) return [];
    const before = words
      .slice(0, index)
      .reverse()
      .find((one) => !articles.has(one.toLowerCase()));
    return [tieOf.get(before?.toLowerCase() ?? '') ?? null];
  });
}

const articles: ReadonlySet<string> = new Set(['a', 'an', 'the', 'this', 'that']);
/** Words that tie a name to a relation, with their forms. "For" and "with" tie it to nothing in particular. */
const tieOf: ReadonlyMap<string, string> = new Map(
  [
    'by',
    'of',
    'about',
    'like',
    'to',
    'from',
    'in',
    'at',
    'than',
    'as',
    'is are was were be',
    'suits suit',
    'fits fit',
  ]
    .map((forms) => forms.split(' '))
    .flatMap((forms) => forms.map((form) => [form, forms[0] ?? form] as const)),
);

function negatedParts(text: string, names: readonly string[]): Set<string> {
  const tokens = text.match(tokenPattern) ?? [];
  const negated = new Set<string>();
  let reach = 0;
  let nameIndex = 0;
  for (const token of tokens) {
    const isName = token === nameToken;
    const part = isName ? (names[nameIndex++] ?? '') : stem(token);
    if (!isName && isNegator(token)) reach = negationReach;
    else if (reach > 0) {
      reach--;
      negated.add(part);
    }
  }
  return negated;
}

function capitalRuns(sentence: string): CapitalRun[] {
  const pattern = /(?<![\p{L}\p{M}\p{N}'’])\p{Lu}[\p{L}\p{M}'’]*(?:[ -]\p{Lu}[\p{L}\p{M}'’]*)*/gu;
  return [...sentence.matchAll(pattern)].map((match) => ({
    text: match[0].replace(/['’]s?$/u, ''),
    isFirst: wordsOf(sentence.slice(0, match.index)).length === 0,
  }));
}
