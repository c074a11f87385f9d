import { EngineError } from '../../core/errors.ts';
import type { Answer } from '../respond.ts';

/** A problem as the server sends it. */
export type HttpProblem = Answer['problem'];

const urlShownMax = 200;

/**
 * What HTTP itself refuses before the engine is asked (no such address, wrong host, wrong media type). These are no
 * causes of the engine's table, so their type is `about:blank` and their title the phrase of the status (RFC 9457,
 * section 4.2.1).
 */
export class HttpRefusal extends Error {
  readonly problem: HttpProblem;

  constructor(status: number, title: string, detail: string) {
    super(detail);
    this.name = 'HttpRefusal';
    this.problem = { type: 'about:blank', title, status, detail, retryable: false };
  }
}

/** Returns the problem that an HttpRefusal or a refusal of Fastify carries, null for every other error. */
export function carriedProblem(error: unknown): HttpProblem | null {
  if (error instanceof HttpRefusal) return error.problem;
  if (codeOf(error) === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    const detail = 'The body has another media type than application/json. Send JSON with that content-type.';
    return new HttpRefusal(415, 'Unsupported Media Type', detail).problem;
  }
  return null;
}

/** Returns Fastify's error for a request it cannot read as an EngineError, every other error as it is. */
export function engineErrorOf(error: unknown): unknown {
  if (error instanceof EngineError) return error;
  const code = codeOf(error);
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return new EngineError('limit-exceeded', 'The body is too large. Send at most 256 KiB.', {
      cause: error,
    });
  }
  if (code === 'FST_ERR_BAD_URL') {
    return new EngineError('request-invalid', 'The address holds a wrong percent-encoding.', {
      cause: error,
    });
  }
  if (code?.startsWith('FST_ERR_CTP_') === true || code?.startsWith('FST_ERR_ASYNC_') === true) {
    return new EngineError('request-invalid', `The body cannot be read: ${(error as Error).message}.`, {
      cause: error,
    });
  }
  return error;
}

/** Returns the problem for an address that the server does not have. */
export function notFound(method: string, url: string): HttpProblem {
  const shown = url.length > urlShownMax ? `${url.slice(0, urlShownMax)}…` : url;
  return new HttpRefusal(404, 'Not Found', `There is no ${method} ${shown}.`).problem;
}

function codeOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : undefined;
}
