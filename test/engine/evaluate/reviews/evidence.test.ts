import { describe, expect, it } from 'vitest';
import { check } from '../../../../src/contract/validate.ts';
import { relationOf } from '../../../../src/core/graph/snapshot.ts';
import { type EvidenceRequest, evaluateEvidence } from '../../../../src/engine/evaluate/reviews/evidence.ts';
import {
  evidenceGraph,
  type SearchedReview,
} from '../../../../src/engine/evaluate/reviews/evidence-graph.ts';
import type { SplitReview } from '../../../../src/files/reviews-port.ts';
import { smallLexicon } from '../../../core/opinions/word-lists.ts';
import { sha256 } from '../../../fixtures/sha256.ts';

const { signal } = new AbortController();

function review(user: string, item: string, text: string, split: SplitReview['split']): SplitReview {
  return { user, item, text, rating: 5, at: 1000, split };
}

/** Lamps are spoken of by their shade, stands by their base; each user reviews one of each kind and one more. */
function reviews(): SplitReview[] {
  const words = (item: string): string =>
    item.startsWith('lamp') ? 'The shade is great.' : 'The base is good.';
  const users = Array.from({ length: 12 }, (_, user) => `u${user}`);
  return users.flatMap((user, index) => [
    review(user, `lamp${index % 3}`, words('lamp'), 'train'),
    review(user, `stand${index % 3}`, words('stand'), 'train'),
    review(user, `lamp${(index + 1) % 3}`, words('lamp'), 'valid'),
    review(user, `stand${(index + 1) % 3}`, index === 0 ? '...' : words('stand'), 'test'),
  ]);
}

function evaluate(change: Partial<EvidenceRequest> = {}) {
  const request: EvidenceRequest = {
    data: { name: 'lamps', reviews: reviews() },
    lexicon: smallLexicon(),
    split: 'test',
    history: 'train',
    onProgress: () => undefined,
    ...change,
  };
  return evaluateEvidence({ hash: sha256, now: () => 0 }, request, signal);
}

describe('evaluateEvidence', () => {
  it('scores held-out reviews that speak of something known', async () => {
    const answer = await evaluate();
    expect(check('evaluation', answer)).toMatchObject({ ok: true });
    expect(answer).toMatchObject({
      suite: 'evidence',
      data: 'lamps',
      split: 'test',
      history: 'train',
      n: 11,
    });
    expect(answer.metrics).toMatchObject({ 'hit@5': 1, 'recall@5': 1 });
    expect(Object.keys(answer.standardError)).toEqual(Object.keys(answer.metrics));
    expect(Object.keys(answer.peers)).toEqual(['itemPopularity', 'userPopularity', 'popularity']);
    expect(answer.parts['gain over popularity']?.metrics['hit@5']).toBe(0);
    expect(answer.parts['ranking with aspects']?.metrics).toHaveProperty('ndcg@10');
    expect(answer.parameters).toMatchObject({ heldOut: 12, aspects: 2 });
  });

  it('makes the graph of the history that is asked for, never of what is held out', async () => {
    const marked = reviews().map((one) => ({
      ...one,
      text: one.split === 'test' ? 'The cord is bad.' : one.text,
    }));
    expect(await evaluate({ data: { name: 'lamps', reviews: marked } })).toMatchObject({ n: 0 });
    expect(await evaluate({ split: 'valid' })).toMatchObject({ n: 12, split: 'valid' });
    expect(await evaluate({ history: 'train+valid' })).toMatchObject({ history: 'train+valid' });
  });

  it('ends when told to', async () => {
    const stop = AbortSignal.abort();
    const deps = { hash: sha256, now: () => 0 };
    const request = { data: { name: 'x', reviews: reviews() }, lexicon: smallLexicon() };
    await expect(
      evaluateEvidence(
        deps,
        { ...request, split: 'test', history: 'train', onProgress: () => undefined },
        stop,
      ),
    ).rejects.toThrow();
  });
});

describe('evidenceGraph', () => {
  it('counts opinions of the past, without neutral ones and rare aspects', () => {
    const say = (user: string, ...opinions: SearchedReview['opinions']): SearchedReview => ({
      ...review(user, 'lamp', '', 'train'),
      opinions,
    });
    const shade = { aspect: 'shade', polarity: 'positive' } as const;
    const past = [
      say('u', shade, shade, { aspect: 'cord', polarity: 'negative' }),
      say('v', { ...shade, polarity: 'negative' }, { ...shade, polarity: 'neutral' }),
    ];
    const graph = evidenceGraph([...past, say('later', shade)], past, 2, sha256());
    expect([...graph.aspects.keys()]).toEqual(['shade']);
    expect([...graph.users.keys()]).toEqual(['later', 'u', 'v']);
    const weightsOf = (type: string) => [...(relationOf(graph.snapshot, type)?.forward.weights ?? [])];
    expect(weightsOf('PRAISED_FOR')).toEqual([2]);
    expect(weightsOf('CRITICISED_FOR')).toEqual([1]);
    expect(weightsOf('VALUES')).toEqual([2]);
    expect(weightsOf('MINDS')).toEqual([1]);
    expect(relationOf(graph.snapshot, 'RATED')?.edgeCount).toBe(2);
  });
});
