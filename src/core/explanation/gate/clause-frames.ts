import { type Clause, nameToken, type Subject } from './claims.ts';
import {
  antecedents,
  beforeRelatives,
  type ClauseRole,
  isBare,
  isCompared,
  listName,
  rolesOf,
  saysWhatItCounts,
} from './clause-roles.ts';
import { mentionsOf, speaksOfItem } from './item-mentions.ts';
import { type ListCount, listCount, listSizes } from './list-counts.ts';
import { glueOf } from './neutral-words.ts';

/** What a sentence says in one: evidence must say all of it in one, too. */
export interface Frame {
  readonly names: readonly string[];
  readonly numbers: readonly number[];
  /** Stems of words that need evidence. */
  readonly stems: readonly string[];
  readonly ofAsker: boolean;
  /** How many a list has of which not all are named ("Kilo and 2 more" has 3); null elsewhere. */
  readonly total: number | null;
  /** Whether the item, too, must stand in the evidence's frame; elsewhere all that is said is about the item. */
  readonly namesItem: boolean;
}

/** A clause with what it takes from its sentence. */
export interface FramedClause {
  readonly clause: Clause;
  /** Numbers and stems without those that count a list. */
  readonly numbers: readonly number[];
  readonly stems: readonly string[];
  readonly frames: readonly Frame[];
  /** Whether its names are what the item is compared with, as in "like Kilo and Mast". */
  readonly isCompared: boolean;
  /** The list of its sentence that it counts, or null. */
  readonly count: ListCount | null;
  /** How many it says a list has that its sentence does not hold, such as "three lamps"; null where it does not. */
  readonly sizeOnly: number | null;
}

/** A sentence as frames, with the sizes of its lists. */
export interface FramedSentence {
  readonly clauses: readonly FramedClause[];
  readonly listSizes: ReadonlySet<number>;
}

/**
 * Returns what the clauses of a sentence say in the light of each other: members of a list share what is said of the
 * list, "which" and "all three" speak of the names before them, "it" of the name before it where it cannot be the item,
 * "like Kilo" says of Kilo what the sentence says. Cost: O(clauses²).
 */
export function framedSentence(clauses: readonly Clause[], subject: Subject): FramedSentence {
  const needsEvidence = (word: string): boolean => glueOf(word) === null && !subject.nounStems.has(word);
  const roles = rolesOf(clauses, needsEvidence);
  const parts = clauses.map((clause, index) => {
    const counted = listCount(clauses, roles, index, subject.nounStems);
    const count = counted !== null && counted.names.length > 0 ? counted : null;
    return {
      clause,
      count,
      sizeOnly: count === null ? (counted?.size ?? null) : null,
      numbers: without(clause.numbers, count?.numbers ?? []),
      stems: without(clause.stems, count?.stems ?? []),
    };
  });
  const owns = parts.map(({ clause, numbers, stems }): Frame => {
    const telling = stems.filter(needsEvidence);
    const isRelated = clause.names.length > 0 && telling.length > 0 && speaksOfItem(clause, subject);
    return {
      names: isRelated ? [...new Set([...clause.names, subject.itemName])] : clause.names,
      numbers,
      stems: telling,
      ofAsker: clause.ofAsker,
      total: null,
      namesItem: isRelated,
    };
  });
  const sentence = { clauses, roles, owns, counts: parts.map(({ count }) => count), subject };
  const frames: Frame[][] = [];
  for (const index of clauses.keys()) frames.push(framesAt(sentence, frames, index));
  shareBackwards(sentence, frames);
  return {
    clauses: parts.map((part, index) => ({
      ...part,
      frames: frames[index] ?? [],
      isCompared: isCompared(roles, index),
    })),
    listSizes: listSizes(clauses, roles),
  };
}

interface Sentence {
  readonly clauses: readonly Clause[];
  readonly roles: readonly ClauseRole[];
  readonly owns: readonly Frame[];
  readonly counts: readonly (ListCount | null)[];
  readonly subject: Subject;
}

