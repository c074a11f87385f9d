import { describe, expect, it } from 'vitest';
import { judgedAspects } from '../../../../src/core/evaluation/polarity-match.ts';
import { pairGrounds } from '../../../../src/core/explanation/pair/pair-grounds.ts';
import { pairText } from '../../../../src/core/explanation/pair/pair-text.ts';
import { unsupportedSpans } from '../../../../src/core/explanation/spans.ts';
import { extractOpinions } from '../../../../src/core/opinions/extract-opinions.ts';
import { corpus, itemOf, itemTexts, lexicon, userOf, userTexts } from './profiles.ts';

const alike = 'Of those who chose some of what you chose, 7 also chose it.';
const pair = {
  title: 'Salt Road',
  itemProfile: itemOf(itemTexts[0] ?? ''),
  userProfile: userOf(userTexts[0] ?? ''),
  people: 7,
};
const café = { ...pair, title: 'Café Nord', itemProfile: itemOf(itemTexts[1] ?? '') };

describe('pairText', () => {
  it('says what the user enjoys, what she may enjoy of the item, and who chose alike', () => {
    expect(pairText(pair, corpus)).toEqual({
      text: `Consider Salt Road: you enjoy a gripping plot, and may enjoy its strong characters and romance. ${alike}`,
      evidence: [alike],
    });
  });

  it('says what the item comes with as a drawback', () => {
    const { text, evidence } = pairText({ ...café, people: null }, corpus);
    expect(text).toBe(
      'Consider Café Nord: you enjoy strong characters and a gripping plot, and may enjoy its quick service, though it comes with limited seating.',
    );
    expect(evidence).toEqual(['Café Nord comes with limited seating.']);
  });

  it('judges by its words what the profiles judge', () => {
    const judged = judgedAspects(extractOpinions(pairText(café, corpus).text, lexicon));
    expect([...judged.likes].sort()).toEqual(['character', 'plot', 'service']);
    expect([...judged.dislikes]).toEqual(['seating']);
  });

  it('takes the verb of the profile where the user appreciates all that is told of her', () => {
    const user = userOf(userTexts[1] ?? '');
    expect(pairText({ ...pair, userProfile: user }, corpus).text).toContain(
      'you appreciate quick service, and',
    );
  });

  it.each([
    pair,
    café,
    { ...pair, itemProfile: itemOf(itemTexts[2] ?? '') },
    { ...pair, itemProfile: itemOf(''), people: null },
    { ...pair, userProfile: userOf(''), title: 'Salt Road (Volume 2)' },
    { ...café, userProfile: userOf(userTexts[1] ?? '') },
  ])('passes the strict check', (one) => {
    const { text, evidence } = pairText(one, corpus);
    expect(unsupportedSpans(text, pairGrounds(one, evidence))).toEqual([]);
    expect(
      unsupportedSpans(text.replace('Consider', 'Nobody likes'), pairGrounds(one, evidence)),
    ).not.toEqual([]);
  });

  it('tells the main title where the check would stumble over the whole one', () => {
    const { text } = pairText({ ...pair, title: 'Salt Road: Not for Everyone (P.S.)' }, corpus);
    expect(text).toMatch(/^Consider Salt Road(?::|, since) you enjoy/u);
  });

  it('says less where too few chose alike or no profile names an aspect', () => {
    expect(pairText({ ...pair, people: null }, corpus).evidence).toEqual([]);
    const bare = { ...pair, people: null, itemProfile: itemOf(''), userProfile: itemOf('') };
    expect(pairText(bare, corpus).text).toBe('Consider Salt Road.');
  });

  it('reads a count of volumes as a series and never takes more than fifty words', () => {
    const series = pairText({ ...pair, title: 'Salt &amp; Road (Volume 2)' }, corpus);
    expect(series.text).toMatch(/^Consider Salt & Road(?::|, since) you/u);
    expect(series.text).toContain('It is in a series.');
    expect(series.evidence).toContain('Salt & Road is in a series.');
    const long = pairText({ ...pair, title: 'salt '.repeat(60).trim() }, corpus).text;
    expect(long.split(' ').length).toBeLessThanOrEqual(50);
    expect(long).toMatch(/^Consider it(?::|, since) you enjoy/u);
  });
});
