import { describe, expect, it } from 'vitest';
import { buildRankingIndex } from '../../../src/core/ranking/ranking-index.ts';
import type { LoadedGraph } from '../../../src/engine/graph/graph-cache.ts';
import { createNewestGraph, type NewestGraph } from '../../../src/engine/graph/newest-graph.ts';
import { smallManifest, smallSnapshot } from '../../fixtures/small-graph.ts';

const never = new AbortController().signal;
const manifest = smallManifest();
const snapshot = smallSnapshot({
  relations: { BOUGHT: { role: 'interaction', edges: [['User:u', 'Item:a']] } },
});
const graphAt = (revision: number): LoadedGraph => ({
  snapshot: { ...snapshot, revision },
  manifest,
  index: buildRankingIndex(snapshot, manifest),
});

/** A store whose revision a test moves, and readings that end when the test says so. */
class Bench {
  revision = 1;
  readonly waiting: ((outcome?: Error) => void)[] = [];
  readonly ways: string[] = [];
  readonly graph: NewestGraph;

  constructor(relationshipsBesideMin: number | null) {
    const read =
      (way: string) =>
      (signal: AbortSignal): Promise<LoadedGraph> => {
        const { revision } = this;
        this.ways.push(way);
        return new Promise((resolve, reject) => {
          signal.addEventListener('abort', () => reject(new Error('stopped')));
          this.waiting.push((outcome) =>
            outcome === undefined ? resolve(graphAt(revision)) : reject(outcome),
          );
        });
      };
    this.graph = createNewestGraph(
      { revision: () => Promise.resolve(this.revision) },
      { load: read('waited for'), loadBeside: read('beside'), relationshipsBesideMin },
    );
  }

  /** Asks, lets the reading begin, ends it where one waits, and returns the revision of the answer. */
  async ask(outcome?: Error): Promise<number> {
    const asked = this.graph.current(never);
    asked.catch(() => undefined);
    await settled();
    this.finish(outcome);
    return (await asked).snapshot.revision;
  }

  finish(outcome?: Error): void {
    for (const end of this.waiting.splice(0)) end(outcome);
  }
}

describe('createNewestGraph', () => {
  it('reads once for all who wait, and again when the revision moves', async () => {
    const bench = new Bench(null);
    const both = Promise.all([bench.graph.current(never), bench.graph.current(never)]);
    await settled();
    bench.finish();
    const [one, other] = await both;
    expect(one).toBe(other);
    bench.revision = 2;
    expect(await bench.ask()).toBe(2);
    expect(bench.ways).toEqual(['waited for', 'waited for']);
  });

  it('answers from the old graph while a newer one is read beside', async () => {
    const bench = new Bench(1);
    expect(await bench.ask()).toBe(1);
    bench.revision = 2;
    expect((await bench.graph.current(never)).snapshot.revision).toBe(1);
    expect((await bench.graph.current(never)).snapshot.revision).toBe(1);
    expect(bench.ways).toEqual(['waited for', 'beside']);
    bench.finish();
    await settled();
    expect((await bench.graph.current(never)).snapshot.revision).toBe(2);
  });

  it('waits where the graph is small', async () => {
    const bench = new Bench(2);
    await bench.ask();
    bench.revision = 2;
    expect(await bench.ask()).toBe(2);
  });

  it('waits for what was written through the same engine', async () => {
    const bench = new Bench(1);
    await bench.ask();
    bench.revision = 2;
    bench.graph.expectNewest();
    expect(await bench.ask()).toBe(2);
    bench.revision = 3;
    expect((await bench.graph.current(never)).snapshot.revision).toBe(2);
  });

  it('reads again where what was being read is older than what was written', async () => {
    const bench = new Bench(1);
    await bench.ask();
    bench.revision = 2;
    await bench.graph.current(never);
    bench.revision = 3;
    bench.graph.expectNewest();
    const asked = bench.graph.current(never);
    await settled();
    bench.finish();
    await settled();
    bench.finish();
    expect((await asked).snapshot.revision).toBe(3);
  });

  it('says why where reading beside failed', async () => {
    const bench = new Bench(1);
    await bench.ask();
    bench.revision = 2;
    await bench.graph.current(never);
    bench.finish(new Error('the disk is gone'));
    await settled();
    await expect(bench.ask(new Error('the disk is gone'))).rejects.toThrow('the disk is gone');
    expect(await bench.ask()).toBe(2);
  });

  it('ends the reading beside when it is closed', async () => {
    const bench = new Bench(1);
    await bench.ask();
    bench.revision = 2;
    await bench.graph.current(never);
    bench.graph.close();
    await settled();
    await expect(bench.ask(new Error('closed'))).rejects.toThrow('closed');
  });
});

async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}
