import { beforeEach, describe, expect, it } from 'vitest';
import type {
  AskSay,
  ConversationEvent,
  ShowSay,
  StartAct,
  TurnAct,
  TurnReply,
} from '../../../src/contract/types.ts';
import { check } from '../../../src/contract/validate.ts';
import { policyNames } from '../../../src/core/conversation/question/policy.ts';
import type { FollowingAct } from '../../../src/engine/conversation/conversation-acts.ts';
import { converse } from '../../../src/engine/conversation/converse.ts';
import { converseActs } from '../../../src/engine/conversation/converse-acts.ts';
import { lampCount, lampId, lampPrices, shopGraph } from '../graph/shop-graph.ts';
import { type ConversationDeps, conversationDeps } from './conversation-deps.ts';

const signal = new AbortController().signal;
const start: StartAct = { type: 'start', user: null, attribute: null };
let outside: ConversationDeps;
let turns = 0;

beforeEach(() => {
  outside = conversationDeps(shopGraph());
  outside.numbers = { price: lampPrices };
  turns = 0;
});

async function take(act: TurnAct, conversation = 'c1', turn = `t${turns++}`): Promise<TurnReply> {
  const reply = await converse(outside.deps, { conversation, turn, act }, signal);
  expect(check('turn-reply', reply)).toMatchObject({ ok: true });
  for (const event of outside.streams.get(conversation) ?? [])
    expect(check('conversation-event', event)).toMatchObject({ ok: true });
  return reply;
}

async function fails(act: TurnAct, code: string, words: string): Promise<void> {
  const before = JSON.stringify([...outside.streams]);
  await expect(take(act)).rejects.toMatchObject({ code, message: expect.stringContaining(words) });
  expect(JSON.stringify([...outside.streams])).toBe(before);
}

const lampNumber = (id: string): number => Number(id.slice('lamp-'.length));
const topOf = (reply: TurnReply): number[] => reply.top.map(({ id }) => lampNumber(id));

function asked(reply: TurnReply): AskSay {
  if (reply.say.type !== 'ask') throw new Error(`expected a question, got ${reply.say.type}`);
  return reply.say;
}

function shown(reply: TurnReply): ShowSay {
  if (reply.say.type !== 'show') throw new Error(`expected a list, got ${reply.say.type}`);
  return reply.say;
}

/** Goes on without caring until a list is shown. */
async function listAfter(reply: TurnReply): Promise<TurnReply> {
  let last = reply;
  while (last.say.type === 'ask') last = await take({ type: 'answer', answer: 'any' });
  return last;
}

describe('an opening', () => {
  it('by an item looks for what is like it, and not for it', async () => {
    const reply = await take({ ...start, item: lampId(8) });
    // Lamps that share colour (6), room (5) and maker (4): two of the three at most.
    const shared = (lamp: number) => [6, 5, 4].filter((count) => lamp % count === 8 % count).length;
    expect(topOf(reply)).not.toContain(8);
    expect(topOf(reply).map(shared)).toEqual([2, 2, 2, 2, 2, 2, 2, 1, 1, 1]);
  });

  it('by words keeps them, and looks for what was found in them', async () => {
    const reply = await take({
      ...start,
      text: 'red, not for room 1',
      links: [
        { label: 'Attribute', id: 'colour-1', want: true },
        { label: 'Attribute', id: 'room-1', want: false },
      ],
    });
    expect(reply.notes).toEqual([]);
    expect(reply.candidates).toBe(8);
    expect(outside.streams.get('c1')![1]).toMatchObject({
      type: 'message-receive',
      text: 'red, not for room 1',
    });
  });

  it('by words that name nothing says so', async () => {
    const { notes, candidates } = await take({ ...start, text: 'hm', links: [] });
    expect(notes).toEqual(['I found nothing in that by which I could look for a lamp.']);
    expect(candidates).toBe(lampCount);
  });

  it.each(policyNames)('plays the policy %s to its end, whatever is answered', async (policy) => {
    let reply = await take({ ...start, user: 'mara', policy });
    const kinds = new Set<string>();
    while (reply.say.type !== 'end') {
      kinds.add(reply.say.type);
      reply = await take(reply.say.type === 'ask' ? { type: 'answer', answer: 'no' } : { type: 'refuse' });
    }
    expect(reply.say.outcome).toBe('exhausted');
    if (policy !== 'look-ahead') expect(kinds.has('ask')).toBe(policy === 'greedy-entropy');
    expect(outside.streams.get('c1')![0]).toMatchObject({ policy });
  });

  it('shows popular lamps first to somebody known where that is the policy', async () => {
    const reply = await take({ ...start, user: 'mara', policy: 'popularity' });
    expect(topOf(reply)[0]).toBe(31);
    expect(topOf(reply)).not.toContain(1);
  });
});

