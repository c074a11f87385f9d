import { topK } from './top-k.ts';

/** How a list is chosen from scores. Both controls belong to an item as a whole; no reason gets a part of them. */
export interface ListControls {
  /** Most items, at least 1. */
  readonly limit: number;
  /** γ of the factor (1 + deg(j))^γ on the score: above 0 for what many like, below 0 for what few know; 0 is off. */
  readonly popularity: number;
  /** δ within 0..1: how much an item loses for being like those above it; 0 is off. */
  readonly diversity: number;
}

/** One item of a list. */
export interface ChosenItem {
  /** Position, counted from 0. */
  readonly item: number;
  /** (1 + deg)^γ; 1 without control. */
  readonly popularityFactor: number;
  /** The largest likeness to an item above it, 0..1; null for the first, and without control. */
  readonly likeness: number | null;
}

/** Candidates for a diverse list: five times its length, and at least 50. */
const poolFactor = 5;
const poolMin = 50;

/**
 * Returns the list of at most `limit` items with positive scores that are not excluded. v(j) = s(j) (1 + deg(j))^γ orders
 * them; with δ > 0 the next item is each time the one with the largest (1 - δ) v(j) / max v - δ max_k likeness(j, k), k
 * over those already chosen (maximal marginal relevance, Carbonell and Goldstein 1998), from the best 5 × limit by v.
 * `likenessOf` gives 0..1 for two positions. Ties go to the better v, then to the smaller position.
 * Cost: O(items log limit), and with δ > 0 5 × limit² likenesses.
 */
export function chooseList(
  scores: Float64Array,
  isExcluded: Uint8Array,
  itemDegrees: Float64Array,
  { limit, popularity, diversity }: ListControls,
  likenessOf: (left: number, right: number) => number,
): ChosenItem[] {
  const factorOf = (item: number): number => popularityFactor(itemDegrees[item]!, popularity);
  const values = listValues(scores, itemDegrees, popularity);
  if (diversity === 0) {
    return topK(values, isExcluded, limit).map((item) => ({
      item,
      popularityFactor: factorOf(item),
      likeness: null,
    }));
  }
  const pool = topK(values, isExcluded, Math.max(poolMin, poolFactor * limit));
  const most = pool.length === 0 ? 1 : values[pool[0]!]!;
  const likeness = new Float64Array(pool.length);
  const chosen: ChosenItem[] = [];
  const left = pool.map((_, place) => place);
  while (chosen.length < limit && left.length > 0) {
    let best = 0;
    left.forEach((place, at) => {
      const gain = (own: number): number =>
        ((1 - diversity) * values[pool[own]!]!) / most - diversity * likeness[own]!;
      if (gain(place) > gain(left[best]!)) best = at;
    });
    const place = left.splice(best, 1)[0]!;
    const item = pool[place]!;
    const ownLikeness = chosen.length === 0 ? null : likeness[place]!;
    chosen.push({ item, popularityFactor: factorOf(item), likeness: ownLikeness });
    for (const other of left) likeness[other] = Math.max(likeness[other]!, likenessOf(item, pool[other]!));
  }
  return chosen;
}

/** Returns v(j) = s(j) (1 + deg(j))^γ: what orders a list before it is made diverse; the scores themselves for γ = 0. */
export function listValues(
  scores: Float64Array,
  itemDegrees: Float64Array,
  popularity: number,
): Float64Array {
  if (popularity === 0) return scores;
  return scores.map((score, item) => score * popularityFactor(itemDegrees[item]!, popularity));
}

function popularityFactor(degree: number, popularity: number): number {
  return popularity === 0 ? 1 : (1 + degree) ** popularity;
}
