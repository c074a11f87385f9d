import { frameWords, type MessageWord, messageWords } from './message-words.ts';
import { type NameIndex, nearNames } from './name-index.ts';

/** A place in a message that names something of the graph, or may do so. */
export interface NameMention {
  /** UTF-16 offsets into the message, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** What stands there may mean, likeliest first; at most `nodesPerMention`. */
  readonly nodes: readonly number[];
  /** Whether exactly one node bears the very name, so that nobody needs to be asked. */
  readonly isCertain: boolean;
}

/** Nodes offered for one doubtful mention. */
export const nodesPerMention = 5;

/**
 * Returns the names of the graph in a message, in order and without overlap: at each word the longest name that stands
 * there, else, for words that carry a request's content, names that differ by a slip of the keyboard. Case, accents
 * and punctuation do not count, and singular and plural are one. What bears several nodes or is only near is
 * not certain. Cost: O(words × longest name) and for each word that no name holds one pass over the names of its first
 * characters.
 */
export function linkNames(index: NameIndex, text: string): NameMention[] {
  const words = messageWords(text);
  const mentions: NameMention[] = [];
  let position = 0;
  while (position < words.length) {
    const found = exactAt(index, text, words, position) ?? nearAt(index, words, position);
    if (found !== null) mentions.push(found.mention);
    position += found?.wordCount ?? 1;
  }
  return mentions;
}

interface Found {
  readonly mention: NameMention;
  readonly wordCount: number;
}

function exactAt(index: NameIndex, text: string, words: readonly MessageWord[], from: number): Found | null {
  for (let count = Math.min(index.wordsMax, words.length - from); count > 0; count--) {
    const span = words.slice(from, from + count);
    const nodes = nodesNamed(index, span);
    if (nodes.length === 0) continue;
    if (span.every((word) => frameWords.has(word.folded)) && !isQuoted(text, span)) continue;
    return found(span, nodes, nodes.length === 1);
  }
  return null;
}

/** A near name of the longest run of up to four words that begins here, content words at both ends. */
function nearAt(index: NameIndex, words: readonly MessageWord[], from: number): Found | null {
  if (frameWords.has(words[from]?.folded ?? '')) return null;
  for (let count = Math.min(4, index.wordsMax, words.length - from); count > 0; count--) {
    const span = words.slice(from, from + count);
    if (frameWords.has(span.at(-1)?.folded ?? '')) continue;
    const near = nearNames(index, keyOf(span), nodesPerMention);
    const nodes = [...new Set(near.flatMap((name) => name.nodes))];
    if (nodes.length > 0) return found(span, nodes, false);
  }
  return null;
}

function nodesNamed(index: NameIndex, span: readonly MessageWord[]): readonly number[] {
  const key = keyOf(span);
  return index.nodesOf.get(key) ?? otherNumber(key).flatMap((other) => index.nodesOf.get(other) ?? []);
}

/** What a plural may be the plural of, or the plural of a singular. */
function otherNumber(key: string): string[] {
  if (key.endsWith('ies')) return [`${key.slice(0, -3)}y`];
  if (key.endsWith('es')) return [key.slice(0, -1), key.slice(0, -2)];
  return key.endsWith('s') && !key.endsWith('ss') ? [key.slice(0, -1)] : [`${key}s`];
}

function found(span: readonly MessageWord[], nodes: readonly number[], isCertain: boolean): Found {
  const mention = {
    start: span[0]?.start ?? 0,
    end: span.at(-1)?.end ?? 0,
    nodes: nodes.slice(0, nodesPerMention),
    isCertain,
  };
  return { mention, wordCount: span.length };
}

function keyOf(span: readonly MessageWord[]): string {
  return span.map((word) => word.folded).join(' ');
}

function isQuoted(text: string, span: readonly MessageWord[]): boolean {
  const before = text.charAt((span[0]?.start ?? 0) - 1);
  const after = text.charAt(span.at(-1)?.end ?? text.length);
  return /["“„«]/u.test(before) && /["”“»]/u.test(after);
}
