import { edgesEnd, edgesStart } from '../graph/csr.ts';
import type { RankingIndex } from './ranking-index.ts';

/**
 * Writes the damped three-step walk from `user` to `out` (`Float64Array`, one entry an item, overwritten):
 * s(u,j) = deg(j)^-beta Σ_{i liked by u} w(u,i) deg(i)^-alpha Σ_{v likes i and j} deg(v)^-alpha w(v,i) w(v,j).
 * Degrees are sums of weights; with weights of 1 this is RP3beta (Paudel et al. 2017, section 3) with the exponent on
 * both inner degrees. The walk never returns through the user herself. Items in `skipped` do not link.
 * Cost: O(edges within two steps).
 */
export function writeWalkScores(
  index: RankingIndex,
  user: number,
  skipped: ReadonlySet<number>,
  out: Float64Array,
): void {
  out.fill(0);
  const touchedCount = spreadToUsers(index, user, skipped);
  const { userMass, touchedUsers, userDamping, reachDamping } = index.walk;
  const { offsets, targets, weights } = index.likes;
  for (let position = 0; position < touchedCount; position++) {
    const row = touchedUsers[position]!;
    const mass = userMass[row]! * userDamping[row]!;
    userMass[row] = 0;
    const end = offsets[row + 1]!;
    for (let slot = offsets[row]!; slot < end; slot++)
      out[targets[slot]! - index.itemStart]! += mass * weights[slot]!;
  }
  for (let item = 0; item < out.length; item++) out[item]! *= reachDamping[item]!;
}

function spreadToUsers(index: RankingIndex, user: number, skipped: ReadonlySet<number>): number {
  const { userMass, touchedUsers, itemDamping } = index.walk;
  const { likes, likers } = index;
  let touchedCount = 0;
  const likesEnd = edgesEnd(likes, user);
  for (let like = edgesStart(likes, user); like < likesEnd; like++) {
    const item = likes.targets[like]!;
    if (skipped.has(item)) continue;
    const mass = likes.weights[like]! * itemDamping[item - index.itemStart]!;
    const end = edgesEnd(likers, item);
    for (let slot = edgesStart(likers, item); slot < end; slot++) {
      const other = likers.targets[slot]!;
      if (other === user) continue;
      const row = other - index.userStart;
      if (userMass[row] === 0) touchedUsers[touchedCount++] = row;
      userMass[row]! += mass * likers.weights[slot]!;
    }
  }
  return touchedCount;
}
