import { describe, expect, it } from 'vitest';
import {
  collapse,
  groupRows,
  interactionKey,
  isNotOlder,
  momentUnknown,
  propertiesText,
  slotOf,
  upsertResult,
} from '../../src/store/fact-batches.ts';

const act = (at: number | null, kind = 'BOUGHT') => ({ user: 'u', item: 'i', kind, at });

describe('collapse', () => {
  it('keeps the later of equal keys, sorted by key', () => {
    const rows = [
      { id: 'b', n: 1 },
      { id: 'a', n: 2 },
      { id: 'b', n: 3 },
    ];
    expect(collapse(rows, ({ id }) => id)).toEqual([
      { id: 'a', n: 2 },
      { id: 'b', n: 3 },
    ]);
    expect(
      collapse(
        rows,
        ({ id }) => id,
        () => false,
      ).map(({ n }) => n),
    ).toEqual([2, 1]);
    expect(collapse([], String)).toEqual([]);
  });

  it('keeps the latest rating whatever the order, and the later row of equal moments', () => {
    const rated = [
      act(5, 'RATED'),
      { ...act(9, 'RATED'), rating: 1 },
      act(null, 'RATED'),
      { ...act(9, 'RATED'), rating: 2 },
    ];
    expect(collapse(rated, interactionKey, isNotOlder)).toEqual([{ ...act(9, 'RATED'), rating: 2 }]);
  });
});

describe('slotOf', () => {
  it('tells repeats apart by moment, and ratings not at all', () => {
    expect([slotOf(act(5)), slotOf(act(null)), slotOf(act(5, 'RATED')), slotOf(act(null, 'RATED'))]).toEqual([
      5,
      momentUnknown,
      0,
      0,
    ]);
  });
});

describe('propertiesText', () => {
  it('does not depend on the order of properties', () => {
    expect(propertiesText({ b: 1, a: null })).toBe('{"a":null,"b":1}');
    expect(propertiesText({ a: null, b: 1 })).toBe('{"a":null,"b":1}');
    expect(propertiesText(undefined)).toBe('{}');
  });
});

describe('groupRows', () => {
  it('keeps the positions in the batch', () => {
    const groups = groupRows(['x1', 'y1', 'x2'], (row) => row.charAt(0));
    expect([...groups]).toEqual([
      ['x', { rows: ['x1', 'x2'], positions: [0, 2] }],
      ['y', { rows: ['y1'], positions: [1] }],
    ]);
  });
});

describe('upsertResult', () => {
  it('counts the rest as unchanged and sorts what dangles', () => {
    const dangling = [
      { position: 4, missing: 'Item:b' },
      { position: 1, missing: 'Item:a' },
    ];
    expect(upsertResult(10, { created: 3, changed: 2 }, dangling)).toEqual({
      created: 3,
      changed: 2,
      unchanged: 3,
      dangling: [dangling[1], dangling[0]],
    });
  });
});
