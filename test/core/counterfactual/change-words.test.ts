import { describe, expect, it } from 'vitest';
import { additionSentence, ordinal, removalSentence } from '../../../src/core/counterfactual/change-words.ts';
import { nodeAt, smallSnapshot } from '../../fixtures/small-graph.ts';

const snapshot = smallSnapshot({
  nodes: ['Item:a', 'Item:b', 'Item:c', 'Item:goal', 'Aspect:noise'],
  names: { 'Item:goal': 'Harbour Lights', 'Aspect:noise': 'noise level' },
  relations: {},
});
const like = (id: string) => ({ kind: 'like', node: nodeAt(snapshot.keys, `Item:${id}`) }) as const;
const noise = { kind: 'aspect', node: nodeAt(snapshot.keys, 'Aspect:noise') } as const;
const goal = nodeAt(snapshot.keys, 'Item:goal');

describe('ordinal', () => {
  it('reads as one says it', () => {
    const read = [1, 2, 3, 4, 11, 12, 13, 21, 22, 23, 101, 111, 112, 1003].map(ordinal).join(' ');
    expect(read).toBe('1st 2nd 3rd 4th 11th 12th 13th 21st 22nd 23rd 101st 111th 112th 1003rd');
  });
});

describe('sentences of changes', () => {
  it('name likes, then cares, and the place', () => {
    expect(removalSentence(snapshot, [like('a')], goal, 14)).toBe(
      'Without your liking of A, Harbour Lights would be 14th.',
    );
    expect(removalSentence(snapshot, [noise, like('a'), like('b'), like('c')], goal, null)).toBe(
      'Without your liking of A, B and C and your care about noise level, Harbour Lights would not be recommended.',
    );
    expect(additionSentence(snapshot, like('b').node, goal, 4)).toBe(
      'With a liking of B, Harbour Lights would be 4th.',
    );
  });
});
