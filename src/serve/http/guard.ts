import type { FastifyInstance, FastifyRequest } from 'fastify';
import { HttpRefusal } from './http-problem.ts';

const loopbackNames = ['localhost', '127.0.0.1', '[::1]'];

/**
 * What the page may do: load its own script, style and pictures, and talk to its own server. Nothing inline, nothing
 * from elsewhere, no frame around it, and no string may become markup (trusted types).
 */
const contentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

const headers: Readonly<Record<string, string>> = {
  'content-security-policy': contentPolicy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
};

/**
 * Puts the server's own headers on every answer and refuses (403) a request whose Host is not an allowed name, or
 * whose Origin is another page than ours: a name that an attacker points at 127.0.0.1 (DNS rebinding) is not allowed,
 * and a page of another origin cannot make a browser write here. Ports do not matter for Host, they do for Origin.
 */
export function registerGuard(app: FastifyInstance, hosts: readonly string[]): void {
  const allowed = new Set([...loopbackNames, ...hosts.map((host) => bracketed(host.toLowerCase()))]);
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(headers).header('x-request-id', request.id);
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store');
    refuseForeign(request, allowed);
  });
}

function refuseForeign(request: FastifyRequest, allowed: ReadonlySet<string>): void {
  const host = (request.headers.host ?? '').toLowerCase();
  if (!allowed.has(host.replace(/:\d*$/u, ''))) {
    throw new HttpRefusal(
      403,
      'Forbidden',
      `The host name "${shown(host)}" is not allowed. Use ${[...allowed].join(', ')}, or start the server with --allow-host NAME.`,
    );
  }
  const origin = request.headers.origin;
  if (origin !== undefined && origin.toLowerCase().replace(/^https?:\/\//u, '') !== host) {
    throw new HttpRefusal(
      403,
      'Forbidden',
      `The page ${shown(origin)} may not call this server; only its own page may.`,
    );
  }
}

/** IPv6 addresses stand in brackets in a Host header. */
function bracketed(host: string): string {
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
}

function shown(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
