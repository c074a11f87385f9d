import type { Evidence } from '../../contract/types.ts';
import { type Claims, type Clause, differsInVoice, readClaims } from './claims.ts';
import { glueOf } from './neutral-words.ts';
import { harmless, stem, wordsOf } from './words.ts';

/** Evidence taken apart once, for many clauses. */
export interface EvidenceRead {
  readonly evidence: Evidence;
  readonly claims: Claims;
  readonly names: ReadonlySet<string>;
  /** Names in order of appearance in the sentence, with repeats. */
  readonly nameOrder: readonly string[];
  /** How names are tied to what stands before them. */
  readonly ties: ReadonlyMap<string, ReadonlySet<string | null>>;
  /** Numbers in order, with repeats. */
  readonly numberOrder: readonly number[];
  readonly stems: ReadonlySet<string>;
  readonly negated: ReadonlySet<string>;
  readonly hasNegation: boolean;
}

/** What evidence lacks of a clause: the kind of claim and the words concerned. */
export interface Lack {
  readonly kind: 'name' | 'number' | 'word' | 'negation' | 'direction' | 'relation' | 'asker';
  readonly words: readonly string[];
}

/** What every clause of a text may mention: the item, and the nouns of the data set. */
export interface Subject {
  readonly itemName: string;
  /** Stems of what an item is called, such as film. */
  readonly nounStems: ReadonlySet<string>;
}

/** Returns the parts of `evidence`; `names` are all names that any evidence of the request knows. */
export function readEvidence(evidence: Evidence, names: readonly string[]): EvidenceRead {
  const claims = readClaims(evidence.sentence, names);
  const { clauses } = claims;
  return {
    evidence,
    claims,
    names: new Set([...evidence.names, ...clauses.flatMap((clause) => clause.names)]),
    nameOrder: clauses.flatMap((clause) => clause.names),
    ties: tiesOf(clauses),
    numberOrder: clauses.flatMap((clause) => clause.numbers),
    stems: new Set([...clauses.flatMap((clause) => clause.stems), ...nameStems(evidence)]),
    negated: new Set(clauses.flatMap((clause) => [...clause.negated])),
    hasNegation: clauses.some((clause) => clause.hasNegation),
  };
}

/** Returns what `read` does not hold of `clause`; empty where it supports all of it. */
export function lacksOf(clause: Clause, read: EvidenceRead, subject: Subject): Lack[] {
  const lacks: Lack[] = [];
  const names = clause.names.filter((name) => name !== subject.itemName && !read.names.has(name));
  if (names.length > 0) lacks.push({ kind: 'name', words: names });
  if (!isSubsequence(clause.numbers, read.numberOrder)) {
    const unknown = clause.numbers.filter((number) => !read.numberOrder.includes(number));
    const numbers = unknown.length > 0 ? unknown : clause.numbers;
    lacks.push({ kind: 'number', words: numbers.map(String) });
  }
  const words = clause.stems.filter((word) => needsEvidence(word, subject) && !read.stems.has(word));
  if (words.length > 0) lacks.push({ kind: 'word', words });
  if (lacks.length > 0) return lacks;
  if (!agreesInNegation(clause, read)) lacks.push({ kind: 'negation', words: [] });
  if (!agreesInDirection(clause, read)) lacks.push({ kind: 'direction', words: [] });
  const untied = clause.names.filter(
    (name, index) => !isTiedSo(name, clause.ties[index] ?? null, read, subject),
  );
  if (untied.length > 0) lacks.push({ kind: 'relation', words: untied });
  if (clause.ofAsker && !saysItOfAsker(clause, read, subject)) lacks.push({ kind: 'asker', words: [] });
  return lacks;
}

/** Whether a quotation stands word for word in the quote of `read`, without losing a negation before it. */
export function holdsQuotation(quotation: string, read: EvidenceRead): boolean {
  if (read.evidence.quote === null) return false;
  const part = ` ${wordsOf(harmless(quotation)).join(' ').toLowerCase()} `;
  const whole = ` ${wordsOf(harmless(read.evidence.quote)).join(' ').toLowerCase()} `;
  if (part.trim() === '' || !whole.includes(part)) return false;
  const outside = readClaims(whole.replace(part, ' '), []).clauses;
  return outside.every((clause) => !clause.hasNegation);
}

function needsEvidence(word: string, subject: Subject): boolean {
  return glueOf(word) === null && !subject.nounStems.has(word);
}

function nameStems(evidence: Evidence): string[] {
  return evidence.names.flatMap((name) => wordsOf(name).map((word) => stem(word)));
}

/** A word stands under a negation in both or in neither, and no negation comes from nowhere. */
function agreesInNegation(clause: Clause, read: EvidenceRead): boolean {
  if (clause.hasNegation && !read.hasNegation) return false;
  const isContent = (part: string): boolean => glueOf(part) === null;
  const parts = [...clause.stems, ...clause.names].filter(isContent);
  return parts.every((part) => clause.negated.has(part) === read.negated.has(part));
}

/** Returns whether names stand in the order of the evidence, or in another one when the voice differs too ("directed", "by"). */
export function agreesInDirection(clause: Clause, read: Pick<EvidenceRead, 'claims' | 'nameOrder'>): boolean {
  if (new Set(clause.names).size < 2) return true;
  const source = read.claims.clauses.find((part) => clause.names.every((name) => part.names.includes(name)));
  if (source === undefined) {
    const isPassive = read.claims.clauses.some((part) => part.hasBy);
    return isSubsequence(clause.names, read.nameOrder) !== (clause.hasBy !== isPassive);
  }
  return isSubsequence(clause.names, source.names) !== differsInVoice(clause, source);
}

/** A name may stand alone, or be tied as the evidence ties it; anything may be of the item or about it. */
function isTiedSo(name: string, tie: string | null, read: EvidenceRead, subject: Subject): boolean {
  if (tie === null || (name === subject.itemName && (tie === 'of' || tie === 'about'))) return true;
  return read.ties.get(name)?.has(tie) === true;
}

function tiesOf(clauses: readonly Clause[]): Map<string, Set<string | null>> {
  const ties = new Map<string, Set<string | null>>();
  for (const clause of clauses) {
    for (const [index, name] of clause.names.entries()) {
      ties.set(name, (ties.get(name) ?? new Set()).add(clause.ties[index] ?? null));
    }
  }
  return ties;
}

/** What a clause says of the asker must be said of the asker in one clause of the evidence. */
function saysItOfAsker(clause: Clause, read: EvidenceRead, subject: Subject): boolean {
  const words = clause.stems.filter((word) => needsEvidence(word, subject));
  if (words.length === 0 && clause.numbers.length === 0) return true;
  return read.claims.clauses.some(
    (part) =>
      part.ofAsker &&
      clause.names.every((name) => part.names.includes(name)) &&
      words.every((word) => part.stems.includes(word) || part.names.some((name) => hasStem(name, word))),
  );
}

function hasStem(name: string, word: string): boolean {
  return wordsOf(name).some((part) => stem(part) === word);
}

function isSubsequence<T>(part: readonly T[], whole: readonly T[]): boolean {
  let position = 0;
  for (const name of whole) if (name === part[position]) position++;
  return position === part.length;
}
