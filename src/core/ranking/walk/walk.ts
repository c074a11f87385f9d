import { type Csr, edgesEnd, edgesStart } from '../../graph/csr.ts';
import type { OwnLikes } from '../own-likes.ts';
import type { RankingIndex } from '../ranking-index.ts';
import type { ItemPairs } from '../regression/item-pairs.ts';
import { dampingFor } from './walk-workspace.ts';

/**
 * Writes the damped three-step walk from what user u likes to `out` (`Float64Array`, one entry an item, overwritten):
 * s(u,j) = deg(j)^-beta Σ_{i liked by u} own(u,i) deg(i)^-alpha Σ_{v likes i and j} deg(v)^-alphaUsers l(v,i) w(v,j).
 * Degrees are sums of weights; with weights of 1 and equal alphas this is RP3beta (Paudel et al. 2017, section 3) with
 * the exponent on both inner degrees. Users of long histories may have an alpha and beta of their own. own(u,i) is
 * w(u,i) by age (`recencyWeights`), l(v,i) is w(v,i) by its place in the history of v (`leadWeights`). Items in `skipped` do not link. What
 * stands for an item the user has seen is not defined. Cost: O(edges within two steps), or O(likes of the user × items)
 * where the index holds pairs.
 */
export function writeWalkScores(
  index: RankingIndex,
  own: OwnLikes,
  skipped: ReadonlySet<number>,
  out: Float64Array,
): void {
  out.fill(0);
  if (index.pairs === null) walkOverUsers(index, own, skipped, out);
  else walkOverPairs(index, index.pairs, own, skipped, out);
  const { reachDamping } = dampingFor(index.walk, own.items.length);
  for (let item = 0; item < out.length; item++) out[item]! *= reachDamping[item]!;
}

function walkOverPairs(
  index: RankingIndex,
  pairs: ItemPairs,
  own: OwnLikes,
  skipped: ReadonlySet<number>,
  out: Float64Array,
): void {
  const { itemStart, itemCount } = index;
  const { itemDamping } = dampingFor(index.walk, own.items.length);
  for (let like = 0; like < own.items.length; like++) {
    if (skipped.has(own.items[like]!)) continue;
    const item = own.items[like]! - itemStart;
    const mass = own.weights[like]! * itemDamping[item]!;
    const base = item * itemCount;
    for (let other = 0; other < itemCount; other++) out[other]! += mass * pairs[base + other]!;
  }
}

function walkOverUsers(
  index: RankingIndex,
  own: OwnLikes,
  skipped: ReadonlySet<number>,
  out: Float64Array,
): void {
  const touchedCount = spreadToUsers(index, own, skipped);
  const { userMass, touchedUsers, userDamping } = index.walk;
  const { offsets, targets, weights } = index.likes;
  const isPlain = hasPlainWeights(index.likes);
  for (let position = 0; position < touchedCount; position++) {
    const row = touchedUsers[position]!;
    const mass = userMass[row]! * userDamping[row]!;
    userMass[row] = 0;
    const end = offsets[row + 1]!;
    if (isPlain)
      for (let slot = offsets[row]!; slot < end; slot++) out[targets[slot]! - index.itemStart]! += mass;
    else
      for (let slot = offsets[row]!; slot < end; slot++)
        out[targets[slot]! - index.itemStart]! += mass * weights[slot]!;
  }
}

const plainWeights = new WeakMap<Csr, boolean>();

/** Whether every edge weighs 1, so that weights need not be read: two thirds of the memory that a walk touches. */
function hasPlainWeights(csr: Csr): boolean {
  const known = plainWeights.get(csr);
  if (known !== undefined) return known;
  const isPlain = csr.weights.every((weight) => weight === 1);
  plainWeights.set(csr, isPlain);
  return isPlain;
}

function spreadToUsers(index: RankingIndex, own: OwnLikes, skipped: ReadonlySet<number>): number {
  const { userMass, touchedUsers } = index.walk;
  const { itemDamping } = dampingFor(index.walk, own.items.length);
  const { links } = index;
  let touchedCount = 0;
  for (let like = 0; like < own.items.length; like++) {
    const item = own.items[like]!;
    if (skipped.has(item)) continue;
    const mass = own.weights[like]! * itemDamping[item - index.itemStart]!;
    const end = edgesEnd(links, item);
    for (let slot = edgesStart(links, item); slot < end; slot++) {
      const other = links.targets[slot]!;
      if (other === own.user) continue;
      const row = other - index.userStart;
      if (userMass[row] === 0) touchedUsers[touchedCount++] = row;
      userMass[row]! += mass * links.weights[slot]!;
    }
  }
  return touchedCount;
}
