import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../src/engine/import/import-batch.ts';
import { dryWriter } from '../../../src/engine/import/import-dry-run.ts';
import { declaredNodes } from '../../../src/engine/import/import-nodes.ts';
import type { FactKind, FactRows, GraphStore } from '../../../src/store/port.ts';
import { never } from '../../fixtures/import/data-folder.ts';
import { freshStore } from '../../fixtures/import/import-run.ts';

const ids = ['a', 'b', 'c'];
const place = { file: 'x.jsonl', line: 1 };

function entriesOf(rows: readonly FactRows[FactKind][]): Entry[] {
  return rows.map((row) => ({ row, source: row, ...place }));
}

async function storeWithNodes(): Promise<GraphStore> {
  const store = await freshStore();
  const options = { dryRun: false, signal: never };
  await store.upsert(
    'items',
    ids.map((id) => ({ id, name: id })),
    options,
  );
  await store.upsert(
    'users',
    ids.map((id) => ({ id })),
    options,
  );
  return store;
}

const id = fc.constantFrom(...ids);
// Two pairs only, so that acts of one moment with different ratings meet.
const act = fc.record({
  user: fc.constant('a'),
  item: fc.constantFrom('a', 'b'),
  kind: fc.constantFrom('RATED', 'BOUGHT'),
  rating: fc.integer({ min: 1, max: 2 }),
  at: fc.option(fc.integer({ min: 1, max: 2 })),
});
const link = fc.record({
  from: id,
  relation: fc.constantFrom('KNOWS', 'LIKES'),
  to: id,
  fromLabel: fc.constant('User' as const),
  toLabel: fc.constant('Item' as const),
});

describe('dryWriter', () => {
  it.each<[FactKind, fc.Arbitrary<FactRows[FactKind]>]>([
    ['interactions', act],
    ['links', link],
  ])('counts %s of batches that follow each other as writing them does', async (kind, row) => {
    const batches = fc.array(fc.array(row, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(batches, async (list) => {
        const store = await storeWithNodes();
        const write = dryWriter(store, declaredNodes(false));
        const dry = [];
        for (const batch of list) dry.push(await write(kind, entriesOf(batch), never));
        const wet = [];
        for (const batch of list) wet.push(await store.upsert(kind, batch, { dryRun: false, signal: never }));
        expect(dry).toEqual(wet);
      }),
      { numRuns: 100, seed: 5 },
    );
  });

  it('knows of a later rating that the store holds', async () => {
    const store = await storeWithNodes();
    const rated = (at: number, rating: number): FactRows['interactions'] => ({
      user: 'a',
      item: 'b',
      kind: 'RATED',
      rating,
      at,
    });
    await store.upsert('interactions', [rated(9, 5)], { dryRun: false, signal: never });
    const write = dryWriter(store, declaredNodes(false));
    const counts = [];
    for (const row of [rated(3, 1), rated(5, 2), rated(12, 4), rated(12, 4)]) {
      const { created, changed, unchanged } = await write('interactions', entriesOf([row]), never);
      counts.push([created, changed, unchanged]);
    }
    expect(counts).toEqual([
      [0, 0, 1],
      [0, 0, 1],
      [0, 1, 0],
      [0, 0, 1],
    ]);
  });
});
