import { describe, expect, it } from 'vitest';
import { createShop, powerLawRank, randomOf } from '../../../src/core/demo/shop.ts';
import { markedSentence, shopAspects } from '../../../src/core/demo/shop-aspects.ts';
import { categorySize, drawItem, linkRows } from '../../../src/core/demo/shop-items.ts';
import { shopManifest } from '../../../src/core/demo/shop-manifest.ts';
import { shopParts } from '../../../src/core/demo/shop-rows.ts';
import { shopSnapshot } from '../../../src/core/demo/shop-snapshot.ts';
import { wordingsOf } from '../../../src/core/graph/language-words.ts';
import { relationOf } from '../../../src/core/graph/snapshot.ts';
import { buildRankingIndex } from '../../../src/core/ranking/ranking-index.ts';
import { scoreUser, seenItems } from '../../../src/core/ranking/score-user.ts';
import { topK } from '../../../src/core/ranking/top-k.ts';
import { checkedManifest } from '../../../src/engine/import/import-manifest.ts';
import { sha256 } from '../../fixtures/sha256.ts';

const shop = createShop({ items: 150, users: 400, seed: 7 });
const rowsOf = (file: string): Record<string, unknown>[] => {
  const part = shopParts(shop, true).find((found) => found.file === file);
  return [...(part?.rows() ?? [])] as Record<string, unknown>[];
};

describe('createShop', () => {
  it.each([
    [{ items: 19, users: 5, seed: 1 }, 'The shop has 19 items; it must be a whole number from 20'],
    [{ items: 20.5, users: 5, seed: 1 }, '20.5 items'],
    [{ items: 20, users: 0, seed: 1 }, 'The shop has 0 users'],
    [{ items: Number.NaN, users: 5, seed: 1 }, 'NaN items'],
  ])('refuses %j', (size, words) => {
    expect(() => createShop(size)).toThrow(expect.objectContaining({ code: 'request-invalid' }));
    expect(() => createShop(size)).toThrow(words);
  });

  it('gives the smallest shop its files', () => {
    const smallest = createShop({ items: 20, users: 1, seed: 0 });
    for (const part of shopParts(smallest, true))
      for (const row of part.rows()) expect(row).toBeTypeOf('object');
    expect(shopSnapshot(smallest, sha256()).keys.count).toBeGreaterThan(21);
  });
});

describe('powerLawRank', () => {
  it('draws every rank, the first ones most, within its bounds', () => {
    const random = randomOf(shop, 'acts', 1);
    const counts = new Uint32Array(10);
    for (let draw = 0; draw < 20_000; draw++) counts[powerLawRank(random, 10, 0.95)]!++;
    expect([...counts].sort((left, right) => right - left)).toEqual([...counts]);
    // The mass of [r + 1, r + 2) under x^-.95 on [1, 11): (2^.05 - 1) / (11^.05 - 1) for the first.
    expect(counts[0]! / 20_000).toBeCloseTo((2 ** 0.05 - 1) / (11 ** 0.05 - 1), 1);
  });
});

describe('drawItem', () => {
  it('reaches every item of a category and none of another', () => {
    const random = randomOf(shop, 'acts', 2);
    const found = new Set<number>();
    for (let draw = 0; draw < 5000; draw++) found.add(drawItem(shop, 3, draw % 5, random));
    expect(found.size).toBe(categorySize(shop, 3));
    for (const item of found) expect(item % shop.categoryCount).toBe(3);
  });
});