function framesAt(sentence: Sentence, earlier: readonly (readonly Frame[])[], index: number): Frame[] {
  const { clauses, roles, counts } = sentence;
  const own = withNumberBefore(sentence, index);
  const base = beforeRelatives(roles, index);
  const before = earlier[base] ?? [];
  const previous = clauses[base];
  switch (roles[index]) {
    case 'relative':
      return eachOf(own, antecedents(clauses, roles, index));
    case 'remainder':
      return [remainder(own, antecedents(clauses, roles, index))];
    case 'member':
    case 'numbered': {
      const listed = previous === undefined ? undefined : listName(previous, roles[base] ?? 'plain');
      const isNumbered = own.numbers.length > 0;
      const bases = before.map((frame) => inPlaceOf(frame, listed, isNumbered));
      // "9 who liked Mast" leaves out people; "the one opinion about sound" leaves out nothing.
      return bases.map((frame) =>
        joined(
          roles[index] === 'numbered' && saysWhatItCounts(clauses[index] as Clause)
            ? { ...frame, stems: [] }
            : frame,
          own,
        ),
      );
    }
    case 'tail':
      return before.map((frame) => joined(frame, own));
    case 'ellipsis':
      return before.map((frame) => joined(inPlaceOf(frame, frame.names[0], false), own));
    case 'likeness':
      return likened(sentence, own, index);
    case 'predicate':
      return eachOf(own, subjectsOf(clauses, roles));
    default: {
      const count = counts[index];
      if (count?.isBefore === true) return eachOf(own, count.names);
      return [withPronoun(sentence, own, index)];
    }
  }
}

/** A number that stands alone before a clause, as in "21, 9 and 7 people", counts with it. */
function withNumberBefore({ clauses, owns }: Sentence, index: number): Frame {
  const own = owns[index] as Frame;
  let position = index - 1;
  let numbers = own.numbers;
  while (position >= 0 && isNumberAlone(clauses[position] as Clause)) {
    numbers = [...(owns[position] as Frame).numbers, ...numbers];
    position--;
  }
  return numbers === own.numbers ? own : { ...own, numbers };
}

function isNumberAlone({ names, stems, numbers }: Clause): boolean {
  return names.length === 0 && stems.length === 0 && numbers.length > 0;
}

/** One frame for each name, or the frame itself where there is none. */
function eachOf(frame: Frame, names: readonly string[]): Frame[] {
  return names.length === 0
    ? [frame]
    : names.map((name) => ({ ...frame, names: [...new Set([name, ...frame.names])] }));
}

function remainder(own: Frame, names: readonly string[]): Frame {
  return {
    ...own,
    names: [...new Set([...names, ...own.names])],
    total: names.length + (own.numbers[0] ?? 0),
  };
}

/** `frame` without the name that another one takes the place of, and without numbers that it brings itself. */
function inPlaceOf(frame: Frame, name: string | undefined, isNumbered: boolean): Frame {
  return {
    ...frame,
    names: frame.names.filter((one) => one !== name),
    numbers: isNumbered ? [] : frame.numbers,
  };
}

function joined(left: Frame, right: Frame): Frame {
  return {
    names: [...new Set([...left.names, ...right.names])],
    numbers: [...left.numbers, ...right.numbers],
    stems: [...new Set([...left.stems, ...right.stems])],
    ofAsker: left.ofAsker || right.ofAsker,
    total: left.total ?? right.total,
    namesItem: left.namesItem || right.namesItem,
  };
}

