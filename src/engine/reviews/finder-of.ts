import { EngineError } from '../../core/errors.ts';
import type { Deps } from '../deps.ts';
import type { ExtractRequest } from '../engine.ts';
import { findByModel } from './find-by-model.ts';
import { findByRules } from './find-by-rules.ts';
import type { OpinionFinder } from './opinion-finder.ts';

/** What extraction needs; the model only where the request asks for one. */
export type ExtractDeps = Pick<Deps, 'store' | 'hash' | 'now'> & Partial<Pick<Deps, 'model'>>;

/** Returns the way of finding opinions that a request asks for. Rejects as `findByModel`. */
export async function finderOf(
  deps: ExtractDeps,
  request: ExtractRequest,
  signal: AbortSignal,
): Promise<OpinionFinder> {
  const { lexicon, method = 'rules', vocabulary, dryRun } = request;
  if (method === 'rules') return findByRules(lexicon, deps.now);
  const { model } = deps;
  if (model === undefined) throw new EngineError('model-unavailable', 'No model was given to ask.');
  const options = { lexicon, vocabulary: vocabulary ?? [], method, keepsAnswers: !dryRun };
  return findByModel({ ...deps, model }, options, signal);
}
