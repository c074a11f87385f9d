import { buildCsr, type Csr, transpose } from '../../graph/csr.ts';
import { createRandom, drawnPlaces } from '../../random.ts';
import { rowSums } from '../../ranking/interactions.ts';
import { type RankingIndex, withInteractions } from '../../ranking/ranking-index.ts';
import { heldOutCount } from './held-out.ts';
import type { RankingCase } from './ranking-cases.ts';

/** The graph of a store without some of the likes, and the task of finding those again. */
export interface LikeCarve {
  /** Without aspects: what a user's reviews value would tell of the likes that were taken out. */
  readonly index: RankingIndex;
  readonly cases: readonly RankingCase[];
  /** How the likes were chosen, in words. */
  readonly carve: string;
  /** Whether all likes have a moment. */
  readonly hasTimes: boolean;
}

const takenShare = 0.2;
const carveSeed = 20263;

/**
 * Returns the index without a part of the likes of each user with at least three, and one case for each user who lost
 * some: a fifth of her likes, at least one. With moments for all likes these are the last (of equal moments those of the
 * later items in the index), otherwise seeded random ones. What she only saw stays seen. Cost: O(likes log likes of
 * one user).
 */
export function carveLikes(index: RankingIndex): LikeCarve {
  const hasTimes = index.likedAt.every((at) => !Number.isNaN(at));
  const isTaken = hasTimes ? lastLikes(index) : randomLikes(index);
  const { likes, likedAt, itemStart, itemCount } = index;
  const kept = withoutSlots(likes, isTaken);
  const likers = transpose(kept, itemStart, itemStart + itemCount);
  const seen = withoutSlots(index.seen, takenOf(index, isTaken));
  const carved = withInteractions(index, {
    ...index,
    likes: kept,
    likedAt: likedAt.filter((_, slot) => isTaken[slot] === 0),
    likers,
    seen,
    itemDegrees: rowSums(likers),
    userDegrees: rowSums(kept),
  });
  return {
    index: { ...carved, aspectTerm: null },
    cases: casesOf(index, carved, isTaken),
    carve: hasTimes
      ? `last ${takenShare} of the likes of each user`
      : `random ${takenShare} of the likes of each user, seed ${carveSeed}`,
    hasTimes,
  };
}

/** 1 for each slot of `likes` that is taken out. */
function lastLikes({ likes, likedAt }: RankingIndex): Uint8Array {
  const isTaken = new Uint8Array(likes.targets.length);
  for (const [start, end] of rows(likes)) {
    const slots = Array.from({ length: end - start }, (_, place) => start + place);
    slots.sort((left, right) => (likedAt[left] ?? 0) - (likedAt[right] ?? 0) || left - right);
    for (const slot of slots.slice(slots.length - heldOutCount(slots.length, takenShare))) isTaken[slot] = 1;
  }
  return isTaken;
}

function randomLikes({ likes }: RankingIndex): Uint8Array {
  const random = createRandom(carveSeed);
  const isTaken = new Uint8Array(likes.targets.length);
  for (const [start, end] of rows(likes)) {
    const count = end - start;
    isTaken.set(drawnPlaces(count, heldOutCount(count, takenShare), random), start);
  }
  return isTaken;
}

function* rows({ offsets }: Csr): Generator<readonly [start: number, end: number]> {
  for (let row = 0; row < offsets.length - 1; row++) yield [offsets[row] ?? 0, offsets[row + 1] ?? 0];
}

/** The same likes as slots of `seen`. */
function takenOf({ likes, seen }: RankingIndex, isTaken: Uint8Array): Uint8Array {
  const isSeenTaken = new Uint8Array(seen.targets.length);
  const seenRows = [...rows(seen)];
  let row = 0;
  for (const [start, end] of rows(likes)) {
    const taken = new Set(
      likes.targets.subarray(start, end).filter((_, place) => isTaken[start + place] === 1),
    );
    const [first, stop] = seenRows[row++] ?? [0, 0];
    for (let slot = first; slot < stop; slot++)
      if (taken.has(seen.targets[slot] ?? -1)) isSeenTaken[slot] = 1;
  }
  return isSeenTaken;
}

function withoutSlots(csr: Csr, isLeftOut: Uint8Array): Csr {
  const sources = new Uint32Array(csr.targets.length);
  let row = 0;
  for (const [start, end] of rows(csr)) sources.fill(csr.firstNode + row++, start, end);
  const order = Uint32Array.from(sources, (_, slot) => slot).filter((slot) => isLeftOut[slot] === 0);
  const list = { count: order.length, sources, targets: csr.targets, weights: csr.weights };
  return buildCsr(list, order, csr.firstNode, csr.firstNode + csr.offsets.length - 1);
}

function casesOf(index: RankingIndex, carved: RankingIndex, isTaken: Uint8Array): RankingCase[] {
  const { likes, itemStart } = index;
  const seenRows = [...rows(carved.seen)];
  const cases: RankingCase[] = [];
  let row = 0;
  for (const [start, end] of rows(likes)) {
    const truth = new Set<number>();
    for (let slot = start; slot < end; slot++)
      if (isTaken[slot] === 1) truth.add((likes.targets[slot] ?? itemStart) - itemStart);
    const [first, stop] = seenRows[row] ?? [0, 0];
    const known = carved.seen.targets.slice(first, stop).map((item) => item - itemStart);
    if (truth.size > 0) cases.push({ user: likes.firstNode + row, known, truth });
    row++;
  }
  return cases;
}
