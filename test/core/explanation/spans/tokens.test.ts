import { describe, expect, it } from 'vitest';
import { sentencesOf } from '../../../../src/core/explanation/spans/tokens.ts';

function sentences(text: string, ...names: string[]): string[] {
  return sentencesOf(text, names).map((tokens) => tokens.map((token) => token.text).join(' '));
}

describe('sentences', () => {
  it('end at marks and line ends, not at initials, abbreviations or inside names', () => {
    expect(sentences('One. Two! Three?\nfour')).toEqual(['One', 'Two', 'Three', 'four']);
    expect(sentences('Made by J. Byrne of St. Ives. It is old.')).toEqual([
      'Made by J Byrne of St Ives',
      'It is old',
    ]);
    expect(sentences('He saw Who Cares? Me! twice.', 'Who Cares? Me!')).toEqual([
      'He saw Who Cares Me twice',
    ]);
    expect(sentences('It weighs 4.5 kg. 3 are left.')).toEqual(['It weighs 4.5 kg', '3 are left']);
    expect(sentences('')).toEqual([]);
  });

  it('give each word its place and what stands before it', () => {
    const text = 'Ada, the U.S. poet';
    const [tokens = []] = sentencesOf(text, []);
    for (const token of tokens) expect(text.slice(token.start, token.end)).toBe(token.text);
    expect(tokens.map((token) => [token.text, token.gap])).toEqual([
      ['Ada', ''],
      ['the', ', '],
      ['U.S.', ' '],
      ['poet', ' '],
    ]);
  });
});
