import { createRandom, drawnPlaces } from '../../random.ts';
import type { RankingIndex } from '../../ranking/ranking-index.ts';
import {
  createScoringScratch,
  type ScoringScratch,
  scoreUser,
  type UserScoring,
} from '../../ranking/score-user.ts';
import { topK } from '../../ranking/top-k.ts';
import { type RankingFigures, rankingFigures } from './ranking-metrics.ts';

/** One user whose list is scored. Items are places in arrays of one entry an item. */
export interface RankingCase {
  /** Node index. */
  readonly user: number;
  /** Items that are no candidates, beside those of the graph. */
  readonly known: Uint32Array;
  readonly truth: ReadonlySet<number>;
}

interface CaseScratch extends ScoringScratch {
  readonly isExcluded: Uint8Array;
}

/** Arrays of the last index that was asked; many cases follow each other over one. */
const scratchByIndex = new WeakMap<RankingIndex, CaseScratch>();

/**
 * Returns the k best candidates of a case, best first; fewer where fewer have a score. The list is made in arrays that
 * are kept for the index; the scoring is made anew when it is asked for. Cost: one scoring each.
 */
export function rankCase(
  index: RankingIndex,
  { user, known }: Pick<RankingCase, 'user' | 'known'>,
  k: number,
): { readonly best: readonly number[]; readonly scoring: UserScoring } {
  const scratch: CaseScratch = scratchByIndex.get(index) ?? {
    ...createScoringScratch(index),
    isExcluded: new Uint8Array(index.itemCount),
  };
  scratchByIndex.set(index, scratch);
  const { isExcluded } = scratch;
  isExcluded.fill(0);
  for (const item of known) isExcluded[item] = 1;
  const best = topK(scoreUser(index, user, { scratch }).scores, isExcluded, k);
  return {
    best,
    get scoring() {
      return scoreUser(index, user);
    },
  };
}

/** Returns the figures of a list against the truth of its case. */
export function caseFigures(best: readonly number[], { truth }: RankingCase, k: number): RankingFigures {
  return rankingFigures(
    best.map((item) => truth.has(item)),
    k,
    truth.size,
  );
}

/** Returns at most `count` cases, drawn without replacement by a generator seeded with `seed`, in their order. */
export function sampleCases(cases: readonly RankingCase[], count: number, seed: number): RankingCase[] {
  const isDrawn = drawnPlaces(cases.length, count, createRandom(seed));
  return cases.filter((_, position) => isDrawn[position] === 1);
}
