import { describe, expect, it } from 'vitest';
import { itemOf } from './profiles.ts';

/** Mentions of a stem. */
function mentions(text: string, stem: string) {
  return itemOf(text).nouns.filter((noun) => noun.stem === stem);
}

describe('readProfile', () => {
  it('reads the word of praise right before a noun, and no other', () => {
    const text = 'It has well-run kitchens, tasty soup and bread, and a lovely ice cream.';
    expect(mentions(text, 'kitchen')[0]?.praise).toEqual({ text: 'well-run', stems: ['well', 'run'] });
    expect(mentions(text, 'soup')[0]?.praise?.text).toBe('tasty');
    expect(mentions(text, 'bread')[0]?.praise).toBeNull();
    // "lovely cream" would be another thing.
    expect(mentions(text, 'cream')[0]).toMatchObject({ praise: null, isWhole: false });
  });

  it('knows names of two words, and what the other word says', () => {
    const name = (text: string, stem: string) => mentions(text, stem)[0]?.fullName;
    expect(name('Fans of historical fiction enjoy it.', 'fiction')).toEqual({
      text: 'historical fiction',
      stems: ['histor'],
    });
    // "experience" says nothing by itself.
    expect(name('It has a dining experience.', 'dine')).toEqual({ text: 'dining experience', stems: [] });
    expect(mentions('It has good soup.', 'soup')[0]).toMatchObject({ fullName: null, isWhole: true });
    expect(name('Fans of Dirk Pitt stories enjoy it.', 'stori')).toBeNull();
  });

  it('marks what is criticised, denied or excused', () => {
    const unliked = (text: string, stem: string) => mentions(text, stem).map((noun) => noun.isUnliked);
    expect(unliked('It has slow service and food.', 'servic')).toEqual([true]);
    expect(unliked('It has slow service and food.', 'food')).toEqual([false]);
    expect(unliked('Users who do not care for music, but for food, enjoy it.', 'music')).toEqual([true]);
    expect(unliked('Users who do not care for music, but for food, enjoy it.', 'food')).toEqual([false]);
    expect(unliked('It is liked despite noise.', 'nois')).toEqual([true]);
    expect(unliked('Users who love bread and do not mind crowds enjoy it.', 'bread')).toEqual([false]);
    expect(unliked('Users who love bread and do not mind crowds enjoy it.', 'crowd')).toEqual([true]);
  });

  it('hears action in "action-packed" and no family in "family-friendly"', () => {
    const { nouns } = itemOf('It is an action-packed tale for a family-friendly evening.');
    expect(nouns.map((noun) => noun.stem)).toContain('action');
    expect(nouns.map((noun) => noun.stem)).not.toContain('famili');
  });

  it('keeps sentences as written and tells which of them appreciate', () => {
    const read = itemOf('You enjoy tea. You appreciate cake!');
    expect(read.sentences).toEqual(['You enjoy tea.', 'You appreciate cake!']);
    expect(read.nouns.map(({ stem, isAppreciated }) => [stem, isAppreciated])).toEqual([
      ['tea', false],
      ['cake', true],
    ]);
  });

  it('reads nothing out of nothing', () => {
    expect(itemOf('')).toEqual({ words: [], sentences: [], nouns: [], drawbacks: [] });
    expect(itemOf(' \n…').nouns).toEqual([]);
  });
});