describe('a question for several values', () => {
  const several: StartAct = { ...start, valuesMax: 3 };

  it('asks for values of one kind, with the reason as data and as a sentence', async () => {
    const say = asked(await take(several));
    expect(say.values.length).toBeGreaterThan(1);
    const kinds = say.values.map(({ attribute }) => (attribute.id ?? '').split('-')[0]);
    expect(new Set(kinds).size).toBe(1);
    expect(say.attribute).toEqual(say.values[0]!.attribute);
    expect(say.expected!.ask!).toBeLessThan(say.expected!.show);
    expect(say.text).toMatch(/ or .+\?$/u);
    expect(say.reason).toMatch(/^Together they tell the 60 lamps that are left apart best/u);
  });

  it('takes the values that are meant, and refuses the others', async () => {
    const say = asked(await take(several));
    const [first, ...others] = say.values.map(({ attribute }) => attribute.id ?? '');
    const reply = await take({ type: 'answer', answer: 'yes', values: [first!] });
    expect(reply.candidates).toBe(say.values[0]!.matching);
    const given = outside.streams.get('c1')!.filter((event) => event.type === 'answer-give');
    expect(given.map(({ attribute, answer }) => [attribute, answer])).toEqual([
      [first, 'yes'],
      ...others.map((other) => [other, 'no']),
    ]);
    expect(reply.given).toBe(given[0]!.sequence);
  });

  it('takes yes for one of them at least, no for none, any for nothing', async () => {
    const say = asked(await take(several));
    const matching = say.values.reduce((sum, value) => sum + value.matching, 0);
    const counts: number[] = [];
    for (const answer of ['yes', 'no', 'any'] as const) {
      counts.push((await take({ type: 'answer', answer })).candidates);
      await take({ type: 'undo' });
    }
    expect(counts).toEqual([matching, lampCount - matching, lampCount]);
  });

  it('refuses values that were not asked for, and values without a yes', async () => {
    await take(several);
    const values = ['lamp-01'];
    await fails({ type: 'answer', answer: 'yes', values }, 'answer-invalid', '"lamp-01" was not asked for');
    const own = (await take({ type: 'resume' })).say as AskSay;
    const value = own.values[0]!.attribute.id ?? '';
    await fails(
      { type: 'answer', answer: 'no', values: [value] },
      'answer-invalid',
      'Values were chosen, and the answer is no',
    );
  });
});

