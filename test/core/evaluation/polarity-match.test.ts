import { describe, expect, it } from 'vitest';
import {
  judgedAspects,
  polarityCounts,
  polarityFigures,
} from '../../../src/core/evaluation/polarity-match.ts';

/** "+food" is praised, "-price" is criticised, "=view" is neither. */
function judged(...marks: string[]) {
  const polarity = { '+': 'positive', '-': 'negative', '=': 'neutral' } as const;
  return judgedAspects(
    marks.map((mark) => ({ aspect: mark.slice(1), polarity: polarity[mark[0] as '+' | '-' | '='] })),
  );
}

describe('likes and dislikes against a reference', () => {
  it('are counted by polarity, each aspect once', () => {
    const text = judged('+food', '+food', '+service', '-price', '=view');
    expect(polarityCounts(text, judged('+food', '-service', '-price', '-noise', '+view'))).toEqual({
      likes: 2,
      referenceLikes: 2,
      sharedLikes: 1,
      dislikes: 1,
      referenceDislikes: 3,
      sharedDislikes: 1,
      opposed: 1,
    });
  });

  it('are summed over texts before dividing', () => {
    const counts = [
      // Likes 2, 2, shared 1; dislikes 1, 3, shared 1; service is opposed.
      polarityCounts(
        judged('+food', '+service', '-price'),
        judged('+food', '+view', '-service', '-price', '-noise'),
      ),
      // Likes 1, 1, shared 1; dislikes 0, 1, shared 0.
      polarityCounts(judged('+taste'), judged('+taste', '-queue')),
    ];
    const figures = polarityFigures(counts);
    expect(figures.likesF1).toBeCloseTo(4 / 6, 12);
    expect(figures.dislikesF1).toBeCloseTo(2 / 5, 12);
    expect(figures.polarityAgreement).toBeCloseTo(3 / 4, 12);
  });

  it('hold for an aspect that is judged both ways on both sides, and are undefined without aspects', () => {
    const both = judged('+food', '-food');
    expect(polarityCounts(both, both)).toMatchObject({ sharedLikes: 1, sharedDislikes: 1, opposed: 2 });
    const none = { likesF1: null, dislikesF1: null, polarityAgreement: null };
    expect(polarityFigures([])).toEqual(none);
    expect(polarityFigures([polarityCounts(judged('=view'), judged())])).toEqual(none);
  });
});
