import { describe, expect, it } from 'vitest';
import { check, parse } from '../../../src/contract/validate.ts';
import { EngineError } from '../../../src/core/errors.ts';
import { createServer } from '../../../src/serve/http/server.ts';
import { fakeEngine, problemIn } from './fake-engine.ts';

const turn = { conversation: 'c', turn: 't', act: { type: 'answer', answer: 'yes' } };
const message = { conversation: 'c', turn: 't', text: 'cheaper, please' };

/** Request, the call the engine must see, and the schema of the answer. */
const routes: [
  method: 'GET' | 'POST',
  url: string,
  body: unknown,
  call: [string, unknown],
  schema: string,
][] = [
  ['GET', '/api/users', undefined, ['users', ['', 20]], 'user-list'],
  ['GET', '/api/users?text=ma%20r&limit=5', undefined, ['users', ['ma r', 5]], 'user-list'],
  [
    'GET',
    '/api/recommendations?user=mara&language=de',
    undefined,
    ['recommend', { user: 'mara', language: 'de' }],
    'recommendations',
  ],
  ['GET', '/api/recommendations?user=mara', undefined, ['recommend', { user: 'mara' }], 'recommendations'],
  [
    'GET',
    '/api/recommendations?user=mara&limit=5&reasons=2',
    undefined,
    ['recommend', { user: 'mara', limit: 5, reasonsMax: 2 }],
    'recommendations',
  ],
  [
    'GET',
    '/api/recommendations?likes=kilo&dislikes=a&dislikes=b&ranking=lists',
    undefined,
    ['recommend', { likes: ['kilo'], dislikes: ['a', 'b'], ranking: 'lists' }],
    'recommendations',
  ],
  [
    'GET',
    '/api/recommendations?user=7&reasons=all',
    undefined,
    ['recommend', { user: '7', reasonsMax: null }],
    'recommendations',
  ],
  [
    'GET',
    '/api/recommendations?user=mara&filter=price%20%3C%2020&popularity=-0.5&diversity=1&includeSeen=true&paths=false',
    undefined,
    [
      'recommend',
      { user: 'mara', filter: 'price < 20', popularity: -0.5, diversity: 1, includeSeen: true, paths: false },
    ],
    'recommendations',
  ],
  [
    'POST',
    '/api/recommendations',
    { user: 'mara', quotas: { aspect: 1 }, settings: { relations: { MADE_BY: { weight: 0.5 } } } },
    [
      'recommend',
      { user: 'mara', quotas: { aspect: 1 }, settings: { relations: { MADE_BY: { weight: 0.5 } } } },
    ],
    'recommendations',
  ],
  [
    'POST',
    '/api/why',
    { user: 'mara', item: 'harbour', without: ['aspect:noise'] },
    ['why', { user: 'mara', item: 'harbour', without: ['aspect:noise'] }],
    'why',
  ],
  [
    'GET',
    '/api/why-not?user=mara&item=kilo&limit=3',
    undefined,
    ['whyNot', { user: 'mara', item: 'kilo', limit: 3 }],
    'why-not',
  ],
  [
    'GET',
    '/api/why-not?user=mara&item=kilo&filter=price%20%3C%2020&popularity=-0.5&likes=a',
    undefined,
    ['whyNot', { user: 'mara', item: 'kilo', filter: 'price < 20', popularity: -0.5, likes: ['a'] }],
    'why-not',
  ],
  [
    'POST',
    '/api/why-not',
    { user: 'mara', item: 'kilo', settings: { alpha: 0.4 } },
    ['whyNot', { user: 'mara', item: 'kilo', settings: { alpha: 0.4 } }],
    'why-not',
  ],
  [
    'POST',
    '/api/near',
    { restarts: [{ node: 'Item:kilo' }, { node: 'olive', weight: 2 }], limit: 3 },
    ['near', { restarts: [{ node: 'Item:kilo' }, { node: 'olive', weight: 2 }], limit: 3 }],
    'near-result',
  ],
  [
    'GET',
    '/api/profile?node=User:mara&limit=3',
    undefined,
    ['profile', { node: 'User:mara', limit: 3 }],
    'profile',
  ],
  ['GET', '/api/strikes?user=mara', undefined, ['strike', { user: 'mara' }], 'strike-list'],
  [
    'POST',
    '/api/strikes',
    { user: 'mara', node: 'Aspect:noise', undo: true },
    ['strike', { user: 'mara', node: 'Aspect:noise', undo: true }],
    'strike-list',
  ],
  [
    'POST',
    '/api/compare',
    { user: 'mara', item: 'harbour', other: 'lumen' },
    ['compare', { user: 'mara', item: 'harbour', other: 'lumen' }],
    'comparison',
  ],
  [
    'POST',
    '/api/follow-up',
    { user: 'mara', item: 'harbour', question: 'who said that?' },
    ['followUp', { user: 'mara', item: 'harbour', question: 'who said that?' }],
    'follow-up',
  ],
  [
    'POST',
    '/api/explain',
    { user: 'mara', item: 'harbour' },
    ['explain', { user: 'mara', item: 'harbour' }],
    'explanation',
  ],
  [
    'GET',
    '/api/opinions?item=harbour&aspect=noise',
    undefined,
    ['opinions', ['harbour', 'noise']],
    'opinion-list',
  ],
  [
    'POST',
    '/api/queries/item-degrees',
    { limit: 3 },
    ['runQuery', ['item-degrees', { limit: 3 }]],
    'query-result',
  ],
  [
    'GET',
    '/api/path?from=Item:kilo&to=Item:harbour',
    undefined,
    ['findPaths', { from: 'Item:kilo', to: 'Item:harbour' }],
    'path-result',
  ],
  [
    'GET',
    '/api/path?from=Item:kilo&to=Item:harbour&limit=2&lengthMax=6',
    undefined,
    ['findPaths', { from: 'Item:kilo', to: 'Item:harbour', limit: 2, lengthMax: 6 }],
    'path-result',
  ],
  ['GET', '/api/conversations/c1', undefined, ['showConversation', 'c1'], 'conversation-shown'],
  ['POST', '/api/conversations/message', message, ['hearMessage', message], 'message-reply'],
  ['POST', '/api/conversations/turn', turn, ['converse', turn], 'turn-reply'],
  ['GET', '/api/status', undefined, ['modelStatus', null], 'server-status'],
];

