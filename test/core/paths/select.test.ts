import { describe, expect, it } from 'vitest';
import type { GraphSnapshot } from '../../../src/core/graph/snapshot.ts';
import { relationOf } from '../../../src/core/graph/snapshot.ts';
import { type ItemPath, userPaths } from '../../../src/core/paths/item-paths.ts';
import { relationPriors, selectPaths } from '../../../src/core/paths/select.ts';
import { buildRankingIndex } from '../../../src/core/ranking/ranking-index.ts';
import { scoreUser, seenItems } from '../../../src/core/ranking/score-user.ts';
import { topK } from '../../../src/core/ranking/top-k.ts';
import { randomCatalogue } from '../../fixtures/random-graph.ts';
import { nodeAt, type SmallEdge, smallManifest, smallSnapshot } from '../../fixtures/small-graph.ts';
import { hasEdge } from '../../oracle/plain-walk.ts';

describe('selected paths', () => {
  it('exist in the graph, step by step, one for each item that can be explained', () => {
    const kinds = new Set<string>();
    let paths = 0;
    for (let seed = 1; seed <= 80; seed++) {
      const { snapshot, manifest } = randomCatalogue(seed);
      const index = buildRankingIndex(snapshot, manifest);
      const user = index.userStart;
      const items = topK(scoreUser(index, user).scores, seenItems(index, user), 5).map(
        (position) => index.itemStart + position,
      );
      const selected = selectPaths(userPaths(index, user), items, relationPriors({ index }));
      expect(selected.length).toBe(items.length);
      selected.forEach((path, at) => {
        if (path === null) return;
        expect(isPath(snapshot, user, path, items[at] ?? -1), `seed ${seed} item ${at}`).toBe(true);
        kinds.add(path.relation ?? 'people');
        paths++;
      });
    }
    expect(paths).toBeGreaterThan(100);
    expect([...kinds].sort()).toEqual(['FITS', 'GOES_WITH', 'MADE_BY', 'people']);
  });

  const link = (...edges: SmallEdge[]): { readonly edges: SmallEdge[] } => ({ edges });
  const snapshot = smallSnapshot({
    relations: {
      BOUGHT: {
        role: 'interaction',
        edges: [
          ['User:u', 'Item:a'],
          ['User:u', 'Item:b'],
          ['User:v', 'Item:x'],
        ],
      },
      DIRECTED_BY: link(
        ['Item:a', 'Attribute:dee'],
        ['Item:x', 'Attribute:dee'],
        ['Item:y', 'Attribute:dee'],
      ),
      TAGGED: link(
        ['Item:a', 'Attribute:t1'],
        ['Item:a', 'Attribute:t2'],
        ['Item:a', 'Attribute:t3'],
        ['Item:b', 'Attribute:t1'],
        ['Item:b', 'Attribute:t2'],
        ['Item:b', 'Attribute:t3'],
        ['Item:x', 'Attribute:t1'],
        ['Item:x', 'Attribute:t2'],
        ['Item:x', 'Attribute:t3'],
      ),
    },
    nodes: ['Item:z'],
  });
  const index = buildRankingIndex(snapshot, smallManifest());
  const at = (reference: string): number => nodeAt(snapshot.keys, reference);
  const select = (...items: string[]): (ItemPath | null)[] =>
    selectPaths(userPaths(index, at('User:u')), items.map(at), relationPriors({ index }));

  it('prefer the director to tags where one item is shown', () => {
    const [path] = select('Item:x');
    expect(path?.relation).toBe('DIRECTED_BY');
    expect(path?.linkingItem).toBe(at('Item:a'));
  });

  it('leave the director to the item that has nothing else, so that types differ', () => {
    const relations = select('Item:x', 'Item:y').map((path) => path?.relation);
    expect(relations).toEqual(['TAGGED', 'DIRECTED_BY']);
  });

  it('are null where nothing leads to an item', () => {
    expect(select('Item:z')).toEqual([null]);
  });

  it('take another liked item and another shared node where they can', () => {
    const [first, second] = selectPaths(
      userPaths(index, at('User:u')),
      [at('Item:x'), at('Item:x')],
      new Map([['TAGGED', 1]]),
    );
    expect(first?.shared).not.toBe(second?.shared);
    expect(first?.linkingItem).not.toBe(second?.linkingItem);
  });
});

function isPath(snapshot: GraphSnapshot, user: number, path: ItemPath, item: number): boolean {
  const acts = snapshot.relations.filter((relation) => relation.role === 'interaction');
  const hasActed = (who: number, what: number): boolean =>
    acts.some(({ type }) => hasEdge(snapshot, type, who, what));
  if (!hasActed(user, path.linkingItem)) return false;
  const { relation, shared, linkingItem } = path;
  if (relation === null) return shared !== user && hasActed(shared, linkingItem) && hasActed(shared, item);
  expect(relationOf(snapshot, relation)).toBeDefined();
  const isLinked = (left: number, right: number): boolean =>
    hasEdge(snapshot, relation, left, right) || hasEdge(snapshot, relation, right, left);
  return shared === linkingItem
    ? isLinked(linkingItem, item)
    : isLinked(linkingItem, shared) && isLinked(shared, item);
}
