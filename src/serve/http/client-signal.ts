import type { FastifyReply } from 'fastify';

/**
 * Returns a signal that aborts when the client goes away before its answer is written. The response tells it: the
 * request closes already when its body has been read.
 */
export function clientSignal(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) controller.abort();
  });
  return controller.signal;
}
