import type { Recommendations, RecommendRequest } from '../../contract/types.ts';
import { likedShare } from '../../core/ranking/taste.ts';
import type { Deps } from '../deps.ts';
import { inStoreUser } from './in-store-request.ts';
import { refuseUnknownUser } from './in-store-unknown.ts';
import { rankingDefaults } from './recommend.ts';

/** Chance of a restart, and iterations, of which each shrinks the error by the rest to 1. */
const pageRank = { restartProbability: 0.15, iterationsMax: 100 } as const;

/**
 * Returns the items that suit a user by personalised PageRank, worked out by Graph Data Science in the store over who
 * likes what. It has no reasons: a walk of any length does not come apart into a few. Throws `node-unknown` with the nearest users,
 * `capability-missing` where
 * the store has no Graph Data Science, `request-invalid` for what only a graph in
 * memory can take.
 */
export async function recommendByPageRank(
  deps: Pick<Deps, 'store' | 'settings'>,
  request: RecommendRequest,
  signal: AbortSignal,
): Promise<Recommendations> {
  const user = inStoreUser(request);
  const limit = request.limit ?? rankingDefaults.limit;
  const manifest = await deps.store.manifest(signal);
  const kinds = manifest?.interactions ?? [];
  const heaviest = kinds.reduce((most, { weight }) => Math.max(most, weight), 0);
  const { revision, items } = await deps.store.pageRank.best(
    {
      user,
      kinds: kinds
        .filter(({ weight }) => weight > 0 && weight >= likedShare * heaviest)
        .map(({ kind }) => kind),
      known: kinds.map(({ kind }) => kind),
      positiveFrom: manifest?.rating?.positiveFrom ?? null,
      ...pageRank,
      limit,
    },
    signal,
  );
  if (items.length === 0) await refuseUnknownUser(deps.store, user, signal);
  return {
    user,
    items: items.map((item, place) => ({
      ...item,
      rank: place + 1,
      reasons: [],
      against: [],
      withheld: { count: 0, share: 0 },
    })),
    parameters: {
      method: 'pagerank',
      ranking: 'gds',
      restartProbability: pageRank.restartProbability,
      alpha: 0,
      beta: 0,
      relations: {},
      aspectWeight: 0,
      aspectSmoothing: 0,
      peopleMin: deps.settings.peopleMin ?? manifest?.peopleMin ?? rankingDefaults.peopleMin,
      limit,
      reasonsMax: null,
    },
    revision,
    // The store tells its revision; the content behind it was not read.
    snapshot: '',
  };
}
