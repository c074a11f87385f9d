import { afterEach, describe, expect, it, vi } from 'vitest';
import { ask, withParameters } from '../../web/src/api.ts';

afterEach(() => vi.unstubAllGlobals());
const signal = new AbortController().signal;

describe('ask', () => {
  it('sends a body as JSON by POST, and nothing by GET', async () => {
    const fetched = serverAnswers(() => Response.json({ fine: true }));
    expect(await ask('/api/why', { body: { user: 'mara' }, signal })).toEqual({ fine: true });
    await ask('/api/users', { signal });
    expect(fetched.mock.calls.map(([path, init]) => [path, init?.method, init?.body])).toEqual([
      ['/api/why', 'POST', '{"user":"mara"}'],
      ['/api/users', undefined, undefined],
    ]);
  });

  it('rejects with the problem of the server', async () => {
    const problem = { type: 't', title: 'node-unknown', status: 404, detail: 'No user.' };
    serverAnswers(() => Response.json(problem, { status: 404 }));
    await expect(ask('/api/users', { signal })).rejects.toMatchObject({ problem, message: 'No user.' });
  });

  it.each([
    ['nothing answers', () => Promise.reject(new TypeError('fetch failed')), 'server-gone'],
    ['the answer breaks off', () => new Response('{"users":['), 'server-gone'],
    ['a failure is no problem document', () => Response.json([], { status: 502 }), 'Error'],
  ] as const)('says what is wrong when %s', async (_why, answer, title) => {
    serverAnswers(answer);
    await expect(ask('/api/users', { signal })).rejects.toMatchObject({ problem: { title } });
  });

  it('a request that was given up is no failure of the server', async () => {
    const controller = new AbortController();
    controller.abort();
    serverAnswers(() => Promise.reject(controller.signal.reason));
    await expect(ask('/api/users', { signal: controller.signal })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });
});

it('parameters are encoded', () => {
  expect(withParameters('/api/users', { text: 'a&b=c #1', limit: 3 })).toBe(
    '/api/users?text=a%26b%3Dc+%231&limit=3',
  );
});

function serverAnswers(answer: () => Response | Promise<Response>) {
  const fetched = vi.fn((_path: string, _init?: RequestInit) => Promise.resolve(answer()));
  vi.stubGlobal('fetch', fetched);
  return fetched;
}
