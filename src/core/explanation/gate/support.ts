import type { Evidence } from '../../../contract/types.ts';
import { type Claims, type Clause, differsInVoice, readClaims, type Subject } from './claims.ts';
import { type Frame, type FramedClause, type FramedSentence, framedSentence } from './clause-frames.ts';
import { namesItemTwice } from './item-mentions.ts';
import { glueOf } from './neutral-words.ts';
import { isNumberToken } from './numbers.ts';
import { harmless, stem, wordsOf } from './words.ts';

/** Evidence taken apart once, for many clauses. */
export interface EvidenceRead {
  readonly evidence: Evidence;
  readonly claims: Claims;
  /** What it says in one, lists and references resolved. */
  readonly framed: FramedSentence;
  readonly names: ReadonlySet<string>;
  /** Names in order of appearance in the sentence, with repeats. */
  readonly nameOrder: readonly string[];
  /** How names are tied to what stands before them. */
  readonly ties: ReadonlyMap<string, ReadonlySet<string | null>>;
  /** Words that make a bound or a guess of the number behind them. */
  readonly scales: readonly string[];
  /** Numbers in order, with repeats. */
  readonly numberOrder: readonly number[];
  readonly stems: ReadonlySet<string>;
  /** Stems of the words of each name. */
  readonly nameStems: readonly (readonly string[])[];
  readonly negated: ReadonlySet<string>;
  readonly hasNegation: boolean;
}

/** What evidence lacks of a clause: the kind of claim and the words concerned. */
export interface Lack {
  readonly kind:
    | 'name'
    | 'number'
    | 'word'
    | 'negation'
    | 'direction'
    | 'relation'
    | 'asker'
    | 'binding'
    | 'count';
  readonly words: readonly string[];
}

/** Returns the parts of `evidence`; `names` are all names that any evidence of the request knows. */
export function readEvidence(evidence: Evidence, names: readonly string[], subject: Subject): EvidenceRead {
  const claims = readClaims(evidence.sentence, names);
  const { clauses } = claims;
  const framed = framedSentence(clauses, subject);
  return {
    evidence,
    claims,
    framed,
    names: new Set([...evidence.names, ...clauses.flatMap((clause) => clause.names)]),
    nameOrder: clauses.flatMap((clause) => clause.names),
    ties: tiesOf(clauses),
    scales: scalesOf(clauses),
    numberOrder: framed.clauses.flatMap((clause) => clause.numbers),
    stems: new Set(framed.clauses.flatMap((clause) => clause.stems)),
    nameStems: evidence.names.map((name) => wordsOf(name).map((word) => stem(word))),
    negated: new Set(clauses.flatMap((clause) => [...clause.negated])),
    hasNegation: clauses.some((clause) => clause.hasNegation),
  };
}

/** Returns what `read` does not hold of a clause; empty where it supports all of it. */
export function lacksOf(framed: FramedClause, read: EvidenceRead, subject: Subject): Lack[] {
  const { clause, count } = framed;
  const lacks: Lack[] = [];
  const names = clause.names.filter((name) => name !== subject.itemName && !read.names.has(name));
  if (names.length > 0) lacks.push({ kind: 'name', words: names });
  const scales = scalesOf([clause]).filter((word) => !read.scales.includes(word));
  const numbers = [...unknownNumbers(framed, read), ...scales];
  if (numbers.length > 0) lacks.push({ kind: 'number', words: numbers.map(String) });
  const words = framed.stems.filter(
    (word) => needsEvidence(word, subject) && !read.stems.has(word) && !isOfWholeName(word, framed, read),
  );
  if (words.length > 0) lacks.push({ kind: 'word', words });
  if (lacks.length > 0) return lacks;
  if (!agreesInNegation(clause, read)) lacks.push({ kind: 'negation', words: [] });
  if (
    !agreesInDirection(inPlaceOfItem(clause, read, subject), read) ||
    relatesToItself(clause, read, subject)
  )
    lacks.push({ kind: 'direction', words: [] });
  const untied = clause.names.filter(
    (name, index) => !isTiedSo(name, clause.ties[index] ?? null, clause, read, subject),
  );
  if (untied.length > 0) lacks.push({ kind: 'relation', words: untied });
  if (count !== null && count.size !== null && count.size !== count.names.length)
    lacks.push({ kind: 'count', words: [String(count.size)] });
  const unheld = framed.frames.find((frame) => !holdsFrame(frame, read, subject));
  if (unheld !== undefined)
    lacks.push({ kind: unheld.ofAsker ? 'asker' : 'binding', words: [...unheld.names] });
  return lacks;
}

