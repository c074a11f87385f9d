import { EngineError } from '../core/errors.ts';

/**
 * Runs `work` under a signal that ends with the caller's or after `timeoutMs`. Rejects with `interrupted` or
 * `deadline-exceeded`, whichever of them it was, else with what `work` rejects with.
 */
export async function withDeadline<T>(
  timeoutMs: number,
  signal: AbortSignal,
  work: (both: AbortSignal) => Promise<T>,
): Promise<T> {
  const deadline = AbortSignal.timeout(timeoutMs);
  try {
    signal.throwIfAborted();
    return await work(AbortSignal.any([signal, deadline]));
  } catch (error) {
    if (signal.aborted)
      throw new EngineError('interrupted', 'The call of the model was interrupted.', { cause: error });
    if (!deadline.aborted) throw error;
    throw new EngineError('deadline-exceeded', `The model did not answer in ${timeoutMs} ms.`, {
      cause: error,
    });
  }
}
