import type { GraphManifest } from '../../src/contract/types.ts';
import { createRandom } from '../../src/core/random.ts';
import { readSnapshot } from '../../src/engine/graph/load-graph.ts';
import type { FactKind, FactRows, GraphStore, UpsertResult } from '../../src/store/port.ts';
import { sha256 } from '../fixtures/sha256.ts';

/** Rows of every kind, in the order in which they must be written. */
export type Facts = { readonly [Kind in FactKind]: readonly FactRows[Kind][] };

/** A signal that never fires. */
export const never: AbortSignal = new AbortController().signal;

export const manifest: GraphManifest = {
  name: 'lamps',
  item: { one: 'lamp', many: 'lamps' },
  relations: [{ type: 'MADE_BY', ends: [['Item', 'Attribute']] }],
};

/** Ids that stores like to get wrong: quotes, line ends, right to left, beyond U+FFFF, combining, close to surrogates. */
export const trickyIds = [
  "o'neil",
  'a "b" \\ `c`',
  'line\nend\ttab',
  'שלום \u202e',
  '😀',
  '\uffee',
  'e\u0301',
  '\u00e9',
  '$($x) {y}',
  ' ',
  '10',
  '9',
];

/** Writes all facts in order and returns what became of each kind. */
export async function writeFacts(store: GraphStore, facts: Facts): Promise<Record<FactKind, UpsertResult>> {
  const results: Partial<Record<FactKind, UpsertResult>> = {};
  for (const kind of Object.keys(facts) as FactKind[]) {
    results[kind] = await store.upsert(kind, facts[kind], { dryRun: false, signal: never });
  }
  return results as Record<FactKind, UpsertResult>;
}

/** The identity of all that takes part in walks: equal facts give equal ids in every store. */
export async function snapshotId(store: GraphStore): Promise<string> {
  return (await readSnapshot(store, sha256, never)).id;
}

/** The same facts with the rows of each kind in another order. */
export function shuffled(facts: Facts, seed: number): Facts {
  const random = createRandom(seed);
  const entries = Object.entries(facts).map(([kind, rows]) => {
    const order = rows
      .map((row) => ({ row, place: random() }))
      .sort((left, right) => left.place - right.place);
    return [kind, order.map(({ row }) => row)];
  });
  return Object.fromEntries(entries) as Facts;
}

/** A small random graph with every kind of fact, tricky ids included; keys are unique, so that order means nothing. */
export function randomFacts(seed: number): Facts {
  const random = createRandom(seed);
  const below = (count: number): number => Math.floor(random() * count);
  const pick = <Value>(values: readonly Value[]): Value => values[below(values.length)] as Value;
  const ids = (prefix: string, count: number): string[] => [
    ...trickyIds,
    ...Array.from({ length: count }, (_, index) => `${prefix}${index}`),
  ];
  const items = ids('i', 10);
  const users = ids('u', 10);
  const attributes = ids('a', 4);
  const aspects = ['light', 'noise', '😀'];
  const reviews = Array.from({ length: 30 }, (_, index) => `r${index}`);
  return {
    items: items.map((id) => ({
      id,
      name: `Name ${id}`,
      properties: { price: below(100), new: random() < 0.5 },
    })),
    users: users.map((id) => (random() < 0.5 ? { id } : { id, name: `User ${id}` })),
    attributes: attributes.map((id) => ({ id, kind: pick(['maker', 'colour']), name: id })),
    aspects: aspects.map((id) => ({ id, name: id })),
    links: uniqueBy(
      Array.from({ length: 40 }, () =>
        random() < 0.7
          ? link('MADE_BY', 'Item', pick(items), 'Attribute', pick(attributes))
          : link('FRIEND_OF', 'User', pick(users), 'User', pick(users)),
      ),
      (row) => `${row.relation} ${row.from} ${row.to}`,
    ),
    interactions: uniqueBy(
      Array.from({ length: 120 }, (_, index) => {
        const at = random() < 0.3 ? null : 1_700_000_000_000 + index * 1000;
        const kind = pick(['RATED', 'BOUGHT', 'VIEWED']);
        const rating = kind === 'RATED' ? { rating: 1 + below(10) / 2 } : {};
        return { user: pick(users), item: pick(items), kind, at, ...rating, weight: 1 + below(4) / 4 };
      }),
      (row) => `${row.kind} ${row.user} ${row.item} ${row.kind === 'RATED' ? '' : row.at}`,
    ),
    reviews: reviews.map((id, index) => ({
      id,
      user: pick(users),
      item: pick(items),
      text: 'The lamp is bright.',
      at: index % 3 === 0 ? null : index,
    })),
    opinions: Array.from({ length: 60 }, (_, index) =>
      opinion(`o${index}`, pick(reviews), pick(aspects), pick(polarities)),
    ),
    strikes: uniqueBy(
      Array.from({ length: 12 }, (_, index): FactRows['strikes'] => {
        const label = pick(['Item', 'Attribute', 'Aspect'] as const);
        const node = pick({ Item: items, Attribute: attributes, Aspect: aspects }[label]);
        return { user: pick(users), label, node, at: index % 3 === 0 ? null : index };
      }),
      (row) => `${row.user} ${row.label} ${row.node}`,
    ),
  };
}

const polarities = ['positive', 'negative', 'neutral'] as const;

/** An opinion whose spans fit the text of the random reviews. */
export function opinion(
  id: string,
  review: string,
  aspect: string,
  polarity: FactRows['opinions']['polarity'],
): FactRows['opinions'] {
  return {
    id,
    review,
    aspect,
    aspectPhrase: 'lamp',
    aspectStart: 4,
    aspectEnd: 8,
    phrase: 'bright',
    start: 12,
    end: 18,
    polarity,
    method: 'seed',
  };
}

/** A link row with both labels set. */
export function link(
  relation: string,
  fromLabel: FactRows['links']['fromLabel'],
  from: string,
  toLabel: FactRows['links']['toLabel'],
  to: string,
): FactRows['links'] {
  return { relation, fromLabel, from, toLabel, to };
}

function uniqueBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Row[] {
  return [...new Map(rows.map((row) => [keyOf(row), row])).values()];
}
