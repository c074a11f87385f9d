import { RunningMean } from './ranking/ranking-metrics.ts';

/** Lengths of lists that are scored. */
export const aspectListLengths = [5, 10] as const;

/** Figures by name, each 0..1. */
export type Figures = Readonly<Record<string, number>>;

/** Means and standard errors by name. */
export interface MeanFigures {
  readonly metrics: Readonly<Record<string, number | null>>;
  readonly standardError: Readonly<Record<string, number | null>>;
}

/**
 * Returns what a list of aspects, likeliest first, says of the aspects that a review speaks of: `hit@k` is 1 where at least
 * one of them is among the first k, `recall@k` is the share of them that is. `spoken` holds at least one.
 */
export function aspectHits(list: readonly number[], spoken: ReadonlySet<number>): Figures {
  return Object.fromEntries(
    aspectListLengths.flatMap((length) => {
      const found = list.slice(0, length).filter((aspect) => spoken.has(aspect)).length;
      return [
        [`hit@${length}`, found > 0 ? 1 : 0],
        [`recall@${length}`, found / spoken.size],
      ];
    }),
  );
}

/** Returns the mean and the standard error of each figure over cases. */
export function meanFigures(cases: readonly Figures[]): MeanFigures {
  const means = new Map<string, RunningMean>();
  for (const figures of cases)
    for (const [name, value] of Object.entries(figures)) {
      const mean = means.get(name) ?? new RunningMean();
      means.set(name, mean);
      mean.add(value);
    }
  return {
    metrics: Object.fromEntries([...means].map(([name, mean]) => [name, mean.mean])),
    standardError: Object.fromEntries([...means].map(([name, mean]) => [name, mean.standardError])),
  };
}

/**
 * Returns by how much the first of two ways is better, case by case: the mean of the differences with its standard error,
 * which is smaller than that of two separate samples because both see the same cases.
 */
export function meanGain(ours: readonly Figures[], theirs: readonly Figures[]): MeanFigures {
  return meanFigures(
    ours.map((figures, index) =>
      Object.fromEntries(
        Object.entries(figures).map(([name, value]) => [name, value - (theirs[index]?.[name] ?? 0)]),
      ),
    ),
  );
}
