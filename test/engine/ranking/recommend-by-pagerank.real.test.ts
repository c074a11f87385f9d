import { afterAll, beforeAll, expect, it } from 'vitest';
import { createGraphCache } from '../../../src/engine/graph/load-graph.ts';
import { recommendByPageRank } from '../../../src/engine/ranking/recommend-by-pagerank.ts';
import type { GraphStore } from '../../../src/store/port.ts';
import { sha256 } from '../../fixtures/sha256.ts';
import { describeWithNeo4j } from '../../servers/real.ts';
import { emptyNeo4jStore } from '../../store/neo4j/empty-neo4j.ts';
import { writeSeed } from '../../store/seed-store.ts';
import { pageRankItems } from './pagerank-items.ts';

const never = new AbortController().signal;

describeWithNeo4j('PageRank within Neo4j', (server) => {
  let store: GraphStore;
  const deps = () => ({ store, settings: { peopleMin: null } });

  beforeAll(async () => {
    store = await emptyNeo4jStore(server);
    await writeSeed(store, never);
  });
  afterAll(() => store?.close());

  it('gives the items of PageRank over the same likes, or names what the server lacks', async () => {
    if (!store.capabilities.gds) {
      await expect(recommendByPageRank(deps(), { user: 'mara' }, never)).rejects.toMatchObject({
        code: 'capability-missing',
        message: expect.stringContaining('Graph Data Science'),
      });
      return;
    }
    const graph = await createGraphCache(store, sha256).current(never);
    for (const user of ['mara', 'abe', 'oskar']) {
      const { items, parameters, revision } = await recommendByPageRank(deps(), { user }, never);
      expect(parameters).toMatchObject({ method: 'pagerank', ranking: 'gds' });
      expect(revision).toBe(graph.snapshot.revision);
      expect(items.map(({ id }) => id)).toEqual(pageRankItems(graph, user, 10));
    }
    await expect(recommendByPageRank(deps(), { user: 'marra' }, never)).rejects.toMatchObject({
      code: 'node-unknown',
      message: expect.stringContaining('Nearest: User:mara'),
    });
  });
});