/** What the other clauses say of their subject is said of what it is compared with. */
function likened({ clauses, roles, owns, subject }: Sentence, own: Frame, index: number): Frame[] {
  const tells = (position: number): boolean => {
    const { stems, names, ofAsker } = owns[position] as Frame;
    const saysSomething = stems.length > 0 || names.some((name) => name !== subject.itemName);
    return tellingRoles.has(roles[position] ?? 'relative') && saysSomething && !ofAsker;
  };
  const positions = [...clauses.keys()].filter(
    (position) => (index === 0 ? position > 0 : position < index) && tells(position),
  );
  const told = positions.map((position) => {
    const frame = owns[position] as Frame;
    const isOfItem = frame.names.includes(subject.itemName);
    const compared = isOfItem ? subject.itemName : startingName(clauses[position]);
    return joined({ ...frame, names: frame.names.filter((name) => name !== compared) }, own);
  });
  return (told.length === 0 ? [own] : told).map((frame) => ({ ...frame, namesItem: true }));
}

/** The name that a clause begins with, if it does. */
function startingName(clause: Clause | undefined): string | undefined {
  return clause?.tokens[0] === nameToken ? clause.names[0] : undefined;
}

const tellingRoles: ReadonlySet<ClauseRole> = new Set(['plain', 'predicate', 'tail']);

/** The names that the sentence begins with. */
function subjectsOf(clauses: readonly Clause[], roles: readonly ClauseRole[]): string[] {
  const [first] = clauses;
  if (first === undefined || first.tokens[0] !== nameToken) return [];
  if (!isBare(first)) return first.names.slice(0, 1);
  let end = 1;
  while (roles[end] === 'member') end++;
  return clauses.slice(0, end).flatMap((clause) => clause.names.slice(0, 1));
}

/** What follows the last member of a list is said of all: "people who liked Kilo and Mast also liked it". */
function shareBackwards({ clauses, roles, owns }: Sentence, frames: Frame[][]): void {
  for (const [index, role] of roles.entries()) {
    const clause = clauses[index] as Clause;
    if ((role !== 'member' && role !== 'numbered') || isBare(clause)) continue;
    const { names, numbers, stems, ofAsker } = owns[index] as Frame;
    const shared = {
      names: names.slice(1),
      numbers: role === 'member' ? numbers : [],
      stems,
      ofAsker,
      total: null,
      namesItem: false,
    };
    for (let position = index - 1; position >= 0; position--) {
      frames[position] = (frames[position] ?? []).map((frame) => joined(frame, shared));
      if (roles[position] !== 'member' && roles[position] !== 'numbered') break;
    }
  }
}

/** "it" that is no subject and has no name before it in its clause may be what was named before, or the item. */
function withPronoun({ clauses, subject }: Sentence, own: Frame, index: number): Frame {
  const clause = clauses[index] as Clause;
  const { tokens } = clause;
  const at = tokens.findIndex((token, position) => pronouns.has(token) && position > 0);
  const mentions = mentionsOf(clause, subject);
  if (at < 0) {
    const isOfItem = own.ofAsker && mentions > 0;
    return isOfItem ? { ...own, names: [...new Set([...own.names, subject.itemName])] } : own;
  }
  if (tokens.slice(0, at).includes(nameToken)) return own;
  const earlier = clauses
    .slice(0, index)
    .findLastIndex((one) => one.names.some((name) => name !== subject.itemName));
  const many = tokens.filter((token) => pronouns.has(token)).length + mentions;
  if (earlier < 0 || (many < 2 && earlier < index - 1)) return ofItem(own, subject);
  const names = (clauses[earlier]?.names ?? []).filter((name) => name !== subject.itemName).slice(-1);
  return { ...own, names: [...new Set([...names, ...own.names])] };
}

/** What is said of the asker and "it" must be true of the item. */
function ofItem(own: Frame, { itemName }: Subject): Frame {
  return own.ofAsker && own.stems.length > 0
    ? { ...own, names: [...new Set([...own.names, itemName])] }
    : own;
}

const pronouns: ReadonlySet<string> = new Set(['it', 'them', 'they']);

/** `list` without one of each of `taken`. */
function without<T>(list: readonly T[], taken: readonly T[]): readonly T[] {
  if (taken.length === 0) return list;
  const rest = [...list];
  for (const one of taken) {
    const at = rest.indexOf(one);
    if (at >= 0) rest.splice(at, 1);
  }
  return rest;
}
