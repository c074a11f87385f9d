import { describe, expect, it } from 'vitest';
import { linkLikeness, reasonLikeness } from '../../../src/core/paths/list-likeness.ts';
import { type PathGroup, pathGroups } from '../../../src/core/paths/reasons.ts';
import { buildRankingIndex } from '../../../src/core/ranking/ranking-index.ts';
import { scoreUser } from '../../../src/core/ranking/score-user.ts';
import { randomCatalogue } from '../../fixtures/random-graph.ts';
import { nodeAt, smallSnapshot } from '../../fixtures/small-graph.ts';

const group = (node: number, contribution: number): PathGroup => ({
  through: 'linking-item',
  relation: null,
  node,
  contribution,
  paths: 1,
  people: 1,
  linkingItems: [node],
  examplePerson: null,
});

describe('reasonLikeness', () => {
  it('is the part of the shares that two items have in common', () => {
    const groups = [[group(7, 3), group(8, 1)], [group(8, 1), group(9, 1), group(7, -5)], []];
    const likeness = reasonLikeness((item) => groups[item] ?? []);
    expect(likeness(0, 1)).toBeCloseTo(0.25, 12);
    expect(likeness(1, 0)).toBeCloseTo(0.25, 12);
    expect(likeness(0, 0)).toBeCloseTo(1, 12);
    expect(likeness(0, 2)).toBe(0);
  });

  it('stays within 0 and 1 for the reasons of real scorings', () => {
    for (let seed = 1; seed <= 10; seed++) {
      const { snapshot, manifest } = randomCatalogue(seed);
      const index = buildRankingIndex(snapshot, manifest);
      const scoring = scoreUser(index, index.userStart);
      const likeness = reasonLikeness((item) => pathGroups(index, scoring, index.itemStart + item));
      for (let left = 0; left < index.itemCount; left++) {
        for (let right = 0; right < index.itemCount; right++) {
          expect(likeness(left, right)).toBeGreaterThanOrEqual(0);
          expect(likeness(left, right)).toBeLessThanOrEqual(1);
          expect(likeness(left, right)).toBeCloseTo(likeness(right, left), 12);
        }
      }
    }
  });
});

describe('linkLikeness', () => {
  const snapshot = smallSnapshot({
    relations: {
      IN: {
        edges: [
          ['Item:a', 'Attribute:x'],
          ['Item:a', 'Attribute:y'],
          ['Item:b', 'Attribute:y'],
          ['Item:b', 'Attribute:z'],
        ],
      },
      BY: {
        edges: [
          ['Attribute:m', 'Item:a'],
          ['Attribute:m', 'Item:b'],
        ],
      },
    },
    nodes: ['Item:c', 'Item:d'],
  });
  const start = nodeAt(snapshot.keys, 'Item:a');

  it('is what both are linked to over what either is linked to', () => {
    expect(linkLikeness(snapshot, start, () => true)(0, 1)).toBeCloseTo(2 / 4, 12);
    expect(linkLikeness(snapshot, start, (type) => type === 'IN')(0, 1)).toBeCloseTo(1 / 3, 12);
    expect(linkLikeness(snapshot, start, (type) => type === 'BY')(0, 1)).toBe(1);
    expect(linkLikeness(snapshot, start, () => true)(2, 3)).toBe(0);
  });
});
