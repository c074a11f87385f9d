import { describe, expect, it } from 'vitest';
import { holdsNumber, monthNumber, numbersOf } from '../../../../src/core/explanation/spans/number-runs.ts';

describe('numbers of evidence', () => {
  it.each([
    ['2001-05-03', [2001, 5, 3]],
    ['May 3, 2001', [3, 2001, 5]],
    ['1,234,567 people', [1234567]],
    ['1.5 million', [1.5, 1500000]],
    ['the 17th of twenty-one', [17, 21]],
    ['nothing', []],
  ])('%s', (text, numbers) => {
    expect(numbersOf(text)).toEqual(expect.arrayContaining(numbers));
    if (numbers.length === 0) expect(numbersOf(text)).toEqual([]);
  });
});

describe('a number of a text', () => {
  const evidence = new Set(numbersOf('Born on 1953-07-21, 1,203,400 people, 17th'));

  it.each([
    ['1953', '', true],
    ['1954', '', false],
    ['1950s', '', true],
    ['1960s', '', false],
    ['20th', 'century', true],
    ['19th', 'century', false],
    ['21', '', true],
    ['17th', '', true],
    ['1,203,400', '', true],
    ['1.2', 'million', true],
    ['1.4', 'million', false],
  ])('%s %s: %s', (word, next, isHeld) => {
    expect(holdsNumber(word, next, evidence)).toBe(isHeld);
  });

  it('may be a month', () => {
    expect(monthNumber('july')).toBe(7);
    expect(monthNumber('jul')).toBeNull();
  });
});
