import { describe, expect, it } from 'vitest';
import { filterLimits, parseItemFilter } from '../../../../src/core/ranking/filter/item-filter.ts';

const has = (name: string, value: string, at: number): object => ({ kind: 'attribute', name, value, at });

describe('parseItemFilter', () => {
  it('reads conditions, words in any case, brackets and quotes', () => {
    expect(parseItemFilter('genre:drama AND not (director:"Jane \\"J\\" Doe" or price <= 20.5)')).toEqual({
      kind: 'and',
      parts: [
        has('genre', 'drama', 0),
        {
          kind: 'not',
          part: {
            kind: 'or',
            parts: [
              has('director', 'Jane "J" Doe', 21),
              { kind: 'number', name: 'price', operator: '<=', number: 20.5, at: 50 },
            ],
          },
        },
      ],
    });
  });

  it('binds not before and, and and before or', () => {
    expect(parseItemFilter('a:1 or not b:2 and c:3')).toEqual({
      kind: 'or',
      parts: [
        has('a', '1', 0),
        { kind: 'and', parts: [{ kind: 'not', part: has('b', '2', 11) }, has('c', '3', 19)] },
      ],
    });
  });

  it('takes conditions whose names are quoted or are no keyword', () => {
    expect(parseItemFilter('"not":x')).toEqual(has('not', 'x', 0));
    expect(parseItemFilter('nothing:x')).toEqual(has('nothing', 'x', 0));
  });

  it.each([
    ['', 'ends where a condition such as genre:drama or price < 20 is expected'],
    ['genre', 'ends where : with a value, or a comparison with a number, after genre is expected'],
    ['genre:', 'ends where an id or a name is expected'],
    ['price < cheap', 'has "cheap" at character 9 where a number is expected'],
    ['price < "20"', 'where a number is expected'],
    ['price < 1e400', 'where a number is expected'],
    ['(genre:drama', 'ends where and, or, or ) is expected'],
    ['genre:drama)', 'has ")" at character 12 where and, or, or the end is expected'],
    ['genre:drama comedy', 'has "comedy" at character 13 where and, or, or the end is expected'],
    ['and genre:drama', 'has "and" at character 1 where a condition'],
    ['genre:"drama', 'has a quote that is not closed at character 7'],
    ['genre:drama !', 'has "!" at character 13'],
  ])('refuses %j, naming what is wrong and where', (text, message) => {
    expect(() => parseItemFilter(text)).toThrow(expect.objectContaining({ code: 'request-invalid' }));
    expect(() => parseItemFilter(text)).toThrow(message);
  });

  it('has limits', () => {
    const long = 'x'.repeat(filterLimits.units + 1);
    expect(() => parseItemFilter(long)).toThrow(`${filterLimits.units + 1} characters`);
    const many = Array.from({ length: filterLimits.conditions + 1 }, () => 'a:1').join(' or ');
    expect(() => parseItemFilter(many)).toThrow(`more than ${filterLimits.conditions} conditions`);
    const deep = `${'('.repeat(filterLimits.depth + 1)}a:1`;
    expect(() => parseItemFilter(deep)).toThrow(`more than ${filterLimits.depth} brackets`);
    const nots = `${'not '.repeat(filterLimits.depth + 1)}a:1`;
    expect(() => parseItemFilter(nots)).toThrow(`more than ${filterLimits.depth} brackets`);
  });
});
