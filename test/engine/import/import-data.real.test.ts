import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import type { GraphStore } from '../../../src/store/port.ts';
import { folderOf, plainManifest } from '../../fixtures/import/data-folder.ts';
import { contentOf, freshStore, importInto } from '../../fixtures/import/import-run.ts';
import { describeWithNeo4j } from '../../servers/real.ts';
import { emptyNeo4jStore } from '../../store/neo4j/empty-neo4j.ts';

const seed = fileURLToPath(new URL('../../../seed', import.meta.url));

describeWithNeo4j('importData into Neo4j', (server) => {
  async function emptyStore(): Promise<GraphStore> {
    const store = await emptyNeo4jStore(server);
    onTestFinished(() => store.close());
    return store;
  }

  it('counts and stores the seed as the embedded store does, and changes nothing the second time', async () => {
    const store = await emptyStore();
    const embedded = await freshStore();
    const expected = await importInto(embedded, seed);
    const dry = await importInto(store, seed, { dryRun: true });
    const wet = await importInto(store, seed);
    expect(dry.report.counts).toEqual(expected.report.counts);
    expect(wet.report.counts).toEqual(expected.report.counts);
    expect(await contentOf(store)).toEqual(await contentOf(embedded));
    expect((await importInto(store, seed)).report).toMatchObject({
      changes: 0,
      rejected: 0,
      manifestChanged: false,
    });
  });

  it('names the same missing ends in a dry run as in an import', async () => {
    const store = await emptyStore();
    const graph = { ...plainManifest, relations: [{ type: 'MADE_BY', ends: [['Item', 'Attribute']] }] };
    const before = folderOf({
      'graph.json': JSON.stringify(graph),
      'items.jsonl': [{ id: 'kite', name: 'Kite' }],
      'users.jsonl': [{ id: 'ann' }],
      'reviews.jsonl': [{ id: 'r1', user: 'ann', item: 'kite', text: 'a' }],
    });
    await importInto(store, before);
    const opinion = {
      aspect: 'noise-new',
      aspectPhrase: 'a',
      aspectStart: 0,
      aspectEnd: 1,
      phrase: 'a',
      start: 0,
      end: 1,
    };
    const folder = folderOf({
      'graph.json': JSON.stringify(graph),
      'items.jsonl': [{ id: 'new-item', name: 'New' }],
      'aspects.jsonl': [{ id: 'noise-new', name: 'noise' }],
      'links.jsonl': [
        { from: 'new-item', relation: 'MADE_BY', to: 'nobody' },
        { from: 'ghost', relation: 'MADE_BY', to: 'nobody' },
      ],
      'interactions.jsonl': [
        { user: 'ann', item: 'new-item', kind: 'VIEWED' },
        { user: 'ghost', item: 'new-item', kind: 'VIEWED' },
      ],
      'opinions.jsonl': [
        { ...opinion, review: 'r1', polarity: 'neutral', method: 'seed' },
        { ...opinion, review: 'r-none', polarity: 'neutral', method: 'seed' },
      ],
    });
    const dry = await importInto(store, folder, { dryRun: true });
    const wet = await importInto(store, folder);
    expect(dry.report.counts).toEqual(wet.report.counts);
    expect(dry.rejects).toEqual(wet.rejects);
    expect(wet.rejects.map(({ reason }) => reason.split(' ')[0])).toEqual([
      'Attribute:nobody',
      'Item:ghost',
      'User:ghost',
      'Review:r-none',
    ]);
  });
});
