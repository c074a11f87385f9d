import type { FastifyInstance } from 'fastify';
import { EngineError } from '../../core/errors.ts';

/** How many ports are tried from the first one on. */
const portsTriedMax = 20;

/** Where to listen. */
export interface ListenOptions {
  /** A name or address of this machine, such as 127.0.0.1. */
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Whether a busy port may be replaced by the next free one. */
  readonly nextFree: boolean;
}

/**
 * Makes the server listen and returns its address as a URL. A busy port gives way to one of the next 19 where
 * `nextFree` allows it. Throws `configuration-invalid` when no port is free, or the host is none of this machine.
 */
export async function listen(app: FastifyInstance, options: ListenOptions): Promise<string> {
  const last = options.nextFree ? Math.min(options.port + portsTriedMax - 1, 65_535) : options.port;
  for (let port = options.port; port <= last; port += 1) {
    if (await bound(app, options.host, port)) return urlOf(app, options.host);
  }
  const found = last === options.port ? `Port ${last} is` : `Ports ${options.port} to ${last} are all`;
  throw new EngineError(
    'configuration-invalid',
    `${found} in use on ${options.host}. Give another with --port, or --port 0 for any free one.`,
  );
}

/** Returns whether the server now listens on this port; false when the port is busy. */
async function bound(app: FastifyInstance, host: string, port: number): Promise<boolean> {
  try {
    await app.listen({ host, port });
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') return false;
    const reason = code === 'EACCES' ? 'this port needs more rights' : `the system says ${code}`;
    const message = `The server cannot listen on ${host}, port ${port}: ${reason}. Check --host and --port.`;
    throw new EngineError('configuration-invalid', message, { cause: error });
  }
}

function urlOf(app: FastifyInstance, host: string): string {
  const address = app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const name = ['0.0.0.0', '::', '127.0.0.1'].includes(host) ? 'localhost' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
