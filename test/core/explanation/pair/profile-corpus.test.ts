import { describe, expect, it } from 'vitest';
import { isAspect, profileCorpus } from '../../../../src/core/explanation/pair/profile-corpus.ts';
import { corpus, itemOf, lexicon } from './profiles.ts';

describe('profileCorpus', () => {
  it('counts names by item, and mentions that are judged, smoothed', () => {
    expect(corpus.namedShare.get('charact')).toBeCloseTo(1 / 3, 12);
    // Mentioned twice, behind "strong" both times: (2 + 1) / (2 + 5).
    expect(corpus.judgedShare.get('charact')).toBeCloseTo(3 / 7, 12);
    expect(corpus.judgedShare.get('romanc')).toBeCloseTo(1 / 6, 12);
  });

  it('knows how a noun is mostly written, alone or not, with an article or not', () => {
    expect(corpus.aloneShare.get('fiction')).toBe(0);
    expect(corpus.aloneShare.get('charact')).toBe(1);
    expect(corpus.articleShare.get('plot')).toBe(1);
    expect(corpus.articleShare.get('service')).toBe(0);
    const forms = profileCorpus(
      ['Good dishes and a dish.', 'Fresh dishes.'].map(itemOf),
      [],
      lexicon,
    ).usualForm;
    expect(forms.get('dish')).toBe('dishes');
  });

  it('takes readers and what all items are for no aspects', () => {
    expect(isAspect({ text: 'fans', tag: 'NOUN', stem: 'fan' })).toBe(false);
    expect(isAspect({ text: 'Oslo', tag: 'PROPN', stem: 'oslo' })).toBe(false);
    expect(isAspect({ text: 'soup', tag: 'NOUN', stem: 'soup' })).toBe(true);
  });

  it('has nothing to say of no profiles', () => {
    expect(profileCorpus([], [], lexicon).namedShare.size).toBe(0);
  });
});