describe('every route', () => {
  it.each(routes)(
    '%s %s asks the engine once and answers by the contract',
    async (method, url, body, call, schema) => {
      const { engine, calls } = fakeEngine();
      const app = createServer(engine, { pageFolder: null });
      const reply = await app.inject({
        method,
        url,
        ...(body === undefined ? {} : { payload: body as object }),
      });
      expect([reply.statusCode, reply.headers['content-type']]).toEqual([
        200,
        'application/json; charset=utf-8',
      ]);
      expect(reply.headers['cache-control']).toBe('no-store');
      expect(calls).toEqual([call]);
      parse(schema, reply.json(), url);
    },
  );

  it('lists the queries', async () => {
    const reply = await createServer(fakeEngine().engine, { pageFolder: null }).inject('/api/queries');
    expect(reply.json().queries[0].name).toBe('item-degrees');
    parse('query-list', reply.json(), 'queries');
  });
});

describe('a wrong request', () => {
  it.each([
    ['GET', '/api/strikes?user=mara&node=Item:kilo', undefined, 'node'],
    ['GET', '/api/profile?node=User:mara&limit=0', undefined, 'limit'],
    ['GET', '/api/recommendations', undefined, 'user is missing'],
    ['GET', '/api/recommendations?user=mara&limit=0', undefined, 'limit is 0, expected: must be >= 1'],
    ['GET', '/api/recommendations?user=mara&limit=ten', undefined, 'limit is "ten", expected: integer'],
    ['GET', '/api/recommendations?user=a&user=b', undefined, 'user is ["a","b"], expected: string'],
    [
      'GET',
      '/api/recommendations?user=mara&diversity=much',
      undefined,
      'diversity is "much", expected: number',
    ],
    [
      'POST',
      '/api/recommendations',
      { user: 'mara', limit: 1001 },
      'limit is 1001, expected: must be <= 1000',
    ],
    ['GET', '/api/recommendations?user=mara&topk=3', undefined, 'unknown key "topk"'],
    ['GET', '/api/users?limit=100000', undefined, 'limit is 100000'],
    ['GET', '/api/users?__proto__=1', undefined, 'unknown key "__proto__"'],
    ['GET', '/api/opinions?item=harbour', undefined, 'aspect is missing'],
    ['GET', '/api/path?from=Item:kilo&to=Item:a&lengthMax=99', undefined, 'lengthMax is 99'],
    ['POST', '/api/why', { user: 'mara' }, 'item is missing'],
    [
      'POST',
      '/api/explain',
      { user: 'mara', item: 'a', form: 'poem' },
      'form is "poem", expected: one of "paragraph"',
    ],
    ['POST', '/api/queries/item-degrees', { limit: [1] }, 'limit is [1]'],
    ['POST', '/api/conversations/message', { ...message, text: 'x'.repeat(2001) }, 'text'],
    ['POST', '/api/conversations/turn', { ...turn, act: { type: 'shout' } }, 'act'],
  ] as const)('%s %s is refused before the engine is asked', async (method, url, body, words) => {
    const { engine, calls } = fakeEngine();
    const app = createServer(engine, { pageFolder: null });
    const reply = await app.inject({ method, url, ...(body === undefined ? {} : { payload: body }) });
    expect(reply.statusCode).toBe(400);
    expect(problemIn(reply.body).title).toBe('request-invalid');
    expect(problemIn(reply.body).detail).toContain(words);
    expect(calls).toEqual([]);
  });

  it('names the nearest queries when one is unknown, also for a name that climbs folders', async () => {
    const app = createServer(fakeEngine().engine, { pageFolder: null });
    for (const name of ['nothing', '..%2F..%2Fpackage.json', '__proto__']) {
      const reply = await app.inject({ method: 'POST', url: `/api/queries/${name}`, payload: {} });
      expect(reply.statusCode).toBe(404);
      expect(problemIn(reply.body)).toMatchObject({ title: 'query-unknown' });
      expect(problemIn(reply.body).detail).toContain('Nearest: item-degrees.');
    }
  });
});

