import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNumbers } from '../../../../src/core/explanation/gate/numbers.ts';

describe('numbers in a text', () => {
  it.each([
    ['7 people', [7]],
    ['Seven people', [7]],
    ['twenty-one of one hundred and seven', [21, 107]],
    ['twelve hundred', [1200]],
    ['two thousand and three lamps', [2003]],
    ['1,200 lamps for 4.5 EUR', [1200, 4.5]],
    ['four or five, six', [4, 5, 6]],
    ['one person', [1]],
    ['One drawback: 3 opinions', [3]],
    ['seven and a half', [7]],
    ['no numbers and none', []],
  ])('%s', (text, expected) => {
    expect(readNumbers(text).numbers).toEqual(expected);
  });

  it('returns the words between them', () => {
    expect(readNumbers('Twenty-one people and 3 lamps').words).toEqual(['people', 'and', 'lamps']);
    expect(readNumbers('one hundred and seven people').words).toEqual(['people']);
  });

  it('reads every number up to a million in words as in digits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999 }), (number) => {
        expect(readNumbers(`about ${inWords(number)} people`).numbers).toEqual([number]);
      }),
    );
  });
});

const small =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

function inWords(number: number): string {
  if (number < 20) return small[number] ?? '';
  if (number < 100)
    return [tens[Math.floor(number / 10) - 2], number % 10 && small[number % 10]].filter(Boolean).join('-');
  const [unit, scale] = number < 1000 ? (['hundred', 100] as const) : (['thousand', 1000] as const);
  const rest = number % scale;
  return `${inWords(Math.floor(number / scale))} ${unit}${rest === 0 ? '' : ` ${rest < 100 ? 'and ' : ''}${inWords(rest)}`}`;
}
