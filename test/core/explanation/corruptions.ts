import type { Evidence } from '../../../src/contract/types.ts';
import type { Random } from '../../../src/core/random.ts';

/** What can be made wrong about a true sentence. */
export const corruptionKinds = [
  'name',
  'number',
  'relation',
  'direction',
  'polarity',
  'negation',
  'quantifier',
  'member',
  'pairing',
  'share',
  'count',
  'addition',
] as const;

/** One of `corruptionKinds`. */
export type CorruptionKind = (typeof corruptionKinds)[number];

/** What a sentence is made wrong with. */
export interface CorruptionSource {
  /** Evidence that the sentence cites. */
  readonly cited: readonly Evidence[];
  readonly itemName: string;
  /** Names that other evidence of the same text knows. */
  readonly others: readonly string[];
  /** Names of the data set, also of other evidence. */
  readonly names: readonly string[];
  /** Words of relations between two ends, such as "was designed by". */
  readonly relations: readonly string[];
  readonly random: Random;
}

/** Returns what a sentence of a text can be made wrong with, of its own text. */
export function sourceOf(
  { evidence, itemName }: { readonly evidence: readonly Evidence[]; readonly itemName: string },
  cites: readonly string[],
): Pick<CorruptionSource, 'cited' | 'itemName' | 'others'> {
  const cited = evidence.filter((one) => cites.includes(one.id));
  const others = evidence.filter((one) => !cites.includes(one.id)).flatMap((one) => one.names);
  return { cited, itemName, others: others.filter((name) => name !== itemName) };
}

/** Returns `text` with one thing made wrong, or null where it has nothing of that kind. */
export function corrupted(kind: CorruptionKind, text: string, source: CorruptionSource): string | null {
  const changed = makers[kind](text, source);
  return changed === text ? null : changed;
}

const makers: Readonly<Record<CorruptionKind, (text: string, source: CorruptionSource) => string | null>> = {
  name: exchangeName,
  number: (text, { random }) =>
    outsideNames(text, /(?<![\p{L}\p{N}])\d+(?![\p{L}\p{N}])/u, (number) =>
      String(Number(number) + 1 + Math.floor(random() * 9)),
    ),
  relation: exchangeRelation,
  direction: exchangeEnds,
  polarity: (text, source) => exchange(text, polarities, source),
  negation: (text, source) => exchange(text, negations, source),
  quantifier: (text, source) => exchange(text, quantifiers, source),
  member: exchangeMember,
  pairing: exchangeLast,
  share: exchangeCounts,
  count: (text, source) => exchange(text, countsOf(text), source),
  addition: addMember,
};

type Exchange = readonly [pattern: RegExp, replacements: readonly string[]];

const polarities: readonly Exchange[] = [
  [/\bpraise\b/u, ['criticise', 'dislike']],
  [/\bpraises\b/u, ['criticises', 'dislikes']],
  [/\bcriticise\b/u, ['praise', 'like']],
  [/\bcriticises\b/u, ['praises', 'likes']],
  [/\byou liked\b/u, ['you disliked', 'you hated']],
  [/\bYou liked\b/u, ['You disliked', 'You hated']],
  [/\balso liked\b/u, ['also disliked', 'hated']],
];
const negations: readonly Exchange[] = [
  [/ (was|is|are|were) /u, [' $1 not ', ' $1 never ']],
  [/ praises? /u, [' does not praise ', ' never praises ']],
  [/ criticises? /u, [' does not criticise ', ' never criticises ']],
  [/\byou care\b/iu, ["you don't care", 'you never care']],
  [/\balso liked\b/u, ['did not like', 'never liked']],
  [/ suits /u, [' does not suit ', ' never suits ']],
];
const quantifiers: readonly Exchange[] = [
  [/\ball (\d+) opinions\b/u, ['most opinions', 'some opinions', 'some of the $1 opinions']],
  [/\bboth opinions\b/u, ['most opinions', 'some opinions', 'few opinions', 'every opinion']],
  [/\bthe one opinion\b/u, ['every opinion', 'most opinions']],
  [/\b\d+ of \d+ opinions\b/u, ['all opinions', 'most opinions']],
  [/\b\d+ people\b/u, ['all people', 'most people', 'many people', 'few people']],
  [/\b\d+ more\b/u, ['many more', 'several more', 'all others']],
];

