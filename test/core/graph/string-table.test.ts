import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareCodeUnits } from '../../../src/core/graph/snapshot.ts';
import { buildStringTable, findString, stringAt } from '../../../src/core/graph/string-table.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 12 });

describe('a string table', () => {
  it('gives back every string', () => {
    fc.assert(
      fc.property(fc.array(anyText, { maxLength: 20 }), (strings) => {
        const table = buildStringTable(strings);
        expect(strings.map((_, index) => stringAt(table, index))).toEqual(strings);
      }),
      { seed: 1 },
    );
  });

  it('finds each of sorted strings, and no other', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyText, { maxLength: 20 }), anyText, (strings, other) => {
        const sorted = [...strings].sort(compareCodeUnits);
        const table = buildStringTable(sorted);
        sorted.forEach((text, index) => {
          expect(findString(table, text, 0, sorted.length)).toBe(index);
        });
        expect(findString(table, other, 0, sorted.length)).toBe(sorted.indexOf(other));
      }),
      { seed: 2 },
    );
  });

  it('looks only into the range asked for', () => {
    const table = buildStringTable(['a', 'b', 'a', 'b']);
    expect(findString(table, 'a', 2, 4)).toBe(2);
    expect(findString(table, 'a', 3, 4)).toBe(-1);
  });
});
