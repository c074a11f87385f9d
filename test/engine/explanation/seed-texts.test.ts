import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExplainRequest, Explanation } from '../../../src/contract/types.ts';
import { english } from '../../../src/core/graph/language-words.ts';
import type { Deps } from '../../../src/engine/deps.ts';
import { explain } from '../../../src/engine/explanation/explain.ts';
import { recommend } from '../../../src/engine/ranking/recommend.ts';
import { users } from '../../../src/engine/users.ts';
import { seedDeps } from '../seed-deps.ts';

/** Texts of every user of the seed, without a model. */
const { signal } = new AbortController();
const itemsMax = 5;
/** Every so many users go into the golden files; all are held to the rules. */
const goldenStep = 6;
const forms = ['paragraph', 'sentence', 'bullets'] as const;

let deps: Deps;
const texts = new Map<string, Explanation[][]>();
beforeAll(async () => {
  deps = await seedDeps();
  for (const language of [english, 'de']) {
    for (const { id } of await users(deps, { text: '', limit: 1000 }, signal)) {
      const { items } = await recommend(deps, { user: id, limit: itemsMax, reasonsMax: 1 }, signal);
      const told: Explanation[] = [];
      for (const { id: item } of items) {
        for (const form of forms) {
          const request: ExplainRequest = { user: id, item, form, language };
          told.push(await explain(deps, request, signal));
        }
      }
      texts.set(language, [...(texts.get(language) ?? []), told]);
    }
  }
}, 120_000);
afterAll(() => deps.store.close());

describe.each([
  ['en', 'English'],
  ['de', 'German'],
])('texts in %s without a model', (language, name) => {
  const all = (): Explanation[] => (texts.get(language) ?? []).flat();

  it('read like this', async () => {
    const shown = (texts.get(language) ?? []).filter((_, index) => index % goldenStep === 0).flat();
    const lines = shown.map(
      ({ user, item, form, text, rank }) => `${user} ${rank} ${item.name} (${form})\n${text}\n`,
    );
    await expect(lines.join('\n')).toMatchFileSnapshot(
      `../../golden/explanation/seed-${name.toLowerCase()}.txt`,
    );
  });

  it('begin each sentence in another way, and end it', () => {
    expect(all().length).toBeGreaterThan(900);
    for (const { sentences, user, item } of all()) {
      const starts = sentences.map(({ text }) => text.split(/[ :,]/u).slice(0, 1).join(' '));
      const repeated = starts.filter((start, index) => starts.indexOf(start) < index);
      expect(repeated, `${user} ${item.id}: ${starts.join(' | ')}`).toEqual([]);
      for (const { text } of sentences) expect(text).toMatch(/[.!?…]["”)]?$/u);
    }
  });

  it('are written by templates, follow their plan and say why', () => {
    for (const { rung, why, plan, sentences, language: told, model } of all()) {
      expect(rung).toBe('template');
      expect(told).toBe(language);
      expect(model).toBeNull();
      expect(sentences.map(({ cites }) => cites)).toEqual(plan?.steps.map(({ cites }) => cites));
      if (sentences.length > 0)
        expect(why).toMatch(language === 'en' ? /No model is chosen/ : /does not know the language de/);
    }
  });
});
