import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ShownOpinion } from '../../src/contract/types.ts';
import { markedPieces } from '../../web/src/marks.ts';

describe('markedPieces', () => {
  it('marks both phrases where they stand', () => {
    expect(markedPieces(opinion('Hardly any noise at all.', [11, 16], [0, 10]))).toEqual([
      { text: 'Hardly any', isAspect: false, isOpinion: true },
      { text: ' ', isAspect: false, isOpinion: false },
      { text: 'noise', isAspect: true, isOpinion: false },
      { text: ' at all.', isAspect: false, isOpinion: false },
    ]);
  });

  it('marks a phrase inside the other as both', () => {
    expect(markedPieces(opinion('noiseless', [0, 5], [0, 9]))).toEqual([
      { text: 'noise', isAspect: true, isOpinion: true },
      { text: 'less', isAspect: false, isOpinion: true },
    ]);
  });

  it('loses and doubles nothing, whatever the offsets', () => {
    const offset = fc.integer({ min: -3, max: 40 });
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), offset, offset, offset, offset, (text, a, b, c, d) => {
        const pieces = markedPieces(opinion(text, [a, b], [c, d]));
        expect(pieces.map((piece) => piece.text).join('')).toBe(text);
        expect(pieces.every((piece) => piece.text !== '')).toBe(true);
      }),
    );
  });
});

function opinion(text: string, aspect: [number, number], phrase: [number, number]): ShownOpinion {
  return {
    review: 'r',
    item: 'i',
    aspect: 'a',
    polarity: 'positive',
    aspectPhrase: '',
    phrase: '',
    text,
    aspectStart: aspect[0],
    aspectEnd: aspect[1],
    start: phrase[0],
    end: phrase[1],
    at: null,
  };
}
