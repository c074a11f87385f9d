import { describe, expect, it } from 'vitest';
import { buildTitleIndex, saidTitles } from '../../../../src/core/conversation/dialog/title-index.ts';

const titles = buildTitleIndex([
  'Blue Lake (2019 film)',
  'It',
  'Lantern',
  'Blue Lake Returns',
  '(film)',
  'Blue',
]);

function said(utterances: readonly string[], linked: readonly string[] = []): [number, number][] {
  return [...saidTitles(titles, utterances, linked, 0.5)];
}

describe('saidTitles', () => {
  it('finds titles by their words, the latest utterance counts', () => {
    expect(said(['Saw BLUE lake!', 'a lantern', 'blue lake?'])).toEqual([
      [0, 1],
      [2, 0.5],
    ]);
  });

  it('takes whole words only, and no short word for a title', () => {
    expect(said(['it was so blue', 'lanterns on the blue lakes'])).toEqual([]);
  });

  it('leaves out a title that is a part of one already linked', () => {
    expect(said(['blue lake returns'], ['Blue Lake Returns (film)'])).toEqual([]);
    expect(said(['blue lake returns'])).toEqual([
      [0, 1],
      [3, 1],
    ]);
  });

  it('takes empty names and no utterances', () => {
    expect(said([])).toEqual([]);
    expect([...buildTitleIndex(['', '()'])]).toEqual([]);
  });
});
