import fc from 'fast-check';
import { distance } from 'fastest-levenshtein';
import { describe, expect, it } from 'vitest';
import { isNearWord, nearWords } from '../../../../src/core/opinions/vocabulary/near-words.ts';

describe('isNearWord', () => {
  it.each([
    ['battery', 'batery', true],
    ['quality', 'quailty', true],
    ['strap', 'straps', true],
    ['customisation', 'customizatoin', false],
    ['configuration', 'configurtaion', true],
    ['configuration', 'cunfigaration', true],
    ['quality', 'quantity', false],
    ['tone', 'tune', false],
    ['cable', 'table', false],
    ['model1', 'model2', false],
    ['strap', 'strap', false],
  ])('%s and %s: %s', (one, other, expected) => {
    expect(isNearWord(one, other)).toBe(expected);
    expect(isNearWord(other, one)).toBe(expected);
  });
});

describe('nearWords', () => {
  const letters = fc.stringMatching(/^a[ab]{3,13}$/, { size: 'max' });

  it('finds what comparing all with all finds', () => {
    let found = 0;
    fc.assert(
      fc.property(fc.array(letters, { minLength: 20, maxLength: 60 }), (words) => {
        const near = nearWords(words);
        const expected = words.map((word) =>
          words.flatMap((other, position) => (isNearWord(word, other) ? [position] : [])),
        );
        found += expected.flat().length;
        expect(near).toEqual(expected);
      }),
      { numRuns: 100 },
    );
    expect(found).toBeGreaterThan(500);
  });

  it('finds each slip of a long word', () => {
    const word = 'instrumentation';
    const slips = slipsOf(word).filter((slip) => slip[0] === word[0] && slip !== word);
    expect(slips.length).toBeGreaterThan(200);
    for (const slip of slips) {
      expect(distance(word, slip)).toBeLessThanOrEqual(2);
      expect(nearWords([word, slip]), slip).toEqual([[1], [0]]);
    }
  });
});

/** One letter missing, doubled or changed, two swapped, and two letters missing. */
function slipsOf(word: string): string[] {
  const cut = (text: string): string[] => [...text].map((_, at) => text.slice(0, at) + text.slice(at + 1));
  const places = [...word].map((_, at) => at);
  return [
    ...cut(word),
    ...cut(word).flatMap(cut),
    ...places.map((at) => `${word.slice(0, at)}x${word.slice(at)}`),
    ...places.map((at) => `${word.slice(0, at)}x${word.slice(at + 1)}`),
    // One letter gone early and one added late, and the other way round: what stands between moves by one.
    ...places.map((at) => `${word.slice(0, at)}${word.slice(at + 1)}x`),
    ...places.map((at) => `${word.slice(0, 1)}x${word.slice(1, at)}${word.slice(at + 1)}`),
    ...places.map((at) => word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2)),
  ];
}