describe('a critique', () => {
  it('on a number compares with a shown lamp, and keeps the number of that moment', async () => {
    const list = await listAfter(await take(start));
    const lamp = shown(list).items.find(({ id }) => id in lampPrices)!.id;
    const reply = await take({
      type: 'critique',
      about: 'number',
      name: 'price',
      direction: 'less',
      than: lamp,
    });
    for (const { id } of reply.top.slice(0, 5)) {
      if (id in lampPrices) expect(lampPrices[id]!).toBeLessThan(lampPrices[lamp]!);
    }
    const event = outside.streams.get('c1')!.find(({ type }) => type === 'critique-give');
    expect(event).toMatchObject({ name: 'price', than: lamp, value: lampPrices[lamp] });
    const cheap = Object.entries(lampPrices).filter(([, price]) => price < lampPrices[lamp]!).length;
    expect(reply.candidates).toBe(cheap + Math.ceil(lampCount / 7));
  });

  it('on a number takes a value, or the first of the list that has one', async () => {
    const reply = await take({ ...start, policy: 'popularity' });
    const first = shown(reply).items.find(({ id }) => id in lampPrices)!.id;
    await take({ type: 'critique', about: 'number', name: 'price', direction: 'more' });
    await take({ type: 'critique', about: 'number', name: 'price', direction: 'less', value: 20 });
    const events = outside.streams.get('c1')!.filter(({ type }) => type === 'critique-give');
    expect(events).toMatchObject([{ than: first, value: lampPrices[first] }, { value: 20 }]);
  });

  it('on an aspect takes lamps that are judged better', async () => {
    await take({ ...start, policy: 'popularity' });
    const reply = await take({
      type: 'critique',
      about: 'aspect',
      name: 'light',
      direction: 'more',
      than: 'lamp-30',
    });
    const known = topOf(reply).filter((lamp) => lamp < 50);
    for (const lamp of known) expect(lamp).toBeGreaterThan(30);
    expect(reply.candidates).toBe(19 + 10);
  });

  it('asks for the same but better', async () => {
    await take(start);
    const reply = await take({
      type: 'critique',
      about: 'aspect',
      name: 'Light',
      direction: 'more',
      than: 'lamp-20',
      like: true,
    });
    // Lamps better than 20 that share two of colour, room and maker with it.
    expect([32, 40, 44, 50].some((lamp) => topOf(reply).slice(0, 3).includes(lamp))).toBe(true);
    expect(topOf(reply)).not.toContain(20);
  });

  it('on an attribute takes it unasked, and a later one counts', async () => {
    await take(start);
    const without = await take({ type: 'critique', about: 'attribute', name: 'Red', direction: 'less' });
    expect(without.candidates).toBe(50);
    expect(without.notes).toEqual([]);
    const mind = await take({ type: 'critique', about: 'attribute', name: 'red', direction: 'more' });
    expect(mind.candidates).toBe(10);
    expect(mind.notes).toEqual(['You said no to “Red” before; I go by what you say now.']);
  });

  it('is offered beside a list where the data allows it', async () => {
    const say = shown(await take({ ...start, policy: 'popularity' }));
    expect(say.critiques.map(({ text }) => text)).toEqual(['cheaper', 'dearer', 'better Light']);
    for (const { about, name, direction } of say.critiques)
      await take({ type: 'critique', about, name, direction, than: say.items[1]!.id });
  });

  it('says what it cannot compare', async () => {
    await take(start);
    const price = { type: 'critique', about: 'number', name: 'price', direction: 'less' } as const;
    await fails({ ...price, name: 'smell' }, 'request-invalid', '"smell" is no number of these items');
    await fails({ ...price, than: 'lamp-00' }, 'answer-invalid', 'The data has no price of "LAMP-00"');
    await fails({ ...price, than: 'lamp-99' }, 'node-unknown', 'lamp-99');
    await fails({ ...price, about: 'aspect', name: 'Lihgt' }, 'node-unknown', 'Aspect:light (Light)');
    await fails({ ...price, about: 'attribute', name: 'Rod' }, 'node-unknown', 'Attribute:colour-1 (Red)');
    expect((await take({ type: 'resume' })).say.type).toBe('ask');
    await fails(price, 'answer-invalid', 'there is no item to compare with');
  });
});

describe('a correction', () => {
  it('puts another answer in the place of an earlier one, and can be taken back', async () => {
    const question = asked(await take({ ...start, policy: 'greedy-entropy' }));
    const first = await take({ type: 'answer', answer: 'no' });
    await take({ type: 'answer', answer: 'any' });
    const corrected = await take({ type: 'correct', sequence: first.given!, answer: 'yes' });
    expect(corrected.candidates).toBe(question.matching);
    const again = await take({ type: 'correct', sequence: corrected.given!, answer: 'any' });
    expect(again.candidates).toBe(lampCount);
    expect((await take({ type: 'undo' })).candidates).toBe(corrected.candidates);
    expect((await take({ type: 'undo' })).candidates).toBe(first.candidates);
  });

  it('needs the sequence of an answer', async () => {
    await take(start);
    await fails(
      { type: 'correct', sequence: 1, answer: 'no' },
      'answer-invalid',
      'No answer that counts was given',
    );
    await fails({ type: 'correct', sequence: 999, answer: 'no' }, 'answer-invalid', 'at the sequence 999');
  });
});

