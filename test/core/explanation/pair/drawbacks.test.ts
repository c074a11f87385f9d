import { describe, expect, it } from 'vitest';
import { itemOf } from './profiles.ts';

describe('drawbacks of a profile', () => {
  it.each([
    ['Users who do not mind limited seating would enjoy it.', ['limited seating']],
    ["Fans who don't mind crowds and average service, would like it.", ['crowds and average service']],
    ['It is liked despite noise levels.', ['noise levels']],
    ['Those willing to overlook slightly higher prices would enjoy it.', ['slightly higher prices']],
    ['It is not for people sensitive to loud music.', ['loud music']],
  ])('are what readers have to put up with: %s', (text, drawbacks) => {
    expect(itemOf(text).drawbacks).toEqual(drawbacks);
  });

  it.each([
    ['an act', "Users who don't mind waiting would enjoy it."],
    ['a person', 'Despite Ada the story is good.'],
    ['something good', 'A war broke out despite a peaceful period.'],
    ['half a thing', 'It is liked despite some concerns about prices.'],
    ['nothing of the kind', 'Fans of low prices would enjoy it.'],
    ['the end', 'It is liked despite'],
  ])('are not %s', (_, text) => {
    expect(itemOf(text).drawbacks).toEqual([]);
  });
});
