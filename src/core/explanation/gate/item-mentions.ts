import { type Clause, nameToken, type Subject } from './claims.ts';
import { stem } from './words.ts';

/** Returns whether a clause relates the item to itself, as in "it is like Harbour Lights". */
export function namesItemTwice(clause: Clause, subject: Subject): boolean {
  return mentionsOf(clause, subject) + (clause.tokens[0] === 'it' ? 1 : 0) > 1;
}

/** Returns whether a clause speaks of the item, by its name, as "this lamp" or as "it". */
export function speaksOfItem(clause: Clause, subject: Subject): boolean {
  return clause.tokens.includes('it') || mentionsOf(clause, subject) > 0;
}

/** Returns how often a clause speaks of the item by its name or as "this lamp". */
export function mentionsOf({ tokens, names }: Clause, { itemName, nounStems }: Subject): number {
  const nouns = tokens.filter(
    (token, position) =>
      demonstratives.has(tokens[position - 1] ?? '') &&
      nounStems.has(stem(token)) &&
      tokens[position + 1] !== nameToken,
  );
  return names.filter((name) => name === itemName).length + nouns.length;
}

const demonstratives: ReadonlySet<string> = new Set(['this', 'that', 'the']);
