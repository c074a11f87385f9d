import { describe, expect, it } from 'vitest';
import type { Recommendations, WhyNotRequest, WhyRequest } from '../../../src/contract/types.ts';
import { check } from '../../../src/contract/validate.ts';
import type { RankedRequest } from '../../../src/engine/ranking/ranked-user.ts';
import { recommend } from '../../../src/engine/ranking/recommend.ts';
import { why } from '../../../src/engine/reasons/why.ts';
import { whyNot } from '../../../src/engine/reasons/why-not.ts';
import { graphDeps } from '../../fixtures/graph-deps.ts';
import { randomCatalogue } from '../../fixtures/random-graph.ts';

const { signal } = new AbortController();
const catalogue = randomCatalogue(8);
const manifest = {
  ...catalogue.manifest,
  numbers: [{ name: 'price', unit: 'EUR', less: 'cheaper', more: 'dearer' }],
};
const deps = graphDeps({ ...catalogue, manifest }, 1);
const list = (request: RankedRequest & { limit?: number }): Promise<Recommendations> =>
  recommend(deps, { limit: 1000, reasonsMax: null, ...request }, signal);
const asked = (request: Partial<WhyRequest>) => why(deps, { user: 'u1', item: '', ...request }, signal);
const missing = (request: Partial<WhyNotRequest>) =>
  whyNot(deps, { user: 'u1', item: '', ...request }, signal);

/** Requests about the ranking of u1, one for each control and all at once. */
const controls: readonly RankedRequest[] = [
  { user: 'u1' },
  { user: 'u1', settings: { alpha: 0.9, beta: 0.1, relations: { MADE_BY: { weight: 3 } } } },
  { user: 'u1', filter: 'price <= 8' },
  { user: 'u1', popularity: -1.5 },
  { user: 'u1', includeSeen: true },
  { user: 'u1', dislikes: ['i1'], likes: ['i3'] },
  { likes: ['i0', 'i2'] },
  {
    user: 'u1',
    likes: ['i3'],
    filter: 'price >= 2',
    popularity: 1,
    settings: { beta: 0.9 },
    includeSeen: true,
  },
];

describe('why by the settings of a list', () => {
  it.each(controls)('%j explains what recommend lists', async (request) => {
    const { items, parameters, overlayHash } = await list(request);
    expect(items.length).toBeGreaterThan(1);
    for (const { id, popularityFactor: _, ...item } of items) {
      const answer = await why(deps, { ...request, item: id }, signal);
      expect(check('why', answer)).toMatchObject({ ok: true });
      expect(answer.item).toEqual({ id, ...item });
      expect(answer.user).toBe(request.user ?? 'you');
      expect(answer.overlayHash).toBe(overlayHash);
      const { candidates: _candidates, limit: _limit, ...stated } = parameters;
      expect(answer.parameters).toMatchObject(stated);
    }
  });

  it.each(controls)('%j without a reason stands where the list without it says', async (request) => {
    const { items } = await list(request);
    const item = items.find(({ reasons }) => reasons.length > 0 && reasons[0]?.kind !== 'popularity');
    const reason = item?.reasons[0];
    const answer = await why(deps, { ...request, item: item?.id ?? '', without: [reason?.id ?? ''] }, signal);
    expect(answer.without?.score).toBeCloseTo((item?.score ?? 0) - (reason?.contribution ?? 0), 12);
    const rank = answer.without?.rank ?? 1000;
    expect(rank).toBeGreaterThanOrEqual(item?.rank ?? 0);
  });

  it('takes the popularity control into the places that a counterfactual weighs', async () => {
    for (const popularity of [-1.5, 1.5]) {
      const { items } = await list({ user: 'u1', popularity });
      const [first] = items;
      const answer = await asked({
        item: first?.id ?? '',
        popularity,
        counterfactual: 1,
        strongestFact: true,
      });
      expect(answer.item.rank).toBe(1);
      expect(answer.counterfactual).toMatchObject({ rank: 1, limit: 1 });
      const { facts = [], after } = answer.counterfactual ?? {};
      expect(facts.length).toBeGreaterThan(0);
      expect(after?.rank ?? 1000).toBeGreaterThan(1);
      const lost = facts.reduce((sum, { contribution }) => sum + contribution, 0);
      expect(after?.score ?? 0).toBeCloseTo((first?.score ?? 0) - lost, 12);
    }
  });

  it('says which request is at fault', async () => {
    const code = 'request-invalid';
    const [seen] = (await missing({ item: 'i0' })).status === 'seen' ? ['i0'] : ['i1'];
    await expect(asked({ item: seen })).rejects.toMatchObject({ code, message: /already acted/ });
    const { items } = await list({ user: 'u1' });
    const id = items[0]?.id ?? '';
    await expect(asked({ item: id, filter: 'price > 1000' })).rejects.toMatchObject({
      code,
      message: expect.stringContaining('does not meet the filter'),
    });
    for (const request of [{ counterfactual: 3 }, { strongestFact: true }])
      await expect(asked({ item: id, includeSeen: true, ...request })).rejects.toMatchObject({
        code,
        message: expect.stringContaining('includeSeen'),
      });
    await expect(why(deps, { item: id } as WhyRequest, signal)).rejects.toMatchObject({
      code,
      message: expect.stringContaining('names no user'),
    });
    await expect(asked({ item: id, settings: { alpha: -1 } })).rejects.toMatchObject({ code });
  });
});

describe('why-not by the settings of a list', () => {
  const notSeen = controls.filter(
    (request): request is Omit<RankedRequest, 'includeSeen'> => request.includeSeen !== true,
  );

  it.each(notSeen)('%j compares with the list that recommend prints', async (request) => {
    const { items } = await list(request);
    const [lowest, last] = [items.at(-1), items[0]];
    const answer = await whyNot(deps, { ...request, item: lowest?.id ?? '', limit: 1 }, signal);
    expect(check('why-not', answer)).toMatchObject({ ok: true });
    expect(answer).toMatchObject({ status: 'ranked-below', rank: items.length, score: lowest?.score });
    const { popularityFactor: _, ...shown } = last as NonNullable<typeof last> & {
      popularityFactor?: number;
    };
    expect(answer.last).toEqual(shown);
    // A like that is proposed is none that the list holds against her, and lifts the item.
    for (const like of answer.likes ?? []) expect(like.rank ?? 1000).toBeLessThanOrEqual(items.length);
  });

  it('says that an item does not meet the filter', async () => {
    const { items } = await list({ user: 'u1' });
    const answer = await missing({ item: items[0]?.id ?? '', filter: 'price > 1000' });
    expect(answer).toMatchObject({ status: 'filtered', last: null, missing: [], likes: [] });
    expect(answer.text).toMatch(/^.+ does not meet the filter\.$/);
  });
});
