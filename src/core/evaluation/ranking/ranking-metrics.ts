/** Figures of one ranked list against the truth, all within 0..1. */
export interface RankingFigures {
  readonly recall: number;
  /** Ideal: as many hits as there can be, `min(truthCount, k)`. */
  readonly ndcg: number;
  /** Ideal: the hits found, moved to the front (the definition of KGAT and NGCF); 0 without hits. */
  readonly ndcgHits: number;
  readonly hit: number;
  readonly precision: number;
}

/**
 * Returns the figures of a list. `isHit` says for each place, best first, whether the item is in the truth; `k` is the
 * length that was asked for, also where the list is shorter; `truthCount` is the size of the truth, at least 1.
 * DCG = Σ r_p / log2(p + 1), p from 1 (Järvelin and Kekäläinen 2002, with binary gains). Cost: O(k).
 */
export function rankingFigures(isHit: readonly boolean[], k: number, truthCount: number): RankingFigures {
  let hits = 0;
  let gain = 0;
  isHit.forEach((hit, position) => {
    if (!hit) return;
    hits++;
    gain += discount(position);
  });
  return {
    recall: hits / truthCount,
    ndcg: gain / idealGain(Math.min(truthCount, k)),
    ndcgHits: hits === 0 ? 0 : gain / idealGain(hits),
    hit: hits > 0 ? 1 : 0,
    precision: hits / k,
  };
}

/** Mean and standard error of a figure over cases, kept as two sums. */
export class RunningMean {
  #count = 0;
  #sum = 0;
  #squares = 0;

  add(value: number): void {
    this.#count++;
    this.#sum += value;
    this.#squares += value * value;
  }

  /** Null without cases. */
  get mean(): number | null {
    return this.#count === 0 ? null : this.#sum / this.#count;
  }

  /** Standard deviation (n - 1) divided by √n; null with fewer than two cases. */
  get standardError(): number | null {
    if (this.#count < 2) return null;
    const variance = (this.#squares - (this.#sum * this.#sum) / this.#count) / (this.#count - 1);
    return Math.sqrt(Math.max(0, variance) / this.#count);
  }
}

function idealGain(count: number): number {
  let gain = 0;
  for (let position = 0; position < count; position++) gain += discount(position);
  return gain;
}

function discount(position: number): number {
  return 1 / Math.log2(position + 2);
}
