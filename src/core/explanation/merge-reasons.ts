import type { Reason } from '../../contract/types.ts';
import { listed } from '../list-words.ts';
import { linkingItemText } from '../paths/reason-words.ts';
import { isCommonWord } from './gate/claims.ts';
import { harmless, wordCount } from './gate/words.ts';

/** Most reasons that are told as one. */
export const mergedMax = 3;
/** Longest sentence of merged reasons, in words: with an opening the gate lets it pass, and two sentences make a text. */
const mergedWordsMax = 30;
/** Two with long names may have so many. */
const pairWordsMax = 36;

/** Reasons that say the same of a list. */
export interface MergedReasons {
  /** At least two, by falling share. */
  readonly reasons: readonly Reason[];
  readonly sentence: string;
  /** Names in the sentence. */
  readonly names: readonly string[];
}

/**
 * Returns the reasons that can be told as one, strongest first: people who liked several of the reader's items, entities
 * that the same items of the reader share, and aspects of the reader that are praised. Each is one sentence with the exact
 * numbers of each, at most `mergedMax` reasons, or two where three are many words; weaker reasons of such a kind are left out. A reason
 * whose words are not of the known form, or whose names are no names to a reader ("It"), is not merged. `reasons` must
 * speak for the item. Cost: O(reasons²).
 */
export function mergedReasons(reasons: readonly Reason[], itemName: string): MergedReasons[] {
  if (isCommonWord(itemName)) return [];
  const sorted = [...reasons].sort((left, right) => right.share - left.share);
  const merged = [
    longest(linked(sorted, itemName), (parts) => linkedSentence(parts, itemName)),
    longest(judged(sorted, itemName), (parts) => judgedSentence(parts, itemName)),
    ...sharing(sorted, itemName).map((parts) => longest(parts, (some) => sharedSentence(some, itemName))),
  ];
  return merged.filter((one) => one !== null);
}

interface Part {
  readonly reason: Reason;
  /** Names that its part of the sentence holds. */
  readonly names: readonly string[];
}

/** As many of the strongest as a sentence holds; null for fewer than two. */
function longest<P extends Part>(
  parts: readonly P[],
  words: (parts: readonly P[]) => string,
): MergedReasons | null {
  const known = parts.filter(
    ({ names }, index) =>
      names.every((name) => name !== '' && !isCommonWord(name)) &&
      parts.findIndex((other) => other.names[0] === names[0]) === index,
  );
  for (let count = Math.min(mergedMax, known.length); count > 1; count--) {
    const some = known.slice(0, count);
    const sentence = words(some);
    if (wordCount(sentence) > (count === 2 ? pairWordsMax : mergedWordsMax)) continue;
    return { reasons: some.map((part) => part.reason), sentence, names: some.flatMap((part) => part.names) };
  }
  return null;
}

interface LinkedPart extends Part {
  readonly people: number;
}

function linked(reasons: readonly Reason[], itemName: string): LinkedPart[] {
  return reasons.flatMap((reason) => {
    const { people, example, text } = reason;
    const name = shown(example.nodes[1]);
    if (people === undefined || harmless(text) !== linkingItemText(people, name, itemName)) return [];
    return [{ reason, names: [name], people }];
  });
}

function linkedSentence(parts: readonly LinkedPart[], itemName: string): string {
  const told = parts.map(({ people, names }, index) => {
    const noun = people === 1 ? ' person' : ' people';
    return `${names[0]} (${people}${index === 0 ? noun : ''})`;
  });
  return `${itemName} was liked by others who liked ${listed(told)}, ${parts.length === 2 ? 'both' : 'all'} of which you liked.`;
}

interface JudgedPart extends Part {
  /** Such as "all 3 opinions". */
  readonly counted: string;
}

function judged(reasons: readonly Reason[], itemName: string): JudgedPart[] {
  return reasons.flatMap((reason) => {
    if (reason.kind !== 'aspect') return [];
    const name = shown(reason.example.nodes.find((node) => node.label === 'Aspect'));
    const opening = `You care about ${name}: `;
    const text = harmless(reason.text);
    const end = countPattern.exec(text.slice(opening.length));
    const isKnown = text.startsWith(opening) && end?.[2] === `${itemName}.`;
    return isKnown ? [{ reason, names: [name], counted: end[1] ?? '' }] : [];
  });
}

const countPattern = /^((?:the one|both|all \d+|\d+ of \d+) opinions?) about it praises? (.*)$/u;

function judgedSentence(parts: readonly JudgedPart[], itemName: string): string {
  const opening = `You care about ${listed(parts.map(({ names }) => names[0] ?? ''))}`;
  const counts = parts.map(({ counted }) => counted);
  const [first = ''] = counts;
  if (counts.every((one) => one === first))
    return `${opening}: ${first} about each ${first.endsWith('s') ? 'praise' : 'praises'} ${itemName}.`;
  const told = parts.map(({ names, counted }) => `${counted} about ${names[0]}`);
  return `${opening}: ${listed(told)} praise ${itemName}.`;
}

interface SharedPart extends Part {
  /** What the item and the reader's items have in common: "was designed by Odile Marrowby". */
  readonly predicate: string;
  readonly entity: string;
  /** Such as "Kilo and Mast, which you liked". */
  readonly liked: string;
}

/** Entities by the items of the reader that share them. */
function sharing(reasons: readonly Reason[], itemName: string): SharedPart[][] {
  const byLiked = new Map<string, SharedPart[]>();
  for (const reason of reasons) {
    const part = sharedPart(reason, itemName);
    if (part === null) continue;
    const others = byLiked.get(part.liked);
    if (others === undefined) byLiked.set(part.liked, [part]);
    else others.push(part);
  }
  return [...byLiked.values()];
}

function sharedPart(reason: Reason, itemName: string): SharedPart | null {
  if (reason.kind !== 'shared-entity' || reason.liked === undefined) return null;
  // Of those that are only counted nobody knows whether they are the same.
  if (reason.liked.length !== reason.paths) return null;
  const likedNames = reason.liked.map((node) => shown(node));
  const liked = `${listed(likedNames)}, which you liked`;
  const text = harmless(reason.text);
  const end = `, like ${liked}.`;
  const entity = shown(reason.example.nodes[2]);
  const predicate = text.slice(itemName.length + 1, -end.length);
  if (!text.startsWith(`${itemName} `) || !text.endsWith(end) || !predicate.includes(entity)) return null;
  return { reason, predicate, entity, liked, names: [entity, ...likedNames] };
}

function sharedSentence(parts: readonly SharedPart[], itemName: string): string {
  const predicates: string[] = [];
  const told = new Set<SharedPart>();
  for (const part of parts) {
    if (told.has(part)) continue;
    const opening = openingOf(part);
    const alike = opening === null ? [part] : parts.filter((other) => openingOf(other) === opening);
    for (const one of alike) told.add(one);
    predicates.push(
      alike.length === 1 ? part.predicate : `${opening}${listed(alike.map((one) => one.entity))}`,
    );
  }
  return `${itemName} ${listed(predicates)}, like ${parts[0]?.liked}.`;
}

/** What a predicate says before the entity that it ends with, so that entities of one relation can be listed; else null. */
function openingOf({ predicate, entity }: SharedPart): string | null {
  return predicate.endsWith(entity) ? predicate.slice(0, -entity.length) : null;
}

function shown(node: { readonly id: string | null; readonly name: string | null } | undefined): string {
  return harmless(node?.name ?? node?.id ?? '');
}
