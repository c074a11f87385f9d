import { type Clause, nameToken } from './claims.ts';
import { glueOf } from './neutral-words.ts';
import { isNumberToken } from './numbers.ts';

/**
 * What a clause does in its sentence: it stands for itself (`plain`), goes on with a list (`member`), does so with a
 * number of its own (`numbered`, "and 9 who liked Mast"), tells how much of a list is not named (`remainder`, "and 2
 * more"), speaks of what stands before it (`relative`), compares (`likeness`, "like Kilo"), adds to the clause before it
 * (`tail`, "by Olive Press"), repeats it of something else (`ellipsis`, "and so was Mast"), or goes on with the subject of
 * the sentence (`predicate`, "and suits winter evenings").
 */
export type ClauseRole =
  | 'plain'
  | 'member'
  | 'numbered'
  | 'remainder'
  | 'relative'
  | 'likeness'
  | 'tail'
  | 'ellipsis'
  | 'predicate';

/** Tells a word that says something from one that may stand anywhere. */
export type NeedsEvidence = (stem: string) => boolean;

/** Returns the role of each clause of a sentence. */
export function rolesOf(clauses: readonly Clause[], needsEvidence: NeedsEvidence): ClauseRole[] {
  const roles: ClauseRole[] = [];
  for (const [index, clause] of clauses.entries()) {
    const before = beforeRelatives(roles, index);
    const previous = clauses[before];
    roles.push(previous === undefined ? 'plain' : roleAfter(clause, previous, clauses, needsEvidence));
  }
  return roles;
}

/** Returns the position of the clause that the one at `index` may go on with, relative clauses left out; -1 for none. */
export function beforeRelatives(roles: readonly ClauseRole[], index: number): number {
  let position = index - 1;
  while (roles[position] === 'relative') position--;
  return position;
}

/** Returns the name by which a clause belongs to a list: its last one, or the first where it goes on with the list. */
export function listName(clause: Clause, role: ClauseRole): string | undefined {
  return role === 'member' || role === 'numbered' ? clause.names[0] : clause.names.at(-1);
}

/** Returns the names that a clause at `index` speaks of when it says "which", "them" or "all three": the list before it. */
export function antecedents(
  clauses: readonly Clause[],
  roles: readonly ClauseRole[],
  index: number,
): string[] {
  const found: string[] = [];
  for (let position = index - 1; position >= 0; position--) {
    const clause = clauses[position];
    const role = roles[position];
    if (clause === undefined || role === undefined) break;
    if (role === 'relative') {
      if (found.length > 0) continue;
      return antecedents(clauses, roles, position);
    }
    if (role === 'remainder') continue;
    const goesOn = role === 'member' || role === 'numbered';
    if (goesOn && clause.names.length > 1 && found.length === 0) return clause.names.slice(-1);
    const name = listName(clause, role);
    if (name !== undefined) found.unshift(name);
    if (!goesOn) break;
  }
  return found;
}

/** Returns whether the names of the clause at `index` are what the item is compared with: "like Kilo and Mast". */
export function isCompared(roles: readonly ClauseRole[], index: number): boolean {
  let first = index;
  while (roles[first] === 'member') first--;
  return roles[first] === 'likeness';
}

/** Returns whether a numbered clause has the word for what it counts: "3 opinions about price", not "9 who liked Mast". */
export function saysWhatItCounts({ tokens }: Clause): boolean {
  const last = tokens.slice(0, tokens.indexOf(nameToken)).findLastIndex((token) => isNumberToken(token));
  return glueOf(tokens[last + 1] ?? 'of') === null;
}

/** Whether a clause is nothing but a name in a list, with or without a number of its own. */
export function isBare({ names, tokens }: Clause): boolean {
  return names.length === 1 && tokens.every((token) => bareTokens.has(token) || isNumberToken(token));
}

