import type { Evaluation } from '../../contract/types.ts';
import type { RankingIndex } from '../ranking/ranking-index.ts';
import { listSpread, listSpreadErrors, noveltyOf } from './ranking/list-spread.ts';
import { caseFigures, type RankingCase } from './ranking/ranking-cases.ts';
import { RunningMean } from './ranking/ranking-metrics.ts';

/** Groups of users over which the errors of coverage and Gini are taken. */
const groupCount = 20;

/**
 * Returns the figures of the lists of all cases, named `recall@k` and so on: means over users with their standard
 * errors, and coverage and Gini of all lists together with those of a jackknife over 20 groups (each 20th user).
 * Cost: O(lists + 20 × items log items).
 */
export function scoreLists(
  index: RankingIndex,
  cases: readonly RankingCase[],
  lists: readonly (readonly number[])[],
  k: number,
): Pick<Evaluation, 'metrics' | 'standardError'> {
  const means = new Map<string, RunningMean>();
  const add = (name: string, value: number): void => {
    const mean = means.get(`${name}@${k}`) ?? new RunningMean();
    mean.add(value);
    means.set(`${name}@${k}`, mean);
  };
  const groups = Array.from({ length: groupCount }, () => new Uint32Array(index.itemCount));
  const degreeMax = index.itemDegrees.reduce((most, degree) => Math.max(most, degree), 0);
  for (const [position, one] of cases.entries()) {
    const best = lists[position] ?? [];
    for (const [name, value] of Object.entries(caseFigures(best, one, k)) as [string, number][])
      add(name, value);
    const counts = groups[position % groupCount];
    if (counts !== undefined) for (const item of best) counts[item] = (counts[item] ?? 0) + 1;
    const novelty = noveltyOf(best, index.itemDegrees, degreeMax);
    if (novelty !== null) add('novelty', novelty);
    add('tooFewCandidates', best.length < k ? 1 : 0);
  }
  const all = new Uint32Array(index.itemCount).map((_, item) =>
    groups.reduce((sum, counts) => sum + (counts[item] ?? 0), 0),
  );
  const spread = listSpread(all);
  const errors = listSpreadErrors(groups);
  return {
    metrics: {
      ...Object.fromEntries([...means].map(([name, mean]) => [name, mean.mean])),
      [`coverage@${k}`]: spread?.coverage ?? null,
      [`gini@${k}`]: spread?.gini ?? null,
    },
    standardError: {
      ...Object.fromEntries([...means].map(([name, mean]) => [name, mean.standardError])),
      [`coverage@${k}`]: errors?.coverage ?? null,
      [`gini@${k}`]: errors?.gini ?? null,
    },
  };
}
