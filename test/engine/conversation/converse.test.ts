import { beforeEach, describe, expect, it } from 'vitest';
import type { TurnAct, TurnReply, TurnRequest } from '../../../src/contract/types.ts';
import { check } from '../../../src/contract/validate.ts';
import { converse, turnsMax } from '../../../src/engine/conversation/converse.ts';
import { type ConversationDeps, conversationDeps, filmGraph, filmHas, filmId } from './conversation-deps.ts';

const signal = new AbortController().signal;
const stranger: TurnAct = { type: 'start', user: null, attribute: null };
/** A stranger who is asked until few films are left. */
const patient: TurnAct = { ...stranger, policy: 'greedy-entropy' };
let outside: ConversationDeps;
let turns = 0;

beforeEach(() => {
  outside = conversationDeps(filmGraph());
  turns = 0;
});

async function take(act: TurnAct, turn = `t${turns++}`, conversation = 'c1'): Promise<TurnReply> {
  const reply = await converse(outside.deps, { conversation, turn, act }, signal);
  expect(check('turn-reply', reply)).toMatchObject({ ok: true });
  for (const event of outside.streams.get(conversation) ?? [])
    expect(check('conversation-event', event)).toMatchObject({ ok: true });
  return reply;
}

/** Answers truthfully for a film until a list is shown. */
async function answerUntilList(film: number, reply: TurnReply): Promise<TurnReply> {
  let last = reply;
  while (last.say.type === 'ask') {
    last = await take({ type: 'answer', answer: filmHas(film, last.say.attribute.id) ? 'yes' : 'no' });
  }
  return last;
}

describe('a conversation', () => {
  it('begins with the best question, its reason and the outlook', async () => {
    const reply = await take(stranger);
    expect(reply).toMatchObject({
      conversation: 'c1',
      turn: 't0',
      sequence: 2,
      candidates: 64,
      notes: [],
      snapshot: outside.graph.snapshot.id,
      say: {
        type: 'ask',
        relation: 'HAS_BIT',
        reason: 'This splits the 64 films that are left nearly in half.',
      },
    });
    expect(reply.say.text).toMatch(/^Would you like a film that is [A-Za-z0-9-]+\?$/);
    expect(reply.top).toHaveLength(10);
  });

  it('finds every film by halving, and ends when it is accepted', async () => {
    for (const film of [0, 21, 63]) {
      outside = conversationDeps(filmGraph());
      let reply = await answerUntilList(film, await take(stranger));
      while (reply.say.type === 'show' && !reply.say.items.some((item) => item.id === filmId(film))) {
        reply = await answerUntilList(film, await take({ type: 'refuse' }));
      }
      expect(turns).toBeLessThanOrEqual(7);
      reply = await take({ type: 'accept', item: filmId(film) });
      expect(reply.say).toEqual({
        type: 'end',
        outcome: 'accepted',
        item: { label: 'Item', id: filmId(film), name: filmId(film).toUpperCase() },
        kept: [{ label: 'Item', id: filmId(film), name: filmId(film).toUpperCase() }],
        text: `${filmId(film).toUpperCase()} it is. The conversation ends here.`,
      });
      turns = 0;
    }
  });

  it('takes an attribute at the opening by id or by name, and does not ask for it', async () => {
    const byName = await take({ type: 'start', user: null, attribute: 'odd' });
    expect(byName.candidates).toBe(32);
    expect(byName.top.every((item) => Number(item.id.slice(-2)) % 2 === 1)).toBe(true);
    const byId = await take({ type: 'start', user: null, attribute: 'bit-0' }, 't0', 'c2');
    expect({ ...byId, conversation: 'c1' }).toEqual(byName);
    let reply = byName;
    while (reply.say.type === 'ask') {
      expect(reply.say.attribute.id).not.toBe('bit-0');
      reply = await take({ type: 'answer', answer: 'any' });
    }
  });

  it('starts from the walk of a known user and never shows what she has seen', async () => {
    const reply = await take({ type: 'start', user: 'mara', attribute: null });
    expect(reply.say).toMatchObject({ type: 'show', cause: 'likely' });
    expect(reply.top[0]).toMatchObject({ id: 'film-63' });
    expect(reply.candidates).toBe(63);
    expect(reply.top.map((item) => item.id)).not.toContain('film-00');
  });

  it('asks nothing twice, also after "any"', async () => {
    const asked: (string | null)[] = [];
    let reply = await take(stranger);
    while (reply.say.type === 'ask') {
      asked.push(reply.say.attribute.id);
      reply = await take({ type: 'answer', answer: 'any' });
    }
    expect(new Set(asked).size).toBe(6);
    expect(asked).toHaveLength(6);
    expect(reply.say).toMatchObject({ type: 'show', cause: 'no-question' });
    expect(reply.candidates).toBe(64);
  });

  it('ends with dignity when everything was refused', async () => {
    let reply = await take({ type: 'start', user: 'mara', attribute: null });
    while (reply.say.type !== 'end')
      reply = await take(reply.say.type === 'ask' ? { type: 'answer', answer: 'any' } : { type: 'refuse' });
    expect(reply).toMatchObject({ candidates: 0, top: [], say: { outcome: 'exhausted', item: null } });
    await refused({ type: 'refuse' }, 'answer-invalid', 'The conversation has ended');
    expect(await take({ type: 'undo' })).toMatchObject({ say: { type: 'show' } });
  });

  it('survives a mistaken answer', async () => {
    const film = 42;
    let reply = await take(stranger);
    let isFirst = true;
    const shown: string[] = [];
    while (!shown.includes(filmId(film))) {
      if (reply.say.type === 'ask') {
        const isTrue = filmHas(film, reply.say.attribute.id) !== isFirst;
        isFirst = false;
        reply = await take({ type: 'answer', answer: isTrue ? 'yes' : 'no' });
      } else if (reply.say.type === 'show') {
        shown.push(...reply.say.items.map((item) => item.id));
        if (!shown.includes(filmId(film))) reply = await take({ type: 'refuse' });
      } else throw new Error(`ended: ${reply.say.text}`);
    }
    expect(new Set(shown).size).toBe(shown.length);
  });
});

