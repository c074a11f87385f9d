import { describe, expect, it } from 'vitest';
import {
  isAcronymOf,
  isDerived,
  isNameForm,
  plainLetters,
  wordKey,
} from '../../../../src/core/explanation/spans/same-word.ts';

describe('word keys', () => {
  it.each([
    ['cities', 'city'],
    ['classified', 'classify'],
    ['Rusić', 'Rusic'],
    ["Ada's", 'ada'],
    ['writes', 'write'],
    ['wrote', 'written'],
  ])('%s and %s are one', (left, right) => {
    expect(wordKey(left)).toBe(wordKey(right));
  });

  it('keep other words apart', () => {
    expect(wordKey('director')).not.toBe(wordKey('direction'));
    expect(plainLetters('Łódź')).toBe('lodz');
  });
});

describe('derived words', () => {
  it.each([
    ['chocolat', 'chocolati', true],
    ['biolog', 'biological', true],
    ['station', 'statue', false],
    ['art', 'artist', false],
  ])('%s and %s: %s', (left, right, expected) => {
    expect(isDerived(left, right)).toBe(expected);
    expect(isDerived(right, left)).toBe(expected);
  });

  it.each([
    ['brazil', 'brazilian', true],
    ['hungary', 'hungarian', true],
    ['berlin', 'berliner', true],
    ['marina', 'marino', false],
    ['austria', 'australia', false],
    ['peter', 'petersburg', false],
  ])('names %s and %s: %s', (left, right, expected) => {
    expect(isNameForm(left, right)).toBe(expected);
  });
});

describe('acronyms', () => {
  it('are made of the capital letters of a name', () => {
    const union = ['United', 'States', 'of', 'America'];
    expect(isAcronymOf('USA', union)).toBe(true);
    expect(isAcronymOf('U.S.', union)).toBe(true);
    expect(isAcronymOf('UK', union)).toBe(false);
    expect(isAcronymOf('Usa', union)).toBe(false);
  });
});
