import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { reviewId } from '../../../src/files/amazon/review-id.ts';
import { openSource } from '../../../src/files/open-source.ts';
import { folderOf, jsonLines, readKind, rowsOf } from '../../fixtures/import/data-folder.ts';
import { freshStore, importInto } from '../../fixtures/import/import-run.ts';

// Invented rows in the shapes of the three collections.
const reviews2014 = [
  {
    reviewerID: 'A1',
    asin: 'B01',
    reviewerName: 'Ann Onym',
    helpful: [1, 2],
    reviewText: 'The tuner is quick. It clips on well.',
    overall: 5.0,
    summary: 'Quick tuner',
    unixReviewTime: 1393545600,
    reviewTime: '02 28, 2014',
  },
  { reviewerID: 'A2', asin: 'B09', reviewText: '', overall: 2.0, summary: '', unixReviewTime: 1363392000 },
];
const meta2014 = [
  `{'asin': 'B01', 'title': "Kestrel's Clip Tuner", 'price': 12.5, 'imUrl': 'http://x/y.jpg', 'related': {'also_bought': ['B02', 'B77'], 'bought_together': ['B02']}, 'salesRank': {'Tuners': 7}, 'brand': 'Kestrel', 'categories': [['Musical Instruments', 'Tuners'], ['Musical Instruments', 'Clip-on']]}`,
  `{'asin': 'B02', 'title': 'Caf\\xe9 Strings &amp; More', 'related': {'also_viewed': ['B01']}, 'categories': [['Musical Instruments']]}`,
];
const reviews2018 = [
  {
    overall: 4.0,
    vote: '3',
    verified: true,
    reviewTime: '01 1, 2018',
    reviewerID: 'A1',
    asin: 'C01',
    style: { 'Color:': ' Black' },
    reviewerName: 'Ann Onym',
    reviewText: 'Strings stay in tune.',
    summary: 'Strings stay in tune.',
    unixReviewTime: 1514764800,
  },
];
const meta2018 = [
  {
    category: ['Musical Instruments', 'Strings', '<span class="a">not a name</span>'],
    description: ['d'],
    title: 'Bronze Strings',
    also_buy: ['C02', 'C01'],
    also_view: ['C99'],
    brand: 'by\n    \n    Heron',
    price: '$1,005.99',
    asin: 'C01',
  },
  { category: [], title: '', brand: '', price: '$5.99 - $9.99', asin: 'C02' },
];
const reviews2023 = [
  {
    rating: 3.0,
    title: 'Fine',
    text: 'Sounds thin.',
    images: [],
    asin: 'D01-red',
    parent_asin: 'D01',
    user_id: 'AE1',
    timestamp: 1588687728923,
    helpful_vote: 0,
    verified_purchase: true,
  },
];
const meta2023 = [
  {
    main_category: 'Musical Instruments',
    title: 'Thin Fiddle',
    average_rating: 4.1,
    price: 99.0,
    store: 'Heron',
    categories: ['Musical Instruments', 'Fiddles'],
    details: { Brand: 'Heron' },
    parent_asin: 'D01',
    bought_together: null,
  },
];

const folder2014 = (): string =>
  folderOf({
    'reviews_Toys_5.json.gz': gzipSync(jsonLines(reviews2014)),
    'meta_Toys.json': meta2014.join('\n'),
    'notes.txt': 'x',
  });

