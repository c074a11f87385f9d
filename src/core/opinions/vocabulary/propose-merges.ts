import { isKnownWord } from '../syntax/known-word.ts';
import { type Link, linkCompletely } from './complete-link.ts';
import { nearNames } from './near-names.ts';
import { compactForm, normalForm } from './normal-form.ts';
import { type Vocabulary, type VocabularyAspect, vocabularyOf } from './vocabulary.ts';

/** A name as reviews use it. */
export interface NameCount {
  readonly name: string;
  /** What tells homonyms apart, empty for most names. */
  readonly kind: string;
  /** How many opinions use it, at least 1. */
  readonly count: number;
}

/** A name is taken for a slip of another when that is at least this many times as frequent. */
const frequencyRatioMin = 5;

/**
 * Returns an aspect for each group of names that are one: of equal compact form ("battery life", "Battery-Life"); where one
 * is rare and differs by a slip of the pen that is no English word; or, given `meanings`, where they are near in meaning.
 * Every two names of an aspect are near each other, never by way of a third; names of different kinds are never together.
 * An aspect is called by its most frequent name. Positions in `meanings` are those of `names`. The same names give the
 * same aspects in any order. Cost: see `nearNames` and `linkCompletely`.
 */
export function proposeMerges(names: readonly NameCount[], meanings: readonly Link[] = []): Vocabulary {
  const { forms, formOf } = formsOf(names);
  const slips = nearNames(
    forms.map((form) => form.normal),
    (position) => forms[position]?.kind ?? '',
  )
    .filter(([one, other]) => isSlip(forms[one]?.normal ?? '', forms[other]?.normal ?? ''))
    .map(([one, other]) => ({ one, other, distance: 0 }));
  const byMeaning = meanings
    .map(({ one, other, distance }) => ({ one: formOf[one] ?? 0, other: formOf[other] ?? 0, distance }))
    .filter(({ one, other }) => one !== other && mayMeanTheSame(forms[one], forms[other]));
  const isMeaning = new Set(byMeaning.flatMap(({ one, other }) => [`${one} ${other}`, `${other} ${one}`]));
  const groups = linkCompletely(forms.length, [...slips, ...byMeaning], (one, other) =>
    mayBeOne(forms, one, other, isMeaning),
  );
  return vocabularyOf(groups.map((group) => aspectOf(group.map((position) => forms[position]))));
}

/**
 * Names of one kind that have the same words, or none in common: a word in common brings vectors together whatever the other
 * words are ("guitar string", "guitar player").
 */
function mayMeanTheSame(one: Form | undefined, other: Form | undefined): boolean {
  if (one === undefined || other === undefined || one.kind !== other.kind) return false;
  const left = new Set(one.normal.split(' '));
  const right = new Set(other.normal.split(' '));
  const common = [...left].filter((word) => right.has(word)).length;
  return common === 0 || (common === left.size && common === right.size);
}

/** Whether the word in which a rarer name differs is none that English has: "sring" may be a slip, "spring" is not. */
function isSlip(name: string, rarer: string): boolean {
  const words = name.split(' ');
  const other = rarer.split(' ').find((word, at) => word !== words[at]);
  return other !== undefined && !isKnownWord(other);
}

/** Names of one kind and compact form. */
interface Form {
  readonly kind: string;
  readonly normal: string;
  readonly names: readonly NameCount[];
  readonly count: number;
}

/** Forms from the most frequent on, and the form of each name. */
function formsOf(names: readonly NameCount[]): {
  readonly forms: Form[];
  readonly formOf: readonly number[];
} {
  const byKey = new Map<string, number[]>();
  for (const [position, { name, kind }] of names.entries()) {
    const compact = compactForm(name);
    if (compact === '') continue;
    const key = `${kind}\t${compact}`;
    const group = byKey.get(key);
    if (group === undefined) byKey.set(key, [position]);
    else group.push(position);
  }
  const groups = [...byKey.values()].map((positions) => {
    const members = positions.flatMap((position) => names[position] ?? []).sort(byFrequency);
    const normal = normalForm(members[0]?.name ?? '');
    const count = members.reduce((sum, member) => sum + member.count, 0);
    return { positions, form: { kind: members[0]?.kind ?? '', normal, names: members, count } };
  });
  groups.sort(
    (left, right) =>
      right.form.count - left.form.count ||
      compareText(left.form.normal, right.form.normal) ||
      compareText(left.form.kind, right.form.kind),
  );
  const formOf = new Array<number>(names.length).fill(-1);
  for (const [index, { positions }] of groups.entries())
    for (const position of positions) formOf[position] = index;
  return { forms: groups.map(({ form }) => form), formOf };
}

/** The most frequent form of a joined group comes first; every other one must be rare beside it, or mean the same. */
function mayBeOne(
  forms: readonly Form[],
  one: readonly number[],
  other: readonly number[],
  isMeaning: ReadonlySet<string>,
): boolean {
  const [head = 0, ...rest] = [...one, ...other].sort((left, right) => left - right);
  const most = forms[head]?.count ?? 0;
  return rest.every(
    (position) =>
      isMeaning.has(`${head} ${position}`) || (forms[position]?.count ?? 0) * frequencyRatioMin <= most,
  );
}

function aspectOf(group: readonly (Form | undefined)[]): VocabularyAspect {
  const [head, ...others] = group.filter((form) => form !== undefined);
  return { name: head?.normal ?? '', kind: head?.kind ?? '', names: others.map((form) => form.normal) };
}

function byFrequency(left: NameCount, right: NameCount): number {
  return right.count - left.count || compareText(left.name, right.name);
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
