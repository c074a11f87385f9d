import { describe, expect, it } from 'vitest';
import type { Recommendations, RecommendRequest } from '../../../src/contract/types.ts';
import { check } from '../../../src/contract/validate.ts';
import { recommend } from '../../../src/engine/ranking/recommend.ts';
import { graphDeps } from '../../fixtures/graph-deps.ts';
import { newcomerGraph } from '../../fixtures/newcomer-graph.ts';
import { randomCatalogue } from '../../fixtures/random-graph.ts';
import { smallManifest, smallSnapshot } from '../../fixtures/small-graph.ts';

const { signal } = new AbortController();
const catalogue = randomCatalogue(8);
const priced = {
  ...catalogue.manifest,
  numbers: [{ name: 'price', unit: 'EUR', less: 'cheaper', more: 'dearer' }],
};
const deps = graphDeps({ ...catalogue, manifest: priced }, 1);
const ask = (request: Partial<RecommendRequest> = {}): Promise<Recommendations> =>
  recommend(deps, { user: 'u1', reasonsMax: null, ...request }, signal);
const ids = ({ items }: Recommendations): string[] => items.map(({ id }) => id);
const place = (id: string, all: readonly string[]): number => all.indexOf(id) + 1;

describe('a filter', () => {
  it('leaves the order and the shares of what meets it alone', async () => {
    const plain = await ask({ limit: 1000 });
    const { length } = plain.items;
    const cheap = await ask({ limit: 1000, filter: 'price <= 6' });
    const dear = await ask({ limit: 1000, filter: 'not price <= 6' });
    expect(check('recommendations', cheap)).toMatchObject({ ok: true });
    expect(cheap.items.length).toBeGreaterThan(0);
    expect(cheap.items.length + dear.items.length).toBe(length);
    expect(ids(cheap)).toEqual(ids(plain).filter((id) => ids(cheap).includes(id)));
    for (const item of cheap.items) {
      const before = plain.items.find(({ id }) => id === item.id);
      expect({ ...item, rank: 0 }).toEqual({ ...before, rank: 0 });
    }
    expect(cheap.parameters.filter).toBe('price <= 6');
    expect((cheap.parameters.candidates ?? 0) + (dear.parameters.candidates ?? 0)).toBe(
      plain.parameters.candidates,
    );
  });

  it('that nothing meets gives an empty list, and says that there were no candidates', async () => {
    const none = await ask({ filter: 'price > 1000' });
    expect(none.items).toEqual([]);
    expect(none.parameters.candidates).toBe(0);
  });

  it('that cannot be read or names what is not there is refused', async () => {
    const refused = { code: 'request-invalid', status: 400 };
    await expect(ask({ filter: 'price <' })).rejects.toMatchObject(refused);
    await expect(ask({ filter: 'prize < 3' })).rejects.toMatchObject({
      ...refused,
      message: expect.stringContaining('Nearest: price'),
    });
    await expect(ask({ filter: 'mad_by:a0' })).rejects.toMatchObject({
      message: expect.stringContaining('MADE_BY'),
    });
  });
});

describe('controls of the list', () => {
  it('move items, state their factors, and touch neither scores nor shares', async () => {
    const plain = await ask({ limit: 1000 });
    for (const request of [{ popularity: -1.5 }, { popularity: 1.5 }, { diversity: 0.9 }] as const) {
      const moved = await ask({ limit: 30, ...request });
      expect(check('recommendations', moved)).toMatchObject({ ok: true });
      expect(moved.parameters).toMatchObject(request);
      expect([...ids(moved)].sort()).toEqual([...ids(plain)].sort());
      for (const item of moved.items) {
        const before = plain.items.find(({ id }) => id === item.id);
        expect(item).toMatchObject({ score: before?.score, reasons: before?.reasons });
      }
    }
    const values = (await ask({ limit: 30, popularity: -1.5 })).items.map(
      ({ score, popularityFactor = 0 }) => score * popularityFactor,
    );
    expect(values).toEqual([...values].sort((left, right) => right - left));
    const rare = ids(await ask({ limit: 30, popularity: -1.5 }));
    expect(rare).not.toEqual(ids(plain));
  });

  it('can make a list diverse by what items are linked to', async () => {
    const diverse = await ask({ limit: 5, diversity: 0.9, diversityBy: 'made-by' });
    expect(diverse.items[0]?.likeness).toBeNull();
    expect(diverse.items.slice(1).every(({ likeness }) => typeof likeness === 'number')).toBe(true);
    await expect(ask({ diversity: 0.5, diversityBy: 'mood' })).rejects.toMatchObject({
      code: 'request-invalid',
      message: expect.stringContaining('neither "reasons" nor'),
    });
    await expect(ask({ diversity: 0.5, limit: 101 })).rejects.toMatchObject({ code: 'request-invalid' });
  });

  it('can list what the user has seen, whose score is then the sum of its reasons', async () => {
    const plain = await ask({ limit: 1000 });
    const all = await ask({ limit: 1000, includeSeen: true });
    const seen = all.items.filter(({ id }) => !ids(plain).includes(id));
    expect(seen.length).toBeGreaterThan(0);
    for (const { score, reasons, against } of all.items) {
      const sum = [...reasons, ...against].reduce((total, { contribution }) => total + contribution, 0);
      expect(sum).toBeCloseTo(score, 9);
    }
    expect(ids(all).filter((id) => ids(plain).includes(id))).toEqual(ids(plain));
  });
});

