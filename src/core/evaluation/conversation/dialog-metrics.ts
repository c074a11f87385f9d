import { RunningMean } from '../ranking/ranking-metrics.ts';

/** Which labels count: all that a turn names (A), or only those that nobody named before (B). */
export type DialogProtocol = 'A' | 'B';

/** The protocols in the order in which they are printed. */
export const dialogProtocols: readonly DialogProtocol[] = ['A', 'B'];

/** Places that each figure looks at. */
const recallPlaces = [1, 5, 10, 20, 50] as const;
const gainPlaces = 10;

/** Figures with their standard errors; null without labels (errors: with fewer than two). */
export interface DialogFigures {
  readonly metrics: Readonly<Record<string, number | null>>;
  readonly standardError: Readonly<Record<string, number | null>>;
}

/**
 * Returns the labels of a turn under a protocol; a movie that the turn names twice counts twice. A: as UniCRS (Wang et al.
 * 2022) has it. B: as He et al. 2023 have it, new items only.
 */
export function labelsOf(
  named: readonly number[],
  mentioned: ReadonlySet<number>,
  protocol: DialogProtocol,
): number[] {
  return protocol === 'A' ? [...named] : named.filter((movie) => !mentioned.has(movie));
}

/**
 * Returns the figures over labels, each with its rank from 1, null where it is not in the list: `recall@k` = 1 within the
 * first k, `mrr@10` = 1 / rank and `ndcg@10` = 1 / log2(rank + 1) within the first ten, means over the labels.
 */
export function dialogFigures(ranks: readonly (number | null)[]): DialogFigures {
  const figures = Object.fromEntries([
    ...recallPlaces.map((k) => [`recall@${k}`, gained(ranks, k, () => 1)] as const),
    [`mrr@${gainPlaces}`, gained(ranks, gainPlaces, (rank) => 1 / rank)] as const,
    [`ndcg@${gainPlaces}`, gained(ranks, gainPlaces, (rank) => 1 / Math.log2(rank + 1))] as const,
  ]);
  const names = Object.entries(figures);
  return {
    metrics: Object.fromEntries(names.map(([name, mean]) => [name, mean.mean])),
    standardError: Object.fromEntries(names.map(([name, mean]) => [name, mean.standardError])),
  };
}

function gained(ranks: readonly (number | null)[], k: number, gain: (rank: number) => number): RunningMean {
  const mean = new RunningMean();
  for (const rank of ranks) mean.add(rank === null || rank > k ? 0 : gain(rank));
  return mean;
}
