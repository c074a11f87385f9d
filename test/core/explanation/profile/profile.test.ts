import { describe, expect, it } from 'vitest';
import {
  aspectLines,
  type ProfileOpinion,
  profileText,
} from '../../../../src/core/explanation/profile/profile.ts';

const text = 'The lamp is bright. It hums.';
const opinion = (
  review: string,
  aspect: string,
  at: number | null,
  polarity: ProfileOpinion['polarity'],
) => ({
  review,
  item: 'kilo',
  aspect,
  polarity,
  text,
  aspectStart: 4,
  aspectEnd: 8,
  start: 12,
  end: 18,
  at,
});
const day = (iso: string): number => Date.parse(iso);
const limits = { linesMax: 2, quotesMax: 2 };

describe('aspectLines', () => {
  it('count what the graph counts, newest first among equals, each review quoted once', () => {
    const opinions = [
      opinion('r3', 'light', day('2026-05-01'), 'positive'),
      opinion('r3', 'light', day('2026-05-01'), 'positive'),
      opinion('r2', 'light', day('2026-04-01'), 'positive'),
      opinion('r2', 'noise', day('2026-04-01'), 'negative'),
      opinion('r1', 'light', null, 'positive'),
      opinion('r1', 'weight', null, 'positive'),
    ];
    const counts = new Map([
      ['weight', 1],
      ['noise', 1],
      ['light', 4],
      ['shape', 1],
    ]);
    expect(aspectLines(counts, opinions, 'positive', { linesMax: 9, quotesMax: 2 })).toEqual([
      {
        aspect: 'light',
        opinions: 4,
        latest: day('2026-05-01'),
        quotes: [
          { review: 'r3', item: 'kilo', text: 'The lamp is bright.' },
          { review: 'r2', item: 'kilo', text: 'The lamp is bright.' },
        ],
      },
      { aspect: 'noise', opinions: 1, latest: null, quotes: [] },
      { aspect: 'shape', opinions: 1, latest: null, quotes: [] },
      {
        aspect: 'weight',
        opinions: 1,
        latest: null,
        quotes: [{ review: 'r1', item: 'kilo', text: 'The lamp is bright.' }],
      },
    ]);
    expect(aspectLines(counts, opinions, 'positive', limits)).toHaveLength(2);
    expect(aspectLines(new Map(), opinions, 'positive', limits)).toEqual([]);
  });
});

describe('profileText', () => {
  const line = {
    id: 'light',
    name: 'light',
    opinions: 3,
    latest: day('2026-05-31T23:00:00Z'),
    quotes: [{ itemName: 'Kilo', text: 'The lamp is bright.' }],
  };
  const empty = { praise: [], criticism: [], likes: [], struck: [] };

  it('says what a user values, minds, likes and struck', () => {
    const words = {
      name: 'Mara',
      isUser: true,
      praise: [line],
      criticism: [{ ...line, id: 'n7', name: 'noise', opinions: 1 }],
      likes: [
        { id: 'kilo', name: 'Kilo' },
        { id: 'Harbour', name: 'Harbour' },
      ],
      struck: ['weight'],
    };
    expect(profileText(words)).toBe(
      [
        'Mara values:',
        '- light, 3 times, last in May 2026: “The lamp is bright.” (Kilo)',
        '',
        'Mara minds:',
        '- noise [n7], once, in May 2026: “The lamp is bright.” (Kilo)',
        '',
        'Liked, latest first: Kilo [kilo], Harbour.',
        '',
        'Struck, and counted nowhere: weight.',
      ].join('\n'),
    );
  });

  it('says what an item is praised for, and that nothing is known', () => {
    const item = { ...empty, name: 'Kilo', isUser: false };
    expect(profileText({ ...item, praise: [{ ...line, opinions: 2, latest: null, quotes: [] }] })).toBe(
      'Kilo is praised for:\n- light, twice',
    );
    expect(profileText(item)).toBe('No review of Kilo states an opinion.');
  });
});
