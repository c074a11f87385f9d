import type { Deps } from './deps.ts';
import type { ExtractRequest } from './engine.ts';
import { findByRules } from './find-by-rules.ts';
import type { OpinionFinder } from './opinion-finder.ts';

/** What extraction needs; the model only where the request asks for one. */
export type ExtractDeps = Pick<Deps, 'store' | 'hash' | 'now'> & Partial<Pick<Deps, 'model'>>;

/** Returns the way of finding opinions that a request asks for. */
export async function finderOf(
  deps: ExtractDeps,
  request: ExtractRequest,
  _signal: AbortSignal,
): Promise<OpinionFinder> {
  return findByRules(request.lexicon, deps.now);
}
