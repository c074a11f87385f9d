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
] as const;

/** One of `corruptionKinds`. */
export type CorruptionKind = (typeof corruptionKinds)[number];

/** What a sentence is made wrong with. */
export interface CorruptionSource {
  /** Evidence that the sentence cites. */
  readonly cited: readonly Evidence[];
  /** Names of the data set, also of other evidence. */
  readonly names: readonly string[];
  /** Words of relations between two ends, such as "was designed by". */
  readonly relations: readonly string[];
  readonly random: Random;
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
  const start = text.indexOf(first);
  const next = text.indexOf(second, start + first.length);
  if (next < 0) return null;
  const between = text.slice(start + first.length, next);
  return text.slice(0, start) + second + between + first + text.slice(next + second.length);
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