function exchange(text: string, exchanges: readonly Exchange[], { random }: CorruptionSource): string | null {
  const fitting = exchanges.filter(([pattern]) => pattern.test(text));
  const [pattern, replacements] = pick(fitting, random) ?? [null, []];
  const replacement = pick(replacements, random);
  return pattern === null || replacement === null ? null : text.replace(pattern, replacement);
}

/** Another name in the place of one; a name that is part of the new one would leave the old claim in place. */
function exchangeName(text: string, source: CorruptionSource): string | null {
  const own = new Set(source.cited.flatMap((one) => one.names));
  const name = pick(namesIn(text, source), source.random);
  if (name === null) return null;
  const others = source.names.filter(
    (other) => !own.has(other) && !other.includes(name) && !name.includes(other),
  );
  const other = pick(others, source.random);
  return other === null ? null : text.split(name).join(other);
}

function exchangeRelation(text: string, { relations, random }: CorruptionSource): string | null {
  const own = relations.filter((words) => text.includes(` ${words} `)).sort((a, b) => b.length - a.length)[0];
  if (own === undefined) return null;
  const other = pick(
    relations.filter((words) => !own.includes(words) && !words.includes(own)),
    random,
  );
  return other === null ? null : text.replace(` ${own} `, ` ${other} `);
}

function exchangeEnds(text: string, source: CorruptionSource): string | null {
  const [first, second] = namesIn(text, source).sort((a, b) => text.indexOf(a) - text.indexOf(b));
  if (first === undefined || second === undefined) return null;
  // Two of a list may stand in any order.
  if (membersIn(text, source).includes(first) && membersIn(text, source).includes(second)) return null;
  const start = text.indexOf(first);
  const next = text.indexOf(second, start + first.length);
  if (next < 0) return null;
  const between = text.slice(start + first.length, next);
  return text.slice(0, start) + second + between + first + text.slice(next + second.length);
}

/** Names of the cited evidence that stand in a list of `text`: what the reader liked, or aspects. */
function membersIn(text: string, source: CorruptionSource): string[] {
  const names = namesIn(text, source).filter((name) => name !== source.itemName);
  const list = /(?: who liked |\blike |you care about )(.*)$/iu.exec(text)?.[1] ?? '';
  return names.filter((name) => list.includes(name)).sort((a, b) => list.indexOf(a) - list.indexOf(b));
}

/** A member of a list in whose place stands what other evidence of the text names. */
function exchangeMember(text: string, source: CorruptionSource): string | null {
  const members = membersIn(text, source);
  const name = pick(members, source.random);
  const own = source.cited.flatMap((one) => one.names);
  const other = pick(
    source.others.filter((one) => !own.some((known) => known.includes(one) || one.includes(known))),
    source.random,
  );
  return name === null || other === null ? null : text.split(name).join(other);
}

