import type { AnswerModel } from '../../src/core/conversation/belief/belief.ts';

/** What was said of the items, as the oracle takes it. */
export type SlowStatement =
  | { readonly type: 'answer'; readonly has: readonly boolean[]; readonly answer: 'yes' | 'no' }
  | { readonly type: 'refusal'; readonly items: readonly number[] };

/** Bayes' rule written out: prior times the likelihood of every statement, divided by the sum; all 0 where it is 0. */
export function slowPosterior(
  prior: readonly number[],
  statements: readonly SlowStatement[],
  model: AnswerModel,
): number[] {
  const weights = prior.map((share, item) =>
    statements.reduce((weight, statement) => weight * likelihood(statement, item, model), share),
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => (sum === 0 ? 0 : weight / sum));
}

/** Items that contradict the fewest answers among those with a prior that were not refused. */
export function slowCandidates(
  prior: readonly number[],
  statements: readonly SlowStatement[],
): { readonly items: number[]; readonly misses: number } {
  const refused = new Set(
    statements.flatMap((statement) => (statement.type === 'refusal' ? statement.items : [])),
  );
  const left = prior.flatMap((share, item) => (share > 0 && !refused.has(item) ? [item] : []));
  const missesOf = (item: number): number =>
    statements.filter(
      (statement) => statement.type === 'answer' && statement.has[item] !== (statement.answer === 'yes'),
    ).length;
  const misses = left.length === 0 ? 0 : Math.min(...left.map(missesOf));
  return { items: left.filter((item) => missesOf(item) === misses), misses };
}

/** Expected information of a yes-or-no answer in bits, as the mutual information of item and answer summed out. */
export function slowGainBits(
  posterior: readonly number[],
  has: readonly boolean[],
  model: AnswerModel,
): number {
  let gain = 0;
  for (const answer of ['yes', 'no'] as const) {
    const likelihoods = posterior.map((_, item) => likelihood({ type: 'answer', has, answer }, item, model));
    const marginal = posterior.reduce((sum, share, item) => sum + share * likelihoods[item]!, 0);
    posterior.forEach((share, item) => {
      const joint = share * likelihoods[item]!;
      if (joint > 0) gain += joint * Math.log2(likelihoods[item]! / marginal);
    });
  }
  return gain;
}

function likelihood(statement: SlowStatement, item: number, model: AnswerModel): number {
  if (statement.type === 'refusal') return statement.items.includes(item) ? 0 : 1;
  const yes = statement.has[item] ? model.hitRate : model.falseAlarmRate;
  return statement.answer === 'yes' ? yes : 1 - yes;
}
