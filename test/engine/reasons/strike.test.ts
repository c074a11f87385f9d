import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { check } from '../../../src/contract/validate.ts';
import { explain } from '../../../src/engine/explanation/explain.ts';
import { followUp } from '../../../src/engine/explanation/follow-up.ts';
import { createGraphCache } from '../../../src/engine/graph/load-graph.ts';
import { recommend } from '../../../src/engine/ranking/recommend.ts';
import { strike } from '../../../src/engine/reasons/strike.ts';
import { why } from '../../../src/engine/reasons/why.ts';
import { whyNot } from '../../../src/engine/reasons/why-not.ts';
import { createScriptedModel } from '../../../src/llm/scripted-model.ts';
import type { GraphStore } from '../../../src/store/port.ts';
import { openSqliteStore } from '../../../src/store/sqlite/sqlite-store.ts';
import { sha256 } from '../../fixtures/sha256.ts';
import { writeSeed } from '../../store/seed-store.ts';

const never = new AbortController().signal;
const at = Date.parse('2026-06-01T00:00:00Z');
let store: GraphStore;
beforeEach(async () => {
  store = openSqliteStore({ path: ':memory:', now: () => 0 });
  await writeSeed(store, never);
});
afterEach(() => store.close());

function deps() {
  const graph = createGraphCache(store, sha256);
  return { store, graph, settings: { peopleMin: null }, now: () => at, hash: sha256, newId: () => 'id' };
}

const against = async (parts: ReturnType<typeof deps>, item: string): Promise<string[]> =>
  (await why(parts, { user: 'mara', item }, never)).item.against.map(({ id }) => id);
const reasons = async (parts: ReturnType<typeof deps>, item: string): Promise<string[]> =>
  (await why(parts, { user: 'mara', item }, never)).item.reasons.map(({ id }) => id);
const items = async (parts: ReturnType<typeof deps>, user = 'mara'): Promise<string[]> =>
  (await recommend(parts, { user, limit: 40 }, never)).items.map(({ id }) => id);

describe('striking', () => {
  it('takes an aspect out of rankings and reasons at once, and undo brings them back', async () => {
    const parts = deps();
    const before = await recommend(parts, { user: 'mara', reasonsMax: null }, never);
    expect(await against(parts, 'kestrel-hour')).toContain('aspect:waiting-time');
    const answer = await strike(parts, { user: 'mara', node: 'Aspect:waiting-time' }, never);
    expect(check('strike-list', answer)).toMatchObject({ ok: true });
    expect(answer).toMatchObject({
      changed: true,
      strikes: [{ label: 'Aspect', id: 'waiting-time', at: '2026-06-01T00:00:00.000Z' }],
    });
    expect(await against(parts, 'kestrel-hour')).not.toContain('aspect:waiting-time');
    const undone = await strike(parts, { user: 'mara', node: 'Aspect:waiting-time', undo: true }, never);
    expect(undone).toMatchObject({ changed: true, strikes: [] });
    const after = await recommend(parts, { user: 'mara', reasonsMax: null }, never);
    expect({ ...after, revision: 0 }).toEqual({ ...before, revision: 0 });
  });

  it('takes it out of the text as well', async () => {
    const parts = deps();
    const model = createScriptedModel([], { available: false, reason: 'none', fix: 'none' });
    const said = async (): Promise<string> =>
      JSON.stringify(
        (await explain({ ...parts, model }, { user: 'mara', item: 'kestrel-hour' }, never)).evidence,
      );
    expect(await said()).toContain('waiting');
    await strike(parts, { user: 'mara', node: 'Aspect:waiting-time' }, never);
    expect(await said()).not.toContain('waiting');
  });

  it('takes a liked item out as a reason, and does not recommend it', async () => {
    const parts = deps();
    const named = async (): Promise<string[]> =>
      (await reasons(parts, 'kestrel-hour')).filter((id) => id.includes('tern-against-tide'));
    expect(await named()).not.toEqual([]);
    await strike(parts, { user: 'mara', node: 'tern-against-tide' }, never);
    expect((await reasons(parts, 'kestrel-hour')).filter((id) => id.includes('tern-against-tide'))).toEqual(
      [],
    );
    expect(await items(parts)).not.toContain('tern-against-tide');
    const request = { user: 'mara', item: 'tern-against-tide' };
    expect(await whyNot(parts, request, never)).toMatchObject({
      status: 'struck',
      text: 'Tern Against Tide is left out because you struck it.',
    });
    await expect(why(parts, request, never)).rejects.toThrow('has struck item "tern-against-tide"');
    const question = 'Why not Tern Against Tide?';
    const { text } = await followUp(parts, { user: 'mara', item: 'kestrel-hour', question }, never);
    expect(text).toBe('You struck Tern Against Tide.');
  });

  it('takes an attribute out for her and nobody else', async () => {
    const parts = deps();
    const linked = 'shared-entity:ILLUSTRATED_BY:fenn-adderley';
    expect(await reasons(parts, 'kestrel-hour')).toContain(linked);
    const others = await items(parts, 'ines');
    await strike(parts, { user: 'mara', node: 'Attribute:fenn-adderley' }, never);
    expect(await reasons(parts, 'kestrel-hour')).not.toContain(linked);
    expect(await items(parts, 'ines')).toEqual(others);
  });

  it('changes nothing when done twice, undone unstruck, or only listed', async () => {
    const parts = deps();
    const { revision } = await strike(parts, { user: 'mara', node: 'Aspect:artwork' }, never);
    for (const request of [
      { user: 'mara' },
      { user: 'mara', node: 'Aspect:artwork' },
      { user: 'mara', node: 'Item:pebble-treaty', undo: true },
    ]) {
      const answer = await strike(parts, request, never);
      expect(answer).toMatchObject({ changed: false, revision });
      expect(answer.strikes.map(({ id }) => id)).toEqual(['artwork']);
    }
  });

  it('refuses what she has nothing to do with, what is not there, and other users', async () => {
    const parts = deps();
    const refused = (node: string) => strike(parts, { user: 'mara', node }, never);
    await expect(refused('Item:kestrel-hour')).rejects.toMatchObject({
      code: 'request-invalid',
      message: expect.stringContaining('nothing to strike') as string,
    });
    await expect(refused('Aspect:nothing')).rejects.toMatchObject({ code: 'node-unknown' });
    await expect(refused('User:anouk')).rejects.toMatchObject({ code: 'request-invalid' });
    await expect(strike(parts, { user: 'nobody' }, never)).rejects.toMatchObject({ code: 'node-unknown' });
  });
});
