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
 * Returns for each rival how many facts it takes at least to bring it ahead: as many of those that gain it most as exceed
 * the lead; Infinity where all of them do not. Cost: O(rivals × facts log facts).
 */
export function factsNeeded({ leads, gains, tolerance }: Contest): Float64Array {
  return leads.map((lead, rival) =>
    countNeeded(
      Float64Array.from(gains, (gain) => gain[rival] ?? 0),
      lead - tolerance,
    ),
  );
}

/**
 * Returns the fewest facts that any removal must hold, for k rivals must come ahead of the item, or all of its score be
 * gone; Infinity where no removal does it. `needed` is what `factsNeeded` returns.
 */
export function fewestFacts({ k, score, ownParts, tolerance }: Contest, needed: Float64Array): number {
  const sorted = needed.slice().sort();
  return Math.min(
    sorted[k - 1] ?? Number.POSITIVE_INFINITY,
    countNeeded(ownParts.slice(), score - tolerance),
  );
}

/** Returns the contest with only those rivals that `size` facts can bring ahead, each by itself. */
export function withinReach(contest: Contest, needed: Float64Array, size: number): Contest {
  const kept = Array.from(needed.keys()).filter((rival) => (needed[rival] ?? 0) <= size);
  const pick = (values: Float64Array): Float64Array => Float64Array.from(kept, (rival) => values[rival] ?? 0);
  return { ...contest, leads: pick(contest.leads), gains: contest.gains.map(pick) };
}

/** How many of the largest gains reach `wanted`; 0 where it is reached without any. Sorts `gains`. */
function countNeeded(gains: Float64Array, wanted: number): number {
  if (wanted <= 0) return 0;
  gains.sort();
  let sum = 0;
  for (let at = gains.length - 1; at >= 0 && (gains[at] ?? 0) > 0; at--) {
    sum += gains[at] ?? 0;
    if (sum >= wanted) return gains.length - at;
  }
  return Number.POSITIVE_INFINITY;
}
