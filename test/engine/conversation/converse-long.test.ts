import { serialize } from 'node:v8';
import { describe, expect, it } from 'vitest';
import type { ConversationEvent, TurnAct, TurnReply } from '../../../src/contract/types.ts';
import { entriesOf } from '../../../src/core/conversation/events.ts';
import { loadFold } from '../../../src/engine/conversation/conversation-log.ts';
import { converse, turnsMax } from '../../../src/engine/conversation/converse.ts';
import type { Deps } from '../../../src/engine/deps.ts';
import { openSqliteStore } from '../../../src/store/sqlite/sqlite-store.ts';
import { conversationDeps, filmGraph } from './conversation-deps.ts';

const signal = new AbortController().signal;
const start: TurnAct = { type: 'start', user: null, attribute: null, policy: 'greedy-entropy' };

/** Repeats an answer and its undo until the log has `turns` turns; every turn has two events. */
function lengthened(log: readonly ConversationEvent[], turns: number): ConversationEvent[] {
  const [, , ...pattern] = log;
  return Array.from({ length: 2 * (turns - 1) }, (_, place): ConversationEvent => {
    const event = pattern[place % pattern.length]!;
    const sequence = place + 2;
    const moved = { ...event, sequence, turn: `t${Math.floor(sequence / 2)}` };
    return moved.type === 'turn-undo' ? { ...moved, toSequence: sequence - 2 } : moved;
  });
}

describe('a conversation of ten thousand turns', () => {
  it('is read once, goes on without being read again, and ends there', async () => {
    const store = openSqliteStore({ path: ':memory:', now: () => 0 });
    await store.migrate(signal);
    let eventsRead = 0;
    const restarted = (): Deps => ({
      ...conversationDeps(filmGraph()).deps,
      store: {
        ...store,
        read: async (...asked) => {
          const events = await store.read(...asked);
          eventsRead += events.length;
          return events;
        },
      },
    });
    const take = (deps: Deps, turn: number, act: TurnAct): Promise<TurnReply> =>
      converse(deps, { conversation: 'c1', turn: `t${turn}`, act }, signal);
    let deps = restarted();
    const first = await take(deps, 0, start);
    await take(deps, 1, { type: 'answer', answer: 'yes' });
    await take(deps, 2, { type: 'undo' });
    const log = await store.read('c1', signal);
    const many = lengthened(log, turnsMax - 3);
    await store.append('c1', log.length, many.slice(log.length - 2), signal);
    const eventCount = 2 * (turnsMax - 3);

    deps = restarted();
    eventsRead = 0;
    expect(JSON.stringify(await take(deps, 0, start))).toBe(JSON.stringify(first));
    expect(eventsRead).toBe(eventCount + 1);
    eventsRead = 0;
    await take(deps, turnsMax - 3, { type: 'answer', answer: 'yes' });
    const undone = await take(deps, turnsMax - 2, { type: 'undo' });
    expect(undone.say).toEqual(first.say);
    await take(deps, turnsMax - 1, { type: 'answer', answer: 'no' });
    // An undo reads the reply that stands again; nothing else is read.
    expect(eventsRead).toBeLessThanOrEqual(2);
    // What is kept of it in memory: two entries and an id a turn, no replies.
    const { state, turns, shown, last } = await loadFold(deps.store, 'c1', signal);
    const kept = state === null ? [] : entriesOf(state);
    expect(turns.size).toBe(turnsMax);
    expect(serialize([kept, turns, shown, last]).byteLength).toBeLessThan(4_000_000);
    expect(serialize(await store.read('c1', signal)).byteLength).toBeGreaterThan(10_000_000);
    await expect(take(deps, turnsMax, { type: 'resume' })).rejects.toMatchObject({ code: 'limit-exceeded' });
    await store.close();
  });
});
