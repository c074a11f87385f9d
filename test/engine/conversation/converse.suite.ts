import { afterEach, beforeEach, expect, it } from 'vitest';
import type { TurnAct, TurnReply } from '../../../src/contract/types.ts';
import { converse } from '../../../src/engine/conversation/converse.ts';
import type { Deps } from '../../../src/engine/deps.ts';
import { createGraphCache } from '../../../src/engine/graph/load-graph.ts';
import type { GraphStore } from '../../../src/store/port.ts';
import { sha256 } from '../../fixtures/sha256.ts';
import { smallManifest } from '../../fixtures/small-graph.ts';

const signal = new AbortController().signal;
const writing = { dryRun: false, signal };
const bits = 5;

/**
 * Holds conversations to one behaviour on every store. `open` returns a store over the same data each time, so that
 * opening it again is a restart; `clear` takes the data away after a test.
 */
export function converseSuite(open: () => Promise<GraphStore>, clear: () => Promise<void>): void {
  let store: GraphStore;

  beforeEach(async () => {
    store = await open();
    await store.migrate(signal);
    await writeFilms(store);
  });

  afterEach(async () => {
    await store.close();
    await clear();
  });

  it('goes on after a restart and repeats every reply byte for byte', async () => {
    const replies: { act: TurnAct; turn: string; bytes: string }[] = [];
    let deps = depsOf(store);
    const acts: TurnAct[] = [
      { type: 'start', user: 'mara', attribute: null },
      { type: 'resume' },
      { type: 'why', item: null },
    ];
    for (const [position, act] of acts.entries()) {
      const turn = `t${position}`;
      replies.push({ act, turn, bytes: JSON.stringify(await take(deps, act, turn)) });
    }
    await store.close();
    store = await open();
    deps = depsOf(store);
    for (const { act, turn, bytes } of replies)
      expect(JSON.stringify(await take(deps, act, turn))).toBe(bytes);
    const found = await untilFound(deps, 'film-19', await take(deps, { type: 'resume' }, 'again'));
    expect(found.say).toMatchObject({ type: 'end', outcome: 'accepted', item: { id: 'film-19' } });
  });

  it('keeps every kind of act, numbers of items and a branch through a restart', async () => {
    const rows = [{ id: 'film-03', name: 'FILM-03', properties: { minutes: 90 } }];
    await store.upsert('items', rows, writing);
    const acts: TurnAct[] = [
      { type: 'start', user: null, attribute: null, policy: 'greedy-entropy', several: true, valuesMax: 2 },
      { type: 'answer', answer: 'no' },
      { type: 'correct', sequence: 2, answer: 'any' },
      { type: 'critique', about: 'attribute', name: 'bit-4', direction: 'less' },
      { type: 'critique', about: 'number', name: 'minutes', direction: 'more', value: 60 },
      { type: 'message', text: 'like film 3', links: [{ label: 'Item', id: 'film-03', want: true }] },
      { type: 'undo' },
      { type: 'leave' },
    ];
    let deps = depsOf(store);
    const bytes: string[] = [];
    for (const [position, act] of acts.entries())
      bytes.push(JSON.stringify(await take(deps, act, `t${position}`)));
    await store.close();
    store = await open();
    deps = depsOf(store);
    for (const [position, act] of acts.entries())
      expect(JSON.stringify(await take(deps, act, `t${position}`))).toBe(bytes[position]);
    const branch: TurnAct = { type: 'branch', parent: 'c1', sequence: 4 };
    const branched = await converse(deps, { conversation: 'c2', turn: 'b', act: branch }, signal);
    expect(branched.candidates).toBe((JSON.parse(bytes[1]!) as TurnReply).candidates);
    expect(await store.read('c2', signal)).toHaveLength(5);
  });

  it('stores one of two turns at once and tells the other', async () => {
    const deps = depsOf(store);
    await take(deps, { type: 'start', user: null, attribute: null, policy: 'greedy-entropy' }, 'start');
    const both = await Promise.allSettled([
      take(deps, { type: 'answer', answer: 'yes' }, 'one', 2),
      take(deps, { type: 'answer', answer: 'no' }, 'two', 2),
    ]);
    const stored = (await store.read('c1', signal)).filter((event) => event.type === 'answer-give');
    const refused = both.filter((outcome) => outcome.status === 'rejected');
    expect(stored).toHaveLength(1);
    expect(refused).toHaveLength(1);
    for (const { reason } of refused) expect(reason).toMatchObject({ code: 'conversation-conflict' });
  });

  it('moves to the new snapshot when facts were written', async () => {
    const deps = depsOf(store);
    const first = await take(deps, { type: 'start', user: null, attribute: 'bit-0' }, 'start');
    await store.upsert('items', [{ id: 'film-99', name: 'New' }], writing);
    await store.upsert('links', [link('film-99', 'bit-0')], writing);
    const second = await take(deps, { type: 'resume' }, 'next');
    expect(second.snapshot).not.toBe(first.snapshot);
    expect(second.candidates).toBe(first.candidates + 1);
    expect(second.notes).toHaveLength(1);
    expect((await store.read('c1', signal)).map((event) => event.type)).toContain('snapshot-changed');
  });
}

