import { beforeAll, expect, it } from 'vitest';
import type { ReasonDeps } from '../../src/engine/deps.ts';
import { createGraphCache } from '../../src/engine/graph/load-graph.ts';
import { recommend } from '../../src/engine/ranking/recommend.ts';
import { strike } from '../../src/engine/reasons/strike.ts';
import { why } from '../../src/engine/reasons/why.ts';
import { profile } from '../../src/engine/reviews/profile.ts';
import type { GraphStore } from '../../src/store/port.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { sha256 } from '../fixtures/sha256.ts';
import { describeWithNeo4j } from '../servers/real.ts';
import { never } from './facts.ts';
import { emptyNeo4jStore } from './neo4j/empty-neo4j.ts';
import { writeSeed } from './seed-store.ts';

const users = ['mara', 'ysolde', 'ines', 'crispin', 'fritz'];

describeWithNeo4j('the same facts in SQLite and in Neo4j', (server) => {
  let stores: readonly GraphStore[] = [];
  let deps: readonly ReasonDeps[] = [];

  beforeAll(async () => {
    stores = [openSqliteStore({ path: ':memory:', now: () => 0 }), await emptyNeo4jStore(server)];
    for (const store of stores) await writeSeed(store, never);
    deps = stores.map((store) => ({
      store,
      graph: createGraphCache(store, sha256),
      settings: { peopleMin: null },
      hash: sha256,
    }));
    return async () => {
      for (const store of stores) await store.close();
    };
  });

  it.each(users)('give byte-equal recommendations and reasons to %s', async (user) => {
    const [embedded, server] = await Promise.all(
      deps.map(async (one) => text(await recommend(one, { user, reasonsMax: null }, never))),
    );
    expect(embedded?.length).toBeGreaterThan(1000);
    expect(server).toBe(embedded);
  });

  it('give byte-equal answers to why, with a reason taken away', async () => {
    const request = { user: 'mara', item: 'kestrel-hour' };
    const id = (await why(deps[0] as ReasonDeps, request, never)).item.reasons[0]?.id ?? '';
    const [embedded, server] = await Promise.all(
      deps.map(async (one) => text(await why(one, { ...request, without: [id] }, never))),
    );
    expect(server).toBe(embedded);
  });

  it('give the same opinions as evidence', async () => {
    const pairs = [{ item: 'kestrel-hour', aspect: 'waiting-time' }];
    const [embedded, server] = await Promise.all(stores.map((store) => store.evidence(pairs, 5, never)));
    expect(embedded?.length).toBeGreaterThan(0);
    expect(server).toEqual(embedded);
  });

  it('give byte-equal profiles, and follow a strike and its end alike', async () => {
    const strikeDeps = stores.map((store, index) => ({
      store,
      graph: (deps[index] as ReasonDeps).graph,
      now: () => 0,
    }));
    const answers = await Promise.all(
      strikeDeps.map(async (one, index) => {
        const said: string[] = [];
        const note = async (): Promise<void> => {
          for (const node of ['User:mara', 'Item:kestrel-hour'])
            said.push(text(await profile(one, { node }, never)));
          said.push(text(await recommend(deps[index] as ReasonDeps, { user: 'mara' }, never)));
        };
        await note();
        for (const node of ['Aspect:artwork', 'Item:hedgerow-post', 'Attribute:fenn-adderley']) {
          await strike(one, { user: 'mara', node }, never);
          await note();
        }
        for (const node of ['Attribute:fenn-adderley', 'Item:hedgerow-post', 'Aspect:artwork'])
          await strike(one, { user: 'mara', node, undo: true }, never);
        await note();
        return said;
      }),
    );
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[0]?.slice(-3)).toEqual(answers[0]?.slice(0, 3));
    expect(new Set(answers[0]).size).toBeGreaterThan(8);
  });
});

/** All but the revision, which counts the writes of a store. */
function text(answer: { readonly revision: number }): string {
  return JSON.stringify({ ...answer, revision: null });
}
