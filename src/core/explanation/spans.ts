import { type Grounds, type GroundsRead, readGrounds } from './spans/grounds.ts';
import { type RelationsRead, readRelations, relationSlips } from './spans/relation-slips.ts';
import { clauseSlip, readStatements, type StatementsRead } from './spans/statement-slips.ts';
import { acceptPlaces, isMissing, type Support, supportsOf } from './spans/support-of.ts';
import { sentencesOf, type Token } from './spans/tokens.ts';

/** Version of the rules; whoever keeps verdicts keeps it with them. */
export const finderVersion = '1';

/** Why a stretch of a text is marked; `statement` is a clause or sentence of which most is missing. */
export type SpanReason =
  | Exclude<Support, 'light' | 'subject' | 'held'>
  | 'relation'
  | 'negation'
  | 'statement';

/** A stretch of a text that its evidence does not support: UTF-16 offsets, `end` not included. */
export interface UnsupportedSpan {
  readonly start: number;
  readonly end: number;
  readonly reason: SpanReason;
}

/** How much wording is allowed. */
export interface SpanOptions {
  /**
   * Accepts one word in a text of which the evidence has no form, unless it is a name, a number, a quantity, a judgement
   * or the word for a relation; and the region behind a place of the evidence ("in Turin, Italy").
   */
  readonly isLenient: boolean;
}

/** So many lone plain words of a text the lenient setting lets pass. */
const plainWordsMax = 1;
/** A sentence or clause is marked whole when this share of its telling words is missing. */
const sentenceShareMin = 0.5;
const clauseShareMin = 0.4;
/** Words of the subject's name count this much as support of what is said of it. */
const subjectWeight = 0.5;
/** Missing words with at most this many words between them that need no support are marked together. */
const gapMax = 3;
const clauseOpeners = new Set(
  'and but which who that where while although because when with whose as'.split(' '),
);

/**
 * Returns the stretches of `text` that the evidence does not support, in order, without overlaps. No model; English. A
 * word is supported when the evidence holds a form of it, another word for the same relation, the adjective of a
 * country, an acronym or a number that says the same; a name also needs the relation that the evidence gives it, and
 * a negation a negation. Whole clauses are marked when most of their words are missing. It cannot see that supported
 * words are put together into something new, beyond names and relations. Cost: O(words × evidence).
 */
export function unsupportedSpans(
  text: string,
  grounds: Grounds,
  options: SpanOptions = { isLenient: false },
): UnsupportedSpan[] {
  const words = readGrounds(grounds);
  const read = {
    words,
    statements: readStatements(grounds),
    relations: readRelations(grounds.facts, words.subjectKeys),
  };
  const names = [...grounds.subjects, ...grounds.facts.flatMap((fact) => [fact.subject, fact.value])];
  const spans = sentencesOf(text, names).flatMap((tokens) => {
    const supports = supportsOf(tokens, words);
    return sentenceSpans(text, tokens, options.isLenient ? acceptPlaces(tokens, supports) : supports, read);
  });
  const isWording =
    spans.length <= plainWordsMax &&
    spans.every((span) => span.reason === 'word' && !/\s/u.test(text.slice(span.start, span.end)));
  return options.isLenient && isWording ? [] : merged(spans);
}

interface EvidenceRead {
  readonly words: GroundsRead;
  readonly statements: StatementsRead;
  readonly relations: RelationsRead;
}

function sentenceSpans(
  text: string,
  tokens: readonly Token[],
  supports: readonly Support[],
  evidence: EvidenceRead,
): UnsupportedSpan[] {
  if (isMostlyMissing(supports, sentenceShareMin)) return [spanOf(tokens, 0, tokens.length, 'statement')];
  const slips = relationSlips(tokens, evidence.relations).map(({ from, to }) =>
    spanOf(tokens, from, to, 'relation'),
  );
  const ofClauses = clausesOf(tokens).flatMap(({ from, to }) => {
    const { start, end } = spanOf(tokens, from, to, 'statement');
    const part = tokens.slice(from, to);
    const slip = clauseSlip(text.slice(start, end), part, supports.slice(from, to), evidence.statements);
    return slip === null ? clauseSpans(tokens, supports, from, to) : [spanOf(tokens, from, to, slip)];
  });
  return [...slips, ...ofClauses];
}

function clauseSpans(
  tokens: readonly Token[],
  supports: readonly Support[],
  from: number,
  to: number,
): UnsupportedSpan[] {
  if (isMostlyMissing(supports.slice(from, to), clauseShareMin)) {
    const opener = tokens.slice(from, to).findIndex((token) => !opensClause(token));
    return [spanOf(tokens, from + Math.max(0, opener), to, 'statement')];
  }
  const spans: UnsupportedSpan[] = [];
  let first = -1;
  let last = -1;
  for (let index = from; index <= to; index++) {
    const support = index < to ? supports[index] : undefined;
    if (support !== undefined && isMissing(support)) {
      if (first < 0) first = index;
      last = index;
    } else if (first >= 0 && (support === undefined || support === 'held' || index - last > gapMax)) {
      spans.push(spanOf(tokens, first, last + 1, supports[first] as SpanReason));
      first = -1;
    }
  }
  return spans;
}

/** Whether more than one telling word, and at least `shareMin` of them, is missing. */
function isMostlyMissing(supports: readonly Support[], shareMin: number): boolean {
  const missing = supports.filter((support) => isMissing(support)).length;
  const held = supports.filter((support) => support === 'held').length;
  const ofSubject = supports.filter((support) => support === 'subject').length;
  return missing > 1 && missing / (missing + held + subjectWeight * ofSubject) >= shareMin;
}

function clausesOf(tokens: readonly Token[]): { readonly from: number; readonly to: number }[] {
  const starts = tokens
    .map((_, index) => index)
    .filter((index) => {
      const token = tokens[index];
      return index === 0 || (token !== undefined && (/[,;:()—–]/u.test(token.gap) || opensClause(token)));
    });
  return starts.map((from, index) => ({ from, to: starts[index + 1] ?? tokens.length }));
}

function opensClause(token: Token): boolean {
  return clauseOpeners.has(token.text.toLowerCase());
}

function spanOf(tokens: readonly Token[], from: number, to: number, reason: SpanReason): UnsupportedSpan {
  return { start: tokens[from]?.start ?? 0, end: tokens[to - 1]?.end ?? 0, reason };
}

/** Spans in order; of overlapping ones the hull with the reason of the longest. */
function merged(spans: readonly UnsupportedSpan[]): UnsupportedSpan[] {
  const result: UnsupportedSpan[] = [];
  for (const span of [...spans].sort((left, right) => left.start - right.start || right.end - left.end)) {
    const last = result.at(-1);
    if (last === undefined || span.start >= last.end) result.push(span);
    else if (span.end > last.end) result[result.length - 1] = { ...last, end: span.end };
  }
  return result;
}
