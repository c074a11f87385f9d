import {
  type Contest,
  contestOf,
  factsNeeded,
  fewestFacts,
  isOut,
  leadsAfter,
  type RemovalProblem,
  withinReach,
} from './removal-problem.ts';

/** Facts, by their position in the problem, whose removal puts the item out of the first k. */
export interface FoundRemoval {
  /** Strongest first in the order of the greedy choice. */
  readonly removed: readonly number[];
  /** Whether it is proven that no smaller set does it. */
  readonly isSmallest: boolean;
  /** Proven: no set of fewer facts does it. */
  readonly sizeMin: number;
}

/** Looks at rivals that the exhaustive search may spend; about a tenth of a second. */
export const exhaustiveLooksMax = 10_000_000;

/**
 * Returns the smallest set of facts whose removal puts the item out of the first k, or null where no set does. Greedy:
 * the fact whose removal brings the k-th rival nearest, until the item is out, then whatever turns out to be needless is
 * taken back. A lower bound (`fewestFacts`) proves most answers; where it does not, sets of every smaller size are tried,
 * with those branches cut that cannot bring k rivals ahead, as long as `looksMax` lasts. Every set is checked on exact
 * differences of scores. Deterministic; ties go to the fact that stands first. The problem is that of PRINCE
 * (Ghazimatin et al. 2020) with the whole list in place of the first item.
 * Cost: O(facts removed × facts × rivals) for the greedy choice, then `looksMax`.
 */
export function smallestRemoval(
  problem: RemovalProblem,
  looksMax: number = exhaustiveLooksMax,
): FoundRemoval | null {
  const contest = contestOf(problem);
  const needed = factsNeeded(contest);
  const sizeMin = fewestFacts(contest, needed);
  if (sizeMin === Number.POSITIVE_INFINITY) return null;
  const greedy = greedyRemoval(contest);
  const found = greedy === null ? null : withoutNeedless(contest, greedy);
  const budget = { looks: looksMax };
  const sizeMax = found?.length ?? contest.gains.length + 1;
  for (let size = sizeMin; size < sizeMax; size++) {
    const smaller = exhaustive(withinReach(contest, needed, size), size, budget);
    if (smaller === 'unknown') {
      return found === null ? null : { removed: found, isSmallest: false, sizeMin: size };
    }
    if (smaller !== null) return { removed: smaller, isSmallest: true, sizeMin: size };
  }
  return found === null ? null : { removed: found, isSmallest: true, sizeMin: found.length };
}

function greedyRemoval(contest: Contest): number[] | null {
  const removed: number[] = [];
  while (!isOut(contest, removed)) {
    const left = leadsAfter(contest, removed);
    let best = -1;
    let nearest = Number.POSITIVE_INFINITY;
    contest.gains.forEach((gain, fact) => {
      if (removed.includes(fact)) return;
      const lead = leadOfRival(left, gain, contest.k);
      if (lead >= nearest) return;
      nearest = lead;
      best = fact;
    });
    // Where fewer than k rivals are in reach only the loss of the whole score counts.
    if (best < 0) best = heaviest(contest, removed);
    if (best < 0) return null;
    removed.push(best);
  }
  return removed;
}

/** The k-th smallest lead once a gain is taken off, Infinity where there are fewer rivals. Cost: O(rivals), k is small. */
function leadOfRival(leads: Float64Array, gain: Float64Array, k: number): number {
  const nearest = new Float64Array(k).fill(Number.POSITIVE_INFINITY);
  for (let rival = 0; rival < leads.length; rival++) {
    const lead = (leads[rival] ?? 0) - (gain[rival] ?? 0);
    let at = k - 1;
    if (lead >= (nearest[at] ?? 0)) continue;
    for (; at > 0 && lead < (nearest[at - 1] ?? 0); at--) nearest[at] = nearest[at - 1] ?? 0;
    nearest[at] = lead;
  }
  return nearest[k - 1] ?? Number.POSITIVE_INFINITY;
}

function heaviest({ ownParts }: Contest, removed: readonly number[]): number {
  let best = -1;
  ownParts.forEach((part, fact) => {
    if (part > 0 && !removed.includes(fact) && part > (ownParts[best] ?? 0)) best = fact;
  });
  return best;
}

function withoutNeedless(contest: Contest, removed: readonly number[]): number[] {
  let kept = [...removed];
  for (const fact of [...removed].reverse()) {
    const rest = kept.filter((one) => one !== fact);
    if (isOut(contest, rest)) kept = rest;
  }
  return kept;
}

interface Budget {
  looks: number;
}

/** Tries every set of a size; null where none does it, `unknown` where the budget ended first. */
function exhaustive(contest: Contest, size: number, budget: Budget): readonly number[] | null | 'unknown' {
  const order = contest.gains
    .map((_, fact) => fact)
    .sort((left, right) => (contest.ownParts[right] ?? 0) - (contest.ownParts[left] ?? 0) || left - right);
  const search = (start: number, chosen: readonly number[]): readonly number[] | null | 'unknown' => {
    budget.looks -= contest.leads.length * (1 + (order.length - start) * (size - chosen.length));
    if (budget.looks < 0) return 'unknown';
    if (chosen.length === size) return isOut(contest, chosen) ? chosen : null;
    if (!canSucceed(contest, order, start, chosen, size - chosen.length)) return null;
    for (let at = start; at <= order.length - (size - chosen.length); at++) {
      const found = search(at + 1, [...chosen, order[at] ?? 0]);
      if (found !== null) return found;
    }
    return null;
  };
  return search(0, []);
}

/** Whether `count` further facts could bring k rivals ahead, were each rival given the ones that gain it most. */
function canSucceed(
  contest: Contest,
  order: readonly number[],
  start: number,
  chosen: readonly number[],
  count: number,
): boolean {
  const rest = order.slice(start);
  const { ownParts, score, tolerance, k } = contest;
  const left = chosen.reduce((sum, fact) => sum - (ownParts[fact] ?? 0), score);
  if (
    left -
      largestSum(
        rest.map((fact) => ownParts[fact] ?? 0),
        count,
      ) <
    tolerance
  )
    return true;
  let ahead = 0;
  const leads = leadsAfter(contest, chosen);
  for (const [rival, lead] of leads.entries()) {
    const gains = rest.map((fact) => contest.gains[fact]?.[rival] ?? 0);
    if (lead - largestSum(gains, count) < tolerance && ++ahead >= k) return true;
  }
  return false;
}

function largestSum(values: readonly number[], count: number): number {
  const best = new Array<number>(count).fill(0);
  for (let value of values) {
    for (let at = 0; at < count && value > 0; at++) {
      const before = best[at] ?? 0;
      if (value > before) {
        best[at] = value;
        value = before;
      }
    }
  }
  return best.reduce((sum, value) => sum + value, 0);
}
