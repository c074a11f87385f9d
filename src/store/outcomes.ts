import { EngineError } from '../core/errors.ts';

/** Returns the error of a reading during which facts were written; the caller reads again. */
export function factsMoved(address: string, before: number, after: number): EngineError {
  return new EngineError(
    'store-conflict',
    `Facts of ${address} were written while they were read (revision ${before} became ${after}). Read again.`,
  );
}

/** Returns the error of an edge whose node was written after the nodes were read. */
export function nodeUnread(address: string): EngineError {
  return new EngineError(
    'store-conflict',
    `Facts of ${address} were written while they were read. Read again.`,
  );
}

/** Returns the error of an append to a stream that another writer has moved on. */
export function streamMoved(stream: string, expected: number, found: number | 'more'): EngineError {
  return new EngineError(
    'store-conflict',
    `The stream ${stream} was expected to hold ${expected} events and holds ${found}. Read it again.`,
  );
}

/** Returns the error of a query that ran past its limit. `name` begins the sentence. */
export function overdue(name: string, timeoutMs: number, cause?: unknown): EngineError {
  const message = `${name} took longer than ${timeoutMs} ms. Narrow it, or raise the limit.`;
  return new EngineError('deadline-exceeded', message, { cause });
}
