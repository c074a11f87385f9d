import { describe, expect, it } from 'vitest';
import { buildKeyTable, idAt, indexOf, labelAt, labelRange } from '../../../src/core/graph/keys.ts';

const keys = buildKeyTable({ Aspect: [], Attribute: ['noir'], Item: ['10', '9', 'kilo'], User: ['kilo'] });

describe('a key table', () => {
  it('translates both ways, apart for each label', () => {
    expect(indexOf(keys, 'Item', 'kilo')).toBe(3);
    expect(indexOf(keys, 'User', 'kilo')).toBe(4);
    expect([0, 1, 2, 3, 4].map((index) => `${labelAt(keys, index)}:${idAt(keys, index)}`)).toEqual([
      'Attribute:noir',
      'Item:10',
      'Item:9',
      'Item:kilo',
      'User:kilo',
    ]);
  });

  it('knows where a label begins and ends', () => {
    expect(labelRange(keys, 'Aspect')).toEqual({ start: 0, end: 0 });
    expect(labelRange(keys, 'Item')).toEqual({ start: 1, end: 4 });
  });

  it('answers -1 for a node that is not there', () => {
    expect(indexOf(keys, 'Item', 'noir')).toBe(-1);
    expect(indexOf(keys, 'Aspect', 'kilo')).toBe(-1);
  });

  it('refuses ids that are not sorted or not unique', () => {
    const build = (items: string[]): unknown =>
      buildKeyTable({ Aspect: [], Attribute: [], Item: items, User: [] });
    expect(() => build(['b', 'a'])).toThrow('sorted in code-unit order');
    expect(() => build(['a', 'a'])).toThrow('unique');
  });
});