describe('items', () => {
  it('are kept while the search goes on, and named at the end', async () => {
    const list = shown(await take({ ...start, policy: 'popularity', several: true }));
    const [first, second] = list.items;
    const kept = await take({ type: 'accept', item: first!.id, goOn: true });
    expect(kept.notes).toEqual([`${first!.name} is kept; I look for more.`]);
    expect(topOf(kept)).not.toContain(lampNumber(first!.id));
    const end = await take({ type: 'accept', item: second!.id });
    expect(end.say).toMatchObject({
      type: 'end',
      kept: [{ id: first!.id }, { id: second!.id }],
      text: `${second!.name} it is, beside ${first!.name}. The conversation ends here.`,
    });
    await fails({ type: 'accept', item: first!.id }, 'answer-invalid', 'Nothing can be accepted any more');
    await take({ type: 'undo' });
    await fails({ type: 'accept', item: first!.id }, 'answer-invalid', 'was taken before');
  });

  it('are refused one by one', async () => {
    const list = shown(await take({ ...start, policy: 'popularity' }));
    const out = list.items.slice(0, 2).map(({ id }) => id);
    const reply = await take({ type: 'refuse', items: out });
    expect(reply.candidates).toBe(lampCount - 2);
    await fails({ type: 'refuse', items: ['lamp-99'] }, 'answer-invalid', '"lamp-99" was not shown');
  });

  it('may be several: a yes is then trusted less the more of the belief would say it', async () => {
    const one = await take({ ...start, policy: 'greedy-entropy' });
    const alone = await take({ type: 'answer', answer: 'yes' });
    await take({ ...start, policy: 'greedy-entropy', several: true }, 'c2');
    const shared = await take({ type: 'answer', answer: 'yes' }, 'c2');
    const share = asked(one).values[0]!.share;
    expect(outside.streams.get('c2')!.find(({ type }) => type === 'answer-give')).toMatchObject({
      falseAlarm: expect.closeTo(0.02 + 0.98 * 0.5 * share, 10),
    });
    expect(shared.top[0]!.probability).toBeLessThan(alone.top[0]!.probability);
  });
});

describe('a branch', () => {
  it('shares the history up to a turn, and goes its own way', async () => {
    await take({ ...start, policy: 'greedy-entropy' });
    const first = await take({ type: 'answer', answer: 'no' });
    const second = await take({ type: 'answer', answer: 'no' });
    const branch = await take({ type: 'branch', parent: 'c1', sequence: first.sequence }, 'c2');
    expect(branch).toMatchObject({ conversation: 'c2', say: first.say, candidates: first.candidates });
    expect(outside.streams.get('c2')![0]).toMatchObject({
      parent: { conversation: 'c1', sequence: first.sequence },
    });
    const other = await take({ type: 'answer', answer: 'yes' }, 'c2');
    expect(other.candidates).not.toBe(second.candidates);
    expect((await take({ type: 'resume' })).candidates).toBe(second.candidates);
    expect((await take({ type: 'undo' }, 'c2')).candidates).toBe(first.candidates);
    const whole = await take({ type: 'branch', parent: 'c1' }, 'c3');
    expect(whole.candidates).toBe(second.candidates);
  });

  it('needs a parent, an end of a turn and a new id', async () => {
    await fails({ type: 'branch', parent: 'nobody' }, 'conversation-unknown', 'to branch from');
    await take(start, 'c2');
    await fails({ type: 'branch', parent: 'c2', sequence: 1 }, 'answer-invalid', 'ends at the sequence 1');
    await fails({ type: 'branch', parent: 'c2', sequence: 77 }, 'answer-invalid', 'ends at the sequence 77');
    await take(start);
    await fails({ type: 'branch', parent: 'c2' }, 'conversation-conflict', 'has begun already');
  });
});

describe('somebody who leaves', () => {
  it('gets a last word, and may come back', async () => {
    const question = await take(start);
    expect((await take({ type: 'leave' })).say).toMatchObject({ type: 'end', outcome: 'left', kept: [] });
    await fails({ type: 'answer', answer: 'yes' }, 'answer-invalid', 'There is no open question');
    expect((await take({ type: 'resume' })).say).toMatchObject({ outcome: 'left' });
    const back = await take({ type: 'critique', about: 'attribute', name: 'Red', direction: 'more' });
    expect(back.say.type).not.toBe('end');
    expect(back.candidates).toBeLessThan(question.candidates);
  });
});

describe('undo', () => {
  it('takes back everything from an event on', async () => {
    await take({ ...start, policy: 'greedy-entropy' });
    const first = await take({ type: 'answer', answer: 'yes' });
    await take({ type: 'critique', about: 'number', name: 'price', direction: 'less', value: 30 });
    const question = asked(await take({ type: 'undo', toSequence: first.given! }));
    expect(question.matching).toBeGreaterThan(0);
    expect((await take({ type: 'resume' })).candidates).toBe(lampCount);
    await fails({ type: 'undo', toSequence: 0 }, 'answer-invalid', 'nothing to take back yet');
  });
});

