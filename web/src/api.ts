import type { Problem } from '../../src/contract/types.ts';

/** A request that failed, with what the server said; `server-gone` when nothing answered. */
export class RequestFailure extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.name = 'RequestFailure';
    this.problem = problem;
  }
}

/** What a request to the server takes. */
export interface AskOptions {
  /** Sent as JSON by POST; without it the request is a GET. */
  readonly body?: unknown;
  readonly signal: AbortSignal;
}

/**
 * Returns the server's answer at `path`. Rejects with RequestFailure, and with the signal's reason when it aborts.
 */
export async function ask<Reply>(path: string, options: AskOptions): Promise<Reply> {
  const reply = await send(path, options);
  const body = await bodyOf(reply, options.signal);
  if (!reply.ok) throw new RequestFailure(problemIn(body, reply.status));
  return body as Reply;
}

/** Returns `path` with its parameters encoded. */
export function withParameters(path: string, parameters: Readonly<Record<string, string | number>>): string {
  const values = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) values.set(name, String(value));
  return `${path}?${values.toString()}`;
}

async function send(path: string, { body, signal }: AskOptions): Promise<Response> {
  const request: RequestInit =
    body === undefined
      ? { signal }
      : {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
          signal,
        };
  try {
    return await fetch(path, request);
  } catch (error) {
    if (signal.aborted) throw error;
    throw new RequestFailure(gone());
  }
}

async function bodyOf(reply: Response, signal: AbortSignal): Promise<unknown> {
  try {
    return await reply.json();
  } catch (error) {
    if (signal.aborted) throw error;
    throw new RequestFailure(gone());
  }
}

function problemIn(body: unknown, status: number): Problem {
  const problem = body as Partial<Problem> | null;
  if (typeof problem?.title === 'string' && typeof problem.detail === 'string') return problem as Problem;
  return {
    type: 'about:blank',
    title: 'Error',
    status,
    detail: `The server answered with status ${status}.`,
  };
}

function gone(): Problem {
  return {
    type: 'about:blank',
    title: 'server-gone',
    status: 0,
    detail: 'The server does not answer. Start it again with "whypath serve", then try again.',
  };
}
