import { describe, expect, it } from 'vitest';
import { idAt, labelAt } from '../../../src/core/graph/keys.ts';
import { type Projection, type ProjectionName, project } from '../../../src/core/metrics/projection.ts';
import { createRandom } from '../../../src/core/random.ts';
import { buildRankingIndex } from '../../../src/core/ranking/ranking-index.ts';
import { type SmallEdge, type SmallGraph, smallManifest, smallSnapshot } from '../../fixtures/small-graph.ts';

const projected = (graph: SmallGraph, name: ProjectionName, peopleMin = 2) => {
  const snapshot = smallSnapshot(graph);
  const projection = project(name, snapshot, buildRankingIndex(snapshot, smallManifest()), peopleMin);
  return { snapshot, projection };
};

/** Edges as `Item:a Item:b 2`. */
const edgeTexts = (graph: SmallGraph, name: ProjectionName, peopleMin?: number): string[] => {
  const { snapshot, projection } = projected(graph, name, peopleMin);
  const text = (position: number): string => {
    const node = projection.nodes[position]!;
    return `${labelAt(snapshot.keys, node)}:${idAt(snapshot.keys, node)}`;
  };
  return edgesOf(projection).map(([source, target, weight]) => `${text(source)} ${text(target)} ${weight}`);
};

const edgesOf = ({ edges }: Projection): [number, number, number][] =>
  Array.from({ length: edges.count }, (_, edge) => [
    edges.sources[edge]!,
    edges.targets[edge]!,
    edges.weights[edge]!,
  ]);

const likes = (user: string, ...items: string[]): SmallEdge[] =>
  items.map((item) => [`User:${user}`, `Item:${item}`]);

const shop: SmallGraph = {
  relations: {
    RATED: {
      role: 'interaction',
      edges: [...likes('p', 'a', 'b', 'c'), ...likes('q', 'a', 'b'), ...likes('q', 'a'), ...likes('r', 'c')],
    },
    MADE_BY: {
      edges: [
        ['Item:a', 'Attribute:x'],
        ['Item:b', 'Attribute:x'],
        ['Item:d', 'Attribute:y'],
      ],
    },
    SOLD_BY: {
      edges: [
        ['Attribute:x', 'Item:a'],
        ['Attribute:y', 'Item:c'],
        ['Item:d', 'Item:d'],
      ],
    },
  },
};

describe('project', () => {
  it('joins items by the attributes they share, each attribute once whatever the relation or direction', () => {
    expect(edgeTexts(shop, 'items-by-attribute')).toEqual(['Item:a Item:b 1', 'Item:c Item:d 1']);
    expect(projected(shop, 'items-by-attribute').projection.nodes).toHaveLength(4);
  });

  it('joins items by the people who like both, from the threshold on', () => {
    expect(edgeTexts(shop, 'items-by-user', 1)).toEqual([
      'Item:a Item:b 2',
      'Item:a Item:c 1',
      'Item:b Item:c 1',
    ]);
    expect(edgeTexts(shop, 'items-by-user', 2)).toEqual(['Item:a Item:b 2']);
    expect(edgeTexts(shop, 'items-by-user', 3)).toEqual([]);
  });

  it('joins users and what they like, and in whole everything, repeats merged and self-loops left out', () => {
    expect(edgeTexts(shop, 'bipartite')).toEqual([
      'Item:a User:p 1',
      'Item:a User:q 1',
      'Item:b User:p 1',
      'Item:b User:q 1',
      'Item:c User:p 1',
      'Item:c User:r 1',
    ]);
    const whole = edgeTexts(shop, 'whole');
    expect(whole).toContain('Attribute:x Item:a 2');
    expect(whole).toContain('Item:a User:q 2');
    expect(whole.filter((text) => text.startsWith('Item:d'))).toEqual([]);
    expect(whole).toHaveLength(10);
  });

  it('meets a plain count over all pairs on random graphs', () => {
    const random = createRandom(5);
    for (let round = 0; round < 60; round++) {
      const pick = (names: string): string => names[Math.floor(random() * names.length)]!;
      const edges = Array.from(
        { length: 25 },
        (): SmallEdge => [`Item:${pick('abcdef')}`, `Attribute:${pick('uvwxyz')}`],
      );
      const { snapshot, projection } = projected({ relations: { IN: { edges } } }, 'items-by-attribute');
      const attributesOf = (id: string): Set<string> =>
        new Set(edges.filter(([item]) => item === `Item:${id}`).map(([, attribute]) => attribute));
      const expected: [string, string, number][] = [];
      const items = Array.from(projection.nodes, (node) => idAt(snapshot.keys, node));
      items.forEach((one, position) => {
        for (const other of items.slice(position + 1)) {
          const shared = [...attributesOf(one)].filter((attribute) =>
            attributesOf(other).has(attribute),
          ).length;
          if (shared > 0) expected.push([one, other, shared]);
        }
      });
      const found = edgesOf(projection).map(([source, target, weight]) => [
        items[source],
        items[target],
        weight,
      ]);
      expect(found).toEqual(expected);
    }
  });

  it('refuses to count more pairs than it may', () => {
    const many = Array.from({ length: 10_001 }, (_, item): SmallEdge => [`Item:${item}`, 'Attribute:hub']);
    expect(() => projected({ relations: { IN: { edges: many } } }, 'items-by-attribute')).toThrow(
      expect.objectContaining({
        code: 'limit-exceeded',
        message: expect.stringContaining('would count 50005000 pairs of items; at most 50000000'),
      }),
    );
  });
});
