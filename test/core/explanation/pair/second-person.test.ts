import { describe, expect, it } from 'vitest';
import { addressed } from '../../../../src/core/explanation/pair/second-person.ts';

describe('addressed', () => {
  it.each([
    ['This user is likely to enjoy romance.', 'You are likely to enjoy romance.'],
    ["Based on the user's reviews, the user enjoys plots.", 'Based on your reviews, you enjoy plots.'],
    [
      'The user also appreciates service. They value prices.',
      'You also appreciate service. You value prices.',
    ],
    ['Additionally, they enjoy sagas.', 'Additionally, you enjoy sagas.'],
    ['User watches and relies on tips.', 'You watch and relies on tips.'],
    ['It seems that they are likely to enjoy tea.', 'It seems that you are likely to enjoy tea.'],
  ])('speaks to the reader: %s', (text, expected) => {
    expect(addressed(text)).toBe(expected);
  });

  it('leaves others alone', () => {
    const text = 'Authors whose users know them, and what they wrote.';
    expect(addressed(text)).toBe(text);
    expect(addressed('')).toBe('');
  });
});
