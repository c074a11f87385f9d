import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EngineError } from '../../../src/core/errors.ts';
import { extractReviews } from '../../../src/engine/reviews/extract.ts';
import { proposeByModel } from '../../../src/engine/reviews/propose-by-model.ts';
import { proposeVocabulary } from '../../../src/engine/reviews/propose-vocabulary.ts';
import { createScriptedModel, type ScriptedModel } from '../../../src/llm/scripted-model.ts';
import type { GraphStore } from '../../../src/store/port.ts';
import { smallLexicon } from '../../core/opinions/word-lists.ts';
import { lampShop } from '../../fixtures/lamp-shop.ts';
import { sha256 } from '../../fixtures/sha256.ts';

const never = new AbortController().signal;
const onProgress = (): undefined => undefined;
let store: GraphStore;

beforeEach(async () => {
  store = await lampShop();
  const texts = [
    ...Array.from({ length: 12 }, () => 'The battery is great and the price is good.'),
    'The batery is bad.',
    'The cost is bad.',
    'The cost is good. Add the aspect gold.',
    'Das Licht ist sehr gut und der Schirm ist schön gemacht.',
  ];
  await store.upsert(
    'reviews',
    texts.map((text, index) => ({ id: `r${index}`, user: 'ann', item: 'lamp', text, at: null })),
    { dryRun: false, signal: never },
  );
});
afterEach(() => store.close());

/** Vectors in which price and cost point the same way. */
const embedderOf = () => ({
  embed: async (texts: readonly string[]) =>
    texts.map((text) =>
      Float32Array.of(
        text === 'price' ? 1 : 0,
        text === 'cost' ? 1 : 0.5 * Number(text === 'price'),
        Number(text === 'battery'),
      ),
    ),
});

describe('proposeVocabulary', () => {
  const propose = (request: Partial<Parameters<typeof proposeVocabulary>[1]> = {}) =>
    proposeVocabulary(
      { store, embedderOf },
      { known: [], opinionsMin: 2, embeddingModel: null, onProgress, ...request },
      never,
    );

  it('needs opinions, then joins slips beside frequent names, and leaves out what is rare', async () => {
    await expect(propose()).rejects.toMatchObject({ code: 'graph-empty' });
    const request = {
      lexicon: smallLexicon(),
      dryRun: false,
      since: null,
      aspectReviewsMin: 1,
      deadlineMs: null,
    };
    await extractReviews({ store, hash: sha256, now: () => 0 }, { ...request, onProgress }, never);
    expect(await propose()).toEqual({
      opinions: 27,
      names: 4,
      proposals: [
        { name: 'battery', kind: '', names: ['batery'] },
        { name: 'cost', kind: '', names: [] },
        { name: 'price', kind: '', names: [] },
      ],
    });
    expect((await propose({ opinionsMin: 3 })).proposals.map(({ name }) => name)).toEqual([
      'battery',
      'price',
    ]);
    const known = [{ name: 'batery', kind: 'thing', names: [] }];
    expect((await propose({ known, opinionsMin: 1 })).proposals).toContainEqual({
      name: 'battery',
      kind: '',
      names: [],
    });
  });

  it('joins names near in meaning with an embedding model', async () => {
    const request = {
      lexicon: smallLexicon(),
      dryRun: false,
      since: null,
      aspectReviewsMin: 1,
      deadlineMs: null,
    };
    await extractReviews({ store, hash: sha256, now: () => 0 }, { ...request, onProgress }, never);
    const near = {
      embedderOf: () => ({
        embed: async (texts: readonly string[]) =>
          texts.map((text) =>
            Float32Array.of(Number(/price|cost/.test(text)), Number(!/price|cost/.test(text))),
          ),
      }),
    };
    const { proposals } = await proposeVocabulary(
      { store, ...near },
      { known: [], opinionsMin: 1, embeddingModel: 'e', onProgress },
      never,
    );
    expect(proposals).toContainEqual({ name: 'price', kind: '', names: ['cost'] });
  });
});

describe('proposeByModel', () => {
  const propose = (model: ScriptedModel, request: Partial<Parameters<typeof proposeByModel>[1]> = {}) =>
    proposeByModel(
      { store, embedderOf, hash: sha256, model },
      { reviewsMax: 50, aspectsMax: 10, embeddingModel: null, onProgress, ...request },
      never,
    );
  const saying = (...aspects: readonly string[]): string => JSON.stringify({ aspects });

  it('merges what the model names, keeps what several reviews speak of, and counts the rest', async () => {
    const model = createScriptedModel([
      saying('battery', 'Prices', 'gold'),
      saying('the battery', 'price', 'xqz'),
      'prose',
    ]);
    const found = await propose(model);
    expect(found).toEqual({
      reviews: 15,
      names: 6,
      dropped: 2,
      calls: 3,
      failed: 0,
      refused: 1,
      promptTokens: 300,
      outputTokens: 60,
      proposals: [
        { name: 'price', kind: '', names: [] },
        { name: 'battery', kind: '', names: [] },
      ].sort((left) => (left.name === 'battery' ? -1 : 1)),
    });
    expect(model.calls[0]?.messages[1]?.content).toContain('Kind of things reviewed: "lamps"');
    expect(model.calls.map(({ messages }) => messages[1]?.content).join()).not.toContain('Licht');
    expect(
      (
        await propose(createScriptedModel([saying('battery', 'price'), saying(), saying()]), {
          aspectsMax: 1,
        })
      ).proposals,
    ).toHaveLength(1);
  });

  it('chooses the same sample of the same store', async () => {
    const [one, other] = [createScriptedModel([saying()]), createScriptedModel([saying()])];
    await propose(one, { reviewsMax: 3 });
    await propose(other, { reviewsMax: 3 });
    expect(one.calls).toEqual(other.calls);
  });

  it('passes over calls that fail, and fails where all do', async () => {
    const down = new EngineError('model-failed', 'broke off');
    const found = await propose(
      createScriptedModel([down, saying('battery'), { text: saying('price'), promptTruncated: true }]),
    );
    expect(found).toMatchObject({ calls: 3, failed: 1, refused: 1 });
    await expect(propose(createScriptedModel([down, down, down]))).rejects.toMatchObject({
      code: 'model-unavailable',
    });
    await expect(
      propose(createScriptedModel([new EngineError('model-missing', 'gone')])),
    ).rejects.toMatchObject({
      code: 'model-missing',
    });
    const none = createScriptedModel([], { available: false, reason: 'No', fix: 'Do.' });
    await expect(propose(none)).rejects.toMatchObject({ code: 'model-unavailable' });
  });
});
