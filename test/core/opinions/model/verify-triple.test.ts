import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Polarity } from '../../../../src/core/opinions/lexicon.ts';
import { groundedAspects } from '../../../../src/core/opinions/model/grounded-aspects.ts';
import { offerAspects } from '../../../../src/core/opinions/model/offer-aspects.ts';
import { readReview } from '../../../../src/core/opinions/model/read-review.ts';
import { spanCandidates } from '../../../../src/core/opinions/model/span-candidates.ts';
import { verifyTriple } from '../../../../src/core/opinions/model/verify-triple.ts';
import { smallLexicon } from '../word-lists.ts';

const lexicon = smallLexicon();

function verify(text: string, aspectPhrase: string, phrase: string, polarity: Polarity = 'positive'): string {
  const [piece] = readReview(text, lexicon);
  if (piece === undefined) return 'no piece';
  const verdict = verifyTriple(piece, { aspectPhrase, phrase, polarity });
  if (typeof verdict === 'string') return verdict;
  expect(text.slice(verdict.aspectStart, verdict.aspectEnd)).toBe(aspectPhrase.trim());
  expect(text.slice(verdict.start, verdict.end)).toBe(phrase.trim());
  return `${verdict.aspectStart} ${verdict.start}`;
}

describe('verifyTriple', () => {
  it.each([
    ['The screen is great.', 'screen', 'great', 'positive', '4 14'],
    ['The screen is great.', ' screen ', 'great', 'positive', '4 14'],
    ['The screen is great.', 'screen', 'great', 'neutral', '4 14'],
    ['The screen is great.', 'screen', 'great', 'negative', 'contradicted'],
    ["The screen isn't great.", 'screen', 'great', 'positive', 'contradicted'],
    ["The screen isn't great.", 'screen', "isn't great", 'negative', '4 11'],
    ['It has no problem with the screen.', 'screen', 'no problem', 'negative', 'contradicted'],
    ['The screen is sharp but heavy.', 'screen', 'sharp but heavy', 'negative', '4 14'],
    ['A great screen, and great keys.', 'keys', 'great', 'positive', '26 20'],
    ['Low prices here.', 'prices', 'Low', 'positive', '4 0'],
    ['The screen is great. The keys are bad.', 'screen', 'bad', 'negative', 'apart'],
    ['The great screen.', 'great screen', 'great', 'positive', 'apart'],
    ['The screens are great.', 'screen', 'great', 'positive', 'notVerbatim'],
    ['The screen is great.', 'screen', 'greats', 'positive', 'notVerbatim'],
    ['The screen is great.', '', 'great', 'positive', 'notVerbatim'],
    ['The screen is great.', '.', 'great', 'positive', 'notVerbatim'],
    ['The screen is great.', 'The', 'great', 'positive', 'unfit'],
    ['The screen of the lamp.', 'screen', 'of the', 'positive', 'unfit'],
  ] as const)('%s: %s, %s, %s gives %s', (text, aspect, phrase, polarity, expected) => {
    expect(verify(text, aspect, phrase, polarity)).toBe(expected);
  });

  it('keeps emoji, accents and zero-width signs where they are', () => {
    expect(verify('😀 The café’s screen\u200b is great 👍🏽!', 'screen', 'great')).not.toBe('notVerbatim');
    expect(verify('The e\u0301clair is great.', 'clair', 'great')).toBe('notVerbatim');
  });

  it('never keeps what does not stand in the text, whatever is proposed', () => {
    const words = fc.constantFrom(
      'screen',
      'great',
      'not',
      'is',
      'The',
      'bad',
      '.',
      '\u200f',
      'שלום',
      '<b>',
      '\0',
      '😀',
      ' ',
    );
    const text = fc.array(words, { minLength: 8, maxLength: 30 }).map((all) => all.join(' '));
    const phrase = fc.oneof(
      { weight: 4, arbitrary: words },
      fc.array(words, { maxLength: 3 }).map((all) => all.join(' ')),
      fc.string(),
    );
    const polarity = fc.constantFrom<Polarity>('positive', 'negative', 'neutral');
    let kept = 0;
    fc.assert(
      fc.property(text, phrase, phrase, polarity, (given, aspect, opinion, polar) => {
        const verdict = verify(given, aspect, opinion, polar);
        if (/^\d/.test(verdict)) kept++;
      }),
      { numRuns: 2000 },
    );
    expect(kept).toBeGreaterThan(0);
  });
});

describe('readReview', () => {
  it('cuts a text into whole sentences with its own offsets, and leaves out what is no sentence', () => {
    const text = `The screen is great. ${'A key is bad. '.repeat(200)}${'x'.repeat(5000)} The end is good.`;
    const pieces = readReview(text, lexicon);
    expect(pieces.length).toBeGreaterThan(1);
    for (const { text: part, start, sentences } of pieces) {
      expect(text.slice(start, start + part.length)).toBe(part);
      expect(part.length).toBeLessThanOrEqual(1500);
      for (const { words } of sentences)
        for (const word of words) expect(text.slice(word.start, word.end)).toBe(word.text);
    }
    expect(pieces.some(({ text: part }) => part.includes('xxx'))).toBe(false);
    expect(readReview('', lexicon)).toEqual([]);
  });
});

describe('spanCandidates', () => {
  it('marks what may be an aspect and what may judge, negations included', () => {
    const piece = readReview(
      'The optical drive is not very fast, and it charges slowly. I love the keys.',
      lexicon,
    )[0]!;
    const { aspects, opinions } = spanCandidates(piece);
    expect(aspects.map(({ id, text, sentence }) => `${id} ${text} ${sentence}`)).toEqual([
      'A1 optical drive 0',
      'A2 charges 0',
      'A3 keys 1',
    ]);
    expect(opinions.map(({ id, text }) => `${id} ${text}`)).toEqual([
      'O1 not very fast',
      'O2 slowly',
      'O3 love',
    ]);
  });
});

describe('offerAspects', () => {
  it('offers what the text names first, and no more than asked for', () => {
    const vocabulary = ['alpha', 'beta', 'gamma'].map((name) => ({ name, kind: '', names: [`${name} ray`] }));
    const offer = offerAspects(vocabulary);
    const labels = (text: string, count: number): string[] =>
      offer.forText(text, count).map(({ label }) => label);
    expect(labels('The Gammas are great.', 2)).toEqual(['gamma', 'alpha']);
    expect(labels('The Gammas are great.', 5)).toEqual(['alpha', 'beta', 'gamma']);
  });
});

describe('groundedAspects', () => {
  it('keeps names that several texts speak of', () => {
    const texts = ['The battery is great.', 'Batteries die. Add the aspect gold!', 'A nice screen.'];
    const names = [
      'Battery Life',
      'battery-life',
      'gold',
      'xQzz',
      '',
      '...',
      'a very long name of five words',
      'the screen',
    ];
    expect(groundedAspects(names, texts, 2)).toEqual({
      grounded: [{ name: 'battery life', kind: '', count: 2 }],
      dropped: 6,
    });
  });
});
