import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConversationEvent, MessageReply } from '../../../src/contract/types.ts';
import { converse } from '../../../src/engine/conversation/converse.ts';
import type { GraphStore } from '../../../src/store/port.ts';
import { openSqliteStore } from '../../../src/store/sqlite/sqlite-store.ts';
import { runUntilKilled } from '../../fixtures/run-until-killed.ts';
import { never } from '../../store/facts.ts';
import { writeSeed } from '../../store/seed-store.ts';
import { depsOver } from './seed-talk.ts';

const child = fileURLToPath(new URL('./hear-message-child.ts', import.meta.url));
const conversation = 'c';
const words = 'No, but something by Fenn Adderley under 40 euros';

let folders: string[] = [];
beforeEach(() => {
  folders = [];
});
afterEach(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** A store with the seed in which a question stands open. */
async function openedFolder(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'whypath-message-'));
  folders.push(folder);
  await withStore(folder, async (store) => {
    await writeSeed(store, never);
    const act = { type: 'start', user: 'mara', attribute: null } as const;
    const opening = await converse(depsOver(store), { conversation, turn: 'open', act }, never);
    expect(opening.say.type).toBe('ask');
  });
  return folder;
}

async function withStore<Result>(
  folder: string,
  work: (store: GraphStore) => Promise<Result>,
): Promise<Result> {
  const store = openSqliteStore({ path: join(folder, 'graph.db'), now: () => 0 });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** Says the words in a process of its own, killed at a write; null where it was killed. */
function say(folder: string, killedAt: number): Promise<MessageReply | null> {
  const args = [folder, conversation, 'm', words, String(killedAt)];
  return runUntilKilled<MessageReply>(child, args, { reportsMax: killedAt, delayMs: 0 });
}

function logOf(folder: string): Promise<readonly ConversationEvent[]> {
  return withStore(folder, (store) => store.read(conversation, never));
}

describe('a message of several acts after kill -9', () => {
  it('comes to the same log and reply when it is sent again, whenever it was killed', {
    timeout: 120_000,
  }, async () => {
    const undisturbed = await openedFolder();
    const expected = await say(undisturbed, Number.POSITIVE_INFINITY);
    const log = await logOf(undisturbed);
    const acts = log.flatMap((event) => ('act' in event ? [event.act.type] : []));
    expect(acts).toEqual(['start', 'answer', 'critique', 'message']);

    // Before the one write, and after it.
    for (const [killedAt, written] of [
      [1, 2],
      [2, log.length],
    ] as const) {
      const folder = await openedFolder();
      expect(await say(folder, killedAt)).toBeNull();
      expect(await logOf(folder)).toHaveLength(written);
      expect(await say(folder, Number.POSITIVE_INFINITY)).toEqual(expected);
      expect(await logOf(folder)).toEqual(log);
    }
  });
});
