import { describe, expect, it } from 'vitest';
import type { Explanation, Reason, Why } from '../../src/contract/types.ts';
import {
  basisWords,
  kindWords,
  modelWords,
  pathWords,
  percent,
  rankChange,
  rankSentence,
  withheldWords,
  writerWords,
} from '../../web/src/words.ts';
import { aspectReason, explanation, linkingReason } from '../serve/http/fake-engine.ts';

describe('numbers', () => {
  it.each([
    [0, '0 %'],
    [0.0004, '< 0.1 %'],
    [0.0412, '4.1 %'],
    [0.0994, '9.9 %'],
    [0.0996, '10 %'],
    [0.42, '42 %'],
    [1, '100 %'],
  ])('a share of %f is %s', (share, words) => {
    expect(percent(share)).toBe(words);
  });

  it('a rank that changes names both, also for the ear', () => {
    expect([rankChange(3, 14), rankChange(3, null)]).toEqual(['3 → 14', '3 → out']);
    expect(rankSentence(3, 14, 1)).toBe('Without this reason the item falls from rank 3 to 14.');
    expect(rankSentence(3, 2, 2)).toBe('Without these 2 reasons the item rises from rank 3 to 2.');
    expect(rankSentence(3, 3, 1)).toBe('Without this reason the item stays on rank 3.');
    expect(rankSentence(3, null, 1)).toBe('Without this reason the item is no longer ranked.');
  });
});

describe('reasons', () => {
  it('say what they are and what stands behind them', () => {
    expect([kindWords(linkingReason), basisWords(linkingReason)]).toEqual([
      'People in common',
      '7 paths · 7 people',
    ]);
    expect([kindWords(aspectReason), basisWords(aspectReason)]).toEqual(['What you care about', '1 path']);
    const sequel: Reason = { ...aspectReason, kind: 'linking-item' };
    expect(kindWords(sequel)).toBe('Related item');
  });

  it('paths read in order, with each fact in its own direction and nobody named but the asker', () => {
    expect(pathWords(linkingReason.example, linkingReason.people)).toBe(
      'Mara — rated → Kilo ← rated — 7 people — rated → Harbour Lights',
    );
    expect(pathWords(linkingReason.example)).toContain('← rated — someone');
  });

  it('what is withheld is said with its number, share and threshold', () => {
    const why = (count: number, share: number): Why =>
      ({ item: { withheld: { count, share } }, parameters: { peopleMin: 5 } }) as Why;
    expect(withheldWords(why(0, 0))).toBeNull();
    expect(withheldWords(why(1, 0.1))).toBe(
      '1 reason with 10 % of the score is not shown, because fewer than 5 people stand behind it.',
    );
    expect(withheldWords(why(3, 0.02))).toBe(
      '3 reasons with 2.0 % of the score are not shown, because fewer than 5 people stand behind each.',
    );
  });
});

describe('who wrote', () => {
  it.each([
    [{}, 'Written from templates. The reasons it names carry 60 % of the score.'],
    [{ rung: 'model', model: 'llama3.2' }, 'Written by llama3.2; every sentence was checked'],
    [{ rung: 'repair', model: 'llama3.2' }, 'Written by llama3.2 after one repair; every sentence'],
  ] as [Partial<Explanation>, string][])('%o', (changes, words) => {
    expect(writerWords({ ...explanation, ...changes })).toContain(words);
  });

  it('the status line names the model or the templates', () => {
    const off = { available: false, name: null, reason: 'x', fix: 'y' };
    expect(modelWords({ store: 's', model: off })).toBe('Texts by templates, as no model answers');
    expect(
      modelWords({ store: 's', model: { available: true, name: 'llama3.2', reason: null, fix: null } }),
    ).toBe('Texts by llama3.2');
  });
});