const bareTokens: ReadonlySet<string> = new Set([
  nameToken,
  ...'a an the this that these those both also then too even either or nor as well finally lastly'.split(' '),
]);
const relatives: ReadonlySet<string> = new Set(['which', 'who', 'whom', 'whose', 'where']);
const prepositions: ReadonlySet<string> = new Set(
  'by of about to from in at for with on under after before through'.split(' '),
);
const auxiliaries: ReadonlySet<string> = new Set(
  'is are was were be been has have had do does did will would can could'.split(' '),
);
const repeating: ReadonlySet<string> = new Set([
  ...auxiliaries,
  'too',
  'also',
  'likewise',
  'well',
  nameToken,
]);
/** With these a clause begins with a subject of its own. */
const counting: ReadonlySet<string> = new Set(
  'all both each every some most many few several no any none'.split(' '),
);
const remainderWords: ReadonlySet<string> = new Set(['more', 'other', 'others']);
/** What may stand between the members of a list. */
const listMarks: ReadonlySet<string> = new Set([',', ';', 'and', 'but', ')', '(', ':', '-', '–', '—']);

function roleAfter(
  clause: Clause,
  previous: Clause,
  clauses: readonly Clause[],
  needsEvidence: NeedsEvidence,
): ClauseRole {
  const [first = '', second = ''] = clause.tokens;
  const marks = clause.mark.split(' ');
  const isListed = marks.every((mark) => listMarks.has(mark));
  if (isRelative(clause.tokens)) return 'relative';
  if (isLikeness(clause)) return 'likeness';
  if (isNumberToken(first) && isListed && previous.names.length > 0) {
    if (remainderWords.has(second)) return 'remainder';
  }
  if (isNumbered(clause) && isListed && !marks.includes(':') && isNumbered(previous, true)) return 'numbered';
  if (isListed && isBare(clause)) return 'member';
  if (clause.names.length > 0 && isListed && isCoordinate(clause, previous, marks)) return 'member';
  const isSilent = !clause.stems.some(needsEvidence);
  if (clause.names.length > 0 && isSilent && prepositions.has(first) && isListed) return 'tail';
  if (first === nameToken && isListed && isVerbless(clause)) return 'ellipsis';
  if (clause.names.length > 0 && isSilent && (first === 'so' || repeating.has(clause.tokens.at(-1) ?? '')))
    return first === nameToken || first === 'so' ? 'ellipsis' : 'plain';
  const isVerb =
    auxiliaries.has(first) || (!counting.has(first) && !isNumberToken(first) && glueOf(first) === null);
  const startsWithName = clauses[0]?.tokens[0] === nameToken;
  return isVerb && !clause.ofAsker && first !== nameToken && startsWithName ? 'predicate' : 'plain';
}

/** "Mast also liked it" after "people who liked Kilo and": two of a list, and then what is said of both. */
function isCoordinate(clause: Clause, previous: Clause, marks: readonly string[]): boolean {
  if (clause.tokens[0] !== nameToken) return false;
  const isJoined = marks.length === 1 && marks[0] === 'and' && previous.tokens.at(-1) === nameToken;
  return isJoined || (marks.at(-1) === 'and' && isBare(previous));
}

/** Whether a number stands before the first name of a clause ("the one opinion about sound"), or anywhere beside one. */
function isNumbered({ tokens, names, numbers }: Clause, anywhere = false): boolean {
  if (names.length === 0 || numbers.length === 0) return false;
  return anywhere || tokens.slice(0, tokens.indexOf(nameToken)).some((token) => isNumberToken(token));
}

/** "Harbour Lights by you" behind "Kilo was liked by 7 people": the verb is that of the clause before. */
function isVerbless({ tokens }: Clause): boolean {
  return tokens.every(
    (token) => bareTokens.has(token) || prepositions.has(token) || persons.has(token) || isNumberToken(token),
  );
}

const persons: ReadonlySet<string> = new Set(['you', 'it', 'them', 'others']);

function isRelative(tokens: readonly string[]): boolean {
  const [first = ''] = tokens;
  if (relatives.has(first)) return true;
  const of = tokens.indexOf('of');
  return of > 0 && of < 3 && relatives.has(tokens[of + 1] ?? '');
}

function isLikeness({ tokens }: Clause): boolean {
  const [first, second] = tokens;
  return first === 'like' || (first === 'just' && second === 'like');
}