describe('undo', () => {
  it('brings the same question, belief and outlook back, again and again', async () => {
    const replies = [await take(patient)];
    for (const answer of ['any', 'yes', 'no'] as const) replies.push(await take({ type: 'answer', answer }));
    for (let step = 2; step >= 0; step--) {
      const { say, candidates, top } = await take({ type: 'undo' });
      expect({ say, candidates, top }).toEqual({
        say: replies[step]!.say,
        candidates: replies[step]!.candidates,
        top: replies[step]!.top,
      });
    }
    await refused({ type: 'undo' }, 'answer-invalid', 'There is nothing to take back yet');
    const again = await take({ type: 'answer', answer: 'any' });
    expect(again.say).toEqual(replies[1]!.say);
  });

  it('takes an acceptance and a refusal back', async () => {
    const list = await answerUntilList(5, await take(stranger));
    await take({ type: 'refuse' });
    expect((await take({ type: 'undo' })).say).toEqual(list.say);
    const item = list.say.type === 'show' ? list.say.items[0]!.id : '';
    await take({ type: 'accept', item });
    expect((await take({ type: 'undo' })).say).toEqual(list.say);
    expect((await take({ type: 'accept', item })).say).toMatchObject({ outcome: 'accepted' });
  });
});

describe('turn ids', () => {
  it('bring the stored reply for the same act, byte for byte, also after undo and a change of the data', async () => {
    const sent: { request: TurnRequest; bytes: string }[] = [];
    const acts: TurnAct[] = [
      stranger,
      { type: 'answer', answer: 'yes' },
      { type: 'why', item: null },
      { type: 'undo' },
      { type: 'answer', answer: 'no' },
    ];
    for (const [position, act] of acts.entries()) {
      const request = { conversation: 'c1', turn: `t${position}`, act };
      sent.push({ request, bytes: JSON.stringify(await take(act, request.turn)) });
    }
    const before = outside.streams.get('c1')!.length;
    outside.graph = filmGraph({ without: ['Attribute:bit-5'] });
    for (const { request, bytes } of sent)
      expect(JSON.stringify(await converse(outside.deps, request, signal))).toBe(bytes);
    expect(outside.streams.get('c1')).toHaveLength(before);
  });

  it('with another act are a conflict', async () => {
    await take(stranger, 'same');
    await refused(
      { type: 'answer', answer: 'yes' },
      'conversation-conflict',
      'taken before with another act (start)',
      'same',
    );
  });

  it('taken twice at the same time get one reply', async () => {
    await take(stranger);
    const request: TurnRequest = {
      conversation: 'c1',
      turn: 'twice',
      act: { type: 'answer', answer: 'yes' },
    };
    let other: TurnReply | undefined;
    outside.beforeAppend = async () => {
      other = await converse(outside.deps, request, signal);
    };
    expect(await converse(outside.deps, request, signal)).toEqual(other);
    expect(outside.streams.get('c1')).toHaveLength(4);
  });

  it('of two turns at once, one is stored', async () => {
    await take(stranger);
    outside.beforeAppend = () => take({ type: 'answer', answer: 'no' }, 'other');
    await expect(take({ type: 'answer', answer: 'yes' }, 'mine')).rejects.toMatchObject({
      code: 'conversation-conflict',
    });
    expect(outside.streams.get('c1')!.filter((event) => event.type === 'answer-give')).toMatchObject([
      { answer: 'no' },
    ]);
  });

  it('taken at once after another process went on read its events once', async () => {
    await take(stranger);
    const { deps } = outside;
    const other = { ...deps, store: { ...deps.store } };
    await converse(other, { conversation: 'c1', turn: 'other', act: { type: 'resume' } }, signal);
    const both = await Promise.allSettled(['x', 'y'].map((turn) => take({ type: 'resume' }, turn)));
    const codes = both.map((one) => (one.status === 'rejected' ? one.reason.code : 'taken')).sort();
    expect(codes).toEqual(['conversation-conflict', 'taken']);
    expect((await take({ type: 'resume' }, 'after')).candidates).toBe(64);
    expect(outside.streams.get('c1')!.map(({ sequence }) => sequence)).toEqual([0, 1, 2, 3, 4]);
  });

  it('played into a new conversation bring the same replies', async () => {
    const acts: TurnAct[] = [
      patient,
      { type: 'answer', answer: 'yes' },
      { type: 'answer', answer: 'no' },
      { type: 'undo' },
      { type: 'resume' },
      { type: 'answer', answer: 'any' },
    ];
    const bytes: string[] = [];
    for (const act of acts) bytes.push(JSON.stringify(await take(act)));
    outside = conversationDeps(filmGraph());
    turns = 0;
    for (const [position, act] of acts.entries())
      expect(JSON.stringify(await take(act))).toBe(bytes[position]);
  });
});