describe('the Amazon collections', () => {
  it('of 2014 are read, metadata as Python writes it', async () => {
    const folder = folder2014();
    expect((await openSource(folder, {})).format).toBe('amazon');
    expect(await rowsOf(folder, 'items')).toEqual([
      { id: 'B01', name: "Kestrel's Clip Tuner", properties: { price: 12.5 } },
      { id: 'B02', name: 'Café Strings & More' },
      { id: 'B09', name: 'B09' },
    ]);
    expect(await rowsOf(folder, 'users')).toEqual([{ id: 'A1' }, { id: 'A2' }]);
    expect((await rowsOf(folder, 'attributes')).map((row) => (row as { id: string }).id)).toEqual([
      'brand:Kestrel',
      'category:Musical Instruments',
      'category:Tuners',
      'category:Clip-on',
    ]);
    expect(await rowsOf(folder, 'links')).toEqual([
      { from: 'B01', relation: 'HAS_BRAND', to: 'brand:Kestrel' },
      { from: 'B01', relation: 'IN_CATEGORY', to: 'category:Musical Instruments' },
      { from: 'B01', relation: 'IN_CATEGORY', to: 'category:Tuners' },
      { from: 'B01', relation: 'IN_CATEGORY', to: 'category:Clip-on' },
      { from: 'B01', relation: 'ALSO_BOUGHT', to: 'B02' },
      { from: 'B01', relation: 'BOUGHT_TOGETHER', to: 'B02' },
      { from: 'B02', relation: 'IN_CATEGORY', to: 'category:Musical Instruments' },
      { from: 'B02', relation: 'ALSO_VIEWED', to: 'B01' },
    ]);
    expect(await rowsOf(folder, 'interactions')).toEqual([
      { user: 'A1', item: 'B01', kind: 'RATED', rating: 5, at: '2014-02-28T00:00:00.000Z' },
      { user: 'A2', item: 'B09', kind: 'RATED', rating: 2, at: '2013-03-16T00:00:00.000Z' },
    ]);
    expect(await rowsOf(folder, 'reviews')).toEqual([
      {
        id: reviewId('A1', 'B01', '2014-02-28T00:00:00.000Z'),
        user: 'A1',
        item: 'B01',
        text: 'Quick tuner\n\nThe tuner is quick. It clips on well.',
        rating: 5,
        at: '2014-02-28T00:00:00.000Z',
      },
    ]);
  });

  it('of 2018 are read', async () => {
    const folder = folderOf({ 'Toys_5.json': reviews2018, 'meta_Toys.json': meta2018 });
    expect(await rowsOf(folder, 'items')).toEqual([
      { id: 'C01', name: 'Bronze Strings', properties: { price: 1005.99 } },
      { id: 'C02', name: 'C02' },
    ]);
    expect(await rowsOf(folder, 'links')).toEqual([
      { from: 'C01', relation: 'HAS_BRAND', to: 'brand:Heron' },
      { from: 'C01', relation: 'IN_CATEGORY', to: 'category:Musical Instruments' },
      { from: 'C01', relation: 'IN_CATEGORY', to: 'category:Strings' },
      { from: 'C01', relation: 'ALSO_BOUGHT', to: 'C02' },
    ]);
    const [review] = (await rowsOf(folder, 'reviews')) as { text: string }[];
    expect(review?.text).toBe('Strings stay in tune.');
  });

  it('of 2023 are read, variants as their parent', async () => {
    const folder = folderOf({ 'Toys.jsonl': reviews2023, 'meta_Toys.jsonl': meta2023 });
    expect(await rowsOf(folder, 'items')).toEqual([
      { id: 'D01', name: 'Thin Fiddle', properties: { price: 99 } },
    ]);
    expect(await rowsOf(folder, 'reviews')).toEqual([
      {
        id: reviewId('AE1', 'D01', '2020-05-05T14:08:48.923Z'),
        user: 'AE1',
        item: 'D01',
        text: 'Fine\n\nSounds thin.',
        rating: 3,
        at: '2020-05-05T14:08:48.923Z',
      },
    ]);
  });

  it('land in a store, and a second import changes nothing', async () => {
    const store = await freshStore();
    const folder = folder2014();
    const dry = await importInto(store, folder, { dryRun: true });
    const first = await importInto(store, folder);
    expect(first.report).toMatchObject({ format: 'amazon', rejected: 0 });
    expect(dry.report.counts).toEqual(first.report.counts);
    expect(await store.counts(new AbortController().signal)).toMatchObject({
      items: 3,
      users: 2,
      links: 8,
      interactions: 2,
      reviews: 1,
    });
    expect((await importInto(store, folder)).report.changes).toBe(0);
  });

  it('name each bad row once, and import the rest', async () => {
    const folder = folderOf({
      'Toys.jsonl': [
        ...reviews2023,
        { user_id: 'AE2', rating: 4, parent_asin: 'D01' },
        { user_id: 'AE2', rating: 'four', parent_asin: 'D01', timestamp: 1 },
        { user_id: 'AE2', rating: 9, parent_asin: 'D01', timestamp: 5 },
        { rating: 4, parent_asin: 'D01', timestamp: 5 },
      ],
      'meta_Toys.jsonl': `${jsonLines(meta2023)}{'title': 'no id'}\n{'asin': oops}\n`,
    });
    const bad = (await readKind(await openSource(folder, {}), 'items')).flatMap((row) =>
      'reason' in row ? [`${row.file}:${row.line} ${row.reason}`] : [],
    );
    expect(bad).toEqual([
      'meta_Toys.jsonl:2 the thing has no asin or parent_asin',
      'meta_Toys.jsonl:3 the line is neither JSON nor a literal of Python: unexpected "oops" at 9',
      'Toys.jsonl:2 the review has no moment as unixReviewTime or timestamp',
      'Toys.jsonl:3 the review has no number as overall or rating',
      'Toys.jsonl:5 the review names no reviewer: reviewerID or user_id',
    ]);
    const { report } = await importInto(await freshStore(), folder);
    // The rating of 9 is off the scale, as an act and as a review; it has no text, and so is an act only.
    expect(report).toMatchObject({ rejected: 6, counts: { interactions: { created: 1, rejected: 1 } } });
  });

  it('need reviews', async () => {
    const folder = folderOf({ 'meta.jsonl': meta2023 });
    await expect(openSource(folder, { format: 'amazon' })).rejects.toMatchObject({
      code: 'data-missing',
      message: expect.stringContaining('no file of reviews') as string,
    });
    await expect(openSource(folder, {})).rejects.toMatchObject({ code: 'data-missing' });
  });
});