describe('readiness', () => {
  it('is there with an empty store and names a store that does not answer', async () => {
    const failing = (error: Error) => fakeEngine({ users: () => Promise.reject(error) }).engine;
    const empty = createServer(failing(new EngineError('graph-empty', 'Nothing here.')), {
      pageFolder: null,
    });
    expect((await empty.inject('/readyz')).statusCode).toBe(200);
    const down = createServer(failing(new EngineError('store-unavailable', 'bolt://x does not answer')), {
      pageFolder: null,
    });
    const reply = await down.inject('/readyz');
    expect(reply.statusCode).toBe(503);
    expect(problemIn(reply.body)).toMatchObject({ title: 'store-unavailable', retryable: true });
    expect((await down.inject('/livez')).statusCode).toBe(200);
  });

  it('streams an explanation, one part a line', async () => {
    const { engine, calls } = fakeEngine();
    const app = createServer(engine, { pageFolder: null });
    const reply = await app.inject({
      method: 'POST',
      url: '/api/explain/stream',
      payload: { user: 'mara', item: 'harbour' },
    });
    expect(reply.headers['content-type']).toBe('application/x-ndjson; charset=utf-8');
    const parts = reply.body.trim().split('\n');
    for (const part of parts) expect(check('explanation-part', JSON.parse(part)).ok).toBe(true);
    expect(JSON.parse(parts.at(-1) ?? '')).toMatchObject({ type: 'end', explanation: { user: 'mara' } });
    expect(calls).toEqual([['explainStream', { user: 'mara', item: 'harbour' }]]);
  });

  it('refuses to stream what it cannot read, with a status', async () => {
    const reply = await createServer(fakeEngine().engine, { pageFolder: null }).inject({
      method: 'POST',
      url: '/api/explain/stream',
      payload: { item: 'harbour' },
    });
    expect(reply.statusCode).toBe(400);
  });
});