/** What is counted of a member of a list, such as `(7` or `all 3 opinions`, and where. */
function countAt(text: string, name: string): { readonly start: number; readonly text: string } | null {
  const at = text.lastIndexOf(name);
  const behind = /^ \((\d+)/u.exec(text.slice(at + name.length));
  if (behind?.[1] !== undefined) return { start: at + name.length + 2, text: behind[1] };
  const before = /(?:the one|both|all \d+|\d+ of \d+) opinions? about $/u.exec(text.slice(0, at));
  return before === null ? null : { start: before.index, text: before[0].replace(' about ', '') };
}

/** Two members of a list of which something else is counted. */
function unequalMembers(text: string, source: CorruptionSource): [string, string] | null {
  const counted = membersIn(text, source).filter((name) => countAt(text, name) !== null);
  const [first, second] = counted;
  if (first === undefined) return null;
  const other = counted.find((name) => countAt(text, name)?.text !== countAt(text, first)?.text);
  return other === undefined || second === undefined ? null : [first, other];
}

/** Members of a list in each other's place. */
function exchangeLast(text: string, source: CorruptionSource): string | null {
  const pair = unequalMembers(text, source);
  if (pair === null) return null;
  const [first, second] = pair.sort((a, b) => text.lastIndexOf(a) - text.lastIndexOf(b));
  return swapped(text, [text.lastIndexOf(first), first], [text.lastIndexOf(second), second]);
}

/** What is counted of two members in each other's place. */
function exchangeCounts(text: string, source: CorruptionSource): string | null {
  const pair = unequalMembers(text, source);
  const counts = (pair ?? []).map((name) => countAt(text, name)).filter((count) => count !== null);
  const [first, second] = counts.sort((a, b) => a.start - b.start);
  if (first === undefined || second === undefined) return null;
  return swapped(text, [first.start, first.text], [second.start, second.text]);
}

function swapped(
  text: string,
  [start, first]: readonly [number, string],
  [next, second]: readonly [number, string],
): string {
  const between = text.slice(start + first.length, next);
  return text.slice(0, start) + second + between + first + text.slice(next + second.length);
}

/** Counts of a list that are not its length. */
function countsOf(text: string): Exchange[] {
  return [
    [/\bboth of which\b/u, ['all three of which', 'all four of which', 'each of the three of which']],
    [/\ball of which\b/u, ['both of which', 'all four of which', 'all two of which']],
    [
      / and (\d+) more that you liked/u,
      [` and ${Number(/ and (\d+) more/u.exec(text)?.[1]) + 1} more that you liked`],
    ],
    [/(?<=like .*), which you liked/u, [', all four of which you liked', ', all five of which you liked']],
  ];
}

/** One member more than the evidence has. */
function addMember(text: string, source: CorruptionSource): string | null {
  const own = source.cited.flatMap((one) => one.names).filter((name) => name !== source.itemName);
  const others = [source.itemName, ...source.others].filter(
    (one) => !own.some((known) => known.includes(one) || one.includes(known)) && !text.includes(one),
  );
  const other = pick(others, source.random);
  const name = membersIn(text, source)[0];
  if (name === undefined || other === null) return null;
  const at = text.lastIndexOf(name);
  return `${text.slice(0, at)}${other}, ${text.slice(at)}`;
}

/** Returns a true text that names a member of a list less, or null where no list can lose one. */
export function withoutMember(text: string, random: Random): string | null {
  const list = / who liked (.+ \(\d+(?: people| person)?\)), (?:both|all) of which you liked/u;
  const members = list.exec(text)?.[1]?.split(/(?<=\)),? (?:and )?/u) ?? [];
  if (members.length < 2) return null;
  const left = members.toSpliced(Math.floor(random() * members.length), 1);
  const told = left.map((member) => member.replace(/ (?:people|person)\)$/u, ')'));
  told[0] = `${told[0]?.slice(0, -1)} people)`;
  const end = left.length === 1 ? '' : left.length === 2 ? 'both of ' : 'all of ';
  const joined = left.length === 1 ? told[0] : `${told.slice(0, -1).join(', ')} and ${told.at(-1)}`;
  return text.replace(list, ` who liked ${joined}, ${end}which you liked`);
}

/** Names of the cited evidence that stand in `text`, without those that are part of another one. */
function namesIn(text: string, { cited }: CorruptionSource): string[] {
  const present = [...new Set(cited.flatMap((one) => one.names))].filter((name) => text.includes(name));
  return present.filter((name) => !present.some((other) => other !== name && other.includes(name)));
}

/** Replaces the first match that does not stand in a name, which begins with a capital letter. */
function outsideNames(text: string, pattern: RegExp, change: (match: string) => string): string | null {
  const match = new RegExp(`(?<!\\p{Lu}\\S*\\s(?:No\\. )?)${pattern.source}`, 'u').exec(text);
  if (match === null) return null;
  return text.slice(0, match.index) + change(match[0]) + text.slice(match.index + match[0].length);
}

function pick<T>(choices: readonly T[], random: Random): T | null {
  return choices[Math.floor(random() * choices.length)] ?? null;
}
