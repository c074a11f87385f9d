import { readNumbers } from '../gate/numbers.ts';
import { countryFamilies } from './country-words.ts';
import type { GroundsRead } from './grounds.ts';
import { isJudging, isLight, isPlural, isQuantifier } from './light-words.ts';
import { holdsNumber, monthNumber } from './number-runs.ts';
import { isAcronymOf, isDerived, isNameForm } from './same-word.ts';
import type { Token } from './tokens.ts';
import { wordFamilies } from './word-families.ts';

/**
 * What evidence says of a word: it needs none (`light`), is of the subject's name, is `held`, or what kind of word is
 * missing. `role` is the missing word for a relation to a name, as in "directed by Ada".
 */
export type Support =
  | 'light'
  | 'subject'
  | 'held'
  | 'name'
  | 'number'
  | 'word'
  | 'role'
  | 'quantifier'
  | 'judgement';

/** Returns the support of each token of a sentence. Cost: O(tokens × long keys of the evidence). */
export function supportsOf(tokens: readonly Token[], grounds: GroundsRead): Support[] {
  const runs = numberRuns(tokens);
  return tokens.map((token, index) => {
    const next = tokens[index + 1];
    const run = runs[index];
    if (run !== undefined) return run.every((number) => grounds.numbers.has(number)) ? 'held' : 'number';
    const support = supportOf(token, next, grounds, index === 0);
    const isRole = support === 'word' && next?.text === 'by' && tokens[index + 2]?.isCapital === true;
    return isRole ? 'role' : support;
  });
}

/** The numbers of each number word that goes on over several words, such as twenty-one; nothing for other words. */
function numberRuns(tokens: readonly Token[]): (readonly number[] | undefined)[] {
  const isNumberWord = tokens.map((token) => !token.isNumber && readNumbers(token.text).numbers.length > 0);
  const runs: (readonly number[] | undefined)[] = new Array(tokens.length).fill(undefined);
  for (let from = 0; from < tokens.length; from++) {
    let to = from;
    while (isNumberWord[to] === true && (to === from || /^[ -]$/u.test(tokens[to]?.gap ?? ''))) to++;
    if (to - from < 2) continue;
    const words = tokens.slice(from, to).map((token) => token.text);
    runs.fill(readNumbers(words.join(' ')).numbers, from, to);
    from = to - 1;
  }
  return runs;
}

/** Returns whether the evidence lacks what it should hold. */
export function isMissing(support: Support): boolean {
  return support !== 'light' && support !== 'subject' && support !== 'held';
}

/**
 * Returns supports in which a capitalised run needs none where it follows a place of the evidence as its region: "in
 * Turin, Italy". Not in lists, where a further name follows behind a comma.
 */
export function acceptPlaces(tokens: readonly Token[], supports: readonly Support[]): Support[] {
  const result = [...supports];
  for (const [index, token] of tokens.entries()) {
    if (supports[index] !== 'name' || token.gap !== ', ' || supports[index - 1] !== 'held') continue;
    let end = index + 1;
    while (tokens[end]?.isCapital === true && tokens[end]?.gap === ' ') end++;
    let start = index - 1;
    while (start > 0 && tokens[start - 1]?.isCapital === true && tokens[start]?.gap === ' ') start--;
    const follower = tokens[end];
    const isList = follower?.isCapital === true && follower.gap.includes(',');
    if (!placePrepositions.has(tokens[start - 1]?.text.toLowerCase() ?? '') || isList) continue;
    result.fill('light', index, end);
  }
  return result;
}

const placePrepositions: ReadonlySet<string> = new Set(['in', 'at', 'from', 'near', 'of']);

function supportOf(token: Token, next: Token | undefined, grounds: GroundsRead, isFirst: boolean): Support {
  if (token.isNumber) return holdsNumber(token.text, next?.text ?? '', grounds.numbers) ? 'held' : 'number';
  const { key } = token;
  if (grounds.subjectKeys.has(key)) return isLight(key) ? 'light' : 'subject';
  // The first word of a sentence has its capital letter from there, unless a name goes on behind it.
  const isName = token.isCapital && (!isFirst || (next?.isCapital === true && next.gap === ' '));
  if (isLight(key) && (isFirst || !isName)) return 'light';
  if (grounds.keys.has(key)) return isLight(key) ? 'light' : 'held';
  const month = token.isCapital ? monthNumber(token.text.toLowerCase()) : null;
  if (month !== null) return grounds.numbers.has(month) ? 'held' : 'number';
  const [number] = readNumbers(token.text).numbers;
  if (number !== undefined) {
    return grounds.numbers.has(number) || grounds.valueCounts.has(number) ? 'held' : 'number';
  }
  if (countryFamilies(key).some((family) => grounds.countries.has(family))) return 'held';
  if (isDerivedWord(token, grounds, isName)) return 'held';
  if (isName) return 'name';
  if (isLight(key)) return 'light';
  if (isJudging(key)) return 'judgement';
  if (isPlural(key) && grounds.valueCounts.size > 0) return 'held';
  return isQuantifier(key) ? 'quantifier' : 'word';
}

/** Whether the evidence holds a word of the same origin or, for no name, another word for the same relation. */
function isDerivedWord(token: Token, grounds: GroundsRead, isName: boolean): boolean {
  if (token.isCapital && grounds.names.some((name) => isAcronymOf(token.text, name))) return true;
  if (!isName && wordFamilies(token.key).some((family) => grounds.families.has(family))) return true;
  const isForm = isName ? isNameForm : isDerived;
  return grounds.longKeys.some((other) => isForm(token.key, other));
}
