import { randomUUID } from 'node:crypto';
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import type { Engine } from '../../engine/engine.ts';
import { isUnexpected, problemOf } from '../respond.ts';
import { registerGuard } from './guard.ts';
import { carriedProblem, engineErrorOf, type HttpProblem, notFound } from './http-problem.ts';
import { registerJsonBody } from './json-body.ts';
import { registerPage } from './page.ts';
import { registerRoutes } from './routes.ts';

/** Largest body of a request. Every message of the contract fits many times over. */
const bodyBytesMax = 256 * 1024;
/** A client that has not sent its whole request by then is cut off. */
const requestTimeoutMs = 30_000;

/** What the server needs beside the engine. */
export interface ServerOptions {
  /** Host names by which the server may be called, without port; loopback names are always allowed. */
  readonly hosts?: readonly string[];
  /** Folder of the built page; null for an API without a page. */
  readonly pageFolder: string | null;
  /** Told every mistake of ours, with the id of the request that met it. */
  readonly onUnexpected?: (error: unknown, requestId: string) => void;
}

/**
 * Returns the HTTP server of an engine, not yet listening: JSON under `/api`, `/livez`, `/readyz`, and the page.
 * Failures are RFC 9457 problems. It answers only to allowed host names and pages of its own origin, sends a strict
 * content policy, and gives up the engine's work when the client goes away. `app.inject` calls it without a socket.
 */
export function createServer(engine: Engine, options: ServerOptions): FastifyInstance {
  const app = fastify({
    bodyLimit: bodyBytesMax,
    requestTimeout: requestTimeoutMs,
    forceCloseConnections: true,
    genReqId: () => randomUUID(),
    exposeHeadRoutes: false,
    logger: false,
    // Bad percent-encoding and the like fail before any hook runs.
    frameworkErrors: (error, _request, reply) => void sendFailure(reply as FastifyReply, error, options),
  });
  registerGuard(app, options.hosts ?? []);
  registerJsonBody(app);
  app.setErrorHandler((error, _request, reply) => sendFailure(reply, error, options));
  app.setNotFoundHandler((request, reply) => sendProblem(reply, notFound(request.method, request.url)));
  registerRoutes(app, engine);
  registerPage(app, options.pageFolder);
  return app;
}

function sendFailure(reply: FastifyReply, error: unknown, options: ServerOptions): FastifyReply {
  const carried = carriedProblem(error);
  if (carried !== null) return sendProblem(reply, carried);
  const known = engineErrorOf(error);
  if (isUnexpected(known)) options.onUnexpected?.(error, reply.request.id);
  return sendProblem(reply, problemOf(known).problem);
}

function sendProblem(reply: FastifyReply, problem: HttpProblem): FastifyReply {
  return reply
    .code(problem.status)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify({ ...problem, requestId: reply.request.id }));
}
