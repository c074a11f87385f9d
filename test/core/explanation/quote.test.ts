import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quoteLengthMax, quoteOf } from '../../../src/core/explanation/quote.ts';
import { opinionOn } from './lamp-item.ts';

describe('a quote', () => {
  it('is the sentence around both phrases', () => {
    const text = 'I like 3.5 lamps. The ballast is quiet, mostly. Bye.';
    expect(quoteOf(opinionOn('quiet', 'positive', text, ['ballast', 'quiet']))).toBe(
      'The ballast is quiet, mostly.',
    );
  });

  it('spans two sentences when the phrases stand in both', () => {
    const text = 'Oh. The ballast? Quiet. Bye.';
    expect(quoteOf(opinionOn('quiet', 'positive', text, ['ballast', 'Quiet']))).toBe('The ballast? Quiet.');
  });

  it('is shortened at a comma, then at words', () => {
    const long = 'word '.repeat(60).trim();
    const comma = `${long}, the ballast is quiet, ${long}`;
    expect(quoteOf(opinionOn('quiet', 'positive', comma, ['ballast', 'quiet']))).toBe('the ballast is quiet');
    const quote = quoteOf(
      opinionOn('quiet', 'positive', `${long} the ballast is quiet ${long}`, ['ballast', 'quiet']),
    );
    expect(quote?.length).toBeLessThanOrEqual(quoteLengthMax);
    expect(quote).toMatch(/^word .*the ballast is quiet word.* word$/);
  });

  it('is none where a cut could lose a negation, or where the phrases are too far apart', () => {
    const long = 'word '.repeat(60).trim();
    expect(
      quoteOf(
        opinionOn('quiet', 'positive', `I do not think, ${long}, the ballast is quiet`, ['ballast', 'quiet']),
      ),
    ).toBeNull();
    expect(quoteOf(opinionOn('quiet', 'positive', `ballast ${long} quiet`, ['ballast', 'quiet']))).toBeNull();
  });

  it('is none for offsets outside the text', () => {
    const opinion = opinionOn('quiet', 'positive', 'the ballast is quiet', ['ballast', 'quiet']);
    expect(quoteOf({ ...opinion, text: 'ballast' })).toBeNull();
    expect(quoteOf({ ...opinion, aspectStart: -1, start: -1 })).toBeNull();
  });

  it('is always verbatim, bounded and holds both phrases', () => {
    const filler = fc.stringMatching(/^[a-z ,.!\n]{0,200}$/);
    fc.assert(
      fc.property(filler, filler, filler, (before, middle, after) => {
        const text = `${before} ballast ${middle} quiet ${after}`;
        const quote = quoteOf({
          ...opinionOn('quiet', 'positive', text, ['ballast', 'quiet']),
          ...offsets(text, before, middle),
        });
        if (quote === null) return;
        expect(text).toContain(quote);
        expect(quote.length).toBeLessThanOrEqual(quoteLengthMax);
        expect(quote).toContain(`ballast ${middle} quiet`);
      }),
    );
  });
});

function offsets(
  text: string,
  before: string,
  middle: string,
): { aspectStart: number; aspectEnd: number; start: number; end: number } {
  const aspectStart = before.length + 1;
  const start = aspectStart + 'ballast '.length + middle.length + 1;
  expect(text.slice(start, start + 5)).toBe('quiet');
  return { aspectStart, aspectEnd: aspectStart + 7, start, end: start + 5 };
}