describe('acts that do not fit', () => {
  it('are refused before the start', async () => {
    await refused({ type: 'answer', answer: 'yes' }, 'conversation-unknown', 'There is no conversation "c1"');
    await refused({ type: 'resume' }, 'conversation-unknown', 'whypath chat');
    await refused({ type: 'start', user: 'maro', attribute: null }, 'node-unknown', 'User:mara');
    await refused(
      { type: 'start', user: null, attribute: 'bit-9' },
      'node-unknown',
      'Attribute:bit-1 (BIT-1)',
    );
    await refused({ type: 'start', user: null, attribute: 'lone' }, 'request-invalid', 'askable');
    await refused({ type: 'dance' } as unknown as TurnAct, 'request-invalid', 'act');
    expect(outside.streams.size).toBe(0);
  });

  it('are refused with what stands, and leave no trace', async () => {
    await take(stranger);
    await refused(stranger, 'conversation-conflict', 'has begun already');
    await refused(
      { type: 'accept', item: 'film-07' },
      'answer-invalid',
      'The item "film-07" was not shown. The open question is',
    );
    await refused({ type: 'refuse' }, 'answer-invalid', 'There is no open list to refuse');
    await refused({ type: 'why', item: 'film-07' }, 'answer-invalid', 'was not shown');
    await refused({ type: 'undo' }, 'answer-invalid', 'nothing to take back');
    expect(outside.streams.get('c1')).toHaveLength(2);
    await answerUntilList(7, await take({ type: 'resume' }));
    await refused(
      { type: 'answer', answer: 'yes' },
      'answer-invalid',
      'There is no open question to answer. A list of',
    );
  });

  it('are refused after the end', async () => {
    const list = await answerUntilList(7, await take(stranger));
    const item = list.say.type === 'show' ? list.say.items[0]!.id : '';
    await take({ type: 'accept', item });
    for (const act of [
      { type: 'answer', answer: 'yes' },
      { type: 'refuse' },
      { type: 'accept', item },
      { type: 'why', item: null },
    ] as const) {
      await refused(
        act,
        'answer-invalid',
        act.type === 'why' ? 'No question is open' : 'The conversation has ended',
      );
    }
    expect((await take({ type: 'resume' })).say).toMatchObject({ type: 'end', outcome: 'accepted' });
  });

  it('are refused beyond the number of turns that one conversation may have', async () => {
    await take(stranger);
    const first = outside.streams.get('c1')!;
    const closing = first[1]!;
    const many = Array.from({ length: turnsMax - 1 }, (_, turn) => ({
      ...closing,
      turn: `x${turn}`,
      sequence: turn + 2,
    }));
    outside.streams.set('c1', [...first, ...many] as typeof first);
    await expect(
      converse(outside.deps, { conversation: 'c1', turn: 'more', act: { type: 'resume' } }, signal),
    ).rejects.toMatchObject({ code: 'limit-exceeded' });
  });
});

