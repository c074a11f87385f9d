import { EngineError } from '../../core/errors.ts';
import type { LanguageModel } from '../../llm/port.ts';

/**
 * Returns `model` with at most `callsMax` calls at one time; others wait in the order in which they came. A call that ends
 * hands its place on at once, so that callers in a greater number keep the server busy while each of them prepares its next
 * call or writes its result. The deadline of a call begins with its place, not while it waits. Rejects with `interrupted`
 * where the signal ends the waiting.
 */
export function limitedModel(model: LanguageModel, callsMax: number): LanguageModel {
  let free = callsMax;
  const waiting = new Set<() => void>();

  function place(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.reject(interrupted());
    if (free > 0) {
      free--;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const take = (): void => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const leave = (): void => {
        waiting.delete(take);
        reject(interrupted());
      };
      signal.addEventListener('abort', leave, { once: true });
      waiting.add(take);
    });
  }

  function handOn(): void {
    const [next] = waiting;
    if (next === undefined) free++;
    else {
      waiting.delete(next);
      next();
    }
  }

  return {
    status: (signal) => model.status(signal),
    async chat(request, signal, onText) {
      await place(signal);
      try {
        return await model.chat(request, signal, onText);
      } finally {
        handOn();
      }
    },
  };
}

function interrupted(): EngineError {
  return new EngineError('interrupted', 'The call of the model was interrupted before it began.');
}
