import { createServer, get, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { CliContext } from '../../../src/serve/cli/context.ts';
import { serveCommand } from '../../../src/serve/cli/serve.ts';
import { fakeEngine } from '../http/fake-engine.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

describe('whypath serve', () => {
  it('prints its URL, serves, and ends with the signal', async () => {
    const run = start(['--port', '0', '--json']);
    await vi.waitFor(() => expect(run.written.out).not.toBe(''));
    const { url, page } = JSON.parse(run.written.out) as { url: string; page: boolean };
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    expect(run.written.err).toBe(
      page ? '' : 'The page is not built, only the API is served. Build it: npm run build\n',
    );
    run.stop();
    await run.ended;
    await expect(fetch(`${url}/livez`)).rejects.toThrow();
  });

  it('takes the next port where the configured one is busy', async () => {
    const busy = await portTaken();
    const run = start([], busy);
    await vi.waitFor(() => expect(run.written.out).toContain('Stop it with Ctrl-C.'));
    const port = Number(/:(\d+)\n/.exec(run.written.out)?.[1]);
    expect(port).toBeGreaterThan(busy);
    run.stop();
    await run.ended;
  });

  it('refuses a busy port that was asked for', async () => {
    const busy = await portTaken();
    await expect(start(['--port', String(busy)]).ended).rejects.toMatchObject({
      code: 'configuration-invalid',
    });
  });

  it.each(['-1', '65536', 'x', '80.5'])('--port %s is a usage error', async (port) => {
    await expect(start(['--port', port]).ended).rejects.toMatchObject({ code: 'commander.invalidArgument' });
  });

  it('answers to a further host name only where it is allowed', async () => {
    for (const [args, status] of [
      [['--port', '0', '--json'], 403],
      [['--port', '0', '--json', '--allow-host', 'films.example'], 200],
    ] as const) {
      const run = start([...args]);
      await vi.waitFor(() => expect(run.written.out).not.toBe(''));
      const { url } = JSON.parse(run.written.out) as { url: string };
      expect(await statusFor(url, 'films.example')).toBe(status);
      run.stop();
      await run.ended;
    }
  });

  it('writes a mistake of ours with the id of its request', async () => {
    const run = start(['--port', '0', '--json'], 0, () => Promise.reject(new TypeError('undone')));
    await vi.waitFor(() => expect(run.written.out).not.toBe(''));
    const { url } = JSON.parse(run.written.out) as { url: string };
    const reply = await fetch(`${url}/api/users`);
    expect(reply.status).toBe(500);
    expect(run.written.err).toContain(`Request ${reply.headers.get('x-request-id')}: TypeError: undone`);
    run.stop();
    await run.ended;
  });
});

function start(args: string[], port = 0, users = fakeEngine().engine.users) {
  const written = { out: '', err: '' };
  const sink = (name: 'out' | 'err'): CliContext['out'] => ({
    write: (text) => {
      written[name] += text;
    },
    isTerminal: false,
    columns: 80,
  });
  const controller = new AbortController();
  const context: Partial<CliContext> = {
    open: () => Promise.resolve(fakeEngine({ users }).engine),
    port: () => port,
    out: sink('out'),
    err: sink('err'),
    signal: controller.signal,
  };
  const command = serveCommand(context as CliContext)
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  const ended = command.parseAsync(args, { from: 'user' });
  const stop = (): void => controller.abort();
  closing.push(async () => {
    stop();
    await ended.catch(() => undefined);
  });
  return { written, ended, stop };
}

async function portTaken(): Promise<number> {
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => new Promise((resolve) => server.close(resolve)));
  return (server.address() as AddressInfo).port;
}

/** fetch does not let the Host header be set. */
function statusFor(url: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    get(`${url}/livez`, { headers: { host } }, (reply) => {
      reply.resume();
      resolve(reply.statusCode);
    }).on('error', reject);
  });
}
