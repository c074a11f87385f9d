import { describe, expect, it } from 'vitest';
import { reasonText } from '../../../src/core/paths/reason-words.ts';
import { pathGroups } from '../../../src/core/paths/reasons.ts';
import { buildRankingIndex } from '../../../src/core/ranking/ranking-index.ts';
import { scoreUser } from '../../../src/core/ranking/score-user.ts';
import { nodeAt, smallManifest, smallSnapshot } from '../../fixtures/small-graph.ts';

const snapshot = smallSnapshot({
  nodes: ['User:new'],
  relations: {
    BOUGHT: {
      role: 'interaction',
      edges: [
        ...['a', 'b', 'c'].map((item) => ['User:u', `Item:${item}`] as const),
        ['User:v', 'Item:a'],
        ['User:v', 'Item:z'],
        ['User:w', 'Item:a'],
        ['User:w', 'Item:z'],
        ['User:w', 'Item:b'],
      ],
    },
    DESIGNED_BY: { edges: ['a', 'b', 'c', 'z'].map((item) => [`Item:${item}`, 'Attribute:ida'] as const) },
    MAKES: {
      edges: [
        ['Attribute:mill', 'Item:z'],
        ['Attribute:mill', 'Item:c'],
      ],
    },
    SEQUEL_TO: { edges: [['Item:z', 'Item:a']] },
    HOLDS: { edges: [['Item:b', 'Item:z']] },
    VALUES: {
      role: 'derived',
      edges: [
        ['User:u', 'Aspect:art'],
        ['User:u', 'Aspect:box'],
        ['User:u', 'Aspect:ink'],
        ['User:u', 'Aspect:noise'],
      ],
    },
    PRAISED_FOR: {
      role: 'derived',
      edges: [
        ['Item:z', 'Aspect:art', 3],
        ['Item:z', 'Aspect:box', 2],
        ['Item:z', 'Aspect:noise', 1],
      ],
    },
    CRITICISED_FOR: {
      role: 'derived',
      edges: [
        ['Item:z', 'Aspect:ink', 1],
        ['Item:z', 'Aspect:noise', 4],
      ],
    },
  },
});
const manifest = smallManifest({
  relations: [
    {
      type: 'DESIGNED_BY',
      ends: [['Item', 'Attribute']],
      forward: '{from} was designed by {to}',
      backward: '{to} designed {from}',
      weight: 1,
    },
    {
      type: 'MAKES',
      ends: [['Attribute', 'Item']],
      forward: '{from} makes {to}',
      backward: '{to} is made by {from}',
      weight: 1,
    },
    {
      type: 'SEQUEL_TO',
      ends: [['Item', 'Item']],
      forward: '{from} is the sequel to {to}',
      backward: '{to} is continued by {from}',
      weight: 1,
    },
    { type: 'HOLDS', ends: [['Item', 'Item']], weight: 1 },
  ],
  aspects: { weight: 1 },
});
const index = buildRankingIndex(snapshot, manifest);

function textsFor(user: string): string[] {
  const item = nodeAt(snapshot.keys, 'Item:z');
  const groups = pathGroups(index, scoreUser(index, nodeAt(snapshot.keys, `User:${user}`)), item);
  return groups
    .map((group) => reasonText({ snapshot, manifest, aspectTerm: index.aspectTerm }, group, item))
    .sort();
}

describe('a reason in words', () => {
  it('follows the manifest with the recommended item as the subject, and counts what it counts', () => {
    expect(textsFor('u')).toEqual([
      '1 person who liked B also liked Z.',
      '2 people who liked A also liked Z.',
      'You care about ART: all 3 opinions about it praise Z.',
      'You care about BOX: both opinions about it praise Z.',
      'You care about INK: the one opinion about it criticises Z.',
      'You care about NOISE: 4 of 5 opinions about it criticise Z.',
      'Z is made by MILL, like C, which you liked.',
      'Z is the holds of B, which you liked.',
      'Z is the sequel to A, which you liked.',
      'Z was designed by IDA, like A, B and C, which you liked.',
    ]);
  });

  it('says which way a liked item counts', () => {
    const group = pathGroups(
      index,
      scoreUser(index, nodeAt(snapshot.keys, 'User:u')),
      nodeAt(snapshot.keys, 'Item:z'),
    )
      .filter((entry) => entry.through === 'linking-item')
      .map((entry) => ({ ...entry, contribution: -1 }))[0];
    expect(group).toBeDefined();
    if (group !== undefined)
      expect(
        reasonText({ snapshot, manifest, aspectTerm: null }, group, nodeAt(snapshot.keys, 'Item:z')),
      ).toMatch(/^Beside your other likes, liking [AB] goes with liking Z less\.$/);
  });

  it('of a user without history is how many liked the item', () => {
    expect(textsFor('new')).toEqual(['2 people liked Z.']);
  });
});
