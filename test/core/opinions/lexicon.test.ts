import { describe, expect, it } from 'vitest';
import { parseLexicon } from '../../../src/core/opinions/lexicon.ts';
import { qualityOf } from '../../../src/core/opinions/quality.ts';
import { smallLexicon } from './word-lists.ts';

const empty = {
  polarity: '',
  reviewWords: '',
  opinionVerbs: '',
  relationalAdjectives: '',
  compoundNouns: '',
  plainWords: '',
  adjectives: '',
};

describe('parseLexicon', () => {
  it('reads general scores as polarities, leaves out weak ones, and lets words of reviews win', () => {
    const lexicon = parseLexicon({
      ...empty,
      polarity: '# score -5 to 5\nfine\t0.8\nloud\t1\ngrim\t-2',
      reviewWords: 'loud\tquality\tnegative',
    });
    expect([...lexicon.qualities]).toEqual([
      ['loud', 'negative'],
      ['grim', 'negative'],
    ]);
    expect([...lexicon.strong].sort()).toEqual(['grim', 'loud']);
  });

  it('finds the longest idiom first', () => {
    const rows = ['worth it', 'worth the wait', 'worth the'].map((words) => `${words}\tquality\tpositive`);
    const { idioms } = parseLexicon({ ...empty, reviewWords: rows.join('\n') });
    expect(idioms.get('worth')?.[0]).toEqual(['worth', 'the', 'wait']);
  });

  it.each([
    ['a polarity that is none', { reviewWords: 'fast\tquality\tgood' }],
    ['a verb without a side', { opinionVerbs: 'love\tnowhere\tpositive' }],
  ])('refuses %s', (_, texts) => {
    expect(() => parseLexicon({ ...empty, ...texts })).toThrow('Invariant broken');
  });
});

describe('qualityOf', () => {
  it.each([
    ['faster', 'positive'],
    ['noisiest', 'negative'],
    ['slowly', 'negative'],
    ['well-made', 'positive'],
    ['over-cooked', 'negative'],
    ['unfriendly', 'negative'],
    ['tasteless', 'negative'],
    ['non-responsive', 'negative'],
    ['wooden', undefined],
    ['cordless', undefined],
  ])('takes %s for %s, by what the word is made of', (word, polarity) => {
    expect(qualityOf({ lower: word, lemma: word, tag: 'ADJ' }, smallLexicon())).toBe(polarity);
  });
});
