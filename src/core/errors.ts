/** Every cause the engine tells apart. */
export type ErrorCode =
  | 'usage'
  | 'request-invalid'
  | 'node-unknown'
  | 'relation-unknown'
  | 'reason-unknown'
  | 'query-unknown'
  | 'query-refused'
  | 'query-failed'
  | 'limit-exceeded'
  | 'graph-empty'
  | 'conversation-unknown'
  | 'conversation-conflict'
  | 'answer-invalid'
  | 'data-missing'
  | 'data-invalid'
  | 'data-partial'
  | 'configuration-invalid'
  | 'capability-missing'
  | 'store-unavailable'
  | 'store-unauthorized'
  | 'store-unsupported'
  | 'store-conflict'
  | 'store-failed'
  | 'migration-mismatch'
  | 'model-unavailable'
  | 'model-missing'
  | 'model-failed'
  | 'deadline-exceeded'
  | 'interrupted';

/** What a code fixes: HTTP status, exit code of a command, whether the same request may succeed later. */
export interface ErrorRow {
  readonly status: number;
  readonly exitCode: number;
  readonly retryable: boolean;
}

/**
 * The one table of what can go wrong outside our own mistakes. Each code fixes the HTTP status, the exit code of
 * the command and whether trying again can help. `docs/errors.md` lists every code; a test compares both ways.
 */
export const errorTable: Readonly<Record<ErrorCode, ErrorRow>> = {
  usage: { status: 400, exitCode: 2, retryable: false },
  'request-invalid': { status: 400, exitCode: 2, retryable: false },
  'node-unknown': { status: 404, exitCode: 1, retryable: false },
  'relation-unknown': { status: 404, exitCode: 1, retryable: false },
  'reason-unknown': { status: 404, exitCode: 1, retryable: false },
  'query-unknown': { status: 404, exitCode: 1, retryable: false },
  'query-refused': { status: 403, exitCode: 1, retryable: false },
  'query-failed': { status: 400, exitCode: 1, retryable: false },
  'limit-exceeded': { status: 413, exitCode: 1, retryable: false },
  'graph-empty': { status: 409, exitCode: 1, retryable: false },
  'conversation-unknown': { status: 404, exitCode: 1, retryable: false },
  'conversation-conflict': { status: 409, exitCode: 1, retryable: false },
  'answer-invalid': { status: 400, exitCode: 1, retryable: false },
  'data-missing': { status: 404, exitCode: 1, retryable: false },
  'data-invalid': { status: 400, exitCode: 1, retryable: false },
  'data-partial': { status: 200, exitCode: 5, retryable: false },
  'configuration-invalid': { status: 500, exitCode: 3, retryable: false },
  'capability-missing': { status: 501, exitCode: 1, retryable: false },
  'store-unavailable': { status: 503, exitCode: 4, retryable: true },
  'store-unauthorized': { status: 503, exitCode: 4, retryable: false },
  'store-unsupported': { status: 503, exitCode: 4, retryable: false },
  'store-conflict': { status: 409, exitCode: 1, retryable: true },
  'store-failed': { status: 500, exitCode: 1, retryable: false },
  'migration-mismatch': { status: 500, exitCode: 3, retryable: false },
  'model-unavailable': { status: 503, exitCode: 4, retryable: true },
  'model-missing': { status: 503, exitCode: 4, retryable: false },
  'model-failed': { status: 502, exitCode: 1, retryable: true },
  'deadline-exceeded': { status: 504, exitCode: 1, retryable: true },
  interrupted: { status: 499, exitCode: 130, retryable: false },
};

/** What a wrong request or an unavailable outside becomes: a code of the table, a message with the fix, the cause. */
export class EngineError extends Error {
  readonly code: ErrorCode;

  /** `message` names what was found, where, and what to do about it. `cause` is the foreign error, kept whole. */
  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'EngineError';
    this.code = code;
  }

  /** HTTP status of this code. */
  get status(): number {
    return errorTable[this.code].status;
  }

  /** Exit code of a command that ends with this error. */
  get exitCode(): number {
    return errorTable[this.code].exitCode;
  }

  /** Whether the same request may succeed later without a change. */
  get retryable(): boolean {
    return errorTable[this.code].retryable;
  }
}
