import { rankOf } from '../ranking/top-k.ts';

/** The first item of a user's list, and what each of her facts carries of every score. */
export interface RemovalCase {
  /** Score of every item. */
  readonly scores: Float64Array;
  /** 1 for items that are no candidates. */
  readonly isExcluded: Uint8Array;
  /** Position of the item explained. */
  readonly position: number;
  /** One array a fact, one entry an item. */
  readonly parts: readonly Float64Array[];
}

/** Places whose loss is counted. */
export const cutoffs = [1, 5, 10, 20] as const;
/** Facts removed one after the other, at most. */
export const stepsMax = 5;

/** Figures after one more fact: by name, such as `pos@10`. */
export type CurveStep = Readonly<Record<string, number>>;

/**
 * Returns the counterfactual curve of one explanation, which is an order of facts, best first: for e = 1 to 5 removed
 * facts, `pos@K` (1 where the item is still among the first K without the e best; lower is better), `neg@K` (without the e
 * worst; higher is better), `deletion` (score without the e best by the score; lower), `insertion` (score of the e best
 * alone by the score; higher) and `cdcg` (1 / log2(rank + 1) without the e best; lower). Definitions of the LXR and
 * SPINRec evaluations, one explanation a pair. A rank of none counts 0 everywhere. Cost: O(steps × (facts + items)).
 */
export function removalCurve(one: RemovalCase, order: readonly number[]): CurveStep[] {
  const whole = one.scores[one.position] ?? 0;
  return Array.from({ length: stepsMax }, (_, step) => {
    const best = order.slice(0, step + 1);
    const worst = order.slice(-(step + 1));
    const without = placeWithout(one, best);
    const withoutWorst = placeWithout(one, worst);
    return {
      ...Object.fromEntries(cutoffs.map((k) => [`pos@${k}`, within(without.rank, k)])),
      ...Object.fromEntries(cutoffs.map((k) => [`neg@${k}`, within(withoutWorst.rank, k)])),
      deletion: without.score / whole,
      insertion: best.reduce((sum, fact) => sum + (one.parts[fact]?.[one.position] ?? 0), 0) / whole,
      cdcg: discounted(without.rank),
    };
  });
}

/** Where an item stands: null where nothing speaks for it. */
export interface Place {
  readonly rank: number | null;
  readonly score: number;
}

/** Returns the place of the item without some facts. */
export function placeWithout(
  { scores, isExcluded, position, parts }: RemovalCase,
  facts: readonly number[],
): Place {
  const left = scores.slice();
  for (const fact of facts)
    parts[fact]?.forEach((part, item) => {
      left[item] = (left[item] ?? 0) - part;
    });
  // What is left of a score that was taken away whole is rounding.
  const rest = left[position] ?? 0;
  if (rest <= 1e-12 * (scores[position] ?? 0)) return { rank: null, score: 0 };
  return { rank: rankOf(left, isExcluded, position), score: rest };
}

/** Returns the figures of a place that stand beside a text: what is left of its score, and where it still is. */
export function placeFigures({ rank, score }: Place, whole: number): CurveStep {
  return {
    citedDeletion: score / whole,
    ...Object.fromEntries(cutoffs.map((k) => [`citedPos@${k}`, within(rank, k)])),
    citedCdcg: discounted(rank),
  };
}

function within(rank: number | null, k: number): number {
  return rank !== null && rank <= k ? 1 : 0;
}

function discounted(rank: number | null): number {
  return rank === null ? 0 : 1 / Math.log2(rank + 1);
}
