import { describe, expect, it } from 'vitest';
import { check } from '../../../src/contract/validate.ts';
import { reviewId } from '../../../src/files/amazon/review-id.ts';
import { openSource } from '../../../src/files/open-source.ts';
import type { RowKind, SourceRow } from '../../../src/files/port.ts';
import { folderOf, readKind } from '../../fixtures/import/data-folder.ts';
import { freshStore, importInto } from '../../fixtures/import/import-run.ts';

const mapping = {
  name: 'lamp shop',
  item: { one: 'lamp', many: 'lamps' },
  rating: { min: 1, max: 5, positiveFrom: 4 },
  files: [
    {
      file: 'lamps.csv',
      separator: ';',
      item: 'sku',
      itemName: 'title',
      properties: [{ column: 'price', type: 'number' }, { column: 'note' }],
      attributes: [
        { column: 'colours', kind: 'colour', separator: '|' },
        { column: 'maker', kind: 'maker', relation: 'MADE_BY' },
      ],
    },
    {
      file: 'orders.csv',
      item: 'sku',
      user: 'customer',
      kind: 'BOUGHT',
      at: { column: 'day', format: 'day-month-year' },
    },
    {
      file: 'reviews.csv',
      item: 'sku',
      user: 'customer',
      rating: 'stars',
      at: { column: 'written', format: 'seconds' },
      review: { headline: 'title', text: 'comment' },
    },
  ],
};
const files = {
  'lamps.csv':
    'sku;title;price;note;colours;maker\nL1;Kilo, the lamp;12.5;;red|blue;Olive\nL2;;;new;red;Olive\nL1;again;1;;green;\n',
  'orders.csv': 'customer,sku,day\nann,L1,31.12.2025\nbo,L3,1.2.2026 09:30\nbo,L1,\n',
  'reviews.csv':
    'customer,sku,stars,written,title,comment\nann,L1,5,1700000000,Bright,"Very bright, says ""Ann""."\nbo,L2,2,1700000001,,\n',
};

const folderWith = (changes: Readonly<Record<string, unknown>> = {}): string =>
  folderOf({ ...files, 'mapping.json': JSON.stringify(mapping), ...(changes as Record<string, string>) });

async function rows(folder: string, kind: RowKind): Promise<unknown[]> {
  const found = await readKind(await openSource(folder, { check }), kind);
  return found.map((row) =>
    'reason' in row ? `${row.file}:${row.line} ${row.reason}` : (row as SourceRow).row,
  );
}

describe('CSV files with a mapping', () => {
  it('become items with properties, the first line of each', async () => {
    const folder = folderWith();
    const source = await openSource(folder, { check });
    expect(source.format).toBe('csv');
    expect(check('manifest', source.manifest)).toMatchObject({ ok: true });
    expect(await rows(folder, 'items')).toEqual([
      { id: 'L1', name: 'Kilo, the lamp', properties: { price: 12.5 } },
      { id: 'L2', name: 'L2', properties: { note: 'new' } },
      { id: 'L3', name: 'L3' },
    ]);
  });

  it('become attributes and links, each once', async () => {
    const folder = folderWith();
    expect(await rows(folder, 'attributes')).toEqual([
      { id: 'colour:red', kind: 'colour', name: 'red' },
      { id: 'colour:blue', kind: 'colour', name: 'blue' },
      { id: 'maker:Olive', kind: 'maker', name: 'Olive' },
      { id: 'colour:green', kind: 'colour', name: 'green' },
    ]);
    expect(await rows(folder, 'links')).toContainEqual({
      from: 'L2',
      relation: 'MADE_BY',
      to: 'maker:Olive',
    });
  });

  it('become acts and reviews with their moments', async () => {
    const folder = folderWith();
    expect(await rows(folder, 'interactions')).toEqual([
      { user: 'ann', item: 'L1', kind: 'BOUGHT', at: '2025-12-31T00:00:00.000Z' },
      { user: 'bo', item: 'L3', kind: 'BOUGHT', at: '2026-02-01T09:30:00.000Z' },
      { user: 'bo', item: 'L1', kind: 'BOUGHT' },
      { user: 'ann', item: 'L1', kind: 'RATED', rating: 5, at: '2023-11-14T22:13:20.000Z' },
      { user: 'bo', item: 'L2', kind: 'RATED', rating: 2, at: '2023-11-14T22:13:21.000Z' },
    ]);
    expect(await rows(folder, 'reviews')).toEqual([
      {
        id: reviewId('ann', 'L1', '2023-11-14T22:13:20.000Z'),
        user: 'ann',
        item: 'L1',
        text: 'Bright\n\nVery bright, says "Ann".',
        rating: 5,
        at: '2023-11-14T22:13:20.000Z',
      },
    ]);
  });

  it('land in a store, and a second import changes nothing', async () => {
    const store = await freshStore();
    const source = await openSource(folderWith(), { check });
    const dry = await importInto(store, source, { dryRun: true });
    const first = await importInto(store, source);
    expect(first.report).toMatchObject({ format: 'csv', rejected: 0 });
    expect(dry.report.counts).toEqual(first.report.counts);
    expect((await importInto(store, source)).report.changes).toBe(0);
  });

  it('name bad lines once with the reason', async () => {
    const folder = folderWith({
      'orders.csv': 'customer,sku,day\nann,L1\nann,L1,31.2.2026\nann,,1.1.2026\n',
    });
    expect(await rows(folder, 'items')).toContain('orders.csv:2 the line has 2 fields, the header 3');
    const { report, rejects } = await importInto(await freshStore(), await openSource(folder, { check }));
    expect(report.counts['interactions']).toMatchObject({ read: 4, created: 2, rejected: 2 });
    expect(JSON.stringify(rejects)).toContain('31.2.2026');
  });

  it.each([
    ['no JSON', '{', 'is no JSON'],
    ['another form', JSON.stringify({ name: 'x', files: [{ file: 'lamps.csv' }] }), 'item'],
    [
      'an unknown column',
      JSON.stringify({ ...mapping, files: [{ file: 'orders.csv', item: 'id' }] }),
      'the column id',
    ],
    [
      'an unknown file',
      JSON.stringify({ ...mapping, files: [{ file: 'none.csv', item: 'id' }] }),
      'no file none.csv',
    ],
  ])('say what is wrong with a mapping: %s', async (_, text, message) => {
    const opened = openSource(folderWith({ 'mapping.json': text }), { check });
    await expect(opened).rejects.toMatchObject({ message: expect.stringContaining(message) as string });
  });
});
