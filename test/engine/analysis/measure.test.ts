import { describe, expect, it } from 'vitest';
import { check } from '../../../src/contract/validate.ts';
import { measure } from '../../../src/engine/analysis/measure.ts';
import type { MetricsRequest } from '../../../src/engine/engine.ts';
import { graphDeps } from '../../fixtures/graph-deps.ts';
import { type SmallEdge, smallManifest, smallSnapshot } from '../../fixtures/small-graph.ts';

const likes = (user: string, ...items: string[]): SmallEdge[] =>
  items.map((item) => [`User:${user}`, `Item:${item}`]);
const snapshot = smallSnapshot({
  relations: {
    RATED: {
      role: 'interaction',
      edges: [
        ...likes('mara', 'kilo', 'lima', 'oscar'),
        ...likes('p', 'kilo', 'lima'),
        ...likes('q', 'kilo'),
      ],
    },
    MADE_BY: {
      edges: [
        ['Item:kilo', 'Attribute:olive'],
        ['Item:oscar', 'Attribute:olive'],
      ],
    },
  },
});
const ask = (parts: Partial<MetricsRequest>, peopleMin: number | null = 2) =>
  measure(
    graphDeps({ snapshot, manifest: smallManifest() }, peopleMin),
    { metric: 'degree', projection: 'whole', restart: [], isLocal: false, limit: 10, ...parts },
    new AbortController().signal,
  );
const top = async (parts: Partial<MetricsRequest>, peopleMin?: number | null) =>
  (await ask(parts, peopleMin)).top.map(({ node, value }) => [node.id, value]);

describe('measure', () => {
  it('lists nodes by falling value, ties by index, in the shape of the contract', async () => {
    const result = await ask({});
    expect(check('metrics-result', result)).toMatchObject({ ok: true });
    expect(result).toMatchObject({
      metric: 'degree',
      projection: 'whole',
      nodes: 7,
      edges: 8,
      value: null,
      snapshot: snapshot.id,
    });
    expect(await top({})).toEqual([
      ['kilo', 4],
      ['olive', 2],
      ['lima', 2],
      ['oscar', 2],
    ]);
    expect(await top({ limit: 1 })).toEqual([['kilo', 4]]);
  });

  it.each(['whole', 'bipartite'])('counts users in %s and never lists them', async (projection) => {
    for (const metric of ['degree', 'betweenness', 'pagerank', 'modularity', 'density']) {
      const text = JSON.stringify(await ask({ metric, projection }));
      expect(text).not.toMatch(/User|"mara"|"MARA"|"[pq]"/);
    }
    const { communities } = await ask({ metric: 'modularity', projection });
    expect(communities?.reduce((sum, { size }) => sum + size, 0)).toBe(projection === 'whole' ? 7 : 6);
  });

  it('joins items by people from the threshold of the settings on, 5 where nothing says so', async () => {
    expect((await ask({ projection: 'items-by-user' })).edges).toBe(1);
    expect((await ask({ projection: 'items-by-user' }, 1)).edges).toBe(3);
    expect((await ask({ projection: 'items-by-user' }, null)).edges).toBe(0);
  });

  it('restarts pagerank at a reference', async () => {
    const near = await top({ metric: 'pagerank', restart: ['Attribute:olive'] });
    const lima = near.find(([id]) => id === 'lima');
    const oscar = near.find(([id]) => id === 'oscar');
    expect(Number(oscar?.[1])).toBeGreaterThan(Number(lima?.[1]));
    expect(near[0]?.[0]).toBe('olive');
  });

  it('states how far pagerank may be from exact, for each node where it is local', async () => {
    const restart = ['Attribute:olive', 'Item:lima'];
    const whole = await ask({ metric: 'pagerank', restart });
    expect(whole.errorBound).toBeLessThanOrEqual(1e-10);
    expect(whole.errorPerDegree).toBeNull();
    const local = await ask({ metric: 'pagerank', restart, isLocal: true });
    expect(check('metrics-result', local)).toMatchObject({ ok: true });
    expect(local.errorPerDegree).toBeLessThanOrEqual(1e-7);
    expect(local.top.map(({ node }) => node.id)).toEqual(whole.top.map(({ node }) => node.id));
    expect(await ask({})).not.toHaveProperty('errorBound');
  });

  it('gives one number where the metric is one', async () => {
    expect(await ask({ metric: 'density', projection: 'items-by-attribute' })).toMatchObject({
      value: 1 / 3,
      top: [],
    });
  });

  it.each([
    [{ metric: 'degre' }, 'request-invalid', 'There is no metric "degre". Nearest: degree, density'],
    [{ projection: 'wholes' }, 'request-invalid', 'There is no projection "wholes". Nearest: whole,'],
    [{ metric: 'toString' }, 'request-invalid', 'There is no metric "toString"'],
    [{ restart: ['Item:kilo'] }, 'request-invalid', 'go with the metric pagerank, not with degree'],
    [{ isLocal: true }, 'request-invalid', 'go with the metric pagerank, not with degree'],
    [{ metric: 'pagerank', isLocal: true }, 'request-invalid', 'A local PageRank needs restart nodes'],
    [{ metric: 'pagerank', restart: ['Item:kilos'] }, 'node-unknown', 'Nearest: Item:kilo (KILO)'],
    [
      { metric: 'pagerank', restart: ['Attribute:olive'], projection: 'items-by-user' },
      'request-invalid',
      'Attribute:olive is no node of items-by-user',
    ],
    [{ limit: 0 }, 'request-invalid', 'limit is 0; it must be a whole number from 1 to 1000'],
  ])('refuses %o', async (parts, code, message) => {
    await expect(ask(parts)).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
  });
});
