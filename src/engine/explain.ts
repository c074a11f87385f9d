import type { ExplainRequest, Explanation } from '../contract/types.ts';
import { check } from '../contract/validate.ts';
import type { Deps } from './deps.ts';
import { type PreparedExplanation, prepareExplanation } from './prepare-explanation.ts';
import { writeExplanation } from './write-explanation.ts';

/** One explanation and where it comes from. */
export interface FoundExplanation {
  readonly explanation: Explanation;
  /** `stored`: it was there already; `made`: written and stored; `not-kept`: written while the model failed. */
  readonly origin: 'stored' | 'made' | 'not-kept';
}

/**
 * Returns a text that says why an item is recommended to a user, each sentence with the evidence it cites, and how it
 * came about. A result that was stored under the same key is returned as it is, without a call of the model. Without a
 * usable model, or where the gate refuses its answers, a template writes. Where no reason may be told, a plain sentence
 * without evidence says so. Throws `node-unknown`, `request-invalid` (nothing in the graph leads to the item, or the
 * user has already acted on it), `graph-empty`, `store-unavailable`, `interrupted`.
 */
export async function explain(
  deps: Deps,
  request: ExplainRequest,
  signal: AbortSignal,
): Promise<Explanation> {
  const prepared = await prepareExplanation(deps, request, signal);
  const kept = await keptExplanation(deps, prepared, signal);
  if (kept !== null) return kept;
  const { explanation, isDurable } = await writeExplanation(deps, prepared, signal);
  if (isDurable) await deps.store.putResult(prepared.key, explanation, signal);
  return explanation;
}

/** Returns the stored result of a key, or null. */
export async function keptExplanation(
  deps: Deps,
  prepared: PreparedExplanation,
  signal: AbortSignal,
): Promise<Explanation | null> {
  const stored = check<Explanation>('explanation', await deps.store.getResult(prepared.key, signal));
  return stored.ok ? stored.value : null;
}
