import type { Problem } from '../contract/types.ts';
import { EngineError } from '../core/errors.ts';

const typePrefix = 'https://whypath.dev/errors/';

/** What a failure looks like at the border: the problem for HTTP, the exit code for a command. */
export interface Answer {
  readonly problem: Problem & {
    /** Whether the same request may succeed later without a change. */
    readonly retryable: boolean;
  };
  readonly exitCode: number;
}

/**
 * Returns what the border says about anything thrown: the one place where errors become words, statuses and exit
 * codes. An EngineError keeps its code and message; a foreign AbortError is `interrupted`; everything else is a mistake
 * of ours and becomes `internal` (500, exit code 1) without its message or stack, which may hold paths and data.
 */
export function problemOf(error: unknown): Answer {
  if (error instanceof EngineError) return answerOf(error);
  if (error instanceof Error && error.name === 'AbortError') {
    return answerOf(new EngineError('interrupted', 'The request was given up before it was answered.'));
  }
  const detail = 'Something unexpected went wrong. This is a mistake in whypath; its log has the details.';
  return {
    problem: { type: `${typePrefix}internal`, title: 'internal', status: 500, detail, retryable: false },
    exitCode: 1,
  };
}

/** Returns whether a thrown value is a mistake of ours, to be logged with its stack. */
export function isUnexpected(error: unknown): boolean {
  return problemOf(error).problem.title === 'internal';
}

function answerOf(error: EngineError): Answer {
  const { code, status, retryable, message, exitCode } = error;
  return {
    problem: { type: typePrefix + code, title: code, status, detail: message, retryable },
    exitCode,
  };
}