describe('the rows of a shop', () => {
  it('are the same for the same numbers and others for another seed', () => {
    const all = (seed: number): string =>
      JSON.stringify(
        shopParts(createShop({ items: 40, users: 30, seed }), true).map((part) => [...part.rows()]),
      );
    expect(all(3)).toBe(all(3));
    expect(all(3)).not.toBe(all(4));
  });

  it('name only things that are there, with unique ids', () => {
    const ids = (file: string): Set<unknown> => {
      const rows = rowsOf(file);
      const found = new Set(rows.map(({ id }) => id));
      expect(found.size).toBe(rows.length);
      return found;
    };
    const known = {
      items: ids('items'),
      users: ids('users'),
      attributes: ids('attributes'),
      reviews: ids('reviews'),
    };
    for (const { from, to } of rowsOf('links')) {
      for (const end of [from, to]) expect(known.items.has(end) || known.attributes.has(end)).toBe(true);
    }
    for (const { user, item } of [...rowsOf('interactions'), ...rowsOf('reviews')]) {
      expect(known.users.has(user) && known.items.has(item)).toBe(true);
    }
    for (const { review } of rowsOf('opinions')) expect(known.reviews.has(review)).toBe(true);
    const relations = new Set(shopManifest.relations.map(({ type }) => type));
    for (const { relation } of linkRows(shop)) expect(relations.has(relation)).toBe(true);
  });

  it('can be told in German: every relation, aspect and attribute but brands, series and places', () => {
    expect(checkedManifest(structuredClone(shopManifest), 'the shop')).toEqual(shopManifest);
    const { names } = wordingsOf(shopManifest, 'de');
    expect(shopManifest.relations.filter(({ translations }) => translations?.['de'] === undefined)).toEqual(
      [],
    );
    for (const { id } of rowsOf('aspects')) expect(names[`Aspect:${id}`]).toMatch(/^\p{Lu}\p{Ll}+$/u);
    for (const { id, kind } of rowsOf('attributes')) {
      const isName = ['brand', 'series', 'region'].includes(kind as string);
      expect([id, names[`Attribute:${id}`] === undefined]).toEqual([id, isName]);
    }
    expect(names['Aspect:noise']).toBe('Geräusch');
  });

  it('repeat no act, and hold every kind, returns among them', () => {
    const acts = rowsOf('interactions').map(({ user, item, kind, at }) => `${user} ${item} ${kind} ${at}`);
    expect(new Set(acts).size).toBe(acts.length);
    const kinds = rowsOf('interactions').map(({ kind }) => kind);
    for (const kind of ['BOUGHT', 'RATED', 'RETURNED', 'VIEWED']) {
      expect(kinds.filter((found) => found === kind).length).toBeGreaterThan(20);
    }
  });

  it('say in each review what its opinions point at, in both languages', () => {
    const texts = new Map(rowsOf('reviews').map(({ id, text }) => [id, String(text)]));
    const opinions = rowsOf('opinions');
    for (const { review, aspectPhrase, aspectStart, aspectEnd, phrase, start, end } of opinions) {
      const text = texts.get(review) ?? '';
      expect(text.slice(Number(aspectStart), Number(aspectEnd))).toBe(aspectPhrase);
      expect(text.slice(Number(start), Number(end))).toBe(phrase);
    }
    expect(new Set(opinions.map(({ polarity }) => polarity))).toEqual(new Set(['positive', 'negative']));
    expect([...texts.values()].some((text) => text.includes(' ist '))).toBe(true);
    expect([...texts.values()].some((text) => text.includes(' is '))).toBe(true);
  });
});

describe('markedSentence', () => {
  it.each(
    shopAspects.flatMap(({ en, de }) =>
      [en, de].flatMap(({ positive, negative }) => [...positive, ...negative]),
    ),
  )('takes the marks out of %s', (marked) => {
    const { text, aspectStart, aspectEnd, start, end } = markedSentence(marked);
    expect(text).not.toMatch(/[[\]{}]/u);
    expect(marked).toContain(`[${text.slice(aspectStart, aspectEnd)}]`);
    expect(marked).toContain(`{${text.slice(start, end)}}`);
  });
});

describe('shopSnapshot', () => {
  const large = createShop({ items: 600, users: 1500, seed: 7 });
  const snapshot = shopSnapshot(large, sha256());

  it('has a few items that many buy and many that few buy', () => {
    const buyers = relationOf(snapshot, 'BOUGHT')?.backward.offsets ?? new Uint32Array();
    const degrees = Array.from(buyers.subarray(1), (end, row) => end - (buyers[row] ?? 0)).sort(
      (a, b) => b - a,
    );
    const sum = degrees.reduce((total, degree) => total + degree, 0);
    const top = degrees.slice(0, Math.ceil(degrees.length / 10)).reduce((total, degree) => total + degree, 0);
    expect(top / sum).toBeGreaterThan(0.25);
    expect(degrees.at(-1)).toBeLessThan((degrees[0] ?? 0) / 20);
  });

  it('lets a walk find held-out purchases more often than popularity does', () => {
    const { hits, popular } = heldOutHits(large);
    expect(hits).toBeGreaterThan(1.5 * popular);
  });
});

/** Hides the last purchase of each user, and counts how often it stands among the first ten of either list. */
function heldOutHits(of: ReturnType<typeof createShop>): { hits: number; popular: number } {
  const full = shopSnapshot(of, sha256());
  const index = buildRankingIndex(full, shopManifest);
  let hits = 0;
  let popular = 0;
  for (let user = index.userStart; user < index.userStart + 300; user++) {
    const row = user - index.userStart;
    const start = index.likes.offsets[row]!;
    const end = index.likes.offsets[row + 1]!;
    if (end - start < 3) continue;
    const target = index.likes.targets[end - 1]! - index.itemStart;
    const isSeen = seenItems(index, user);
    isSeen[target] = 0;
    const removal = {
      linkingItems: new Set([target + index.itemStart]),
      entities: new Map(),
      aspects: new Set<number>(),
    };
    const { scores } = scoreUser(index, user, { removal });
    if (topK(scores, isSeen, 10).includes(target)) hits++;
    if (topK(index.itemDegrees, isSeen, 10).includes(target)) popular++;
  }
  return { hits, popular };
}
