import { describe, expect, it } from 'vitest';
import type { GraphManifest } from '../../../../src/contract/types.ts';
import { buildRankingIndex, type RankingIndex } from '../../../../src/core/ranking/ranking-index.ts';
import { regressionWeight } from '../../../../src/core/ranking/regression/regression-scores.ts';
import { randomCatalogue } from '../../../fixtures/random-graph.ts';
import { nodeAt, smallManifest, smallSnapshot } from '../../../fixtures/small-graph.ts';

const ridge = 2;
const withRegression = (manifest: GraphManifest, neighbours: number): GraphManifest => ({
  ...manifest,
  walk: { regression: { weight: 0.5, neighbours, ridge } },
});

describe('the regression between items', () => {
  it('has the weights worked by hand', () => {
    // a is liked by three, b by two of them: with ridge 2, b(a→b) = 2 / (3 + 2), b(b→a) = 2 / (2 + 2)
    const snapshot = smallSnapshot({
      relations: {
        BOUGHT: {
          role: 'interaction',
          edges: [
            ['User:x', 'Item:a'],
            ['User:x', 'Item:b'],
            ['User:y', 'Item:a'],
            ['User:y', 'Item:b'],
            ['User:z', 'Item:a'],
          ],
        },
      },
    });
    const index = buildRankingIndex(snapshot, withRegression(smallManifest(), 10));
    const [a, b] = [nodeAt(snapshot.keys, 'Item:a'), nodeAt(snapshot.keys, 'Item:b')];
    expect(regressionWeight(index, a, b)).toBeCloseTo(0.4, 12);
    expect(regressionWeight(index, b, a)).toBeCloseTo(0.5, 12);
    expect(regressionWeight(index, a, a)).toBe(0);
  });

  it('solves the normal equations of each item over its neighbours', () => {
    let checked = 0;
    for (let seed = 1; seed <= 20; seed++) {
      const { snapshot, manifest } = randomCatalogue(seed);
      const index = buildRankingIndex(snapshot, withRegression(manifest, 4));
      const items = Array.from({ length: index.itemCount }, (_, at) => index.itemStart + at);
      for (const item of items) {
        const near = items.filter((other) => regressionWeight(index, other, item) !== 0);
        expect(near.length).toBeLessThanOrEqual(4);
        for (const row of near) {
          const left = near.reduce(
            (sum, column) =>
              sum +
              (gram(index, row, column) + (row === column ? ridge : 0)) *
                regressionWeight(index, column, item),
            0,
          );
          expect(left).toBeCloseTo(gram(index, row, item), 9);
          checked++;
        }
      }
    }
    expect(checked).toBeGreaterThan(200);
  });

  it('is not made where it has no weight', () => {
    const { snapshot, manifest } = randomCatalogue(1);
    expect(buildRankingIndex(snapshot, manifest).regression).toBeNull();
  });
});

function gram(index: RankingIndex, left: number, right: number): number {
  let sum = 0;
  for (let user = 0; user < index.userCount; user++)
    sum += likeWeight(index, user, left) * likeWeight(index, user, right);
  return sum;
}

function likeWeight({ likes }: RankingIndex, row: number, item: number): number {
  for (let slot = likes.offsets[row] ?? 0; slot < (likes.offsets[row + 1] ?? 0); slot++)
    if (likes.targets[slot] === item) return likes.weights[slot] ?? 0;
  return 0;
}
