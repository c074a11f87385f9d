import { describe, expect, it } from 'vitest';
import { check } from '../../../../src/contract/validate.ts';
import { evaluateExplanation } from '../../../../src/engine/evaluate/explanation/explanation.ts';
import type { ExplanationData } from '../../../../src/files/explanation-port.ts';
import { readLexicon } from '../../../../src/files/read-lexicon.ts';

const { signal } = new AbortController();
const lexicon = await readLexicon(signal);

/** Eight users, of whom all chose item 0 and the item that is explained to them. */
const data: ExplanationData = {
  name: 'cafes',
  pairs: Array.from({ length: 8 }, (_, user) => ({
    user,
    item: user + 1,
    title: `Café ${'ABCDEFGH'[user]}`,
    userProfile: 'This user is likely to enjoy good service and a cozy atmosphere.',
    itemProfile: 'Users who appreciate good service and good prices would enjoy it.',
    reference: 'The user would enjoy the business for its good service and its prices.',
  })),
  published: [{ pair: 2, text: 'The user would enjoy the business for its service in Oslo.' }],
  interactions: new Map(Array.from({ length: 8 }, (_, user) => [user, new Set([0, 1, user + 1])])),
};

describe('evaluate explanation', () => {
  it('scores ours beside the published texts and the baselines', async () => {
    const answer = await evaluateExplanation({ now: () => 0 }, { data, lexicon }, signal);
    expect(check('evaluation', answer).ok).toBe(true);
    expect(answer).toMatchObject({
      suite: 'explanation',
      data: 'cafes',
      n: 8,
      parts: { developed: { n: 8 } },
    });
    expect(answer.metrics).toMatchObject({
      ungroundedNames: 0,
      ungroundedNumbers: 0,
      overLength: 0,
      usr: 1,
    });
    expect(answer.metrics['groundedNouns']).toBeGreaterThan(0.9);
    expect(answer.peers['published']).toMatchObject({
      ungroundedNames: 1,
      ungroundedNumbers: 0,
      accepted: 0,
    });
    expect(Object.keys(answer.peers)).toEqual(['published', 'constant', 'otherReference']);
    // All references like the service; the opening, which likes the business, is not read. No text dislikes anything.
    expect(answer.peers['otherReference']).toMatchObject({
      likesF1: 1,
      dislikesF1: null,
      polarityAgreement: 1,
    });
  });

  it('does without published texts and names people only from five on, without the explained pair', async () => {
    const few = { ...data, published: null, interactions: new Map([[0, new Set([0, 1])]]) };
    const answer = await evaluateExplanation({ now: () => 0 }, { data: few, lexicon }, signal);
    expect(Object.keys(answer.peers)).toEqual(['constant', 'otherReference']);
    // "Consider Café A: you may enjoy its good service and good prices."
    expect(answer.metrics).toMatchObject({ words: 12, accepted: 1 });
    // Service and prices against the service, the only thing that the reference judges.
    expect(answer.metrics['likesF1']).toBeCloseTo(2 / 3, 12);
    const alike = await evaluateExplanation({ now: () => 0 }, { data, lexicon }, signal);
    // Only item 1 was chosen by others: by seven who share item 0 with its user.
    expect(alike.metrics['words']).toBeCloseTo(12 + 13 / 8, 12);
  });
});
