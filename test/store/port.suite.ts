import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { ConversationEvent } from '../../src/contract/types.ts';
import { buildKeyTable, idAt } from '../../src/core/graph/keys.ts';
import type {
  FactKeys,
  FactKind,
  FactRows,
  GraphStore,
  RemovableKind,
  UpsertResult,
} from '../../src/store/port.ts';
import {
  link,
  manifest,
  never,
  opinion,
  randomFacts,
  shuffled,
  snapshotId,
  trickyIds,
  writeFacts,
} from './facts.ts';

/** Makes empty stores of one kind. */
export interface StoreMaker {
  /** Returns a fresh, migrated store; what an earlier one held is gone or elsewhere. */
  make(): Promise<GraphStore>;
}

/** What every store must do. Each adapter's test calls it with its own maker. */
export function storeSuite(name: string, maker: StoreMaker): void {
  describe(`store port: ${name}`, () => {
    let store: GraphStore;
    beforeEach(async () => {
      await store?.close();
      store = await maker.make();
    });
    afterAll(() => store?.close());

    const upsert = <Kind extends FactKind>(
      kind: Kind,
      rows: readonly FactRows[Kind][],
    ): Promise<UpsertResult> => store.upsert(kind, rows, { dryRun: false, signal: never });
    const tally = ({ created, changed, unchanged, dangling }: UpsertResult): string =>
      `${created} ${changed} ${unchanged} ${dangling.length}`;

    const writeBasics = async (): Promise<void> => {
      await upsert('items', [
        { id: 'kilo', name: 'Kilo', properties: { price: 20 } },
        { id: 'harbour', name: 'Harbour' },
      ]);
      await upsert('users', [{ id: 'mara', name: 'Mara' }, { id: 'jon' }]);
      await upsert('attributes', [{ id: 'press', kind: 'maker', name: 'Olive Press' }]);
      await upsert('aspects', [
        { id: 'light', name: 'light' },
        { id: 'noise', name: 'noise' },
      ]);
    };
    const edges = async (type: string): Promise<string[]> => {
      const reader = await store.readSnapshot(never);
      const ids: Record<'Aspect' | 'Attribute' | 'Item' | 'User', string[]> = {
        Aspect: [],
        Attribute: [],
        Item: [],
        User: [],
      };
      for (const label of ['Aspect', 'Attribute', 'Item', 'User'] as const) {
        for await (const chunk of reader.streamNodes(label, never)) ids[label].push(...chunk.ids);
      }
      const keys = buildKeyTable(ids);
      const found: string[] = [];
      for await (const chunk of reader.streamEdges(type, keys, never)) {
        for (let edge = 0; edge < chunk.count; edge++) {
          const rating = chunk.ratings?.[edge] ?? Number.NaN;
          const at = chunk.times?.[edge] ?? Number.NaN;
          found.push(
            `${idAt(keys, chunk.sources[edge]!)}-${idAt(keys, chunk.targets[edge]!)} ${chunk.weights[edge]} ${rating} ${at}`,
          );
        }
      }
      await reader.close();
      return found.sort();
    };
    const derived = async (): Promise<Record<string, string[]>> => {
      const found: Record<string, string[]> = {};
      for (const type of ['PRAISED_FOR', 'CRITICISED_FOR', 'VALUES', 'MINDS']) {
        found[type] = (await edges(type)).map((edge) => edge.replace(' NaN NaN', ''));
      }
      return found;
    };

    describe('schema', () => {
      it('migrates again without a change', async () => {
        await writeBasics();
        await store.migrate(never);
        expect((await store.counts(never)).items).toBe(2);
      });

      it('starts empty', async () => {
        expect(await store.manifest(never)).toBeNull();
        expect(await store.revision(never)).toBe(0);
        expect(Object.values(await store.counts(never))).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0]);
        expect(await snapshotId(store)).toMatch(/^[0-9a-f]{64}$/);
      });
    });

    describe('upserts', () => {
      it('tells created, changed and unchanged nodes apart, comparing every property', async () => {
        const rows = [
          { id: 'kilo', name: 'Kilo', properties: { price: 20, year: 1999, note: 'x', 'odd key': true } },
          { id: 'harbour', name: 'Harbour' },
        ];
        expect(tally(await upsert('items', rows))).toBe('2 0 0 0');
        expect(tally(await upsert('items', rows))).toBe('0 0 2 0');
        const dearer = { ...rows[0]!, properties: { ...rows[0]!.properties, price: 21 } };
        expect(tally(await upsert('items', [dearer, rows[1]!]))).toBe('0 1 1 0');
        const lessSaid = { id: 'kilo', name: 'Kilo', properties: { price: 21 } };
        expect(tally(await upsert('items', [lessSaid]))).toBe('0 1 0 0');
        expect(tally(await upsert('items', [{ ...lessSaid, name: 'Kilo II' }]))).toBe('0 1 0 0');
        expect(tally(await upsert('users', [{ id: 'mara', name: 'Mara' }, { id: 'jon' }]))).toBe('2 0 0 0');
        expect(tally(await upsert('users', [{ id: 'mara' }, { id: 'jon', name: 'Jon' }]))).toBe('0 2 0 0');
        expect(tally(await upsert('attributes', [{ id: 'p', kind: 'maker', name: 'P' }]))).toBe('1 0 0 0');
        expect(tally(await upsert('attributes', [{ id: 'p', kind: 'brand', name: 'P' }]))).toBe('0 1 0 0');
        expect(tally(await upsert('aspects', [{ id: 'light', name: 'light' }]))).toBe('1 0 0 0');
        expect(tally(await upsert('aspects', [{ id: 'light', name: 'light' }]))).toBe('0 0 1 0');
      });

      it('takes the order of properties for no difference', async () => {
        await upsert('items', [{ id: 'a', name: 'A', properties: { x: 1, y: 2 } }]);
        expect(tally(await upsert('items', [{ id: 'a', name: 'A', properties: { y: 2, x: 1 } }]))).toBe(
          '0 0 1 0',
        );
      });

      it('lets properties have the names that the store uses itself', async () => {
        const row = {
          id: 'a',
          name: 'A',
          properties: { id: 'other', name: 'B', properties: 'c', kind: 'd' },
        };
        await upsert('items', [row]);
        expect(tally(await upsert('items', [row]))).toBe('0 0 1 0');
        expect((await store.counts(never)).items).toBe(1);
      });

      it('collapses equal keys of a batch to the later row', async () => {
        const rows = [
          { id: 'a', name: 'First' },
          { id: 'b', name: 'B' },
          { id: 'a', name: 'Last' },
        ];
        expect(tally(await upsert('items', rows))).toBe('2 0 1 0');
        expect(tally(await upsert('items', [{ id: 'a', name: 'Last' }]))).toBe('0 0 1 0');
      });

      it('writes an empty batch', async () => {
        for (const kind of ['items', 'links', 'interactions', 'reviews', 'opinions'] as const) {
          expect(tally(await upsert(kind, []))).toBe('0 0 0 0');
        }
        expect(await store.revision(never)).toBe(0);
      });

      it('writes links once and names ends that are missing', async () => {
        await writeBasics();
        const rows = [
          link('MADE_BY', 'Item', 'kilo', 'Attribute', 'press'),
          link('MADE_BY', 'Item', 'none', 'Attribute', 'press'),
          link('MADE_BY', 'Item', 'harbour', 'Attribute', 'kilo'),
          link('FRIEND_OF', 'User', 'mara', 'User', 'jon'),
          link('MADE_BY', 'Item', 'kilo', 'Attribute', 'press'),
          link('FRIEND_OF', 'User', 'mara', 'User', 'mara'),
        ];
        const first = await upsert('links', rows);
        expect(tally(first)).toBe('3 0 1 2');
        expect(first.dangling).toEqual([
          { position: 1, missing: 'Item:none' },
          { position: 2, missing: 'Attribute:kilo' },
        ]);
        expect(tally(await upsert('links', rows))).toBe('0 0 4 2');
        expect(await edges('FRIEND_OF')).toEqual(['mara-jon 1 NaN NaN', 'mara-mara 1 NaN NaN']);
        expect((await store.counts(never)).links).toBe(3);
      });

      it('keeps one rating for a user and an item: the latest, then the later row', async () => {
        await writeBasics();
        const rated = (rating: number, at: number | null): FactRows['interactions'] => ({
          user: 'mara',
          item: 'kilo',
          kind: 'RATED',
          rating,
          at,
        });
        expect(tally(await upsert('interactions', [rated(3, 200), rated(1, 100), rated(2, null)]))).toBe(
          '1 0 2 0',
        );
        expect(await edges('RATED')).toEqual(['mara-kilo 1 3 200']);
        expect(tally(await upsert('interactions', [rated(5, null), rated(4, 199)]))).toBe('0 0 2 0');
        expect(await edges('RATED')).toEqual(['mara-kilo 1 3 200']);
        expect(tally(await upsert('interactions', [rated(4, 200)]))).toBe('0 1 0 0');
        expect(tally(await upsert('interactions', [rated(4, 200)]))).toBe('0 0 1 0');
        expect(tally(await upsert('interactions', [rated(4, 250)]))).toBe('0 1 0 0');
        expect(await edges('RATED')).toEqual(['mara-kilo 1 4 250']);
        expect(tally(await upsert('interactions', [rated(2, 300), rated(1, 300)]))).toBe('0 1 1 0');
        expect(await edges('RATED')).toEqual(['mara-kilo 1 1 300']);
      });

      it('keeps repeats of other kinds apart by their moment', async () => {
        await writeBasics();
        const bought = (at: number | null, weight?: number): FactRows['interactions'] => ({
          user: 'mara',
          item: 'kilo',
          kind: 'BOUGHT',
          at,
          ...(weight === undefined ? {} : { weight }),
        });
        expect(tally(await upsert('interactions', [bought(1), bought(2), bought(null), bought(1, 3)]))).toBe(
          '3 0 1 0',
        );
        expect(tally(await upsert('interactions', [bought(1, 3), bought(2), bought(null, 2)]))).toBe(
          '0 1 2 0',
        );
        expect(await edges('BOUGHT')).toEqual([
          'mara-kilo 1 NaN 2',
          'mara-kilo 2 NaN NaN',
          'mara-kilo 3 NaN 1',
        ]);
        const unknown: FactRows['interactions'][] = [
          { user: 'none', item: 'kilo', kind: 'BOUGHT', at: 1 },
          { user: 'mara', item: 'press', kind: 'VIEWED', at: null },
          { user: 'none', item: 'kilo', kind: 'BOUGHT', at: 1 },
        ];
        const result = await upsert('interactions', unknown);
        expect(tally(result)).toBe('0 0 0 3');
        expect(result.dangling.map(({ missing }) => missing)).toEqual([
          'User:none',
          'Item:press',
          'User:none',
        ]);
        expect((await store.counts(never)).interactions).toBe(3);
      });

      it('counts opinions on items and by users, and follows what changes', async () => {
        await writeBasics();
        const review = (id: string, user: string, item: string): FactRows['reviews'] => ({
          id,
          user,
          item,
          text: 'The lamp is bright.',
          at: 5,
        });
        expect(
          tally(await upsert('reviews', [review('r1', 'mara', 'kilo'), review('r2', 'jon', 'kilo')])),
        ).toBe('2 0 0 0');
        expect((await upsert('reviews', [review('r3', 'none', 'kilo')])).dangling).toEqual([
          { position: 0, missing: 'User:none' },
        ]);
        const opinions = [
          opinion('o1', 'r1', 'light', 'positive'),
          opinion('o2', 'r2', 'light', 'positive'),
          opinion('o3', 'r2', 'noise', 'negative'),
          opinion('o4', 'r2', 'noise', 'neutral'),
          opinion('o5', 'r9', 'noise', 'positive'),
          opinion('o6', 'r1', 'heat', 'positive'),
        ];
        const result = await upsert('opinions', opinions);
        expect(tally(result)).toBe('4 0 0 2');
        expect(result.dangling).toEqual([
          { position: 4, missing: 'Review:r9' },
          { position: 5, missing: 'Aspect:heat' },
        ]);
        expect(await derived()).toEqual({
          PRAISED_FOR: ['kilo-light 2'],
          CRITICISED_FOR: ['kilo-noise 1'],
          VALUES: ['jon-light 1', 'mara-light 1'],
          MINDS: ['jon-noise 1'],
        });
        expect(tally(await upsert('opinions', opinions))).toBe('0 0 4 2');

        expect(tally(await upsert('opinions', [opinion('o1', 'r1', 'noise', 'negative')]))).toBe('0 1 0 0');
        expect(await derived()).toEqual({
          PRAISED_FOR: ['kilo-light 1'],
          CRITICISED_FOR: ['kilo-noise 2'],
          VALUES: ['jon-light 1'],
          MINDS: ['jon-noise 1', 'mara-noise 1'],
        });

        expect(tally(await upsert('reviews', [review('r2', 'mara', 'harbour')]))).toBe('0 1 0 0');
        expect(await derived()).toEqual({
          PRAISED_FOR: ['harbour-light 1'],
          CRITICISED_FOR: ['harbour-noise 1', 'kilo-noise 1'],
          VALUES: ['mara-light 1'],
          MINDS: ['mara-noise 2'],
        });
        expect(tally(await upsert('opinions', [opinion('o3', 'r1', 'noise', 'negative')]))).toBe('0 1 0 0');
        expect(await derived()).toEqual({
          PRAISED_FOR: ['harbour-light 1'],
          CRITICISED_FOR: ['kilo-noise 2'],
          VALUES: ['mara-light 1'],
          MINDS: ['mara-noise 2'],
        });
        const counts = await store.counts(never);
        expect([counts.reviews, counts.opinions]).toEqual([2, 4]);
      });

      it('moves the revision once for each upsert that changes something', async () => {
        await upsert('items', [
          { id: 'a', name: 'A' },
          { id: 'b', name: 'B' },
        ]);
        expect(await store.revision(never)).toBe(1);
        await upsert('items', [{ id: 'a', name: 'A' }]);
        expect(await store.revision(never)).toBe(1);
        await upsert('items', [{ id: 'a', name: 'C' }]);
        expect(await store.revision(never)).toBe(2);
        await store.append('talk', 0, events(1), never);
        await store.putResult('key', { text: 'x' }, never);
        expect(await store.revision(never)).toBe(2);
      });

      it('counts in a dry run what a real one would do, and writes nothing', async () => {
        await writeBasics();
        const before = await snapshotId(store);
        const revision = await store.revision(never);
        const rows = [
          { id: 'kilo', name: 'Changed' },
          { id: 'new', name: 'New' },
          { id: 'harbour', name: 'Harbour' },
        ];
        expect(tally(await store.upsert('items', rows, { dryRun: true, signal: never }))).toBe('1 1 1 0');
        const acts = [{ user: 'mara', item: 'kilo', kind: 'BOUGHT', at: 1 }];
        expect(tally(await store.upsert('interactions', acts, { dryRun: true, signal: never }))).toBe(
          '1 0 0 0',
        );
        expect(await snapshotId(store)).toBe(before);
        expect(await store.revision(never)).toBe(revision);
        expect(tally(await upsert('items', rows))).toBe('1 1 1 0');
      });

      it('stores the manifest', async () => {
        expect(await store.putManifest(manifest, never)).toBe(true);
        expect(await store.putManifest(manifest, never)).toBe(false);
        expect(await store.manifest(never)).toEqual(manifest);
        expect(await store.putManifest({ ...manifest, name: 'other' }, never)).toBe(true);
        expect(await store.revision(never)).toBe(2);
      });
    });

    describe('removals', () => {
      const remove = async <Kind extends RemovableKind>(
        kind: Kind,
        keys: readonly FactKeys[Kind][],
        dryRun = false,
      ): Promise<string> => {
        const { removed, absent, opinions } = await store.remove(kind, keys, { dryRun, signal: never });
        return `${removed} ${absent} ${opinions}`;
      };
      const review = (id: string, user: string, text = 'The lamp is bright.'): FactRows['reviews'] => ({
        id,
        user,
        item: 'kilo',
        text,
        at: null,
      });
      const writeReviews = async (): Promise<void> => {
        await writeBasics();
        await upsert('reviews', [review('r1', 'mara'), review('r2', 'jon'), review('r3', 'jon')]);
        await upsert('opinions', [
          opinion('o1', 'r1', 'light', 'positive'),
          opinion('o2', 'r2', 'light', 'positive'),
          opinion('o3', 'r2', 'noise', 'negative'),
          opinion('o4', 'r3', 'noise', 'negative'),
        ]);
      };

      it('take links and acts away, and say what was not there', async () => {
        await writeBasics();
        const madeBy = link('MADE_BY', 'Item', 'kilo', 'Attribute', 'press');
        await upsert('links', [madeBy, link('LIKES', 'User', 'mara', 'Attribute', 'press')]);
        expect(await remove('links', [madeBy, madeBy, { ...madeBy, from: 'none' }])).toBe('1 1 0');
        expect(await edges('MADE_BY')).toEqual([]);
        expect(await edges('LIKES')).toEqual(['mara-press 1 NaN NaN']);
        const act = (kind: string, at: number | null): FactRows['interactions'] => ({
          user: 'mara',
          item: 'kilo',
          kind,
          at,
        });
        await upsert('interactions', [act('RATED', 5), act('BOUGHT', 1), act('BOUGHT', null)]);
        expect(await remove('interactions', [act('BOUGHT', 2), act('RATED', 99)])).toBe('1 1 0');
        expect(await edges('RATED')).toEqual([]);
        expect(await remove('interactions', [act('BOUGHT', null)])).toBe('1 0 0');
        expect(await edges('BOUGHT')).toEqual(['mara-kilo 1 NaN 1']);
      });

      it('take opinions along with their review, and count anew what they touched', async () => {
        await writeReviews();
        expect(await remove('reviews', [{ id: 'r2' }, { id: 'r9' }])).toBe('1 1 2');
        expect(await derived()).toEqual({
          PRAISED_FOR: ['kilo-light 1'],
          CRITICISED_FOR: ['kilo-noise 1'],
          VALUES: ['mara-light 1'],
          MINDS: ['jon-noise 1'],
        });
        expect(await remove('opinions', [{ id: 'o4' }, { id: 'o2' }])).toBe('1 1 0');
        expect((await derived())['MINDS']).toEqual([]);
        const counts = await store.counts(never);
        expect([counts.reviews, counts.opinions]).toEqual([2, 1]);
      });

      it('move the revision only when something was removed, and never in a dry run', async () => {
        await writeReviews();
        const before = await snapshotId(store);
        const revision = await store.revision(never);
        expect(await remove('reviews', [{ id: 'r9' }])).toBe('0 1 0');
        expect(await remove('opinions', [])).toBe('0 0 0');
        expect(await remove('reviews', [{ id: 'r1' }, { id: 'r2' }], true)).toBe('2 0 3');
        expect(await store.revision(never)).toBe(revision);
        expect(await snapshotId(store)).toBe(before);
        await remove('reviews', [{ id: 'r1' }]);
        expect(await store.revision(never)).toBe(revision + 1);
      });

      it('follow a review whose text is edited', async () => {
        await writeReviews();
        expect(tally(await upsert('reviews', [{ ...review('r2', 'jon'), at: 7 }]))).toBe('0 1 0 0');
        expect((await store.counts(never)).opinions).toBe(4);
        expect(tally(await upsert('reviews', [review('r2', 'jon', 'The lamp is dim.')]))).toBe('0 1 0 0');
        expect((await store.counts(never)).opinions).toBe(2);
        expect(await derived()).toEqual({
          PRAISED_FOR: ['kilo-light 1'],
          CRITICISED_FOR: ['kilo-noise 1'],
          VALUES: ['mara-light 1'],
          MINDS: ['jon-noise 1'],
        });
      });

      it('are put on another aspect by their id, and keep what the review calls it', async () => {
        await writeReviews();
        const row = { ...opinion('o7', 'r2', 'noise', 'positive'), mention: 'act:hum' };
        await upsert('opinions', [row]);
        const read = async (): Promise<readonly unknown[] | undefined> => {
          const limits = { rowsMax: 5, timeoutMs: 10_000 };
          const { rows } = await store.runNamed('opinions', { after: 'o6', limit: 5 }, limits, never);
          return rows[0];
        };
        const before = await derived();
        expect((await read())?.slice(0, 3)).toEqual(['o7', 'r2', 'noise']);
        expect(tally(await upsert('opinions', [{ ...row, aspect: 'light' }]))).toBe('0 1 0 0');
        expect(await read()).toEqual([
          'o7',
          'r2',
          'light',
          'lamp',
          4,
          8,
          'bright',
          12,
          18,
          'positive',
          'seed',
          null,
          'act:hum',
        ]);
        expect(await derived()).not.toEqual(before);
        expect(tally(await upsert('opinions', [row]))).toBe('0 1 0 0');
        expect(await derived()).toEqual(before);
        expect(tally(await upsert('opinions', [row]))).toBe('0 0 1 0');
      });

      it('replace what one method found in some reviews', async () => {
        await writeReviews();
        await upsert('opinions', [{ ...opinion('o5', 'r2', 'light', 'negative'), method: 'model' }]);
        const scope = { reviews: ['r2', 'r9', 'r2'], method: 'seed' };
        const rows = [opinion('o3', 'r2', 'noise', 'negative'), opinion('o6', 'r2', 'noise', 'positive')];
        const replace = async (dryRun: boolean): Promise<string> => {
          const result = await store.replaceOpinions(scope, rows, { dryRun, signal: never });
          return `${tally(result)} ${result.removed}`;
        };
        expect(await replace(true)).toBe('1 0 1 0 1');
        const revision = await store.revision(never);
        expect(await replace(false)).toBe('1 0 1 0 1');
        expect(await derived()).toEqual({
          PRAISED_FOR: ['kilo-light 1', 'kilo-noise 1'],
          CRITICISED_FOR: ['kilo-light 1', 'kilo-noise 2'],
          VALUES: ['jon-noise 1', 'mara-light 1'],
          MINDS: ['jon-light 1', 'jon-noise 2'],
        });
        expect(await replace(false)).toBe('0 0 2 0 0');
        expect(await store.revision(never)).toBe(revision + 1);
        const cleared = await store.replaceOpinions(scope, [], { dryRun: false, signal: never });
        expect(cleared).toMatchObject({ created: 0, removed: 2 });
        expect((await derived())['MINDS']).toEqual(['jon-light 1', 'jon-noise 1']);
      });
    });

    describe('strikes', () => {
      const strike = (label: FactRows['strikes']['label'], node: string, user = 'mara', at = 3) => ({
        user,
        label,
        node,
        at,
      });
      it('are kept with their moment, listed, and taken back', async () => {
        await writeBasics();
        await upsert('items', [{ id: 'noise', name: 'Noise, an item' }]);
        const rows = [
          strike('Item', 'kilo'),
          strike('Aspect', 'noise'),
          strike('Attribute', 'none'),
          strike('Item', 'kilo', 'none'),
          strike('Aspect', 'noise', 'mara', 9),
        ];
        const first = await upsert('strikes', rows);
        expect(tally(first)).toBe('2 0 1 2');
        expect(first.dangling).toEqual([
          { position: 2, missing: 'Attribute:none' },
          { position: 3, missing: 'User:none' },
        ]);
        expect(tally(await upsert('strikes', [strike('Item', 'kilo', 'mara', 8)]))).toBe('0 0 1 0');
        expect(await store.strikes('mara', never)).toEqual([
          strike('Aspect', 'noise'),
          strike('Item', 'kilo'),
        ]);
        expect(await store.strikes('jon', never)).toEqual([]);
        expect((await store.counts(never)).strikes).toBe(2);
        const revision = await store.revision(never);
        const undone = await store.remove(
          'strikes',
          [strike('Aspect', 'noise'), strike('Item', 'noise'), strike('Aspect', 'noise', 'jon')],
          { dryRun: false, signal: never },
        );
        expect(undone).toEqual({ removed: 1, absent: 2, opinions: 0 });
        expect(await store.revision(never)).toBe(revision + 1);
        expect(await store.strikes('mara', never)).toEqual([strike('Item', 'kilo')]);
      });

      it('take edges out of snapshots, and change nothing when taken back', async () => {
        const { strikes, ...facts } = randomFacts(5);
        await writeFacts(store, { ...facts, strikes: [] });
        const before = await snapshotId(store);
        expect(tally(await upsert('strikes', strikes))).toBe(`${strikes.length} 0 0 0`);
        expect(await snapshotId(store)).not.toBe(before);
        await store.remove('strikes', strikes, { dryRun: false, signal: never });
        expect(await snapshotId(store)).toBe(before);
      });
    });

    describe('snapshots', () => {
      it('are the same for the same facts in any order', async () => {
        const facts = randomFacts(7);
        await writeFacts(store, facts);
        const first = await snapshotId(store);
        await store.close();
        store = await maker.make();
        await writeFacts(store, shuffled(facts, 3));
        expect(await snapshotId(store)).toBe(first);
        const again = await writeFacts(store, facts);
        for (const kind of Object.keys(facts) as FactKind[])
          expect(tally(again[kind])).toBe(`0 0 ${facts[kind].length} 0`);
        const fewer = { ...facts, links: facts.links.slice(1) };
        await store.close();
        store = await maker.make();
        await writeFacts(store, fewer);
        expect(await snapshotId(store)).not.toBe(first);
      });

      it('give tricky ids back as they came, in code-unit order', async () => {
        await upsert(
          'items',
          trickyIds.map((id) => ({ id, name: id })),
        );
        const reader = await store.readSnapshot(never);
        const ids: string[] = [];
        const names: (string | null)[] = [];
        for await (const chunk of reader.streamNodes('Item', never)) {
          ids.push(...chunk.ids);
          names.push(...chunk.names);
        }
        await reader.close();
        expect(ids).toEqual([...trickyIds].sort());
        expect(names).toEqual(ids);
      });

      it('list each relation with its role and size', async () => {
        await writeFacts(store, randomFacts(1));
        const reader = await store.readSnapshot(never);
        const sizes = Object.fromEntries(
          reader.relations.map(({ type, role, edgeCount }) => [type, [role, edgeCount]]),
        );
        await reader.close();
        expect(
          Object.entries(sizes)
            .map(([type, [role]]) => `${type} ${role}`)
            .sort(),
        ).toEqual([
          'BOUGHT interaction',
          'CRITICISED_FOR derived',
          'FRIEND_OF link',
          'MADE_BY link',
          'MINDS derived',
          'PRAISED_FOR derived',
          'RATED interaction',
          'STRUCK strike',
          'VALUES derived',
          'VIEWED interaction',
        ]);
        for (const { type, edgeCount } of reader.relations)
          expect((await edges(type)).length).toBe(edgeCount);
      });

      it('hold every edge of a relation larger than a chunk', async () => {
        const users = Array.from({ length: 150 }, (_, index) => ({ id: `u${index}` }));
        const items = Array.from({ length: 120 }, (_, index) => ({ id: `i${index}`, name: 'I' }));
        await upsert('users', users);
        await upsert('items', items);
        const acts = users.flatMap((user) =>
          items.map((item) => ({ user: user.id, item: item.id, kind: 'VIEWED', at: null })),
        );
        expect(tally(await upsert('interactions', acts))).toBe('18000 0 0 0');
        await upsert(
          'interactions',
          acts.slice(0, 500).map((act) => ({ ...act, kind: 'BOUGHT' })),
        );
        const links = users.flatMap(({ id }) =>
          users.slice(0, 115).map((other) => link('FRIEND_OF', 'User', id, 'User', other.id)),
        );
        expect(tally(await upsert('links', links))).toBe('17250 0 0 0');
        const viewed = await edges('VIEWED');
        expect(viewed.length).toBe(18_000);
        expect(new Set(viewed).size).toBe(18_000);
        expect((await edges('BOUGHT')).length).toBe(500);
        expect(new Set(await edges('FRIEND_OF')).size).toBe(17_250);
      });

      it('are refused when facts were written while they were read', async () => {
        await writeBasics();
        const reader = await store.readSnapshot(never);
        await upsert('items', [{ id: 'late', name: 'Late' }]);
        await expect(reader.close()).rejects.toMatchObject({ code: 'store-conflict' });
        const calm = await store.readSnapshot(never);
        await store.append('talk', 0, events(1), never);
        await expect(calm.close()).resolves.toBeUndefined();
      });
    });

    describe('evidence', () => {
      it('gives opinions of a pair newest first, with the words of the review', async () => {
        await writeBasics();
        const review = (id: string, at: number | null): FactRows['reviews'] => ({
          id,
          user: 'mara',
          item: 'kilo',
          text: 'The lamp is bright.',
          at,
        });
        await upsert('reviews', [review('r1', null), review('r2', 10), review('r3', 20), review('r4', 10)]);
        await upsert(
          'opinions',
          ['r1', 'r2', 'r3', 'r4'].map((id) => opinion(`o-${id}`, id, 'light', 'positive')),
        );
        const pairs = [
          { item: 'harbour', aspect: 'light' },
          { item: 'kilo', aspect: 'light' },
        ];
        const found = await store.evidence(pairs, 3, never);
        expect(found.map(({ review: id }) => id)).toEqual(['r3', 'r2', 'r4']);
        expect(found[0]).toEqual({
          review: 'r3',
          item: 'kilo',
          aspect: 'light',
          polarity: 'positive',
          aspectPhrase: 'lamp',
          phrase: 'bright',
          text: 'The lamp is bright.',
          aspectStart: 4,
          aspectEnd: 8,
          start: 12,
          end: 18,
          at: 20,
        });
        expect((await store.evidence(pairs, 10, never)).map(({ review: id }) => id)).toEqual([
          'r3',
          'r2',
          'r4',
          'r1',
        ]);
        expect(await store.evidence([], 3, never)).toEqual([]);
      });

      it('tells who wrote a review by name, never by id, where there is a name', async () => {
        await writeBasics();
        const review = { id: 'r1', user: 'mara', item: 'kilo', text: 'Bright.', at: null };
        await upsert('reviews', [review, { ...review, id: 'r2', user: 'jon' }]);
        const named = await store.reviewers(['r1', 'r2', 'none'], never);
        expect([...named]).toEqual([['r1', 'Mara']]);
        expect((await store.reviewers([], never)).size).toBe(0);
      });

      it('gives what a user states and what an item gets, newest first', async () => {
        await writeBasics();
        const review = (id: string, user: string, item: string, at: number | null) => ({
          id,
          user,
          item,
          text: 'The lamp is bright.',
          at,
        });
        await upsert('reviews', [
          review('r1', 'mara', 'kilo', 10),
          review('r2', 'mara', 'harbour', 20),
          review('r3', 'jon', 'kilo', null),
        ]);
        await upsert('opinions', [
          opinion('o1', 'r1', 'light', 'positive'),
          opinion('o2', 'r2', 'noise', 'neutral'),
          opinion('o3', 'r3', 'light', 'negative'),
        ]);
        const of = async (label: 'User' | 'Item', id: string, limit = 9): Promise<string[]> =>
          (await store.opinionsOf({ label, id }, limit, never)).map(
            (found) => `${found.review} ${found.item} ${found.aspect} ${found.polarity} ${found.at}`,
          );
        expect(await of('User', 'mara')).toEqual([
          'r2 harbour noise neutral 20',
          'r1 kilo light positive 10',
        ]);
        expect(await of('Item', 'kilo')).toEqual([
          'r1 kilo light positive 10',
          'r3 kilo light negative null',
        ]);
        expect(await of('Item', 'kilo', 1)).toHaveLength(1);
        expect(await of('User', 'kilo')).toEqual([]);
        const [first] = await store.opinionsOf({ label: 'User', id: 'jon' }, 1, never);
        expect(first).toEqual((await store.evidence([{ item: 'kilo', aspect: 'light' }], 9, never))[1]);
      });
    });

    describe('named queries', () => {
      const limits = { rowsMax: 100, timeoutMs: 10_000 };
      it('are listed by name and all run on a small graph', async () => {
        await writeFacts(store, randomFacts(2));
        const names = store.namedQueries().map((query) => query.name);
        expect(names).toEqual([...names].sort());
        for (const query of store.namedQueries()) {
          const needed = query.params.filter(({ defaultValue }) => defaultValue === null);
          const params = Object.fromEntries(
            needed.map(({ name: parameter, type }) => [parameter, type === 'string' ? 'i1' : 1]),
          );
          const rows = await store.runNamed(query.name, params, limits, never);
          expect(rows.columns).toEqual(query.returns);
          for (const row of rows.rows) expect(row.length).toBe(rows.columns.length);
        }
      });

      it('refuse what they do not know', async () => {
        await expect(store.runNamed('nothing', {}, limits, never)).rejects.toMatchObject({
          code: 'query-unknown',
        });
        const [query] = store.namedQueries();
        await expect(store.runNamed(query!.name, { bogus: 1 }, limits, never)).rejects.toMatchObject({
          code: 'request-invalid',
        });
      });
    });

    describe('numbers of items', () => {
      it('are those of the items that have one', async () => {
        const rows = [
          { id: 'a', name: 'A', properties: { price: 12.5, size: 3 } },
          { id: 'b', name: 'B', properties: { price: 'much' } },
          { id: 'c', name: 'C', properties: { price: 0 } },
          { id: 'd', name: 'D' },
        ];
        await store.upsert('items', rows, { dryRun: false, signal: never });
        const { ids, values } = await store.itemNumbers('price', never);
        expect(Object.fromEntries(ids.map((id, place) => [id, values[place]]))).toEqual({ a: 12.5, c: 0 });
        expect((await store.itemNumbers('__proto__', never)).ids).toEqual([]);
      });
    });

    describe('records', () => {
      it('append in order and refuse a wrong sequence', async () => {
        expect(await store.read('talk', never)).toEqual([]);
        await store.append('talk', 0, events(2), never);
        await expect(store.append('talk', 0, events(1), never)).rejects.toMatchObject({
          code: 'store-conflict',
        });
        await expect(store.append('talk', 3, events(1), never)).rejects.toMatchObject({
          code: 'store-conflict',
        });
        await store.append('talk', 2, events(1), never);
        await store.append('other', 0, events(1), never);
        expect((await store.read('talk', never)).map((event) => event.turn)).toEqual(['t0', 't1', 't0']);
        expect((await store.counts(never)).items).toBe(0);
      });

      it('are read in parts', async () => {
        await store.append('talk', 0, events(5), never);
        const turns = async (from: number, limit: number): Promise<string[]> =>
          (await store.read('talk', never, { from, limit })).map((event) => event.turn);
        expect(await turns(0, 2)).toEqual(['t0', 't1']);
        expect(await turns(3, 10)).toEqual(['t3', 't4']);
        expect(await turns(5, 10)).toEqual([]);
      });

      it('are removed once nobody goes on with a stream, and not before', async () => {
        await store.append('old', 0, events(3), never);
        await store.append('older', 0, events(1), never);
        expect(await store.removeStreams(0, 10, never)).toBe(0);
        expect(await store.removeStreams(Number.MAX_SAFE_INTEGER, 1, never)).toBe(1);
        expect(await store.removeStreams(Number.MAX_SAFE_INTEGER, 10, never)).toBe(1);
        expect(await store.read('old', never)).toEqual([]);
        expect(await store.read('older', never)).toEqual([]);
        await store.append('old', 0, events(1), never);
        expect(await store.read('old', never)).toHaveLength(1);
      });

      it('let one of two writers win', async () => {
        const outcomes = await Promise.allSettled([
          store.append('talk', 0, events(1), never),
          store.append('talk', 0, events(1), never),
        ]);
        expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
        const lost = outcomes.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
        expect(lost.reason).toMatchObject({ code: 'store-conflict' });
        expect((await store.read('talk', never)).length).toBe(1);
      });

      it('keep results under their keys', async () => {
        expect(await store.getResult('key', never)).toBeNull();
        await store.putResult('key', { text: 'one "two"\n😀', nested: [1, null] }, never);
        await store.putResult('key', { text: 'second' }, never);
        expect(await store.getResult('key', never)).toEqual({ text: 'second' });
      });

      it('keep many results at once, the last of equal keys, and none of a write that fails', async () => {
        const results = [
          { key: 'a', record: { text: 'one' } },
          { key: 'b', record: [1, 'two'] },
          { key: 'a', record: { text: 'newer' } },
        ];
        await store.putResults(results, never);
        expect(await store.getResult('a', never)).toEqual({ text: 'newer' });
        expect(await store.getResult('b', never)).toEqual([1, 'two']);
        await store.putResults([], never);
        const unwritable = {
          toJSON: () => {
            throw new Error('no JSON');
          },
        };
        await expect(
          store.putResults(
            [
              { key: 'c', record: 1 },
              { key: 'd', record: unwritable },
            ],
            never,
          ),
        ).rejects.toThrow('no JSON');
        expect(await store.getResult('c', never)).toBeNull();
      });
    });

    describe('interruption', () => {
      it('rejects every call with a fired signal and writes nothing', async () => {
        const fired = AbortSignal.abort();
        const calls: (() => Promise<unknown>)[] = [
          () => store.upsert('items', [{ id: 'a', name: 'A' }], { dryRun: false, signal: fired }),
          () => store.putManifest(manifest, fired),
          () => store.remove('reviews', [{ id: 'r' }], { dryRun: false, signal: fired }),
          () =>
            store.replaceOpinions({ reviews: ['r'], method: 'rules' }, [], { dryRun: false, signal: fired }),
          () => store.strikes('mara', fired),
          () => store.counts(fired),
          () => store.revision(fired),
          () => store.readSnapshot(fired),
          () => store.append('talk', 0, events(1), fired),
          () => store.read('talk', fired),
          () => store.putResult('key', 1, fired),
          () => store.putResults([{ key: 'key', record: 1 }], fired),
          () => store.migrate(fired),
        ];
        for (const call of calls) await expect(call()).rejects.toMatchObject({ code: 'interrupted' });
        expect((await store.counts(never)).items).toBe(0);
      });
    });
  });
}

function events(count: number): ConversationEvent[] {
  return Array.from({ length: count }, (_, index) => ({
    type: 'items-show',
    sequence: index,
    turn: `t${index}`,
    items: [],
  })) as unknown as ConversationEvent[];
}
