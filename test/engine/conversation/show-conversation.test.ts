import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { check } from '../../../src/contract/validate.ts';
import { showConversation } from '../../../src/engine/conversation/show-conversation.ts';
import type { GraphStore } from '../../../src/store/port.ts';
import { type SeedTalks, seedTalks } from './seed-talk.ts';

const signal = new AbortController().signal;
let talks: SeedTalks;

beforeAll(async () => {
  talks = await seedTalks();
});

afterAll(() => talks.store.close());

describe('where a conversation stands', () => {
  it('shows what each turn left, and which likely items meet which wish', async () => {
    const talk = await talks.begin();
    await talk.hear('something by Fenn Adderley, but not cooperative');
    await talk.take({ type: 'why', item: null });
    const shown = await showConversation(talk.deps, talk.id, signal);
    expect(check('conversation-shown', shown)).toMatchObject({ ok: true });
    expect(shown.steps).toHaveLength(2);
    expect(shown.steps[0]).toMatchObject({ said: [], candidates: talk.opening.candidates });
    expect(shown.steps[1]?.said).toEqual(['yes to “Fenn Adderley”', 'no to “cooperative”']);
    expect(shown.steps[1]?.candidates).toBeLessThan(talk.opening.candidates);
    expect(shown.wishes.map((wish) => [wish.attribute.id, wish.answer])).toEqual([
      ['fenn-adderley', 'yes'],
      ['cooperative', 'no'],
    ]);
    expect(shown.items[0]?.has).toContain(0);
    const sums = shown.items.map((item) => item.probability);
    expect(sums).toEqual(sums.toSorted((left, right) => right - left));
    expect(shown.itemCount).toBeGreaterThanOrEqual(60);
  });

  it('leaves out what was taken back', async () => {
    const talk = await talks.begin();
    await talk.hear('by Fenn Adderley');
    await talk.hear('undo');
    const shown = await showConversation(talk.deps, talk.id, signal);
    expect(shown).toMatchObject({ wishes: [], standing: talk.opening.say });
    expect(shown.steps).toEqual([{ sequence: 1, said: [], candidates: talk.opening.candidates }]);
  });

  it('reads no more of the log than it has not read before', async () => {
    const talk = await talks.begin();
    await talk.hear('by Fenn Adderley');
    const read: unknown[] = [];
    const store: GraphStore = Object.create(talks.store);
    store.read = async (...args) => {
      const events = await talks.store.read(...args);
      read.push(...events);
      return events;
    };
    const deps = { ...talk.deps, store };
    const first = await showConversation(deps, talk.id, signal);
    expect(read).toHaveLength((await talks.store.read(talk.id, signal)).length);
    expect(await showConversation(deps, talk.id, signal)).toEqual(first);
    expect(read).toHaveLength((await talks.store.read(talk.id, signal)).length);
  });

  it('does not know every id', async () => {
    const talk = await talks.begin();
    await expect(showConversation(talk.deps, 'nobody', signal)).rejects.toMatchObject({
      code: 'conversation-unknown',
    });
  });
});