describe('why', () => {
  it('gives the stored reason of a question and of a list', async () => {
    const question = await take(stranger);
    const reason = question.say.type === 'ask' ? question.say.reason : '';
    expect((await take({ type: 'why', item: null })).say).toEqual({
      type: 'explain',
      about: 'question',
      text: reason,
    });
    const list = await answerUntilList(9, await take({ type: 'resume' }));
    expect((await take({ type: 'why', item: null })).say).toEqual({
      type: 'explain',
      about: 'list',
      text: list.say.type === 'show' ? list.say.reason : '',
    });
  });

  it('tells a stranger how an item meets the answers', async () => {
    const list = await answerUntilList(33, await take({ type: 'start', user: null, attribute: 'bit-0' }));
    const item = list.say.type === 'show' ? list.say.items[0]!.id : '';
    const { say } = await take({ type: 'why', item });
    expect(say).toMatchObject({ type: 'explain', about: 'item' });
    expect(say.text).toContain(`It fits what you said: ${item.toUpperCase()} is Odd`);
  });

  it('adds the reasons of the graph for a known user', async () => {
    await take({ type: 'start', user: 'mara', attribute: null });
    const { say } = await take({ type: 'why', item: 'film-63' });
    expect(say.text).toContain('who liked FILM-00 also liked FILM-63');
    const unreached = await take({ type: 'why', item: (await take({ type: 'resume' })).top[5]!.id });
    expect(unreached.say.text).toContain('you have not said');
  });
});

describe('when the data moves on', () => {
  it('the log says so, and answers about what vanished count no more', async () => {
    const first = await take(patient);
    const answered = first.say.type === 'ask' ? first.say.attribute.id : '';
    await take({ type: 'answer', answer: 'yes' });
    const before = outside.graph.snapshot.id;
    outside.graph = filmGraph({ without: [`Attribute:${answered}`] });
    const changed = await take({ type: 'answer', answer: 'no' });
    expect(changed.notes).toEqual([
      'The data has changed since your last turn; I looked at everything anew.',
      expect.stringMatching(
        /^“.+” is no longer in the data; what you said about it does not count any more.$/,
      ),
    ]);
    expect(changed.snapshot).toBe(outside.graph.snapshot.id);
    expect(changed.candidates).toBe(32);
    const event = outside.streams.get('c1')!.find(({ type }) => type === 'snapshot-changed');
    expect(event).toMatchObject({
      from: before,
      to: changed.snapshot,
      vanished: [{ label: 'Attribute', id: answered }],
    });
    expect((await take({ type: 'resume' })).notes).toEqual([]);
    outside.graph = filmGraph({ without: [`Attribute:${answered}`, 'Item:film-63'] });
    expect((await take({ type: 'resume' })).notes).toEqual([changed.notes[0]]);
  });

  it('an open question about what vanished is answered into the void', async () => {
    const first = await take(stranger);
    const open = first.say.type === 'ask' ? first.say.attribute.id : '';
    outside.graph = filmGraph({ without: [`Attribute:${open}`] });
    const reply = await take({ type: 'answer', answer: 'yes' });
    expect(reply.notes).toHaveLength(2);
    expect(reply.candidates).toBe(64);
    expect(reply.say).toMatchObject({ type: 'ask' });
  });

  it('resume decides anew, and a user who vanished becomes a stranger', async () => {
    expect((await take({ type: 'start', user: 'mara', attribute: null })).say.type).toBe('show');
    outside.graph = filmGraph({ without: ['User:mara'] });
    const reply = await take({ type: 'resume' });
    expect(reply.say.type).toBe('ask');
    expect(reply.notes[1]).toBe('“mara” is no longer in the data; I go on as with a stranger.');
    expect(reply.candidates).toBe(64);
  });

  it('a shown item that vanished may still be accepted, and why says that it is gone', async () => {
    const list = await answerUntilList(5, await take(stranger));
    const item = list.say.type === 'show' ? list.say.items[0]! : { id: '', name: '' };
    outside.graph = filmGraph({ without: [`Item:${item.id}`] });
    expect((await take({ type: 'why', item: item.id })).say.text).toBe(
      `${item.name} is no longer in the data.`,
    );
    expect((await take({ type: 'accept', item: item.id })).say).toMatchObject({
      outcome: 'accepted',
      item: { name: item.name },
    });
  });

  it('what was accepted stays accepted', async () => {
    const list = await answerUntilList(5, await take(stranger));
    const item = list.say.type === 'show' ? list.say.items[0]!.id : '';
    const end = await take({ type: 'accept', item });
    outside.graph = filmGraph({ without: ['Attribute:bit-1'] });
    expect((await take({ type: 'resume' })).say).toEqual(end.say);
  });
});

async function refused(act: TurnAct, code: string, words: string, turn?: string): Promise<void> {
  await expect(take(act, turn ?? `t${turns++}`)).rejects.toMatchObject({
    code,
    message: expect.stringContaining(words),
  });
}
