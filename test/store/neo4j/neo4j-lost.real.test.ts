import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openNeo4jStore } from '../../../src/store/neo4j/neo4j-store.ts';
import type { GraphStore } from '../../../src/store/port.ts';
import { describeWithNeo4j } from '../../servers/real.ts';
import { never, snapshotId } from '../facts.ts';
import { emptyNeo4jStore, runDirectly } from './empty-neo4j.ts';

/** A way to the server that is cut once so many bytes have gone to it, or come back. */
interface Line {
  readonly uri: string;
  /** Cuts every connection at the next byte beyond the limit; `for ever` also those that come later. */
  cut(direction: 'there' | 'back', bytes: number, times: 'once' | 'for ever'): void;
  close(): Promise<void>;
}

const items = Array.from({ length: 3000 }, (_, index) => ({ id: `i${index}`, name: `Lamp ${index}` }));
const write = { dryRun: false, signal: never };

describeWithNeo4j('a connection to Neo4j that is lost', (server) => {
  let direct: GraphStore;
  let line: Line;
  let store: GraphStore;

  beforeEach(async () => {
    direct = await emptyNeo4jStore(server);
    line = await lineTo(Number(new URL(server.uri).port));
    store = openNeo4jStore({ ...server, uri: line.uri, now: () => 0 });
    await store.counts(never);
  });
  afterEach(async () => {
    await store.close();
    await line.close();
    await direct.close();
  });

  it.each([20_000, 60_000])('once, after %i bytes of a write, has the write made whole', async (bytes) => {
    line.cut('there', bytes, 'once');
    expect(await store.upsert('items', items, write)).toMatchObject({ created: items.length });
    expect(await store.upsert('items', items, write)).toMatchObject({ created: 0, unchanged: items.length });
  });

  it('while the answer comes back leaves all or nothing, and the same write again completes it', async () => {
    for (const bytes of [0, 200]) {
      await runDirectly(server, 'MATCH (n:Item) DETACH DELETE n');
      line.cut('back', bytes, 'for ever');
      const failure = await store.upsert('items', items, write).catch((error: unknown) => error);
      line.cut('back', Number.POSITIVE_INFINITY, 'for ever');
      if (failure instanceof Error) expect(failure).toMatchObject({ code: 'store-unavailable' });
      expect([0, items.length]).toContain((await direct.counts(never)).items);
      await store.upsert('items', items, write);
      expect((await direct.counts(never)).items).toBe(items.length);
    }
    expect(await snapshotId(store)).toBe(await snapshotId(direct));
  });

  it('for good, in the middle of a write, writes nothing and says what to do', async () => {
    line.cut('there', 20_000, 'for ever');
    await expect(store.upsert('items', items, write)).rejects.toMatchObject({
      code: 'store-unavailable',
      message: expect.stringContaining(line.uri),
    });
    expect((await direct.counts(never)).items).toBe(0);
  });
});

async function lineTo(port: number): Promise<Line> {
  const limit = { direction: 'there', bytes: Number.POSITIVE_INFINITY, isOnce: false };
  const sockets = new Set<Socket>();
  const passed = { there: 0, back: 0 };
  const proxy: Server = createServer((client) => {
    const target = connect(port, '127.0.0.1');
    const end = (): void => {
      client.destroy();
      target.destroy();
    };
    const pass = (direction: 'there' | 'back', from: Socket, to: Socket): void => {
      sockets.add(from);
      from.on('error', end).on('close', end);
      from.on('data', (chunk: Buffer) => {
        passed[direction] += chunk.length;
        if (limit.direction !== direction || passed[direction] <= limit.bytes) return void to.write(chunk);
        if (limit.isOnce) limit.bytes = Number.POSITIVE_INFINITY;
        end();
      });
    };
    pass('there', client, target);
    pass('back', target, client);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return {
    uri: `bolt://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    cut: (direction, bytes, times) => {
      passed[direction] = 0;
      Object.assign(limit, { direction, bytes, isOnce: times === 'once' });
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => proxy.close(() => resolve()));
    },
  };
}
