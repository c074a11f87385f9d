import { EngineError } from '../core/errors.ts';

/** Throws what `interruptionOf` returns when the signal has fired. */
export function throwIfInterrupted(signal: AbortSignal): void {
  if (signal.aborted) throw interruptionOf(signal);
}

/** Returns the error of a fired signal: the EngineError it carries, `deadline-exceeded` of a timeout, else `interrupted`. */
export function interruptionOf(signal: AbortSignal): EngineError {
  const reason: unknown = signal.reason;
  if (reason instanceof EngineError) return reason;
  if (reason instanceof Error && reason.name === 'TimeoutError') {
    return new EngineError('deadline-exceeded', 'The store took longer than the deadline of the request.', {
      cause: reason,
    });
  }
  return new EngineError('interrupted', 'Interrupted; what was being written was rolled back.', {
    cause: reason,
  });
}
