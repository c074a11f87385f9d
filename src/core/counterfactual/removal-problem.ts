/** A question of removal: which facts keep an item among the first k? */
export interface RemovalProblem {
  /** Score of every item. */
  readonly scores: Float64Array;
  /** 1 for items that are not ranked. */
  readonly isExcluded: Uint8Array;
  /** Position of the item whose place is in question; its score is positive and it is not excluded. */
  readonly position: number;
  readonly k: number;
  /** What each fact carries of the score of every item. */
  readonly facts: readonly Float64Array[];
}

/** The problem reduced to what can decide it. */
export interface Contest {
  readonly k: number;
  /** For each rival: what the item is ahead of it; 0 or less for one that is ahead. */
  readonly leads: Float64Array;
  /** For each fact: what its removal takes of the lead on each rival; negative where it adds to it. */
  readonly gains: readonly Float64Array[];
  /** Score of the item, and what each fact carries of it: at 0 it is no longer ranked. */
  readonly score: number;
  readonly ownParts: Float64Array;
  /** Differences of scores up to this count as ties, which never decide. */
  readonly tolerance: number;
}

/** Scores that differ by less than this part of the item's own score are equal up to rounding. */
const toleranceShare = 1e-9;

/** Returns the contest of a problem: only rivals that some set of facts can bring ahead. Cost: O(items × facts). */
export function contestOf({ scores, isExcluded, position, k, facts }: RemovalProblem): Contest {
  const score = scores[position] ?? 0;
  const tolerance = toleranceShare * Math.abs(score);
  const rivals: number[] = [];
  for (let rival = 0; rival < scores.length; rival++) {
    if (rival === position || isExcluded[rival] !== 0) continue;
    let most = 0;
    for (const parts of facts) most += Math.max(0, (parts[position] ?? 0) - (parts[rival] ?? 0));
    if (most >= score - (scores[rival] ?? 0) - tolerance) rivals.push(rival);
  }
  return {
    k,
    leads: Float64Array.from(rivals, (rival) => score - (scores[rival] ?? 0)),
    gains: facts.map((parts) =>
      Float64Array.from(rivals, (rival) => (parts[position] ?? 0) - (parts[rival] ?? 0)),
    ),
    score,
    ownParts: Float64Array.from(facts, (parts) => parts[position] ?? 0),
    tolerance,
  };
}

/** Returns the leads that are left after the removal of facts, given by position. Cost: O(rivals × facts removed). */
export function leadsAfter({ leads, gains }: Contest, removed: readonly number[]): Float64Array {
  const left = leads.slice();
  for (const fact of removed)
    gains[fact]?.forEach((gain, rival) => {
      left[rival] = (left[rival] ?? 0) - gain;
    });
  return left;
}

/** Returns whether the item is out of the first k after the removal: k rivals are ahead, or its score is gone. */
export function isOut(contest: Contest, removed: readonly number[]): boolean {
  const { k, score, ownParts, tolerance } = contest;
  const rest = removed.reduce((sum, fact) => sum - (ownParts[fact] ?? 0), score);
  if (rest <= tolerance) return true;
  let ahead = 0;
  for (const lead of leadsAfter(contest, removed)) if (lead < -tolerance) ahead++;
  return ahead >= k;
}

/**
 * Returns the fewest facts that any removal must hold: a rival comes ahead only where the facts that gain it most exceed
 * the lead, and k of them must. Infinity where no removal does it. Cost: O(rivals × facts log facts).
 */
export function fewestFacts({ k, leads, gains, score, ownParts, tolerance }: Contest): number {
  const needs = Array.from(leads, (lead, rival) =>
    countNeeded(
      gains.map((gain) => gain[rival] ?? 0),
      lead - tolerance,
    ),
  ).sort((left, right) => left - right);
  return Math.min(needs[k - 1] ?? Number.POSITIVE_INFINITY, countNeeded([...ownParts], score - tolerance));
}

/** How many of the largest gains reach `wanted`; 0 where it is reached without any. */
function countNeeded(gains: readonly number[], wanted: number): number {
  if (wanted <= 0) return 0;
  let sum = 0;
  const sorted = [...gains].sort((left, right) => right - left);
  for (const [position, gain] of sorted.entries()) {
    if (gain <= 0) break;
    sum += gain;
    if (sum >= wanted) return position + 1;
  }
  return Number.POSITIVE_INFINITY;
}
