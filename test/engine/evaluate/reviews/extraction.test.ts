import { describe, expect, it } from 'vitest';
import { check } from '../../../../src/contract/validate.ts';
import { evaluateExtraction } from '../../../../src/engine/evaluate/reviews/extraction.ts';
import type { AsteSet } from '../../../../src/files/aste-port.ts';
import { smallLexicon } from '../../../core/opinions/word-lists.ts';

const set: AsteSet = {
  set: 'lamps',
  split: 'test',
  sentences: [
    {
      tokens: ['The', 'shade', 'is', "n't", 'bright', '.'],
      triples: [{ aspect: [1], opinion: [2, 3, 4], polarity: 'negative' }],
    },
    {
      tokens: ['A', 'great', 'base', '.'],
      triples: [
        { aspect: [2], opinion: [1], polarity: 'positive' },
        { aspect: [2], opinion: [0], polarity: 'neutral' },
      ],
    },
  ],
};

function request(signal = new AbortController().signal) {
  let clock = 0;
  return evaluateExtraction(
    { now: () => (clock += 500) },
    { data: 'shop', set, lexicon: smallLexicon(), onProgress: () => undefined },
    signal,
  );
}

describe('evaluateExtraction', () => {
  it('scores the rules on raw sentences, as a document of the contract', async () => {
    const answer = await request();
    expect(check('evaluation', answer)).toMatchObject({ ok: true });
    expect(answer).toMatchObject({
      suite: 'extraction',
      data: 'shop',
      set: 'lamps',
      split: 'test',
      n: 2,
      seconds: 0.5,
    });
    expect(answer.metrics['precision']).toBe(1);
    expect(answer.metrics['recall']).toBeCloseTo(2 / 3);
    expect(answer.metrics['f1']).toBeCloseTo(4 / 5);
    expect(Object.keys(answer.standardError)).toEqual(Object.keys(answer.metrics));
  });

  it('gives the same figures each time', async () => {
    expect((await request()).standardError).toEqual((await request()).standardError);
  });

  it('ends when told to', async () => {
    await expect(request(AbortSignal.abort())).rejects.toThrow();
  });
});
