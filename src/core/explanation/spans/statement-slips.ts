import { type Claims, readClaims } from '../gate/claims.ts';
import { glueOf, isNegator } from '../gate/neutral-words.ts';
import { agreesInDirection } from '../gate/support.ts';
import { wordsOf } from '../gate/words.ts';
import type { Grounds } from './grounds.ts';
import { isLight } from './light-words.ts';
import { wordKey } from './same-word.ts';
import type { Support } from './support-of.ts';
import type { Token } from './tokens.ts';

/** The evidence as statements, for what a clause as a whole says. */
export interface StatementsRead {
  readonly names: readonly string[];
  readonly statements: readonly StatementRead[];
  /** What may stand together in one clause: the words of a sentence, or of all facts on one subject. */
  readonly groups: readonly ReadonlySet<string>[];
  /** Keys of everything the evidence says. */
  readonly keys: ReadonlySet<string>;
}

interface StatementRead {
  readonly keys: ReadonlySet<string>;
  readonly claims: Claims;
  readonly nameOrder: readonly string[];
  /** Whether its words stand in the order of speech, so that the order of names tells who did what. */
  readonly isOrdered: boolean;
  readonly clauses: readonly { readonly keys: ReadonlySet<string>; readonly isNegated: boolean }[];
}

/** What is wrong with a clause of which every word is there. */
export type ClauseSlip = 'negation' | 'relation';

const clausePattern = /[,;:()—–]|\b(?:and|but|which|who|that|where|while|although|because|when)\b/iu;
/** A relation called by a verb: made by, directed, located in. */
const verbRelation = /(?:ed|en|by|of|in)$/iu;

/** Returns the evidence as statements. Cost: O(length × number of names). */
export function readStatements(grounds: Grounds): StatementsRead {
  const values = grounds.facts.flatMap(({ subject, value }) => [subject, value]);
  const names = [
    ...new Set([
      ...grounds.subjects,
      ...values.filter((value) => /^\p{Lu}/u.test(value)),
      ...grounds.sentences.flatMap(runsOf),
    ]),
  ];
  const statements = [
    ...grounds.facts.map(({ subject, relation, value }) =>
      readStatement(`${subject} ${relation} ${value}`, names, relation),
    ),
    ...grounds.sentences.map((sentence) => readStatement(sentence, names, null)),
  ];
  return {
    names,
    statements,
    groups: groupsOf(grounds),
    keys: new Set(statements.flatMap((statement) => [...statement.keys])),
  };
}

/**
 * Returns what is wrong with a clause as a whole: it negates what the evidence does not or the other way round; it
 * turns who did what round; or no single sentence of the evidence, and no one subject, has all its words. Null where
 * nothing is. Cost: O(statements × length).
 */
export function clauseSlip(
  text: string,
  tokens: readonly Token[],
  supports: readonly Support[],
  evidence: StatementsRead,
): ClauseSlip | null {
  if (turnsRound(tokens, evidence)) return 'negation';
  if (turnsDirection(text, evidence)) return 'relation';
  if (evidence.groups.length < 2) return null;
  const telling = tokens.filter(
    (token, index) =>
      supports[index] !== 'name' && glueOf(token.text) === null && evidence.keys.has(token.key),
  );
  const isTogether = evidence.groups.some((group) => telling.every((token) => group.has(token.key)));
  return isTogether ? null : 'relation';
}

function groupsOf({ facts, sentences }: Grounds): ReadonlySet<string>[] {
  const ofSubjects = new Map<string, string>();
  for (const { subject, relation, value } of facts) {
    ofSubjects.set(subject, `${ofSubjects.get(subject) ?? subject} ${relation} ${value}`);
  }
  return [...ofSubjects.values(), ...sentences].map(keysOf);
}

function turnsRound(tokens: readonly Token[], { statements, keys }: StatementsRead): boolean {
  const parts = statements.flatMap((statement) => statement.clauses);
  const hasNegated = parts.some((part) => part.isNegated);
  const isNegated = tokens.some((token) => isNegator(token.text) && (hasNegated || !keys.has(token.key)));
  if (!hasNegated) return isNegated;
  const telling = tokens
    .filter((token) => !isNegator(token.text) && !isLight(token.key))
    .map((token) => token.key);
  const held = parts.map((part) => telling.filter((key) => part.keys.has(key)).length);
  const most = Math.max(...held);
  return (
    parts.every((part, index) => held[index] !== most || part.isNegated !== isNegated) &&
    (most > 0 || isNegated)
  );
}

function turnsDirection(text: string, { names, statements }: StatementsRead): boolean {
  const named = names.filter((name) => text.includes(name));
  if (named.length < 2) return false;
  const claims = readClaims(text, named);
  const [clause] = claims.clauses;
  if (clause === undefined || claims.clauses.length > 1 || new Set(clause.names).size < 2) return false;
  const sources = statements.filter((one) => clause.names.every((name) => one.nameOrder.includes(name)));
  return sources.length > 0 && !sources.some((one) => !one.isOrdered || agreesInDirection(clause, one));
}

function readStatement(text: string, names: readonly string[], relation: string | null): StatementRead {
  const claims = readClaims(
    text,
    names.filter((name) => text.includes(name)),
  );
  // A negating word in a name or a value (a song called "No") negates nothing.
  const parts = relation === null ? text.split(clausePattern) : [text];
  return {
    keys: keysOf(text),
    claims,
    nameOrder: claims.clauses.flatMap((clause) => clause.names),
    isOrdered: relation === null || verbRelation.test(relation),
    clauses: parts.map((part) => ({
      keys: keysOf(part),
      isNegated: wordsOf(relation ?? part).some((word) => isNegator(word)),
    })),
  };
}

function keysOf(text: string): ReadonlySet<string> {
  return new Set(wordsOf(text).map((word) => wordKey(word)));
}

/** Runs of capitalised words; a single one at the beginning of a sentence may be any word. */
function runsOf(sentence: string): string[] {
  return readClaims(sentence, [])
    .capitals.filter((run) => !run.isFirst || run.text.includes(' '))
    .map((run) => run.text);
}
