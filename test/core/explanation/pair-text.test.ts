import { describe, expect, it } from 'vitest';
import { pairText, profileCorpus } from '../../../src/core/explanation/pair-text.ts';
import { type StemmedWord, tagStems } from '../../../src/core/opinions/syntax/tag-stems.ts';

const itemProfiles = [
  'Fans of strong characters would enjoy this romance.',
  'Fans of a good plot enjoy this book.',
];
const userProfiles = ['This user is likely to enjoy a strong plot and strong characters.'];
const isJudging = (word: StemmedWord): boolean => ['strong', 'good'].includes(word.text);
const corpus = profileCorpus(itemProfiles.map(tagStems), userProfiles.map(tagStems), isJudging);
const pair = {
  title: 'Salt Road',
  itemProfile: tagStems(itemProfiles[0] ?? ''),
  userProfile: tagStems(userProfiles[0] ?? ''),
  people: 7,
};

describe('pairText', () => {
  it('names what the item has and what the user wants, and who chose alike', () => {
    expect(pairText(pair, corpus)).toEqual({
      text: 'Salt Road may suit you for its characters and romance, and you would want plot. Of those who chose some of what you chose, 7 also chose it.',
      evidence: ['Of those who chose some of what you chose, 7 also chose it.'],
    });
  });

  it('puts what is judged before what names a kind', () => {
    const share = (stem: string): number => corpus.judgedShare.get(stem) ?? 0;
    expect(share('charact')).toBeGreaterThan(share('romanc'));
  });

  it('says less where too few chose alike or no profile names an aspect', () => {
    expect(pairText({ ...pair, people: null }, corpus).evidence).toEqual([]);
    const bare = { ...pair, people: null, itemProfile: [], userProfile: [] };
    expect(pairText(bare, corpus).text).toBe('Salt Road may suit you.');
  });

  it('reads a count of volumes as a series and never takes more than fifty words', () => {
    const series = pairText({ ...pair, title: 'Salt Road (Volume 2)' }, corpus);
    expect(series.text).toContain('Salt Road may suit you');
    expect(series.text).toContain('It is in a series.');
    const long = pairText({ ...pair, title: 'salt '.repeat(60).trim() }, corpus).text;
    expect(long.split(' ').length).toBeLessThanOrEqual(50);
    expect(long).toMatch(/^It may suit you for its characters/u);
  });
});
