import { edgesEnd, edgesStart } from '../../graph/csr.ts';
import type { OwnLikes } from '../own-likes.ts';
import type { RankingIndex } from '../ranking-index.ts';
import type { ItemRegression } from './item-regression.ts';

/**
 * Writes the unscaled regression scores of a user to `out` (`Float64Array`, one entry an item, overwritten):
 * Σ_{i liked by u} own(u,i) b(i,j). Items in `skipped` do not link. Cost: O(weights of the liked items + items).
 */
export function writeRegressionScores(
  index: RankingIndex,
  { weights }: ItemRegression,
  own: OwnLikes,
  skipped: ReadonlySet<number>,
  out: Float64Array,
): void {
  out.fill(0);
  const { itemStart } = index;
  for (let like = 0; like < own.items.length; like++) {
    const item = own.items[like]!;
    if (skipped.has(item)) continue;
    const mass = own.weights[like]!;
    const end = edgesEnd(weights, item);
    for (let slot = edgesStart(weights, item); slot < end; slot++)
      out[weights.targets[slot]! - itemStart]! += mass * weights.weights[slot]!;
  }
}

/** Returns b(i,j) for two item nodes, 0 where there is no regression or no weight. Cost: O(weights of i). */
export function regressionWeight(index: RankingIndex, linking: number, item: number): number {
  const weights = index.regression?.weights;
  if (weights === undefined) return 0;
  const end = edgesEnd(weights, linking);
  for (let slot = edgesStart(weights, linking); slot < end; slot++)
    if (weights.targets[slot] === item) return weights.weights[slot]!;
  return 0;
}
