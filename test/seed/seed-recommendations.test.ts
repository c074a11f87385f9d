import { beforeAll, describe, expect, it } from 'vitest';
import type { Recommendations } from '../../src/contract/types.ts';
import { createGraphCache } from '../../src/engine/graph/load-graph.ts';
import { recommend } from '../../src/engine/ranking/recommend.ts';
import { users } from '../../src/engine/users.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { sha256 } from '../fixtures/sha256.ts';
import { writeSeed } from '../store/seed-store.ts';

const never = new AbortController().signal;
const answers = new Map<string, Recommendations>();

beforeAll(async () => {
  const store = openSqliteStore({ path: ':memory:', now: () => 0 });
  await writeSeed(store, never);
  const deps = { store, graph: createGraphCache(store, sha256), settings: { peopleMin: null }, hash: sha256 };
  for (const { id } of await users(deps, { text: '', limit: 1000 }, never)) {
    answers.set(id, await recommend(deps, { user: id, reasonsMax: null }, never));
  }
  await store.close();
});

const items = (): Recommendations['items'] => [...answers.values()].flatMap((answer) => answer.items);

describe('recommendations on the seed', () => {
  it('are ten for every user, each with a reason that may be shown', () => {
    expect(answers.size).toBeGreaterThan(50);
    for (const [user, answer] of answers) {
      expect(answer.items.length, user).toBe(10);
      for (const item of answer.items) expect(item.reasons.length, `${user}: ${item.id}`).toBeGreaterThan(0);
    }
  });

  it('have every kind of reason, likes and dislikes, and some that are withheld', () => {
    const kinds = new Set(items().flatMap((item) => item.reasons.map((reason) => reason.kind)));
    expect([...kinds].sort()).toEqual(['aspect', 'linking-item', 'popularity', 'shared-entity']);
    expect(items().some((item) => item.against.length > 0)).toBe(true);
    expect(items().some((item) => item.withheld.count > 0)).toBe(true);
  });

  it('have shares that sum to 1 with what is withheld', () => {
    for (const item of items()) {
      const sum = item.reasons.reduce((total, reason) => total + reason.share, item.withheld.share);
      expect(Math.abs(sum - 1)).toBeLessThan(1e-9);
    }
  });

  it('name the reviews behind each aspect, on its side', () => {
    const aspects = items()
      .flatMap((item) => [...item.reasons, ...item.against])
      .filter((reason) => reason.kind === 'aspect');
    expect(aspects.length).toBeGreaterThan(100);
    for (const reason of aspects) expect(reason.reviews.length, reason.id).toBeGreaterThan(0);
    for (const reason of items().flatMap((item) => item.reasons))
      if (reason.kind !== 'aspect') expect(reason.reviews).toEqual([]);
  });

  it('show at least five people behind every "people who", and nobody by name', () => {
    const ids = [...answers.keys()];
    let collaborative = 0;
    for (const [user, answer] of answers) {
      const text = JSON.stringify(answer.items);
      for (const other of ids) if (other !== user) expect(text).not.toContain(`"id":"${other}"`);
      for (const reason of answer.items.flatMap((item) => item.reasons)) {
        if (reason.people === undefined) continue;
        collaborative++;
        expect(reason.people).toBeGreaterThanOrEqual(5);
      }
    }
    expect(collaborative).toBeGreaterThan(100);
  });

  it('put before Ysolde what a list of popular items would never show', () => {
    const popular = answers.get('ines')?.items.map((item) => item.id) ?? [];
    expect(answers.get('ines')?.parameters.method).toBe('popularity');
    const best =
      answers
        .get('ysolde')
        ?.items.slice(0, 3)
        .map((item) => item.id) ?? [];
    expect(best).toContain('the-last-ferry-to-ombre');
    expect(popular).not.toContain('the-last-ferry-to-ombre');
  });
});
