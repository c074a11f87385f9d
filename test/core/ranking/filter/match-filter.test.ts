import { describe, expect, it } from 'vitest';
import { parseItemFilter } from '../../../../src/core/ranking/filter/item-filter.ts';
import { comparesNumbers, matchFilter } from '../../../../src/core/ranking/filter/match-filter.ts';
import { smallSnapshot } from '../../../fixtures/small-graph.ts';

const snapshot = smallSnapshot({
  relations: {
    IN_GENRE: {
      edges: [
        ['Item:a', 'Attribute:g1'],
        ['Item:b', 'Attribute:g1'],
        ['Item:b', 'Attribute:g2'],
      ],
    },
    MADE: { edges: [['Attribute:ann', 'Item:a']] },
    SEQUEL_TO: { edges: [['Item:c', 'Item:a']] },
    BOUGHT: { role: 'interaction', edges: [['User:u', 'Item:a']] },
  },
  names: { 'Attribute:g1': 'Dráma', 'Attribute:g2': 'Sea story', 'Attribute:ann': 'Ann' },
  kinds: { g1: 'genre', g2: 'genre', ann: 'director' },
});
const numbers = new Map([['price', Float64Array.of(10, 20, Number.NaN)]]);
const matched = (text: string): string =>
  Array.from(matchFilter(snapshot, numbers, parseItemFilter(text)))
    .map((match, item) => (match === 1 ? 'abc'[item] : ''))
    .join('');

describe('matchFilter', () => {
  it.each([
    ['genre:g1', 'ab'],
    ['genre:drama', 'ab'],
    ['GENRE:"sea story"', 'b'],
    ['in-genre:g2', 'b'],
    ['IN_GENRE:g2', 'b'],
    ['director:ann', 'a'],
    ['sequel_to:a', 'c'],
    ['not genre:drama', 'c'],
    ['genre:g1 and not genre:g2', 'a'],
    ['genre:g2 or director:ann', 'ab'],
    ['price < 20', 'a'],
    ['price <= 20', 'ab'],
    ['price = 20', 'b'],
    ['price != 20', 'a'],
    ['price > 10', 'b'],
    ['price >= 10', 'ab'],
    ['not price >= 10', 'c'],
    ['genre:g1 and not (director:ann or price < 15)', 'b'],
  ])('%s holds for %s', (text, items) => {
    expect(matched(text)).toBe(items);
  });

  it.each([
    ['gener:drama', /"gener", which is no kind .* Nearest: genre/],
    ['prize < 3', /"prize".* Nearest: price/],
    ['bought:a', /"bought"/],
    ['genre:darma', /no genre has this id or name\. Nearest: Dráma/],
    ['sequel_to:zed', /no sequel_to has this id or name/],
  ])('refuses %s with the nearest names', (text, message) => {
    expect(() => matched(text)).toThrow(expect.objectContaining({ code: 'request-invalid' }));
    expect(() => matched(text)).toThrow(message);
  });

  it('takes an exact id before a name', () => {
    const twins = smallSnapshot({
      relations: {
        IN: {
          edges: [
            ['Item:a', 'Attribute:one'],
            ['Item:b', 'Attribute:two'],
          ],
        },
      },
      names: { 'Attribute:one': 'two', 'Attribute:two': 'Two' },
      kinds: { one: 'genre', two: 'genre' },
    });
    const found = (text: string): number[] =>
      Array.from(matchFilter(twins, new Map(), parseItemFilter(text)));
    expect(found('genre:two')).toEqual([0, 1]);
    expect(found('genre:TWO')).toEqual([1, 1]);
  });

  it('never names a user', () => {
    expect(() => matched('user:u')).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('User') }),
    );
  });

  it('says whether numbers have to be read', () => {
    expect(comparesNumbers(parseItemFilter('a:1 and not (b:2 or price < 3)'))).toBe(true);
    expect(comparesNumbers(parseItemFilter('a:1 and not (b:2 or c:3)'))).toBe(false);
  });
});
