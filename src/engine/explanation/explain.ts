import type { ExplainRequest, Explanation, ExplanationPart } from '../../contract/types.ts';
import { check } from '../../contract/validate.ts';
import { EngineError } from '../../core/errors.ts';
import type { Deps } from '../deps.ts';
import { type PreparedExplanation, prepareExplanation } from './prepare-explanation.ts';
import { createSentenceStream, type SentenceStream } from './sentence-stream.ts';
import { writeExplanation } from './write-explanation.ts';

/** One explanation and where it comes from. */
export interface FoundExplanation {
  readonly explanation: Explanation;
  /** `stored`: it was there already; `made`: written and stored; `not-kept`: written while the model failed. */
  readonly origin: 'stored' | 'made' | 'not-kept';
}

/**
 * Returns a text that says why an item is recommended to a user, compares it with another one, says why it is not in her
 * list, or tells her what is known of her, each sentence with the evidence it cites, and how it came about. What is told
 * is planned first. In a language that the gate does not read a template writes. A result that was stored under the same key is returned as it is, without a call of the model. Without a
 * usable model, or where the gate refuses its answers, a template writes. Where no reason may be told, a plain sentence
 * without evidence says so. Throws `node-unknown`, `request-invalid` (nothing in the graph leads to the item, the
 * user has already acted on it, or the form lacks what it is about or is not there in the language), `graph-empty`, `store-unavailable`, `interrupted`.
 */
export async function explain(
  deps: Deps,
  request: ExplainRequest,
  signal: AbortSignal,
): Promise<Explanation> {
  return explainInto(deps, request, signal, null);
}

/**
 * Returns the parts of an explanation as they come: each sentence as soon as the gate accepts it, `restart` where those
 * before are no longer part of the text, because what followed was refused, then the whole. No part ever holds words
 * that the gate refused. Whoever stops reading ends the work. Throws as `explain`, and `request-invalid` for
 * a request with a second opinion, which comes only after the whole text.
 */
export async function* explainStream(
  deps: Deps,
  request: ExplainRequest,
  signal: AbortSignal,
): AsyncGenerator<ExplanationPart, void, void> {
  if (request.secondOpinion === true)
    throw new EngineError(
      'request-invalid',
      'A second opinion is given of a whole text, so it cannot be streamed. Leave out secondOpinion, or ask for the whole explanation.',
    );
  const stop = new AbortController();
  const waiting: ExplanationPart[] = [];
  let wake: () => void = () => {};
  let isDone = false;
  const stream = createSentenceStream((part) => {
    waiting.push(part);
    wake();
  });
  const work = explainInto(deps, request, AbortSignal.any([signal, stop.signal]), stream).finally(() => {
    isDone = true;
    wake();
  });
  // Its failure is thrown below, or of no interest any more.
  work.catch(() => {});
  try {
    while (!isDone || waiting.length > 0) {
      const part = waiting.shift();
      if (part !== undefined) yield part;
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
    yield { type: 'end', explanation: await work };
  } finally {
    stop.abort();
  }
}

async function explainInto(
  deps: Deps,
  request: ExplainRequest,
  signal: AbortSignal,
  stream: SentenceStream | null,
): Promise<Explanation> {
  const prepared = await prepareExplanation(deps, request, signal);
  const kept = await keptExplanation(deps, prepared, signal);
  const { explanation, isDurable } =
    kept === null
      ? await writeExplanation(deps, prepared, signal, stream)
      : { explanation: kept, isDurable: false };
  if (isDurable) await deps.store.putResult(prepared.key, explanation, signal);
  stream?.finish(explanation.sentences);
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
