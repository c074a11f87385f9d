import { describe, expect, it } from 'vitest';
import { pickDiverse } from '../../../src/core/paths/pick-diverse.ts';

const candidates = [
  { name: 'first', worth: 8, nodes: [1, 2] },
  { name: 'twin', worth: 7, nodes: [1, 2] },
  { name: 'half', worth: 5, nodes: [2, 3] },
  { name: 'other', worth: 2, nodes: [4] },
];
const pick = (limit: number) =>
  pickDiverse(candidates, { limit, worth: (one) => one.worth, nodes: (one) => one.nodes }).map(
    (one) => one.name,
  );

describe('pickDiverse', () => {
  it('halves what repeats a node, once for each repeat', () => {
    // After "first": twin 7/4, half 5/2, other 2. After "half": twin 7/8 (node 2 stands twice), other 2.
    expect(pick(4)).toEqual(['first', 'half', 'other', 'twin']);
  });

  it('keeps to its limit and ends with the candidates', () => {
    expect(pick(1)).toEqual(['first']);
    expect(pick(9)).toHaveLength(4);
    expect(pickDiverse([], { limit: 3, worth: () => 1, nodes: () => [] })).toEqual([]);
  });

  it('keeps the order of equals', () => {
    const equals = ['a', 'b', 'c'].map((name) => ({ name }));
    expect(pickDiverse(equals, { limit: 2, worth: () => 1, nodes: () => [] })).toEqual(equals.slice(0, 2));
  });
});
