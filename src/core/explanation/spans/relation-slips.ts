import { wordsOf } from '../gate/words.ts';
import type { Fact } from './grounds.ts';
import { isLight } from './light-words.ts';
import { wordKey } from './same-word.ts';
import type { Token } from './tokens.ts';
import { wordFamilies } from './word-families.ts';

/** A word for a relation may stand this many words after a name. */
const reachAfter = 5;

/** What words of a relation's name, or words like them, a text may use for it. */
interface Cue {
  readonly keys: ReadonlySet<string>;
  readonly families: ReadonlySet<number>;
}

/** A value of the facts with its place in a sentence, as token positions. */
interface Mention {
  readonly from: number;
  readonly to: number;
  readonly relations: readonly string[];
}

/** Positions of a word for a relation and of a name that the facts put into another relation. */
export interface Slip {
  readonly from: number;
  readonly to: number;
}

/** The relations of facts, for many sentences. */
export interface RelationsRead {
  readonly cues: ReadonlyMap<string, Cue>;
  readonly valueKeys: ReadonlySet<string>;
  /** Values that begin with a capital letter, by the key of their first word. */
  readonly values: ReadonlyMap<string, readonly ValueRead[]>;
}

interface ValueRead {
  readonly keys: readonly string[];
  readonly relations: readonly string[];
}

/** Returns the relations of `facts`; values that are words of the subject's name are left out. Cost: O(length). */
export function readRelations(facts: readonly Fact[], subjectKeys: ReadonlySet<string>): RelationsRead {
  const keysOf = (text: string): string[] => wordsOf(text).map((word) => wordKey(word));
  const relations = new Map<string, string[]>();
  for (const { relation, value } of facts) {
    if (/^\p{Lu}/u.test(value)) relations.set(value, [...(relations.get(value) ?? []), relation]);
  }
  const values = new Map<string, ValueRead[]>();
  for (const [value, ofValue] of relations) {
    const keys = keysOf(value);
    const [first] = keys;
    if (first === undefined || keys.every((key) => subjectKeys.has(key))) continue;
    values.set(first, [...(values.get(first) ?? []), { keys, relations: ofValue }]);
  }
  return {
    cues: new Map([...new Set(facts.map((fact) => fact.relation))].map((name) => [name, cueOf(name)])),
    valueKeys: new Set(facts.flatMap((fact) => keysOf(fact.value))),
    values,
  };
}

/**
 * Returns the places where a sentence gives a name of the facts to a relation that the facts give to others: "directed
 * by A" where A is the composer, "starring B and A". The word for a relation is the nearest one before the name, with
 * nothing but names between them; a fitting one close behind the name excuses it ("A as the composer") unless "by"
 * binds the first. Cost: O(tokens × relations).
 */
export function relationSlips(tokens: readonly Token[], evidence: RelationsRead): Slip[] {
  const found = tokens.map((token) =>
    token.isCapital || evidence.valueKeys.has(token.key) ? [] : relationsOf(token, evidence.cues),
  );
  const slips: Slip[] = [];
  for (const mention of mentionsOf(tokens, evidence)) {
    const before = found.findLastIndex((names, index) => index < mention.from && names.length > 0);
    const after = found.findIndex((names, index) => index >= mention.to && names.length > 0);
    const fits = (index: number): boolean =>
      found[index]?.some((relation) => mention.relations.includes(relation)) === true;
    if (before < 0 || fits(before) || !binds(tokens, before, mention.from)) continue;
    const hasBy = tokens[before + 1]?.text === 'by';
    if (fits(after) && after - mention.to < reachAfter && !hasBy) continue;
    slips.push({ from: hasBy || before + 1 === mention.from ? before : mention.from, to: mention.to });
  }
  return slips;
}

/** Whether nothing but names, "by" and "and" stands between a word for a relation and a name. */
function binds(tokens: readonly Token[], cue: number, name: number): boolean {
  return tokens
    .slice(cue + 1, name)
    .every((token) => token.isCapital || /^(?:by|and|or|the|as|well)$/u.test(token.text));
}

function cueOf(relation: string): Cue {
  const keys = new Set(
    wordsOf(relation)
      .map((word) => wordKey(word))
      .filter((key) => !isLight(key)),
  );
  return { keys, families: new Set([...keys].flatMap((key) => wordFamilies(key))) };
}

function relationsOf(token: Token, cues: ReadonlyMap<string, Cue>): string[] {
  const families = wordFamilies(token.key);
  return [...cues]
    .filter(([, cue]) => cue.keys.has(token.key) || families.some((family) => cue.families.has(family)))
    .map(([relation]) => relation);
}

/** Values in a sentence, outside longer ones. */
function mentionsOf(tokens: readonly Token[], { values }: RelationsRead): Mention[] {
  const mentions = tokens.flatMap((token, from) =>
    (values.get(token.key) ?? [])
      .filter(({ keys }) => keys.every((key, index) => tokens[from + index]?.key === key))
      .map(({ keys, relations }) => ({ from, to: from + keys.length, relations })),
  );
  return mentions.filter(
    (one) => !mentions.some((other) => other !== one && other.from <= one.from && other.to >= one.to),
  );
}
