import type { RecommendRequest } from '../../contract/types.ts';
import { EngineError } from '../../core/errors.ts';

/** What a ranking within the store can take. */
const taken: readonly string[] = ['user', 'limit', 'reasonsMax', 'ranking', 'language'];

/**
 * Returns the user of a request that the store is to answer itself. Throws `request-invalid` where there is none, and for
 * everything that needs the graph in memory (filters, assumed acts, other settings), naming it, so that nothing asked for
 * is left out in silence.
 */
export function inStoreUser(request: RecommendRequest): string {
  const others = Object.entries(request)
    .filter(([name, value]) => !taken.includes(name) && value !== undefined)
    .map(([name]) => name);
  if (request.user !== undefined && others.length === 0) return request.user;
  const found = others.length === 0 ? 'names no user' : `asks for ${others.join(', ')}`;
  throw new EngineError(
    'request-invalid',
    `The request ${found}, which a ranking within the store cannot take. Rank with --ranking in-process.`,
  );
}
