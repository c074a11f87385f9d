import { describe, expect, it } from 'vitest';
import { inCodeUnitOrder, nodeChunks } from '../../src/store/node-order.ts';

const nodes = (ids: string[]) => ({
  ids,
  names: ids.map((id) => `name ${id}`),
  kinds: ids,
  keys: ids.map((_, index) => index),
});

describe('inCodeUnitOrder', () => {
  it('moves ids beyond U+FFFF before those close below, with all that belongs to them', () => {
    const sorted = inCodeUnitOrder(nodes(['a', '\uffee', '😀']));
    expect(sorted).toEqual({
      ids: ['a', '😀', '\uffee'],
      names: ['name a', 'name 😀', 'name \uffee'],
      kinds: ['a', '😀', '\uffee'],
      keys: [0, 2, 1],
    });
  });

  it('returns the same object where the order is right', () => {
    const given = nodes(['a', 'b', '\uffee']);
    expect(inCodeUnitOrder(given)).toBe(given);
  });
});

describe('nodeChunks', () => {
  it('yields every node once', () => {
    const many = nodes(Array.from({ length: 40_000 }, (_, index) => String(index)));
    const chunks = [...nodeChunks(many)];
    expect(chunks.length).toBe(3);
    expect(chunks.flatMap(({ ids }) => ids)).toEqual(many.ids);
    expect(chunks.flatMap(({ names }) => names)).toEqual(many.names);
  });
});
