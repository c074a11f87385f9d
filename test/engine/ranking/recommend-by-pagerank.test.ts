import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recommendByPageRank } from '../../../src/engine/ranking/recommend-by-pagerank.ts';
import type { GraphStore } from '../../../src/store/port.ts';
import { openSqliteStore } from '../../../src/store/sqlite/sqlite-store.ts';
import { writeSeed } from '../../store/seed-store.ts';

const never = new AbortController().signal;

/** A store whose server finds nothing, as it does for strangers and for people without likes. */
describe('PageRank within the store, where it finds nothing', () => {
  let store: GraphStore;
  beforeEach(async () => {
    store = openSqliteStore({ path: ':memory:', now: () => 0 });
    await writeSeed(store, never);
    store = { ...store, pageRank: { best: async () => ({ revision: 1, items: [] }) } };
  });
  afterEach(() => store.close());

  it('has an empty list for somebody who is known', async () => {
    const deps = { store, settings: { peopleMin: null } };
    expect((await recommendByPageRank(deps, { user: 'mara' }, never)).items).toEqual([]);
  });

  it('names those near a stranger', async () => {
    const deps = { store, settings: { peopleMin: null } };
    await expect(recommendByPageRank(deps, { user: 'benn' }, never)).rejects.toMatchObject({
      code: 'node-unknown',
      message: expect.stringMatching(/no User "benn"\. Nearest: User:benno/u),
    });
  });
});