describe('replay', () => {
  it('of a log with every kind of act gives the same bytes', async () => {
    const acts: TurnAct[] = [
      { ...start, user: 'mara', policy: 'greedy-entropy', valuesMax: 2, several: true },
      { type: 'critique', about: 'number', name: 'price', direction: 'more', value: 15 },
      { type: 'critique', about: 'aspect', name: 'light', direction: 'more', than: 'lamp-20', like: true },
      { type: 'message', text: 'no blue', links: [{ label: 'Attribute', id: 'colour-2', want: false }] },
      { type: 'message', text: 'hm', links: [] },
      { type: 'why', item: null },
      { type: 'undo' },
      { type: 'undo', toSequence: 2 },
      { type: 'resume' },
      { type: 'leave' },
    ];
    const bytes: string[] = [];
    for (const act of acts) bytes.push(JSON.stringify(await take(act)));
    const log = outside.streams.get('c1')!;
    outside = conversationDeps(shopGraph());
    outside.numbers = { price: lampPrices };
    turns = 0;
    for (const [place, act] of acts.entries()) expect(JSON.stringify(await take(act))).toBe(bytes[place]);
    expect(outside.streams.get('c1')).toEqual(log);
  });
});

describe('acts of one message', () => {
  const anyAndRefuse: FollowingAct[] = [{ type: 'answer', answer: 'any' }, { type: 'refuse' }];
  const takeAll = (turn: string, acts: FollowingAct[]): Promise<TurnReply> => {
    const heardOf = (refusals: readonly string[]) => ({
      text: 'words',
      choices: [],
      heard: [],
      answer: refusals.join(' '),
    });
    const request = { conversation: 'c1', turn, sequence: null, acts, smooth: false, heardOf };
    return converseActs(outside.deps, request, signal);
  };

  it('are turns against what the one before left, and the last bears the id', async () => {
    await take(start);
    const answer: FollowingAct = { type: 'answer', answer: 'any' };
    const reply = await takeAll('m', [answer, { type: 'undo' }, answer, { type: 'why', item: null }]);
    expect(reply).toMatchObject({ turn: 'm', say: { type: 'explain' } });
    const log = outside.streams.get('c1') ?? [];
    expect([...new Set(log.map(({ turn }) => turn))]).toEqual(['t0', 'm~1', 'm~2', 'm~3', 'm']);
    expect(log.map(({ sequence }) => sequence)).toEqual([...log.keys()]);
    // The same acts one by one come to the same log but for the ids.
    await take(start, 'c2', 't0');
    for (const act of [answer, { type: 'undo' }, answer, { type: 'why', item: null }] as const)
      await take(act, 'c2');
    const plain = (events: readonly ConversationEvent[] = []): unknown =>
      events.map((event) => ({ ...event, turn: '', message: null, goesOn: null }));
    expect(plain(outside.streams.get('c2'))).toEqual(plain(log));
  });

  it('are taken back together', async () => {
    const opening = await take(start);
    await take({ type: 'answer', answer: 'any' });
    const before = await take({ type: 'resume' });
    const critique: FollowingAct = {
      type: 'critique',
      about: 'number',
      name: 'price',
      direction: 'less',
      value: 40,
    };
    await takeAll('m', [
      { type: 'answer', answer: 'any' },
      critique,
      { type: 'message', text: 'x', links: [] },
    ]);
    expect((await take({ type: 'undo' })).say).toEqual(before.say);
    expect((await take({ type: 'undo' })).say).toEqual(opening.say);
  });

  it('are left out where they do not fit what the first one left, which says why', async () => {
    await take(start);
    const reply = await takeAll('m', anyAndRefuse);
    expect(reply).toMatchObject({ turn: 'm', say: { type: 'ask' } });
    const log = outside.streams.get('c1') ?? [];
    expect(log.at(-1)).toMatchObject({
      act: { type: 'answer' },
      message: { answer: expect.stringContaining('There is no open list to refuse') },
    });
    for (const event of log) expect(check('conversation-event', event)).toMatchObject({ ok: true });
  });

  it('store nothing where the first one does not fit', async () => {
    await take(start);
    const before = JSON.stringify([...outside.streams]);
    await expect(takeAll('m', anyAndRefuse.toReversed())).rejects.toMatchObject({ code: 'answer-invalid' });
    expect(JSON.stringify([...outside.streams])).toBe(before);
  });
});
