import { factScores, ownFacts } from '../../../core/counterfactual/own-facts.ts';
import { type RankingCase, rankCase } from '../../../core/evaluation/ranking/ranking-cases.ts';
import {
  type CurveStep,
  placeFigures,
  placeWithout,
  type RemovalCase,
  removalCurve,
} from '../../../core/evaluation/removal-curves.ts';
import { groupRemoval } from '../../../core/paths/group-removal.ts';
import { nodeDegrees } from '../../../core/paths/node-steps.ts';
import { pathGroups } from '../../../core/paths/reasons.ts';
import { shortestLikes } from '../../../core/paths/shortest-likes.ts';
import { createRandom, type Random } from '../../../core/random.ts';
import { scoreUser } from '../../../core/ranking/score-user.ts';
import { rankOf } from '../../../core/ranking/top-k.ts';
import { rankingDefaults } from '../../ranking/recommend.ts';
import type { BenchmarkGraph } from '../benchmark-graph.ts';
import { CurveSums, type Explainer, type ExplanationCurves } from './curve-sums.ts';

/**
 * Returns the counterfactual curves of explanations of each user's first item, one explanation a pair. Ours orders the
 * user's facts by what they carry of the score; `random` by chance with a fixed seed; `shortest-path` by the cheapest
 * path through each. The figures that begin with `cited` compare texts: without the three reasons that would be shown
 * (people threshold included) all else equal, without three facts by chance, and without the fact on the shortest path.
 * Users with fewer than two facts are left out. `tick` is called before each user. Cost: a scoring a fact and user.
 */
export async function explanationCurves(
  { snapshot, index }: BenchmarkGraph,
  cases: readonly RankingCase[],
  seed: number,
  tick: (done: number) => Promise<void>,
): Promise<ExplanationCurves> {
  const random = createRandom(seed);
  const degrees = nodeDegrees(snapshot);
  const sums = new CurveSums();
  for (const [done, one] of cases.entries()) {
    await tick(done);
    const found = explainedCase(index, one);
    if (found === null) continue;
    const { removal, likes, item } = found;
    const orders: Record<Explainer, number[]> = {
      reasons: byContribution(removal),
      random: shuffled(removal.parts.length, random),
      'shortest-path': shortestLikes(index, likes, { user: one.user, item }, degrees),
    };
    const whole = removal.scores[removal.position] ?? 0;
    const cited: Record<Explainer, CurveStep> = {
      reasons: citedFigures(index, one, found),
      random: placeFigures(placeWithout(removal, orders.random.slice(0, citedCount)), whole),
      'shortest-path': placeFigures(placeWithout(removal, orders['shortest-path'].slice(0, 1)), whole),
    };
    sums.add((explainer) => ({
      steps: removalCurve(removal, orders[explainer]),
      cited: cited[explainer],
    }));
  }
  return sums.result();
}

/** Reasons that a text cites. */
const citedCount: number = rankingDefaults.reasonsMax;

interface ExplainedCase {
  readonly removal: RemovalCase;
  /** Liked items; facts of other kinds do not occur in this data. */
  readonly likes: readonly number[];
  readonly item: number;
}

function explainedCase(index: BenchmarkGraph['index'], one: RankingCase): ExplainedCase | null {
  const { best, scoring } = rankCase(index, one, 1);
  const [position] = best;
  const facts = ownFacts(scoring).filter((fact) => fact.kind === 'like');
  if (position === undefined || facts.length < 2) return null;
  const isExcluded = new Uint8Array(index.itemCount);
  for (const item of one.known) isExcluded[item] = 1;
  const parts = facts.map((fact) => factScores(index, scoring, fact));
  return {
    removal: { scores: scoring.scores, isExcluded, position, parts },
    likes: facts.map((fact) => fact.node),
    item: index.itemStart + position,
  };
}

function citedFigures(
  index: BenchmarkGraph['index'],
  one: RankingCase,
  { removal, item }: ExplainedCase,
): CurveStep {
  const scoring = scoreUser(index, one.user);
  const shown = pathGroups(index, scoring, item).filter(
    (group) =>
      group.contribution > 0 && (group.people ?? rankingDefaults.peopleMin) >= rankingDefaults.peopleMin,
  );
  const { scores } = scoreUser(index, one.user, {
    removal: groupRemoval(shown.slice(0, citedCount)),
    scales: scoring.scales,
  });
  const rank = rankOf(scores, removal.isExcluded, removal.position);
  const score = rank === null ? 0 : (scores[removal.position] ?? 0);
  return placeFigures({ rank, score }, removal.scores[removal.position] ?? 0);
}

function byContribution({ parts, position }: RemovalCase): number[] {
  const own = (fact: number): number => parts[fact]?.[position] ?? 0;
  return parts.map((_, fact) => fact).sort((left, right) => own(right) - own(left) || left - right);
}

/** Fisher and Yates. */
function shuffled(count: number, random: Random): number[] {
  const order = Array.from({ length: count }, (_, at) => at);
  for (let at = count - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
  }
  return order;
}
