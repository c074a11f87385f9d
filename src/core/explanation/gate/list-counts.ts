import { type Clause, nameToken } from './claims.ts';
import { antecedents, type ClauseRole } from './clause-roles.ts';
import { isNumberToken, readNumbers } from './numbers.ts';
import { stem } from './words.ts';

/** A count of a list: "both", "all three", "each of which", "three lamps". */
export interface ListCount {
  /** How many, or null for all of them. */
  readonly size: number | null;
  /** The list that it counts; empty where the sentence names none. */
  readonly names: readonly string[];
  /** Whether the list stands before the count, so that the clause speaks of it. */
  readonly isBefore: boolean;
  /** Stems and numbers by which the count is told. */
  readonly stems: readonly string[];
  readonly numbers: readonly number[];
}

/**
 * Returns how the clause at `index` counts a list of its sentence, or null where it does not. A count that is followed by
 * another word than the noun of the data set counts something else: "both opinions".
 */
export function listCount(
  clauses: readonly Clause[],
  roles: readonly ClauseRole[],
  index: number,
  nounStems: ReadonlySet<string>,
): ListCount | null {
  const { tokens } = clauses[index] as Clause;
  const at = tokens.findIndex((_, position) => isCounter(tokens, position, nounStems));
  if (at < 0) return null;
  const told = tokens.slice(at, at + (isNumberToken(tokens[at + 1] ?? '') ? 2 : 1));
  const numbers = readNumbers(told.join(' ')).numbers;
  const size = told.includes('both') ? 2 : (numbers[0] ?? null);
  const stems = told.filter((token) => !isNumberToken(token)).map((token) => stem(token));
  const before = antecedents(clauses, roles, index);
  const after = listAfter(clauses, roles, index);
  const isBefore = after.length < 2;
  const names = isBefore ? before : after;
  return {
    size,
    names: names.length > 1 || roles[index] === 'relative' ? names : [],
    isBefore,
    stems,
    numbers,
  };
}

/** "both" and "all three" at the end or before "of which", a name or the noun; "three lamps". */
function isCounter(tokens: readonly string[], at: number, nounStems: ReadonlySet<string>): boolean {
  const token = tokens[at] ?? '';
  const opens = token === 'both' || token === 'all' || token === 'each' || determiners.has(token);
  const hasNumber = isNumberToken(tokens[at + 1] ?? '');
  const isAlone = isNumberToken(token);
  if (!opens && !isAlone) return false;
  if (determiners.has(token) && !hasNumber) return false;
  const next = tokens[at + (opens && hasNumber ? 2 : 1)];
  if (next === 'of') return referring.has(tokens[at + (opens && hasNumber ? 3 : 2)] ?? '');
  if (next !== undefined && nounStems.has(stem(next))) return true;
  if (isAlone) return false;
  if (token === 'each') return before.has(tokens[at - 1] ?? '');
  return next === undefined || (token === 'both' && next === nameToken);
}

const determiners: ReadonlySet<string> = new Set(['the', 'these', 'those']);
const before: ReadonlySet<string> = new Set(['about', 'of', 'for']);
const referring: ReadonlySet<string> = new Set(['which', 'whom', 'them', 'these', 'those']);

/** The list that begins in or right after the clause. */
function listAfter(clauses: readonly Clause[], roles: readonly ClauseRole[], index: number): string[] {
  let end = index + 1;
  while (roles[end] === 'member' || roles[end] === 'numbered') end++;
  const own = clauses[index]?.names.slice(-1) ?? [];
  return [...own, ...clauses.slice(index + 1, end).flatMap((clause) => clause.names.slice(0, 1))];
}

/** Returns how many each list of a sentence has, what it does not name included. */
export function listSizes(clauses: readonly Clause[], roles: readonly ClauseRole[]): Set<number> {
  const sizes = new Set<number>();
  for (let index = 1; index <= clauses.length; index++) {
    const names = antecedents(clauses, roles, index).length;
    const more = roles[index] === 'remainder' ? (clauses[index]?.numbers[0] ?? 0) : 0;
    if (names + more > 1) sizes.add(names + more);
  }
  return sizes;
}