/** Words right before numbers that make them bounds or guesses, such as "over 7 people". */
function scalesOf(clauses: readonly Clause[]): string[] {
  return clauses.flatMap(({ tokens }) =>
    tokens.filter((token, index) => scaling.has(token) && isNumberToken(tokens[index + 1] ?? '')),
  );
}

const scaling: ReadonlySet<string> = new Set(
  'to over about around than under above below between near from until before after since'.split(' '),
);

/** Numbers that the evidence does not hold in this order; how many a list has needs no number that says so. */
function unknownNumbers({ numbers, sizeOnly }: FramedClause, read: EvidenceRead): readonly number[] {
  const told =
    sizeOnly !== null && read.framed.listSizes.has(sizeOnly)
      ? numbers.filter((number) => number !== sizeOnly)
      : numbers;
  if (isSubsequence(told, read.numberOrder)) return [];
  const unknown = told.filter((number) => !read.numberOrder.includes(number));
  return unknown.length > 0 ? unknown : told;
}

/** Whether one frame of the evidence holds all that `frame` says in one. */
function holdsFrame(frame: Frame, read: EvidenceRead, subject: Subject): boolean {
  const isOfItem = (name: string): boolean => name === subject.itemName;
  const ofAsker = frame.ofAsker && (frame.stems.length > 0 || frame.numbers.length > 0);
  // What is said of the asker and the item must be said of them; elsewhere every statement is about the item.
  const names = ofAsker || frame.namesItem ? frame.names : frame.names.filter((name) => !isOfItem(name));
  if (names.length === 0 && frame.numbers.length === 0 && !ofAsker) return true;
  return read.framed.clauses.some((clause) =>
    clause.frames.some(
      (one) =>
        (!ofAsker || one.ofAsker) &&
        names.every((name) => one.names.includes(name)) &&
        (frame.numbers.length === 0 || countsTheSame(frame, one, isOfItem)) &&
        frame.stems.every(
          (word) => one.stems.includes(word) || one.names.some((name) => hasStem(name, word)),
        ) &&
        (frame.total === null || frame.total === one.total),
    ),
  );
}

/** "4 of 5 opinions about price" are neither 4 opinions about it nor 4 of 5 opinions. */
function countsTheSame(frame: Frame, held: Frame, isOfItem: (name: string) => boolean): boolean {
  return (
    frame.numbers.length === held.numbers.length &&
    frame.numbers.every((number, index) => number === held.numbers[index]) &&
    held.names.every((name) => isOfItem(name) || frame.names.includes(name))
  );
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

/** A word of a name written otherwise than the evidence does, where all words of the name are there. */
function isOfWholeName(word: string, { stems }: FramedClause, read: EvidenceRead): boolean {
  return read.nameStems.some(
    (parts) =>
      parts.includes(word) && parts.every((part) => stems.includes(part) || glueOf(part) === 'neutral'),
  );
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

/** What the item is compared with stands where the item does: of "X was made by Y, like Z" it is "Z was made by Y". */
function inPlaceOfItem(clause: Clause, read: EvidenceRead, { itemName }: Subject): Clause {
  const compared = read.framed.clauses.filter((one) => one.isCompared).flatMap((one) => one.clause.names);
  if (compared.length === 0 || clause.names.length < 2 || clause.names.includes(itemName)) return clause;
  return { ...clause, names: clause.names.map((name) => (compared.includes(name) ? itemName : name)) };
}

/** "It is like Harbour Lights" of Harbour Lights; two things may have one name, and then the evidence has it twice, too. */
function relatesToItself(clause: Clause, read: EvidenceRead, subject: Subject): boolean {
  const isTwice = read.nameOrder.filter((name) => name === subject.itemName).length > 1;
  return !isTwice && namesItemTwice(clause, subject);
}

/** A name may stand alone, or be tied as the evidence ties it; anything but "it" may be of the item or about it. */
function isTiedSo(
  name: string,
  tie: string | null,
  { tokens }: Clause,
  read: EvidenceRead,
  subject: Subject,
): boolean {
  if (tie === null) return true;
  if (name === subject.itemName && (tie === 'of' || tie === 'about') && !tokens.includes('it')) return true;
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

function hasStem(name: string, word: string): boolean {
  return wordsOf(name).some((part) => stem(part) === word);
}

function isSubsequence<T>(part: readonly T[], whole: readonly T[]): boolean {
  let position = 0;
  for (const name of whole) if (name === part[position]) position++;
  return position === part.length;
}
