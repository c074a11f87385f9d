import { describe, expect, it } from 'vitest';
import { shareIndex } from '../../src/compute/shared-index.ts';
import { buildRankingIndex } from '../../src/core/ranking/ranking-index.ts';
import { scoreUser } from '../../src/core/ranking/score-user.ts';
import { walkVariants } from '../../src/core/ranking/walk/walk-variants.ts';
import { randomCatalogue } from '../fixtures/random-graph.ts';

describe('an index in shared memory', () => {
  const { snapshot, manifest } = randomCatalogue(5);
  const index = buildRankingIndex(snapshot, manifest);

  it('gives the same scores', () => {
    const shared = shareIndex(index);
    for (let user = index.userStart; user < index.userStart + index.userCount; user++)
      expect(scoreUser(shared, user).scores).toEqual(scoreUser(index, user).scores);
  });

  it('shares what does not change, and leaves scratch space to each thread', () => {
    const { likes, likers, walk, relationTerms } = shareIndex(index);
    const [term] = relationTerms;
    for (const numbers of [likes.targets, likers.weights, walk.itemDamping, term?.items.offsets])
      expect(numbers?.buffer).toBeInstanceOf(SharedArrayBuffer);
    for (const numbers of [walk.userMass, walk.touchedUsers])
      expect(numbers.buffer).toBeInstanceOf(ArrayBuffer);
  });

  it('copies an array once for all indices that hold it', () => {
    const other = walkVariants(index)({ ...index.walk.settings, alpha: 0.9 });
    const [first, second] = [shareIndex(index), shareIndex(other)];
    expect(second.likes.targets).toBe(first.likes.targets);
    expect(second.walk.itemDamping).not.toBe(first.walk.itemDamping);
  });
});