describe('which reasons are shown', () => {
  it('keeps to the quota of each kind and changes no share', async () => {
    const plain = await ask();
    const few = await ask({ quotas: { 'linking-item': 1, 'shared-entity': 0 } });
    expect(ids(few)).toEqual(ids(plain));
    few.items.forEach(({ reasons }, at) => {
      const kinds = reasons.map(({ kind }) => kind);
      expect(kinds.filter((kind) => kind === 'linking-item').length).toBeLessThanOrEqual(1);
      expect(kinds).not.toContain('shared-entity');
      for (const reason of reasons) expect(plain.items[at]?.reasons).toContainEqual(reason);
    });
    expect(few.items.some(({ reasons }) => reasons.length > 0)).toBe(true);
  });

  it('prefers telling relations when asked to', async () => {
    const relations = {
      BOUGHT: {
        role: 'interaction' as const,
        edges: [
          ['User:u', 'Item:a'],
          ['User:v', 'Item:a'],
          ['User:v', 'Item:b'],
        ] as [string, string][],
      },
      DIRECTED_BY: {
        edges: [
          ['Item:a', 'Attribute:d'],
          ['Item:b', 'Attribute:d'],
        ] as [string, string][],
      },
      MENTIONS: {
        edges: ['p', 'q', 'r', 's'].flatMap((page): [string, string][] => [
          ['Item:a', `Attribute:${page}`],
          ['Item:b', `Attribute:${page}`],
        ]),
      },
    };
    const weights = [
      { type: 'DIRECTED_BY', weight: 0.5 },
      { type: 'MENTIONS', weight: 3 },
    ];
    const manifest = smallManifest({
      relations: weights.map((row) => ({ ...row, ends: [['Item', 'Attribute']] })),
    });
    const films = graphDeps({ snapshot: smallSnapshot({ relations }), manifest }, 1);
    const first = async (reasonsBy: 'share' | 'telling'): Promise<string | undefined> =>
      (
        await recommend(films, { user: 'u', reasonsMax: 2, reasonsBy, quotas: { 'linking-item': 0 } }, signal)
      ).items[0]?.reasons
        .map(({ id }) => id)
        .sort()[0];
    expect(await first('telling')).toBe('shared-entity:DIRECTED_BY:d');
    expect(await first('share')).toMatch(/^shared-entity:MENTIONS/);
  });

  it('adds one path an item that belongs to one of its reasons', async () => {
    const { items } = await ask({ paths: true });
    expect(items.some(({ path }) => path !== null)).toBe(true);
    for (const { path, id } of items) {
      if (path === null || path === undefined) continue;
      expect(path.nodes[0]).toMatchObject({ label: 'User', id: 'u1' });
      expect(path.nodes.at(-1)).toMatchObject({ label: 'Item', id });
      expect(path.relations).toHaveLength(path.nodes.length - 1);
    }
    const strict = graphDeps(randomCatalogue(8), 100);
    const answer = await recommend(strict, { user: 'u1', paths: true }, signal);
    for (const { path } of answer.items)
      expect(path?.nodes.filter(({ id }) => id === null) ?? []).toEqual([]);
  });
});

describe('settings of one request', () => {
  it('are those of a manifest that says the same', async () => {
    const walk = { alpha: 0.9, alphaUsers: 0, beta: 0.1 };
    const relations = priced.relations.map((relation) =>
      relation.type === 'MADE_BY' ? { ...relation, weight: 2 } : relation,
    );
    const written = graphDeps(
      { ...catalogue, manifest: { ...priced, walk, relations, aspects: { weight: 1 } } },
      1,
    );
    const settings = { ...walk, aspectWeight: 1, aspectSmoothing: 2, relations: { MADE_BY: { weight: 2 } } };
    const answer = await ask({ settings });
    expect(answer).toEqual(await recommend(written, { user: 'u1', reasonsMax: null }, signal));
    expect(answer.parameters).toMatchObject({
      alpha: 0.9,
      alphaUsers: 0,
      beta: 0.1,
      relations: { MADE_BY: 2 },
    });
    expect(await ask()).not.toEqual(answer);
    expect(await ask({ settings })).toEqual(answer);
  });

  it('leave a relation out at weight 0', async () => {
    const { parameters } = await ask({ settings: { relations: { FITS: { weight: 0 } } } });
    expect(Object.keys(parameters.relations)).toEqual(['GOES_WITH', 'MADE_BY']);
  });

  it.each([
    ['a negative weight', { settings: { relations: { MADE_BY: { weight: -1 } } } }],
    ['a weight that is no number', { settings: { aspectWeight: Number.NaN } }],
    ['an infinite exponent', { popularity: Number.POSITIVE_INFINITY }],
    ['a limit of 0', { limit: 0 }],
    ['a limit above the maximum', { limit: 1001 }],
    ['a relation that is not there', { settings: { relations: { MAD_BY: { weight: 1 } } } }],
    ['a regression that was never made', { settings: { regressionWeight: 0.1 } }],
    ['nobody', { user: '' }],
  ])('%s is refused', async (_, request) => {
    await expect(ask(request)).rejects.toMatchObject({ code: 'request-invalid' });
  });
});

describe('a user without history', () => {
  it('gets the popular items, with the reason said, and may filter and move them', async () => {
    const strangers = graphDeps({ snapshot: newcomerGraph, manifest: smallManifest() }, 1);
    const answer = await recommend(strangers, { user: 'new', diversity: 0.2, paths: true }, signal);
    expect(ids(answer)).toEqual(['x', 'y']);
    expect(answer.parameters).toMatchObject({
      method: 'popularity',
      methodReason: 'the user likes nothing that the graph knows of',
    });
    expect(place('x', ids(answer))).toBe(1);
  });
});
