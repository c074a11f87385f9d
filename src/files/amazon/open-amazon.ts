import type { GraphManifest } from '../../contract/types.ts';
import { EngineError } from '../../core/errors.ts';
import { firstTime } from '../first-time.ts';
import type { DataSource, ReadRow, RowKind, SourcePart } from '../port.ts';
import { hashFiles, type SourceFile } from '../source-files.ts';
import type { AmazonItem as Item, RelatedType, AmazonReview as Review } from './amazon-rows.ts';
import { type AmazonFiles, type RowsReader, readItems, readReviews } from './read-amazon.ts';
import { reviewId } from './review-id.ts';

/**
 * Returns the data set of a folder with reviews, and metadata where there is any, of the Amazon collections of 2014, 2018
 * and 2023: one row a line, as JSON or, for the metadata of 2014, as Python writes it. Ratings become RATED, reviews keep
 * headline and body, brands and categories become attributes, and things bought or viewed together are linked where both
 * are there. Names of reviewers are not read. Throws `data-missing` without reviews. Cost: each file is read once a kind
 * of rows; memory: ids.
 */
export function openAmazon(folder: string, { reviews, items }: AmazonFiles): DataSource {
  if (reviews.length === 0) {
    throw new EngineError(
      'data-missing',
      `${folder} holds no file of reviews (rows with reviewerID or user_id) for the layout amazon.`,
    );
  }
  const known = knownItems(reviews, items);
  const ofReviews = (kind: RowKind, isFirst: boolean, rows: Maker<Review>): SourcePart[] =>
    reviews.map((file) => part(kind, file, isFirst, readReviews, rows));
  const ofItems = (kind: RowKind, isFirst: boolean, rows: Maker<Item>): SourcePart[] =>
    items.map((file) => part(kind, file, isFirst, readItems, rows));
  return {
    format: 'amazon',
    folder,
    manifest,
    contentHash: (signal) => hashFiles([...items, ...reviews], signal),
    parts: [
      ...ofItems('items', true, () => (item) => [itemRow(item)]),
      ...ofReviews('items', true, async (signal) => {
        const { described } = await known(signal);
        const fresh = firstTime();
        return ({ item }) => (described.has(item) || !fresh(item) ? [] : [{ id: item, name: item }]);
      }),
      ...ofReviews('users', false, () => {
        const fresh = firstTime();
        return ({ user }) => (fresh(user) ? [{ id: user }] : []);
      }),
      ...ofItems('attributes', false, () => attributeRows(firstTime())),
      ...ofItems('links', false, async (signal) => {
        const { described, reviewed } = await known(signal);
        return (item) => linkRows(item, (id) => described.has(id) || reviewed.has(id));
      }),
      ...ofReviews('interactions', false, () => ({ user, item, rating, at }) => [
        { user, item, kind: 'RATED', rating, at: new Date(at).toISOString() },
      ]),
      ...ofReviews('reviews', false, () => (review) => (review.text === '' ? [] : [reviewRow(review)])),
    ],
  };
}

const manifest: GraphManifest = {
  name: 'Amazon reviews',
  item: { one: 'product', many: 'products' },
  relations: [
    {
      type: 'HAS_BRAND',
      ends: [['Item', 'Attribute']],
      kind: 'brand',
      forward: '{from} is made by {to}',
      backward: '{to} makes {from}',
      askable: true,
      question: 'Would you like a product by {to}?',
    },
    {
      type: 'IN_CATEGORY',
      ends: [['Item', 'Attribute']],
      kind: 'category',
      forward: '{from} belongs to {to}',
      backward: '{to} holds {from}',
      askable: true,
      question: 'Would you like something from {to}?',
    },
    related('ALSO_BOUGHT', 'people who bought {from} also bought {to}'),
    related('ALSO_VIEWED', 'people who viewed {from} also viewed {to}'),
    related('BOUGHT_TOGETHER', '{from} is often bought together with {to}'),
  ],
  interactions: [{ kind: 'RATED', weight: 1, words: '{from} rated {to}' }],
  rating: { min: 1, max: 5, positiveFrom: 4 },
  numbers: [{ name: 'price', unit: '$', less: 'cheaper', more: 'dearer' }],
};

function related(type: RelatedType, forward: string): GraphManifest['relations'][number] {
  return { type, ends: [['Item', 'Item']], forward };
}

/** Makes the rows of one review or thing; each reading gets a maker of its own. */
type Maker<Found> = (
  signal: AbortSignal,
) => ((found: Found) => readonly unknown[]) | Promise<(found: Found) => readonly unknown[]>;

function part<Found>(
  kind: RowKind,
  file: SourceFile,
  isFirst: boolean,
  read: RowsReader<Found>,
  rows: Maker<Found>,
): SourcePart {
  return {
    kind,
    file: file.name,
    byteCount: file.byteCount,
    async *rows(signal): AsyncGenerator<ReadRow> {
      const make = await rows(signal);
      for await (const { line, bytesRead, ...outcome } of read(file, signal)) {
        const place = { file: file.name, line, bytesRead };
        if ('found' in outcome) for (const row of make(outcome.found)) yield { ...place, row };
        // A file is read for several kinds; only the first reading names its bad lines.
        else if (isFirst) yield { ...place, ...outcome };
      }
    },
  };
}

interface KnownItems {
  readonly described: ReadonlySet<string>;
  readonly reviewed: ReadonlySet<string>;
}

/** Ids of things with metadata and with reviews, read once when first asked for. */
function knownItems(
  reviews: readonly SourceFile[],
  items: readonly SourceFile[],
): (signal: AbortSignal) => Promise<KnownItems> {
  let known: KnownItems | null = null;
  return async (signal) => {
    if (known !== null) return known;
    const described = new Set<string>();
    const reviewed = new Set<string>();
    for (const file of items)
      for await (const read of readItems(file, signal)) if ('found' in read) described.add(read.found.id);
    for (const file of items.length === 0 ? [] : reviews)
      for await (const read of readReviews(file, signal)) if ('found' in read) reviewed.add(read.found.item);
    known = { described, reviewed };
    return known;
  };
}

function itemRow({ id, name, price }: Item): unknown {
  return price === null ? { id, name } : { id, name, properties: { price } };
}

function attributeRows(fresh: (id: string) => boolean): (item: Item) => readonly unknown[] {
  return ({ brand, categories }) =>
    [
      ...(brand === null ? [] : [{ id: `brand:${brand}`, kind: 'brand', name: brand }]),
      ...categories.map((name) => ({ id: `category:${name}`, kind: 'category', name })),
    ].filter(({ id }) => fresh(id));
}

function linkRows(item: Item, isKnown: (id: string) => boolean): readonly unknown[] {
  const { id, brand, categories } = item;
  return [
    ...(brand === null ? [] : [{ from: id, relation: 'HAS_BRAND', to: `brand:${brand}` }]),
    ...categories.map((name) => ({ from: id, relation: 'IN_CATEGORY', to: `category:${name}` })),
    ...Object.entries(item.related).flatMap(([relation, ids]) =>
      ids.filter((to) => to !== id && isKnown(to)).map((to) => ({ from: id, relation, to })),
    ),
  ];
}

function reviewRow({ user, item, rating, at, text }: Review): unknown {
  const when = new Date(at).toISOString();
  return { id: reviewId(user, item, when), user, item, text, rating, at: when };
}
