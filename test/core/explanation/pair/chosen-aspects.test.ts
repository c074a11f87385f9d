import { describe, expect, it } from 'vitest';
import { chosenAspects } from '../../../../src/core/explanation/pair/chosen-aspects.ts';
import { profileCorpus } from '../../../../src/core/explanation/pair/profile-corpus.ts';
import { corpus, itemOf, itemTexts, lexicon, userOf, userTexts } from './profiles.ts';

const empty = itemOf('');
const phrases = (item: string, user: string) =>
  chosenAspects({ itemProfile: itemOf(item), userProfile: userOf(user) }, corpus).map((one) => one.phrase);

describe('chosenAspects', () => {
  it('puts what is judged before what names a kind, and the item before the user', () => {
    const chosen = chosenAspects(
      { itemProfile: itemOf(itemTexts[0] ?? ''), userProfile: userOf(userTexts[0] ?? '') },
      corpus,
    );
    expect(chosen.map(({ phrase, isOfItem }) => [phrase, isOfItem])).toEqual([
      ['strong characters', true],
      ['romance', true],
      ['a gripping plot', false],
    ]);
  });

  it('tells a noun that never stands alone with its other word', () => {
    expect(phrases(itemTexts[2] ?? '', '')).toEqual(['good plot', 'historical fiction']);
  });

  it('leaves out praise that repeats a noun, in any part', () => {
    const items = ['Fans of flavorful soup enjoy it.', 'Fans of flavor and well-made soup enjoy it.'].map(
      itemOf,
    );
    const own = profileCorpus(items, [], lexicon);
    const soup = (item: number) =>
      chosenAspects({ itemProfile: items[item] ?? empty, userProfile: empty }, own).find(
        ({ stem }) => stem === 'soup',
      )?.phrase;
    expect(soup(0)).toBe('soup');
    expect(soup(1)).toBe('well-made soup');
  });

  it('never names as liked what is only excused', () => {
    expect(phrases(itemTexts[1] ?? '', '')).toEqual(['quick service']);
  });

  it('remembers what the user appreciates', () => {
    const [service] = chosenAspects({ itemProfile: empty, userProfile: userOf(userTexts[1] ?? '') }, corpus);
    expect(service).toMatchObject({ phrase: 'quick service', isOfItem: false, isAppreciated: true });
    expect(chosenAspects({ itemProfile: empty, userProfile: empty }, corpus)).toEqual([]);
  });
});
