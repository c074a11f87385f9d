import { describe, expect, it } from 'vitest';
import { buildAttributeIndex } from '../../../../src/core/conversation/attribute-index.ts';
import {
  priorFeatureNames,
  priorFeatureSource,
  priorFeatures,
} from '../../../../src/core/conversation/belief/prior-features.ts';
import { buildRankingIndex } from '../../../../src/core/ranking/ranking-index.ts';
import { nodeAt, smallManifest, smallSnapshot } from '../../../fixtures/small-graph.ts';

// Mara liked a; Noor liked a and b. c shares an attribute with a, d shares nothing, e has no attribute.
const snapshot = smallSnapshot({
  relations: {
    LIKED: {
      role: 'interaction',
      edges: [
        ['User:mara', 'Item:a'],
        ['User:noor', 'Item:a'],
        ['User:noor', 'Item:b'],
      ],
    },
    HAS: {
      edges: [
        ['Item:a', 'Attribute:x'],
        ['Item:c', 'Attribute:x'],
        ['Item:b', 'Attribute:y'],
        ['Item:d', 'Attribute:y'],
        ['Item:d', 'Attribute:z'],
      ],
    },
  },
  nodes: ['Item:e', 'User:lone'],
});
const manifest = smallManifest({
  relations: [{ type: 'HAS', ends: [['Item', 'Attribute']], askable: true }],
});
const source = priorFeatureSource(
  snapshot,
  buildRankingIndex(snapshot, manifest),
  buildAttributeIndex(snapshot, manifest),
);

function column(user: string, name: (typeof priorFeatureNames)[number]): number[] {
  const { features } = priorFeatures(source, nodeAt(snapshot.keys, user));
  return ['a', 'b', 'c', 'd', 'e'].map(
    (_, item) => features[item * priorFeatureNames.length + priorFeatureNames.indexOf(name)]!,
  );
}

describe('priorFeatures', () => {
  it('says who acted on an item and how much it has', () => {
    expect(column('User:mara', 'popularity')).toEqual([2, 1, 0, 0, 0].map((count) => Math.log(count + 1)));
    expect(column('User:mara', 'isUnpopular')).toEqual([0, 0, 1, 1, 1]);
    expect(column('User:mara', 'traits')).toEqual([1, 1, 1, 2, 0].map((count) => Math.log(count + 1)));
    expect([...priorFeatures(source, nodeAt(snapshot.keys, 'User:mara')).isSeen]).toEqual([1, 0, 0, 0, 0]);
  });

  it('reaches items by people, and by what they have', () => {
    expect(column('User:mara', 'walkReaches')[1]).toBe(1);
    expect(column('User:mara', 'walkReaches')[4]).toBe(0);
    const rank = column('User:mara', 'pagerank');
    expect(rank[2]!).toBeGreaterThan(rank[3]!);
    expect(rank[4]!).toBeCloseTo(Math.log(1e-7), 6);
    const match = column('User:mara', 'tasteMatch');
    // One of two items of x was acted on, by its one attribute: 1 / √2.
    expect(match[2]!).toBeCloseTo(Math.log(1 / Math.SQRT2 + 1e-3), 12);
    expect(match[3]!).toBeCloseTo(Math.log(1e-3), 12);
    const traitRank = column('User:mara', 'traitRank');
    expect(traitRank[2]!).toBeGreaterThan(traitRank[3]!);
  });

  it('is finite for somebody without any edge', () => {
    const { features } = priorFeatures(source, nodeAt(snapshot.keys, 'User:lone'));
    expect(features.every(Number.isFinite)).toBe(true);
  });
});
