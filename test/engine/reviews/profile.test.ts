import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { check } from '../../../src/contract/validate.ts';
import { createGraphCache } from '../../../src/engine/graph/load-graph.ts';
import { strike } from '../../../src/engine/reasons/strike.ts';
import { profile } from '../../../src/engine/reviews/profile.ts';
import type { GraphStore } from '../../../src/store/port.ts';
import { openSqliteStore } from '../../../src/store/sqlite/sqlite-store.ts';
import { sha256 } from '../../fixtures/sha256.ts';
import { seedRows, writeSeed } from '../../store/seed-store.ts';

const never = new AbortController().signal;
let store: GraphStore;
beforeEach(async () => {
  store = openSqliteStore({ path: ':memory:', now: () => 0 });
  await writeSeed(store, never);
});
afterEach(() => store.close());
const deps = () => ({ store, graph: createGraphCache(store, sha256), now: () => 0 });

describe('profile', () => {
  it('of a user is made of her own words', async () => {
    const answer = await profile(deps(), { node: 'User:mara' }, never);
    expect(check('profile', answer)).toMatchObject({ ok: true });
    expect(answer.praise[0]).toMatchObject({ aspect: 'artwork' });
    expect(answer.criticism.map(({ aspect }) => aspect)).toContain('waiting-time');
    expect(answer.likes.length).toBeGreaterThan(4);
    const own = new Map(
      seedRows<{ id: string; user: string; text: string }>('reviews').map((row) => [row.id, row]),
    );
    for (const { quotes } of [...answer.praise, ...answer.criticism])
      for (const quote of quotes) {
        expect(own.get(quote.review)?.user).toBe('mara');
        expect(own.get(quote.review)?.text).toContain(quote.text);
      }
    expect(answer.text).toContain('Mara T. values:\n- artwork, ');
  });

  it('of an item names nobody', async () => {
    const answer = await profile(deps(), { node: 'Item:kestrel-hour', limit: 3 }, never);
    expect(check('profile', answer)).toMatchObject({ ok: true });
    expect(answer.praise.length).toBeLessThanOrEqual(3);
    expect(answer.likes).toEqual([]);
    const said = JSON.stringify(answer);
    const texts = seedRows<{ text: string }>('reviews')
      .map((row) => row.text)
      .join(' ');
    for (const { id, name } of seedRows<{ id: string; name: string }>('users')) {
      expect(said).not.toContain(`"${id}"`);
      if (!texts.includes(name)) expect(said).not.toContain(name);
    }
  });

  it('loses a line that is struck, and lists it apart', async () => {
    const parts = deps();
    await strike(parts, { user: 'mara', node: 'Aspect:artwork' }, never);
    await strike(parts, { user: 'mara', node: 'Item:hedgerow-post' }, never);
    const answer = await profile(parts, { node: 'User:mara', limit: 100 }, never);
    expect(answer.praise.map(({ aspect }) => aspect)).not.toContain('artwork');
    expect(answer.likes.map(({ id }) => id)).not.toContain('hedgerow-post');
    expect(answer.struck).toEqual(['Aspect:artwork', 'Item:hedgerow-post']);
    expect(answer.text).toContain('Struck, and counted nowhere: artwork, Hedgerow Post.');
    const others = await profile(parts, { node: 'Item:lamplighters-of-quay-street' }, never);
    expect(others.struck).toEqual([]);
  });

  it('refuses what is no user and no item', async () => {
    const refused = (node: string) => profile(deps(), { node }, never);
    await expect(refused('Aspect:noise')).rejects.toMatchObject({ code: 'request-invalid' });
    await expect(refused('User:nobody')).rejects.toMatchObject({ code: 'node-unknown' });
  });
});
