import { describe, expect, it } from 'vitest';
import type { Recommendations, RecommendRequest } from '../../../src/contract/types.ts';
import { EngineError } from '../../../src/core/errors.ts';
import { recommend } from '../../../src/engine/ranking/recommend.ts';
import { graphDeps } from '../../fixtures/graph-deps.ts';
import { smallManifest, smallSnapshot } from '../../fixtures/small-graph.ts';

const never = new AbortController().signal;
const snapshot = smallSnapshot({
  relations: {
    BOUGHT: {
      role: 'interaction',
      edges: [
        ['User:u', 'Item:a'],
        ['User:v', 'Item:a'],
        ['User:v', 'Item:b'],
        ['User:w', 'Item:c'],
        ['User:w', 'Item:d'],
      ],
    },
  },
});
const manifests = {
  plain: smallManifest({ interactions: [{ kind: 'BOUGHT', weight: 1 }] }),
  returns: smallManifest({
    interactions: [
      { kind: 'BOUGHT', weight: 1 },
      { kind: 'RETURNED', weight: -1 },
    ],
  }),
  ratings: smallManifest({ rating: { min: 1, max: 5, positiveFrom: 4 } }),
};
const ask = (request: RecommendRequest, manifest = manifests.plain): Promise<Recommendations> =>
  recommend(graphDeps({ snapshot, manifest }, 1), request, never);
const ids = ({ items }: Recommendations): string[] => items.map(({ id }) => id);

describe('assumed acts', () => {
  it('are all that is known of a user whom the store does not hold', async () => {
    const answer = await ask({ likes: ['Item:c'] });
    expect(answer.user).toBe('you');
    expect(ids(answer)).toEqual(['d']);
    expect(answer.items[0]?.reasons[0]?.example.nodes[0]).toEqual({ label: 'User', id: 'you', name: 'You' });
    expect(answer.overlayHash).toMatch(/^[0-9a-f]{64}$/u);
    expect(answer.snapshot).toBe(snapshot.id);
  });

  it('stand beside what a user did, and leave the store as it was', async () => {
    const deps = graphDeps({ snapshot, manifest: manifests.plain }, 1);
    expect(ids(await recommend(deps, { user: 'u' }, never))).toEqual(['b']);
    expect(ids(await recommend(deps, { user: 'u', likes: ['c'] }, never)).sort()).toEqual(['b', 'd']);
    const after = await recommend(deps, { user: 'u' }, never);
    expect(ids(after)).toEqual(['b']);
    expect(after).not.toHaveProperty('overlayHash');
  });

  it.each(Object.entries(manifests))(
    'take the place of earlier acts where an item is disliked (%s)',
    async (_, manifest) => {
      const answer = await ask({ user: 'u', likes: ['Item:c'], dislikes: ['Item:a'] }, manifest);
      expect(ids(answer)).toEqual(['d']);
    },
  );

  it('of the same kind have one hash, in any order', async () => {
    const hash = async (request: RecommendRequest): Promise<unknown> => (await ask(request)).overlayHash;
    const first = await hash({ likes: ['a', 'c'] });
    expect(await hash({ likes: ['Item:c', 'Item:a', 'c'] })).toBe(first);
    expect(await hash({ likes: ['a'], dislikes: ['c'] })).not.toBe(first);
    expect(await hash({ user: 'u', likes: ['a', 'c'] })).not.toBe(first);
  });

  it.each([
    [{}, 'request-invalid', 'names no user'],
    [{ likes: [] }, 'request-invalid', 'names no user'],
    [{ likes: ['a'], dislikes: ['Item:a'] }, 'request-invalid', '"a" is both liked and disliked'],
    [{ likes: ['Item:x'] }, 'node-unknown', 'no Item "x"'],
    [{ likes: ['User:u'] }, 'request-invalid', 'an Item is expected'],
    [{ user: 'nobody', likes: ['a'] }, 'node-unknown', 'nobody'],
  ])('%j is refused', async (request, code, words) => {
    const failure = await ask(request as RecommendRequest).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(EngineError);
    expect(failure).toMatchObject({ code, message: expect.stringContaining(words) });
  });
});
