import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { check } from '../../../src/contract/validate.ts';
import {
  addProposals,
  emptyVocabulary,
  mergeAspects,
  splitAspect,
  undoChange,
  type VocabularyState,
} from '../../../src/core/opinions/vocabulary/change-vocabulary.ts';
import type { Vocabulary } from '../../../src/core/opinions/vocabulary/vocabulary.ts';
import { readSnapshot } from '../../../src/engine/graph/load-graph.ts';
import { applyVocabulary } from '../../../src/engine/reviews/apply-vocabulary.ts';
import { extractReviews } from '../../../src/engine/reviews/extract.ts';
import { opinionId } from '../../../src/engine/reviews/opinion-id.ts';
import { storedOpinions } from '../../../src/engine/reviews/stored-opinions.ts';
import type { FactRows, GraphStore } from '../../../src/store/port.ts';
import { smallLexicon } from '../../core/opinions/word-lists.ts';
import { sha256 } from '../../fixtures/sha256.ts';

const never = new AbortController().signal;
const mentions = ['strap', 'strape', 'belt', 'act:fit', 'fit', 'price'] as const;

/** What naming opinions by a vocabulary does, in every store; `runs` vocabularies are tried at random. */
export function vocabularySuite(name: string, open: () => Promise<GraphStore>, runs: number): void {
  describe(`${name}, whose opinions a vocabulary names`, () => {
    let store: GraphStore;
    beforeEach(async () => {
      store = await open();
      await store.migrate(never);
      await store.putManifest({ name: 'shop', item: { one: 'lamp', many: 'lamps' }, relations: [] }, never);
      await write(
        'items',
        ['lamp', 'tent'].map((id) => ({ id, name: id })),
      );
      await write(
        'users',
        ['ann', 'bo'].map((id) => ({ id })),
      );
      await write(
        'aspects',
        ['strap', 'strape', 'belt', 'fit', 'price', 'data'].map((id) => ({ id, name: id })),
      );
      await write(
        'reviews',
        [0, 1, 2, 3].map((index) => ({
          id: `r${index}`,
          user: index < 2 ? 'ann' : 'bo',
          item: index % 2 === 0 ? 'lamp' : 'tent',
          text: 'The lamp is bright.',
          at: index,
        })),
      );
      await write(
        'opinions',
        mentions.flatMap((mention, index) => [
          opinion(index % 4, mention),
          opinion((index + 1) % 4, mention),
        ]),
      );
      await write('opinions', [
        { ...opinion(0, 'price'), id: 'of-data', aspect: 'data', mention: undefined } as never,
      ]);
    });

    afterEach(() => store.close());

    async function write<Kind extends 'items' | 'users' | 'aspects' | 'reviews' | 'opinions'>(
      kind: Kind,
      rows: readonly FactRows[Kind][],
    ): Promise<void> {
      await store.upsert(kind, rows, { dryRun: false, signal: never });
    }

    async function labels(): Promise<Record<string, string>> {
      const found: Record<string, string> = {};
      for await (const page of storedOpinions(store, never))
        for (const { review, mention, aspect } of page) found[`${review} ${mention ?? 'of data'}`] = aspect;
      return found;
    }
    const apply = (vocabulary: Vocabulary, dryRun = false) =>
      applyVocabulary({ store, now: () => 0 }, { vocabulary, dryRun, onProgress: () => undefined }, never);
    const snapshotId = async (): Promise<string> => (await readSnapshot(store, sha256, never)).id;

    it('puts opinions on the aspects it names, homonyms apart, and leaves those of a data set', async () => {
      const vocabulary: Vocabulary = [
        { name: 'fitting', kind: 'act', names: ['fit'] },
        { name: 'strap', kind: '', names: ['belt', 'strape'] },
      ];
      const dry = await apply(vocabulary, true);
      expect(dry).toMatchObject({
        opinions: 13,
        relabelled: 6,
        unchanged: 6,
        fixed: 1,
        outside: 4,
        aspectsCreated: 1,
      });
      expect((await labels())['r2 belt']).toBe('belt');
      const report = await apply(vocabulary);
      expect(check('vocabulary-apply-report', report)).toMatchObject({ ok: true });
      expect(report).toMatchObject({ ...dry, dryRun: false, revision: report.revision });
      expect(await labels()).toMatchObject({
        'r2 belt': 'strap',
        'r1 strape': 'strap',
        'r3 act:fit': 'vocabulary:act/fitting',
        'r0 fit': 'fit',
        'r1 price': 'price',
        'r0 of data': 'data',
      });
      expect(await apply(vocabulary)).toMatchObject({ relabelled: 0, unchanged: 12, aspectsCreated: 0 });
      const shouted = [{ name: 'Shoulder Strap', kind: '', names: ['strap'] }];
      expect(await apply(shouted)).toMatchObject({ aspectsCreated: 1 });
      expect((await labels())['r0 strap']).toBe('shoulder strap');
      expect(await apply(shouted)).toMatchObject({ relabelled: 0, aspectsCreated: 0 });
    });

    // The other reviews say that the lamp is bright.
    it('is followed by a search of the reviews, closed and open', async () => {
      const rows = ['The strap is great. The belt is bad.', 'The price is good.'].map((text, index) => ({
        id: `s${index}`,
        user: 'ann',
        item: 'lamp',
        text,
        at: null,
      }));
      await write('reviews', rows);
      const vocabulary: Vocabulary = [{ name: 'strap', kind: '', names: ['belt'] }];
      const extract = (isClosed: boolean) =>
        extractReviews(
          { store, hash: sha256, now: () => 0 },
          {
            lexicon: smallLexicon(),
            vocabulary,
            isClosed,
            dryRun: false,
            since: null,
            aspectReviewsMin: 1,
            deadlineMs: null,
            onProgress: () => undefined,
          },
          never,
        );
      expect(await extract(true)).toMatchObject({
        opinions: { created: 2 },
        quality: { aspectDrift: { kept: 0 }, opinionFidelity: { kept: 1 } },
      });
      expect(await labels()).toMatchObject({ 's0 strap': 'strap', 's0 belt': 'strap' });
      expect(await extract(false)).toMatchObject({
        opinions: { created: 5, unchanged: 2 },
        quality: { aspectDrift: { kept: 5 / 7 } },
      });
      expect(await labels()).toMatchObject({ 's1 price': 'price' });
      await apply([]);
      expect(await labels()).toMatchObject({ 's0 belt': 'belt' });
    });

    it('puts every opinion and every derived relationship back when steps are undone', async () => {
      await apply([]);
      const step = fc.record({
        isMerge: fc.boolean(),
        into: fc.constantFrom('strap', 'belt', 'fit'),
        from: fc.constantFrom('strape', 'belt', 'fit', 'price'),
      });
      let moves = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 5 }), async (steps) => {
          const trail: { state: VocabularyState; labels: unknown; snapshot: string }[] = [];
          let state = emptyVocabulary;
          const see = async (): Promise<void> => {
            moves += (await apply(state.vocabulary)).relabelled;
            trail.push({ state, labels: await labels(), snapshot: await snapshotId() });
          };
          await see();
          for (const { isMerge, into, from } of steps) {
            try {
              state = isMerge
                ? mergeAspects(state, { into, from: [from], kind: '' })
                : splitAspect(state, { aspect: into, kind: '', names: [from], as: from, asKind: '' });
            } catch {
              state = addProposals(state, [{ name: from, kind: '', names: [] }]);
            }
            if (state !== trail.at(-1)?.state) await see();
          }
          for (const before of trail.slice(0, -1).reverse()) {
            state = undoChange(state);
            await apply(state.vocabulary);
            expect(await labels()).toEqual(before.labels);
            expect(await snapshotId()).toBe(before.snapshot);
          }
        }),
        { numRuns: runs },
      );
      expect(moves).toBeGreaterThan(runs / 2);
    });
  });
}

function opinion(review: number, mention: (typeof mentions)[number]): FactRows['opinions'] {
  const row = {
    review: `r${review}`,
    aspect: mention.replace('act:', ''),
    aspectPhrase: 'lamp',
    aspectStart: 4,
    aspectEnd: 8,
    phrase: 'bright',
    start: 12,
    end: 18,
    polarity: review % 2 === 0 ? ('positive' as const) : ('negative' as const),
    method: 'rules',
    mention,
  };
  return { id: opinionId(row, sha256), ...row };
}
