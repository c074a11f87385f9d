import { describe, expect, it } from 'vitest';
import { createInlineCompute } from '../../../src/compute/inline-compute.ts';
import type { NearRequest } from '../../../src/contract/types.ts';
import { check } from '../../../src/contract/validate.ts';
import { near } from '../../../src/engine/analysis/near.ts';
import { bothWays } from '../../fixtures/both-ways.ts';
import { graphDeps } from '../../fixtures/graph-deps.ts';
import { type SmallEdge, smallManifest, smallSnapshot } from '../../fixtures/small-graph.ts';
import { personalisedPageRank } from '../../oracle/power-iteration.ts';

const likes = (user: string, ...items: string[]): SmallEdge[] =>
  items.map((item) => [`User:${user}`, `Item:${item}`]);
const snapshot = smallSnapshot({
  relations: {
    RATED: {
      role: 'interaction',
      edges: [
        ...likes('mara', 'kilo', 'lima', 'oscar'),
        ...likes('p', 'kilo', 'lima'),
        ...likes('q', 'papa'),
      ],
    },
    MADE_BY: {
      edges: [
        ['Item:kilo', 'Attribute:olive'],
        ['Item:oscar', 'Attribute:olive'],
        ['Item:papa', 'Attribute:plum'],
      ],
    },
  },
});
const deps = { ...graphDeps({ snapshot, manifest: smallManifest() }), compute: createInlineCompute() };
const ask = (request: NearRequest) => near(deps, request, new AbortController().signal);
const ids = async (request: NearRequest) => (await ask(request)).nodes.map(({ node }) => node.id);

describe('near', () => {
  it('gives the scores of the power iteration within its bound, in the shape of the contract', async () => {
    const restarts = [{ node: 'Item:lima' }, { node: 'Attribute:olive', weight: 3 }];
    const result = await ask({ restarts, epsilon: 1e-9 });
    expect(check('near-result', result)).toMatchObject({ ok: true });
    expect(result.errorBound).toBeLessThanOrEqual(1e-9);
    expect(result.restarts.map(({ share }) => share)).toEqual([0.25, 0.75]);
    // Nodes in order: attributes olive and plum, items kilo, lima, oscar, papa, users.
    const restart = new Float64Array(snapshot.keys.count);
    restart[0] = 3;
    restart[3] = 1;
    const nodeCount = snapshot.keys.count;
    const { scores } = personalisedPageRank({ nodeCount, edges: bothWays(snapshot), restart });
    expect(result.nodes.map(({ node: shown }) => shown.id)).toEqual(['kilo', 'oscar']);
    expect(result.nodes[0]?.score).toBeCloseTo(scores[2] ?? 0, 8);
    expect(result.nodes[1]?.score).toBeCloseTo(scores[4] ?? 0, 8);
  });

  it('restarts at users without showing any', async () => {
    const result = await ask({ restarts: [{ node: 'User:q' }] });
    expect(result.nodes.map(({ node }) => node.id)).toEqual(['papa']);
    expect(result.restarts[0]?.node).toEqual({ label: 'User', id: null, name: null });
  });

  it('takes names, the relations asked for, and other labels', async () => {
    expect(await ids({ restarts: [{ node: ' oscar ' }], relations: ['MADE_BY'] })).toEqual(['kilo']);
    expect(await ids({ restarts: [{ node: 'Item:oscar' }], label: 'Attribute' })).toEqual(['olive']);
    expect(await ids({ restarts: [{ node: 'Item:oscar' }], label: 'Aspect' })).toEqual([]);
    expect(await ids({ restarts: [{ node: 'Item:oscar' }], limit: 1 })).toHaveLength(1);
  });

  it.each([
    [{ restarts: [] }, 'request-invalid', 'restarts'],
    [{ restarts: [{ node: 'Item:kilos' }] }, 'node-unknown', 'Nearest: Item:kilo'],
    [{ restarts: [{ node: 'kilo', weight: -1 }] }, 'request-invalid', 'weight'],
    [{ restarts: [{ node: 'kilo', weight: Number.NaN }] }, 'request-invalid', 'weight'],
    [{ restarts: [{ node: 'kilo' }], limit: 0 }, 'request-invalid', 'limit'],
    [{ restarts: [{ node: 'kilo' }], restartProbability: 0 }, 'request-invalid', 'restartProbability'],
    [{ restarts: [{ node: 'kilo' }], relations: ['MADE_BI'] }, 'relation-unknown', 'Nearest: MADE_BY'],
  ])('refuses %o', async (request, code, message) => {
    await expect(ask(request)).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
  });
});
