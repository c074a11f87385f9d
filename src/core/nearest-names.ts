import { distance } from 'fastest-levenshtein';
import { foldText } from './fold-text.ts';

/**
 * Returns the `count` candidates nearest to `name`, nearest first, for messages about a name that is not there. A
 * candidate is as near as the edit distance between the two, or between `name` and the closest word of the candidate
 * plus one half; case and accents do not count. Ties are in code-unit order, repeats count once, so equal input gives
 * equal output whatever the order of `candidates`. Cost: O(candidates × length of name × length of candidate).
 * Distance: Levenshtein 1966, by the bit-parallel method of Myers 1999.
 */
export function nearestNames(name: string, candidates: Iterable<string>, count: number): readonly string[] {
  const wanted = foldText(name);
  const nearest: Ranked[] = [];
  for (const candidate of candidates) {
    const ranked = { candidate, distance: nearness(wanted, candidate) };
    const position = nearest.findIndex((other) => compareRanked(ranked, other) <= 0);
    if (position >= 0 && nearest[position]?.candidate === candidate) continue;
    if (position >= 0) nearest.splice(position, 0, ranked);
    else if (nearest.length < count) nearest.push(ranked);
    if (nearest.length > count) nearest.pop();
  }
  return nearest.map((ranked) => ranked.candidate);
}

/** Returns `a`, `a or b`, `a, b or c`; empty for no names. For the end of a message. */
export function choiceOf(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} or ${last}`;
}

interface Ranked {
  readonly candidate: string;
  readonly distance: number;
}

// A candidate whose whole is near goes before one that merely holds a near word.
const wordPenalty = 0.5;

function nearness(wanted: string, candidate: string): number {
  const whole = foldText(candidate);
  let nearest = distance(wanted, whole);
  const words = whole.split(/[^\p{L}\p{N}]+/u);
  if (words.length === 1) return nearest;
  for (const word of words) {
    if (word !== '') nearest = Math.min(nearest, distance(wanted, word) + wordPenalty);
  }
  return nearest;
}

function compareRanked(left: Ranked, right: Ranked): number {
  if (left.distance !== right.distance) return left.distance - right.distance;
  return left.candidate < right.candidate ? -1 : left.candidate > right.candidate ? 1 : 0;
}
