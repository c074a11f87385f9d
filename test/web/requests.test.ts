import { afterEach, describe, expect, it, vi } from 'vitest';
import { createRequests, problemIn } from '../../web/src/requests.ts';
import { createStore } from '../../web/src/store.ts';

afterEach(() => vi.unstubAllGlobals());

describe('answers that come late', () => {
  it('of the user before are dropped', async () => {
    const server = heldServer();
    const store = createStore();
    const requests = createRequests(store);
    store.dispatch({ type: 'user-choose', user: { id: 'a', name: null } });
    requests.list();
    store.dispatch({ type: 'user-choose', user: { id: 'b', name: null } });
    requests.list();
    server.answer(1, { user: 'b', items: [] });
    server.answer(0, { user: 'a', items: [] });
    await vi.waitFor(() =>
      expect(store.state().list).toMatchObject({ state: 'ready', value: { user: 'b' } }),
    );
    expect(server.signals.map((signal) => signal.aborted)).toEqual([true, false]);
  });

  it('of an item that was closed do not open it again', async () => {
    const server = heldServer();
    const store = createStore();
    const requests = createRequests(store);
    store.dispatch({ type: 'user-choose', user: { id: 'a', name: null } });
    store.dispatch({ type: 'item-open', item: 'x' });
    requests.item();
    store.dispatch({ type: 'item-close' });
    requests.item();
    expect(server.signals.map((signal) => signal.aborted)).toEqual([true, true]);
    server.answer(0, {});
    server.answer(1, {});
    await new Promise((resolve) => setTimeout(resolve));
    expect(store.state()).toMatchObject({ why: { state: 'none' }, explanation: { state: 'none' } });
  });
});

describe('taking reasons away', () => {
  it('asks for the ranking without all of them, and for nothing when all are back', async () => {
    const server = heldServer();
    const store = createStore();
    const requests = createRequests(store);
    store.dispatch({ type: 'user-choose', user: { id: 'a', name: null } });
    store.dispatch({ type: 'item-open', item: 'x' });
    store.dispatch({ type: 'reason-take', reason: 'r1' });
    store.dispatch({ type: 'reason-take', reason: 'r2' });
    requests.without();
    expect(server.bodies).toEqual([{ user: 'a', item: 'x', without: ['r1', 'r2'] }]);
    server.answer(0, { without: { reasons: ['r1', 'r2'], score: 0.1, rank: 14 } });
    await vi.waitFor(() =>
      expect(store.state().without).toMatchObject({ state: 'ready', value: { rank: 14 } }),
    );
    store.dispatch({ type: 'reasons-put' });
    requests.without();
    expect(server.bodies.length).toBe(1);
  });
});

it('a mistake of the page is no message of the server', () => {
  expect(problemIn(new TypeError('x')).title).toBe('page-error');
});

/** A server that answers when the test says so, in any order, and to requests that were given up as well. */
function heldServer() {
  const held: ((body: unknown) => void)[] = [];
  const signals: AbortSignal[] = [];
  const bodies: unknown[] = [];
  vi.stubGlobal('fetch', (_path: string, init: RequestInit) => {
    signals.push(init.signal as AbortSignal);
    if (typeof init.body === 'string') bodies.push(JSON.parse(init.body));
    return new Promise<Response>((resolve) => held.push((body) => resolve(Response.json(body))));
  });
  return { signals, bodies, answer: (index: number, body: unknown) => held[index]?.(body) };
}
