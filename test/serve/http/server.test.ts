import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { check } from '../../../src/contract/validate.ts';
import { EngineError, type ErrorCode, errorTable } from '../../../src/core/errors.ts';
import { listen } from '../../../src/serve/http/listen.ts';
import { createServer, type ServerOptions } from '../../../src/serve/http/server.ts';
import { fakeEngine, problemIn } from './fake-engine.ts';

const folder = mkdtempSync(join(tmpdir(), 'whypath-page-'));
const page = join(folder, 'page');
mkdirSync(join(page, 'assets'), { recursive: true });
writeFileSync(join(page, 'index.html'), '<!doctype html><title>whypath</title>');
writeFileSync(join(page, 'assets', 'main-abc.js'), 'export {};');
writeFileSync(join(page, '.hidden'), 'hidden');
writeFileSync(join(folder, 'secret.txt'), 'secret');
afterAll(() => rmSync(folder, { recursive: true }));

const json = { 'content-type': 'application/json' };

describe('failures of the engine', () => {
  const codes = Object.keys(errorTable) as ErrorCode[];
  it.each(codes)('%s becomes a problem with its status and message', async (code) => {
    const { engine } = fakeEngine({
      recommend: () => Promise.reject(new EngineError(code, 'what and what to do')),
    });
    const reply = await server(engine).inject('/api/recommendations?user=mara');
    expect(reply.statusCode).toBe(errorTable[code].status);
    expect(reply.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(problemIn(reply.body)).toEqual({
      type: `https://whypath.dev/errors/${code}`,
      title: code,
      status: errorTable[code].status,
      detail: 'what and what to do',
      retryable: errorTable[code].retryable,
      requestId: reply.headers['x-request-id'],
    });
    expect(check('problem', reply.json()).ok).toBe(true);
  });

  it('tell nothing of a mistake of ours but log it', async () => {
    const logged: unknown[] = [];
    const mistake = new TypeError('secret at /home/somebody');
    const { engine } = fakeEngine({ recommend: () => Promise.reject(mistake) });
    const app = server(engine, { onUnexpected: (error, id) => logged.push([error, id]) });
    const reply = await app.inject('/api/recommendations?user=mara');
    expect([reply.statusCode, problemIn(reply.body).title]).toEqual([500, 'internal']);
    expect(reply.body).not.toContain('secret');
    expect(reply.body).not.toContain('server.ts');
    expect(logged).toEqual([[mistake, reply.headers['x-request-id']]]);
  });

  it('that are no mistake are not logged', async () => {
    const logged: unknown[] = [];
    const { engine } = fakeEngine({ recommend: () => Promise.reject(new EngineError('node-unknown', 'x')) });
    await server(engine, { onUnexpected: (error) => logged.push(error) }).inject(
      '/api/recommendations?user=mara',
    );
    expect(logged).toEqual([]);
  });
});

describe('bodies', () => {
  it.each([
    ['is no JSON', '{"user":', 400, 'request-invalid'],
    ['is empty', '', 400, 'request-invalid'],
    ['sets a prototype', '{"user":"a","item":"b","__proto__":{"x":1}}', 400, 'request-invalid'],
    [
      'sets a prototype deeper down',
      '{"user":"a","item":"b","without":[{"__proto__":1}]}',
      400,
      'request-invalid',
    ],
    ['sets a prototype in escapes', '{"user":"a","item":"b","\\u005f_proto__":1}', 400, 'request-invalid'],
    [
      'goes over the constructor',
      '{"user":"a","item":"b","constructor":{"prototype":{}}}',
      400,
      'request-invalid',
    ],
    ['is nested without end', '['.repeat(100_000) + ']'.repeat(100_000), 400, 'request-invalid'],
    ['is too large', JSON.stringify({ user: 'x'.repeat(300_000) }), 413, 'limit-exceeded'],
  ])('that %s', async (_why, payload, status, title) => {
    const { engine, calls } = fakeEngine();
    const reply = await server(engine).inject({ method: 'POST', url: '/api/why', headers: json, payload });
    expect([reply.statusCode, problemIn(reply.body).title]).toEqual([status, title]);
    expect(calls).toEqual([]);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it.each(['{"__proto__":{}}', '{"a":[{"\\u005f_proto__":1}]}', '{"constructor":{"prototype":1}}'])(
    '%s is refused before any schema sees it',
    async (payload) => {
      const reply = await server().inject({ method: 'POST', url: '/api/why', headers: json, payload });
      expect(problemIn(reply.body).detail).toMatch(/^The body cannot be read: /u);
    },
  );

  it('have to be whole within half a minute', () => {
    expect(server().server.requestTimeout).toBe(30_000);
  });

  it('that are not UTF-8 are refused', async () => {
    const payload = Buffer.concat([
      Buffer.from('{"user":"'),
      Buffer.from([0xc3, 0x28]),
      Buffer.from('","item":"b"}'),
    ]);
    const reply = await server().inject({ method: 'POST', url: '/api/why', headers: json, payload });
    expect(problemIn(reply.body).detail).toBe('The body is not valid UTF-8. Send JSON in UTF-8.');
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'of type %s are refused, so that a foreign form cannot write',
    async (type) => {
      const payload = '{"user":"a","item":"b"}';
      const reply = await server().inject({
        method: 'POST',
        url: '/api/why',
        headers: { 'content-type': type },
        payload,
      });
      expect([reply.statusCode, problemIn(reply.body).type]).toEqual([415, 'about:blank']);
    },
  );
});

describe('hosts and origins', () => {
  it.each(['localhost', 'localhost:4664', '127.0.0.1:80', '[::1]:4664', 'LOCALHOST', 'films.example:1'])(
    'Host %s is answered',
    async (host) => {
      const reply = await server(undefined, { hosts: ['films.example'] }).inject({
        url: '/livez',
        headers: { host },
      });
      expect(reply.statusCode).toBe(200);
    },
  );

  it.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example:4664',
    '169.254.169.254',
    'localhost@evil',
  ])('Host "%s" is refused', async (host) => {
    const { engine, calls } = fakeEngine();
    const reply = await server(engine).inject({ url: '/api/users', headers: { host } });
    expect([reply.statusCode, problemIn(reply.body).title]).toEqual([403, 'Forbidden']);
    expect(calls).toEqual([]);
  });

  it.each([
    ['http://localhost:4664', 200],
    ['http://localhost:3000', 403],
    ['https://evil.example', 403],
    ['null', 403],
  ])('Origin %s is answered with %i', async (origin, status) => {
    const headers = { host: 'localhost:4664', origin };
    const reply = await server().inject({
      method: 'POST',
      url: '/api/why',
      headers,
      payload: { user: 'a', item: 'b' },
    });
    expect(reply.statusCode).toBe(status);
  });

  it('every answer carries the policy, a failure as well', async () => {
    for (const url of ['/', '/livez', '/nothing', '/api/users?limit=0', '/assets/main-abc.js']) {
      const reply = await server(undefined, { pageFolder: page }).inject(url);
      expect(reply.headers['content-security-policy'], url).toContain(
        "default-src 'none'; script-src 'self'",
      );
      expect(reply.headers['x-content-type-options'], url).toBe('nosniff');
      expect(reply.headers['x-request-id'], url).toMatch(/^[0-9a-f-]{36}$/);
    }
  });
});

describe('the page', () => {
  it('is served, its hashed files for long', async () => {
    const app = server(undefined, { pageFolder: page });
    const index = await app.inject('/');
    expect([index.statusCode, index.headers['cache-control']]).toEqual([200, 'no-cache']);
    expect(index.headers['content-type']).toContain('text/html');
    const script = await app.inject('/assets/main-abc.js');
    expect(script.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  });

  it.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/.hidden',
    '/..\\secret.txt',
    '/assets',
  ])('%s shows no file', async (url) => {
    const reply = await server(undefined, { pageFolder: page }).inject(url);
    expect(reply.body).not.toMatch(/secret\b(?!\.txt)|hidden(?!\.)$/u);
    expect([400, 403, 404]).toContain(reply.statusCode);
    expect(reply.headers['content-type']).toContain('application/problem+json');
  });

  it('names the build command when it is not built', async () => {
    const reply = await server().inject('/');
    expect(reply.statusCode).toBe(501);
    expect(problemIn(reply.body).detail).toBe('The page is not built. Run: npm run build');
  });

  it.each([
    ['GET', '/nothing', 404],
    ['DELETE', '/api/users', 404],
    ['GET', '/api/why', 404],
    ['GET', '/api/queries/%zz', 400],
  ] as const)('%s %s is a problem', async (method, url, status) => {
    const reply = await server().inject({ method, url });
    expect(reply.statusCode).toBe(status);
    expect(problemIn(reply.body).status).toBe(status);
  });
});

describe('a client that goes away', () => {
  const closing: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  it('ends the work of the engine', async () => {
    let see: (signal: AbortSignal) => void = () => {};
    const seen = new Promise<AbortSignal>((resolve) => {
      see = resolve;
    });
    const { engine } = fakeEngine({
      explain: (_request, signal) => {
        see(signal as AbortSignal);
        return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
      },
    });
    const app = server(engine);
    closing.push(() => app.close());
    const url = new URL(await listen(app, { host: '127.0.0.1', port: 0, nextFree: false }));
    const body = '{"user":"a","item":"b"}';
    const socket = connect(Number(url.port), '127.0.0.1');
    socket.write(
      `POST /api/explain HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
    const signal = await seen;
    expect(signal.aborted).toBe(false);
    const aborted = new Promise((resolve) => signal.addEventListener('abort', resolve));
    socket.destroy();
    await aborted;
    expect(signal.aborted).toBe(true);
  });

  it('does not disturb one that stays', async () => {
    const signals: AbortSignal[] = [];
    const { engine } = fakeEngine();
    const app = server({
      ...engine,
      explain: (request, signal) => {
        signals.push(signal as AbortSignal);
        return engine.explain(request);
      },
    });
    closing.push(() => app.close());
    const url = await listen(app, { host: '127.0.0.1', port: 0, nextFree: false });
    const reply = await fetch(`${url}/api/explain`, {
      method: 'POST',
      headers: json,
      body: '{"user":"a","item":"b"}',
    });
    expect(((await reply.json()) as { user: string }).user).toBe('mara');
    expect(signals.map((signal) => signal.aborted)).toEqual([false]);
  });
});

describe('ports', () => {
  it('a busy one gives way to the next, or is an error that says what to do', async () => {
    const first = server();
    const second = server();
    const url = await listen(first, { host: '127.0.0.1', port: 0, nextFree: false });
    const port = Number(new URL(url).port);
    try {
      await expect(listen(second, { host: '127.0.0.1', port, nextFree: false })).rejects.toMatchObject({
        code: 'configuration-invalid',
        message: `Port ${port} is in use on 127.0.0.1. Give another with --port, or --port 0 for any free one.`,
      });
      const next = await listen(second, { host: '127.0.0.1', port, nextFree: true });
      expect(Number(new URL(next).port)).toBeGreaterThan(port);
      expect((await fetch(`${next}/livez`)).status).toBe(200);
    } finally {
      await Promise.all([first.close(), second.close()]);
    }
  });

  it('a host that is none of this machine is named', async () => {
    const app = server();
    await expect(listen(app, { host: '203.0.113.7', port: 0, nextFree: true })).rejects.toMatchObject({
      code: 'configuration-invalid',
    });
    await app.close();
  });
});

function server(
  engine = fakeEngine().engine,
  options: Partial<ServerOptions> = {},
): ReturnType<typeof createServer> {
  return createServer(engine, { pageFolder: null, ...options });
}
