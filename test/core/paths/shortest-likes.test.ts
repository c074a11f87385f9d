import { describe, expect, it } from 'vitest';
import { nodeDegrees } from '../../../src/core/paths/node-steps.ts';
import { shortestLikes } from '../../../src/core/paths/shortest-likes.ts';
import { ownLikes } from '../../../src/core/ranking/own-likes.ts';
import { buildRankingIndex } from '../../../src/core/ranking/ranking-index.ts';
import { nodeAt, type SmallEdge, smallManifest, smallSnapshot } from '../../fixtures/small-graph.ts';

describe('shortestLikes', () => {
  it('orders likes by their cheapest path, and puts those without one last', () => {
    const hub = ['a', 'goal', 'x', 'y', 'z'].map((item): SmallEdge => [`Item:${item}`, 'Attribute:hub']);
    const snapshot = smallSnapshot({
      relations: {
        BOUGHT: {
          role: 'interaction',
          edges: ['a', 'b', 'c', 'd'].map((item): SmallEdge => ['User:u', `Item:${item}`]),
        },
        IN: { edges: [...hub, ['Item:b', 'Attribute:rare'], ['Item:goal', 'Attribute:rare']] },
        NEXT: { edges: [['Item:goal', 'Item:c']] },
      },
    });
    const index = buildRankingIndex(snapshot, smallManifest());
    const [user, item] = [nodeAt(snapshot.keys, 'User:u'), nodeAt(snapshot.keys, 'Item:goal')];
    const likes = ownLikes(index, user).items;
    const order = shortestLikes(index, likes, { user, item }, nodeDegrees(snapshot));
    const names = order.map((position) => likes[position]);
    // c is joined to the goal, b meets it at a rare attribute, a at a hub, d nowhere.
    expect(names).toEqual(['c', 'b', 'a', 'd'].map((name) => nodeAt(snapshot.keys, `Item:${name}`)));
  });
});
