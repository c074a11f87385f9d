import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DataSource, RowKind } from '../../../src/files/port.ts';
import { plainManifest } from '../../fixtures/import/data-folder.ts';
import { contentOf, freshStore, importInto } from '../../fixtures/import/import-run.ts';

const kinds: readonly RowKind[] = [
  'items',
  'users',
  'attributes',
  'aspects',
  'links',
  'interactions',
  'reviews',
  'opinions',
  'strikes',
];

type Rows = Readonly<Record<RowKind, readonly unknown[]>>;

/** A data set in memory: what a reader would hand over. */
function sourceOf(rows: Rows): DataSource {
  const relations = [
    { type: 'MADE_BY', ends: [['Item', 'Attribute']] as [['Item', 'Attribute']] },
    { type: 'KNOWS', ends: [['User', 'User']] as [['User', 'User']] },
  ];
  return {
    format: 'native',
    folder: 'memory',
    manifest: { ...plainManifest, relations },
    contentHash: async () => JSON.stringify(rows),
    parts: kinds.map((kind) => ({
      kind,
      file: `${kind}.jsonl`,
      byteCount: rows[kind].length,
      async *rows() {
        for (const [index, row] of rows[kind].entries()) {
          yield { file: `${kind}.jsonl`, line: index + 1, row, bytesRead: index + 1 };
        }
      },
    })),
  };
}

// Few ids, so that rows meet; a name or text follows from the id, so that equal ids have equal content.
const id = fc.integer({ min: 0, max: 6 }).map((number) => `n${number}`);
const word = fc.constantFrom('lamp', 'cord', 'shade');
const textOf = (review: string): string => `${review}: the lamp, the cord and the shade are bright or dim.`;
const opinion = fc
  .record({ review: id, aspect: id, first: word, second: fc.constantFrom('bright', 'dim') })
  .map(({ review, aspect, first, second }) => {
    const aspectStart = textOf(review).indexOf(first);
    const start = textOf(review).indexOf(second);
    const polarity = second === 'bright' ? 'positive' : 'negative';
    const spans = { aspectStart, aspectEnd: aspectStart + first.length, start, end: start + second.length };
    return { review, aspect, aspectPhrase: first, phrase: second, ...spans, polarity, method: 'seed' };
  });
const arbitraryRows: fc.Arbitrary<Rows> = fc.record({
  items: fc.array(
    id.map((key) => ({ id: key, name: `item ${key}`, properties: { p: key } })),
    { minLength: 1 },
  ),
  users: fc.array(id.map((key) => ({ id: key }))),
  attributes: fc.array(id.map((key) => ({ id: key, kind: 'maker', name: key }))),
  aspects: fc.array(id.map((key) => ({ id: key, name: key }))),
  links: fc.array(fc.record({ from: id, relation: fc.constantFrom('MADE_BY', 'KNOWS'), to: id })),
  // The rating follows from the moment: two ratings of one moment would let file order decide.
  interactions: fc.array(
    fc
      .record({
        user: id,
        item: id,
        kind: fc.constantFrom('RATED', 'BOUGHT'),
        at: fc.integer({ min: 0, max: 4 }),
      })
      .map((row) => ({ ...row, rating: row.at + 1 })),
  ),
  reviews: fc.array(id.map((key) => ({ id: key, user: 'n1', item: 'n2', text: textOf(key) }))),
  opinions: fc.array(opinion),
  strikes: fc.array(fc.record({ user: id, label: fc.constantFrom('Item', 'Attribute', 'Aspect'), node: id })),
});

const shuffled = (rows: Rows): fc.Arbitrary<Rows> =>
  fc.record(
    Object.fromEntries(
      kinds.map((kind) => [
        kind,
        fc.shuffledSubarray([...rows[kind]], { minLength: rows[kind].length, maxLength: rows[kind].length }),
      ]),
    ) as unknown as { readonly [Kind in RowKind]: fc.Arbitrary<unknown[]> },
  );

describe('importData', () => {
  it('makes the same graph of the same rows in any order, and nothing new of them again', async () => {
    const pairs = arbitraryRows.chain((rows) => fc.tuple(fc.constant(rows), shuffled(rows)));
    await fc.assert(
      fc.asyncProperty(pairs, async ([rows, others]) => {
        const [left, right] = [await freshStore(), await freshStore()];
        const first = await importInto(left, sourceOf(rows));
        const second = await importInto(right, sourceOf(others));
        expect(await contentOf(right)).toEqual(await contentOf(left));
        expect(second.report.changes).toBe(first.report.changes);
        const again = await importInto(left, sourceOf(others));
        expect(again.report).toMatchObject({ changes: 0, rejected: first.report.rejected });
      }),
      { numRuns: 40, seed: 11 },
    );
  });

  it('counts in a dry run what the import then does, on an empty store and on a filled one', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryRows, arbitraryRows, async (before, rows) => {
        const store = await freshStore();
        for (const source of [sourceOf(before), sourceOf(rows)]) {
          const dry = await importInto(store, source, { dryRun: true });
          const wet = await importInto(store, source);
          expect(dry.report.counts).toEqual(wet.report.counts);
          expect(dry.rejects).toEqual(wet.rejects);
          for (const counts of Object.values(wet.report.counts)) {
            const { read, created, changed, unchanged, rejected } = counts;
            expect(created + changed + unchanged + rejected).toBe(read);
          }
        }
      }),
      { numRuns: 40, seed: 12 },
    );
  });
});
