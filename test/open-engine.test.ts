import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../src/engine/engine.ts';
import { openEngine } from '../src/open-engine.ts';
import { openSqliteStore } from '../src/store/sqlite/sqlite-store.ts';
import { writeSeed } from './store/seed-store.ts';

let engine: Engine;
let folder = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'whypath-engine-'));
  const store = openSqliteStore({ path: join(folder, 'graph.db'), now: Date.now });
  await writeSeed(store, new AbortController().signal);
  await store.close();
  engine = await opened();
});

afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true });
});

function opened(): Promise<Engine> {
  // No model answers at this address.
  const environment = { OLLAMA_HOST: 'http://127.0.0.1:9' };
  return openEngine({ store: join(folder, 'graph.db'), folder, environment });
}

describe('the library', () => {
  it('holds a conversation through a restart, in acts and in words, and shows where it stands', async () => {
    const conversation = 'c1';
    const opening = await engine.converse({
      conversation,
      turn: 't1',
      act: { type: 'start', user: 'mara', attribute: null },
    });
    expect(opening.say.type).toBe('ask');
    const heard = await engine.hearMessage({ conversation, turn: 't2', text: 'no, but by Fenn Adderley' });
    expect(heard.heard).toMatchObject([{ node: { id: 'fenn-adderley' }, want: true }]);
    const shown = await engine.showConversation(conversation);
    expect(shown.steps).toHaveLength(3);
    await engine.close();
    engine = await opened();
    expect(await engine.showConversation(conversation)).toEqual(shown);
    expect(await engine.hearMessage({ conversation, turn: 't2', text: 'no, but by Fenn Adderley' })).toEqual(
      heard,
    );
    const undone = await engine.converse({ conversation, turn: 't3', act: { type: 'undo' } });
    expect(undone.say).toEqual(opening.say);
  });
});
