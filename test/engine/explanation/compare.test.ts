import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CitedSentence, Comparison } from '../../../src/contract/types.ts';
import { check } from '../../../src/contract/validate.ts';
import { judge } from '../../../src/core/explanation/gate/gate.ts';
import type { ReasonDeps } from '../../../src/engine/deps.ts';
import { compare } from '../../../src/engine/explanation/compare.ts';
import { createGraphCache } from '../../../src/engine/graph/load-graph.ts';
import { recommend } from '../../../src/engine/ranking/recommend.ts';
import { why } from '../../../src/engine/reasons/why.ts';
import type { GraphStore } from '../../../src/store/port.ts';
import { openSqliteStore } from '../../../src/store/sqlite/sqlite-store.ts';
import { sha256 } from '../../fixtures/sha256.ts';
import { writeSeed } from '../../store/seed-store.ts';

const { signal } = new AbortController();
let store: GraphStore;
let deps: ReasonDeps;
beforeAll(async () => {
  store = openSqliteStore({ path: ':memory:', now: () => 0 });
  await writeSeed(store, signal);
  deps = { store, graph: createGraphCache(store, sha256), settings: { peopleMin: null }, hash: sha256 };
});
afterAll(() => store.close());

const compared = (item: string, other: string, user = 'mara'): Promise<Comparison> =>
  compare(deps, { user, item, other }, signal);

async function accepts(answer: Comparison, sentence: CitedSentence): Promise<boolean> {
  const { manifest } = await deps.graph.current(signal);
  const evidence = answer.evidence.filter((one) => sentence.cites.includes(one.id));
  const itemName = answer.items[0]?.item.name ?? '';
  return judge({ sentences: [sentence], evidence, itemName, noun: manifest.item }).accepted;
}

describe('compare', () => {
  it('says what speaks for one alone, what both share, the drawbacks and the ranks', async () => {
    const answer = await compared('kestrel-hour', 'acorn-ledger');
    expect(check('comparison', answer)).toMatchObject({ ok: true });
    await expect(`${answer.text.replaceAll('. ', '.\n')}\n`).toMatchFileSnapshot(
      '../../golden/explanation/comparison.txt',
    );
    const ranks = await Promise.all(
      ['kestrel-hour', 'acorn-ledger'].map(
        async (item) => (await why(deps, { user: 'mara', item }, signal)).item.rank,
      ),
    );
    expect(answer.items.map((one) => one.rank)).toEqual(ranks);
    expect(await compared('kestrel-hour', 'acorn-ledger')).toEqual(answer);
  });

  it('says what speaks for one alone only of a reason that the other has not', async () => {
    const answer = await compared('acorn-ledger', 'kestrel-hour');
    const alone = answer.evidence[0];
    expect(alone?.sentence).toMatch(/^What speaks for (.+) and not for (.+): /);
    const { item: other } = await why(
      deps,
      {
        user: 'mara',
        item: alone?.sentence.startsWith('What speaks for Acorn') ? 'kestrel-hour' : 'acorn-ledger',
      },
      signal,
    );
    expect(other.reasons.map((reason) => reason.id)).not.toContain(alone?.reasonId);
    expect(answer.first).toBe((await compared('kestrel-hour', 'acorn-ledger')).first);
  });

  it('passes the gate as it is, and no longer with names or ranks exchanged', async () => {
    const answer = await compared('kestrel-hour', 'acorn-ledger');
    expect(answer.sentences.length).toBeGreaterThanOrEqual(2);
    for (const sentence of answer.sentences) expect(await accepts(answer, sentence)).toBe(true);
    const [a = '', b = ''] = answer.items.map(({ item }) => item.name ?? '');
    const [alone, , drawbacks, ranks] = answer.sentences;
    if (alone === undefined || drawbacks === undefined || ranks === undefined) throw new Error('no sentence');
    for (const sentence of [alone, drawbacks, ranks]) {
      const text = sentence.text.replaceAll(a, '#').replaceAll(b, a).replaceAll('#', b);
      expect([text, await accepts(answer, { ...sentence, text })]).toEqual([text, false]);
    }
    expect(await accepts(answer, { ...ranks, text: ranks.text.replace('1st', '9th') })).toBe(false);
  });

  it('tells two to four sentences of any two items, and of people only where none are withheld of the other', async () => {
    const { items } = await recommend({ ...deps, store, hash: sha256 }, { user: 'mara', limit: 8 }, signal);
    expect(items.some((one) => one.withheld.count > 0)).toBe(true);
    for (const item of items) {
      for (const other of items.filter((one) => one.id !== item.id)) {
        const { sentences, evidence } = await compared(item.id, other.id);
        expect(sentences.length).toBeGreaterThanOrEqual(2);
        expect(sentences.length).toBeLessThanOrEqual(4);
        const [alone] = evidence;
        const isAlone = alone?.sentence.startsWith('What speaks for ') === true;
        if (!isAlone || !/^(?:linking-item|popularity):/u.test(alone.reasonId ?? '')) continue;
        const isOfItem = alone.sentence.startsWith(`What speaks for ${item.name} `);
        expect((isOfItem ? other : item).withheld.count).toBe(0);
      }
    }
  });

  it('refuses an item beside itself, one that is known already, and one that does not exist', async () => {
    await expect(compared('kestrel-hour', 'kestrel-hour')).rejects.toMatchObject({ code: 'request-invalid' });
    await expect(compared('kestrel-hour', 'tern-against-tide')).rejects.toMatchObject({
      code: 'request-invalid',
    });
    await expect(compared('kestrel-hour', 'nothing-such')).rejects.toMatchObject({ code: 'node-unknown' });
  });
});