async function untilFound(deps: Deps, item: string, opening: TurnReply): Promise<TurnReply> {
  let reply = opening;
  for (let turn = 0; reply.say.type !== 'end'; turn++) {
    const { say } = reply;
    if (say.type === 'ask') {
      const bit = Number((say.attribute.id ?? '').slice('bit-'.length));
      const isThere = ((Number(item.slice('film-'.length)) >> bit) & 1) === 1;
      reply = await take(deps, { type: 'answer', answer: isThere ? 'yes' : 'no' }, `a${turn}`);
    } else {
      const isShown = say.type === 'show' && say.items.some(({ id }) => id === item);
      reply = await take(deps, isShown ? { type: 'accept', item } : { type: 'refuse' }, `a${turn}`);
    }
  }
  return reply;
}

function take(deps: Deps, act: TurnAct, turn: string, sequence: number | null = null): Promise<TurnReply> {
  return converse(deps, { conversation: 'c1', turn, act, sequence }, signal);
}

function depsOf(store: GraphStore): Deps {
  return {
    store,
    model: {} as Deps['model'],
    graph: createGraphCache(store, sha256),
    hash: sha256,
    now: () => 0,
    newId: () => 'id',
    settings: { peopleMin: null },
  };
}

/** Writes 32 films, each a combination of five attributes, and a user who liked the first. */
async function writeFilms(store: GraphStore): Promise<void> {
  const films = Array.from({ length: 2 ** bits }, (_, film) => `film-${String(film).padStart(2, '0')}`);
  const attributes = Array.from({ length: bits }, (_, bit) => `bit-${bit}`);
  await store.putManifest(
    smallManifest({
      relations: [{ type: 'HAS_BIT', ends: [['Item', 'Attribute']], askable: true }],
      numbers: [{ name: 'minutes' }],
    }),
    signal,
  );
  await store.upsert(
    'items',
    films.map((id) => ({ id, name: id.toUpperCase() })),
    writing,
  );
  await store.upsert('users', [{ id: 'mara' }], writing);
  await store.upsert(
    'attributes',
    attributes.map((id) => ({ id, kind: 'bit', name: id })),
    writing,
  );
  const links = films.flatMap((film, number) =>
    attributes.filter((_, bit) => ((number >> bit) & 1) === 1).map((attribute) => link(film, attribute)),
  );
  await store.upsert('links', links, writing);
  await store.upsert('interactions', [{ user: 'mara', item: 'film-00', kind: 'LIKED', at: null }], writing);
}

function link(
  from: string,
  to: string,
): { from: string; relation: string; to: string; fromLabel: 'Item'; toLabel: 'Attribute' } {
  return { from, relation: 'HAS_BIT', to, fromLabel: 'Item', toLabel: 'Attribute' };
}
