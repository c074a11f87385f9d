import { EngineError } from '../core/errors.ts';
import { ServerRefusal } from './stream-fetch.ts';

/** What to do about a server that is not there. */
export const startFix = 'Start it with "ollama serve", or set OLLAMA_HOST to where it runs.';

/**
 * Returns what a failed call of an Ollama server means: `model-missing` for its 404, `model-unavailable` when it is
 * full, broken or not to be reached, `model-failed` for any other refusal and for an error in the middle of an
 * answer. An EngineError stays itself.
 */
export function causeOf(error: unknown, host: string, model: string): EngineError {
  if (error instanceof EngineError) return error;
  if (error instanceof ServerRefusal) return refusalCause(error, host, model);
  const message = error instanceof Error ? error.message : String(error);
  const code = codeOf(error);
  if (code !== null) {
    return new EngineError(
      'model-unavailable',
      `Ollama at ${host} cannot be reached (${code}). ${startFix}`,
      { cause: error },
    );
  }
  return new EngineError('model-failed', `Ollama at ${host} broke its answer off: ${oneLine(message)}`, {
    cause: error,
  });
}

/** Returns whether the server refused a prompt because it does not fit the context. */
export function isContextRefusal(error: unknown): boolean {
  return error instanceof ServerRefusal && error.status === 400 && /context/iu.test(error.message);
}

function refusalCause(refusal: ServerRefusal, host: string, model: string): EngineError {
  const { status, message } = refusal;
  if (status === 404) {
    return new EngineError(
      'model-missing',
      `Ollama at ${host} has no model ${JSON.stringify(model)}. Run: ollama pull ${model}`,
      {
        cause: refusal,
      },
    );
  }
  const code = status >= 500 || status === 429 ? 'model-unavailable' : 'model-failed';
  return new EngineError(code, `Ollama at ${host} refused the call with status ${status}: ${message}`, {
    cause: refusal,
  });
}

/** System code of a socket error, such as ECONNREFUSED; of the first one where several addresses were tried. */
function codeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null;
  if ('code' in error && typeof error.code === 'string' && error.code !== 'ABORT_ERR') return error.code;
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return null;
}

function oneLine(text: string): string {
  return text
    .replace(/[\s\u0000-\u001f]+/gu, ' ')
    .trim()
    .slice(0, 300);
}
