import { distance } from 'fastest-levenshtein';
import { frameWords, nameKey } from './message-words.ts';

/** A name or alias of a node; one node may have several. */
export interface NamedNode {
  readonly name: string;
  readonly node: number;
}

/** Looks names up exactly and nearly. */
export interface NameIndex {
  /** Nodes by the key of a name, ascending and each once. */
  readonly nodesOf: ReadonlyMap<string, readonly number[]>;
  /** Most words of any name. */
  readonly wordsMax: number;
  /** Keys by their first character, for near matches. */
  readonly keysByFirst: ReadonlyMap<string, readonly string[]>;
  /** The first nodes whose names hold a word of 4 letters or more, by that word. */
  readonly nodesOfWord: ReadonlyMap<string, readonly number[]>;
}

/** A name that stands near a text, with the nodes that bear it. */
export interface NearName {
  readonly key: string;
  readonly distance: number;
  readonly nodes: readonly number[];
}

/** Longest name that is looked up, in words; the rest of longer ones is left out of the index. */
const wordsOfNameMax = 12;
/** Nodes kept for one word. */
const nodesPerWord = 20;

/** Returns the index of `names`. Names without a letter or digit are left out. Cost and memory: O(units of names). */
export function buildNameIndex(names: Iterable<NamedNode>): NameIndex {
  const found = new Map<string, number[]>();
  const keysByFirst = new Map<string, string[]>();
  const nodesOfWord = new Map<string, number[]>();
  let wordsMax = 0;
  for (const { name, node } of names) {
    const key = nameKey(name);
    const words = wordCount(key);
    if (key === '' || words > wordsOfNameMax) continue;
    wordsMax = Math.max(wordsMax, words);
    for (const word of key.split(' ')) addWord(nodesOfWord, word, node);
    const nodes = found.get(key);
    if (nodes === undefined) {
      found.set(key, [node]);
      const first = key.charAt(0);
      const keys = keysByFirst.get(first);
      if (keys === undefined) keysByFirst.set(first, [key]);
      else keys.push(key);
    } else if (!nodes.includes(node)) nodes.push(node);
  }
  for (const nodes of found.values()) nodes.sort((left, right) => left - right);
  return { nodesOf: found, wordsMax, keysByFirst, nodesOfWord };
}

/**
 * Returns the names within the edit distance that a name of that length may be misspelt by (1 from 4 letters on, 2 from
 * 8 on), nearest first, ties in code-unit order; none for shorter texts. A name is compared where it begins with the
 * first or second character of `key`, which finds every misspelling but one of both. Cost: O(names of those
 * characters). Distance: Levenshtein 1966, by the bit-parallel method of Myers 1999.
 */
export function nearNames(index: NameIndex, key: string, count: number): readonly NearName[] {
  const distanceMax = key.length >= 8 ? 2 : key.length >= 4 ? 1 : 0;
  if (distanceMax === 0) return [];
  const near: NearName[] = [];
  for (const first of new Set([key.charAt(0), key.charAt(1)])) {
    for (const other of index.keysByFirst.get(first) ?? []) {
      if (other.length < 4 || Math.abs(other.length - key.length) > distanceMax) continue;
      const away = distance(key, other);
      if (away <= distanceMax)
        near.push({ key: other, distance: away, nodes: index.nodesOf.get(other) ?? [] });
    }
  }
  return near.sort(compareNear).slice(0, count);
}

function addWord(nodesOfWord: Map<string, number[]>, word: string, node: number): void {
  if (word.length < 4 || frameWords.has(word)) return;
  const nodes = nodesOfWord.get(word);
  if (nodes === undefined) nodesOfWord.set(word, [node]);
  else if (nodes.length < nodesPerWord && nodes.at(-1) !== node) nodes.push(node);
}

function compareNear(left: NearName, right: NearName): number {
  if (left.distance !== right.distance) return left.distance - right.distance;
  return left.key < right.key ? -1 : left.key > right.key ? 1 : 0;
}

function wordCount(key: string): number {
  return key.split(' ').length;
}
