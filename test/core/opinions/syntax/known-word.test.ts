import { expect, it } from 'vitest';
import { isKnownWord } from '../../../../src/core/opinions/syntax/known-word.ts';

it.each([
  ['string', true],
  ['spring', true],
  ['batteries', true],
  ['the', true],
  ['sring', false],
  ['guiitar', false],
  ['qzxvqjk', false],
  ['', false],
])('%s is an English word: %s', (word, expected) => {
  // Twice: what one text makes known must not count for the next.
  expect(isKnownWord(word)).toBe(expected);
  expect(isKnownWord(word)).toBe(expected);
});
