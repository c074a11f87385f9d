import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TurnReply } from '../../../src/contract/types.ts';
import { converse } from '../../../src/engine/conversation/converse.ts';
import { hearMessage } from '../../../src/engine/conversation/hear-message.ts';
import type { ScriptedAnswer } from '../../../src/llm/scripted-model.ts';
import { type SeedTalk, type SeedTalks, seedTalks } from './seed-talk.ts';

const signal = new AbortController().signal;
let talks: SeedTalks;
const begin = (answers?: readonly ScriptedAnswer[]): Promise<SeedTalk> => talks.begin(answers);

beforeAll(async () => {
  talks = await seedTalks();
});

afterAll(() => talks.store.close());

describe('a message in words', () => {
  it('answers the open question and adds wishes', async () => {
    const talk = await begin();
    const first = await talk.hear('No, but something by Fenn Adderley');
    expect(first.heard).toMatchObject([{ node: { id: 'fenn-adderley' }, want: true }]);
    expect(first.answer).toBeNull();
    const log = await talks.store.read(talk.id, signal);
    const acts = log.flatMap((event) => ('act' in event ? [event.act] : []));
    expect(acts).toMatchObject([
      { type: 'start' },
      { type: 'answer', answer: 'no' },
      { type: 'message', links: [{ label: 'Attribute', id: 'fenn-adderley', want: true }] },
    ]);
    expect(first.reply?.candidates).toBeLessThan(talk.opening.candidates);
  });

  it('asks what a doubtful name means and stores nothing until it is said', async () => {
    const talk = await begin();
    const doubtful = await talk.hear('by Fen Aderley');
    expect(doubtful).toMatchObject({
      reply: null,
      doubts: [{ start: 3, end: 14, text: 'Does “Fen Aderley” mean Fenn Adderley?' }],
    });
    expect((await talks.store.read(talk.id, signal)).length).toBe(2);
    await expect(
      talk.hear('by Fen Aderley', [{ start: 3, node: 'Item:acorn-ledger' }]),
    ).rejects.toMatchObject({
      code: 'request-invalid',
    });
    const cleared = await talk.hear('by Fen Aderley', [{ start: 3, node: 'Attribute:fenn-adderley' }]);
    expect(cleared).toMatchObject({ doubts: [], heard: [{ node: { id: 'fenn-adderley' }, want: true }] });
    expect(cleared.reply?.candidates).toBeLessThan(talk.opening.candidates);
    const denied = await talk.hear('and by Agnes Whinfel', [{ start: 7, node: null }]);
    expect(denied).toMatchObject({ doubts: [], heard: [] });
    expect(denied.reply?.candidates).toBe(cleared.reply?.candidates);
  });

  it('compares with the first item of an open list', async () => {
    const talk = await begin();
    const list = await talk.untilShown();
    const say = list.say;
    if (say.type !== 'show') throw new Error('a list is shown');
    const cheaper = await talk.hear('the same but cheaper and quieter');
    expect(cheaper.answer).toBeNull();
    const events = await talks.store.read(talk.id, signal);
    expect(events.filter((event) => event.type === 'critique-give')).toMatchObject([
      { about: 'number', name: 'price', direction: 'less', than: say.items[0]?.id, like: true },
      { about: 'aspect', name: 'noise-level', direction: 'more', than: say.items[0]?.id, like: true },
    ]);
  });

  it('takes bounds, and says what it lacks where there is nothing to compare with', async () => {
    const talk = await begin();
    const bare = await talk.hear('cheaper');
    expect(bare.answer).toContain('under 20 EUR');
    expect(bare.reply?.say).toEqual(talk.opening.say);
    const bound = await talk.hear('under 20 euros');
    expect(bound.answer).toBeNull();
    expect(bound.reply?.candidates).toBeLessThan(talk.opening.candidates);
  });

  it('takes, refuses and undoes', async () => {
    const talk = await begin();
    const list = await talk.untilShown();
    const refused = await talk.hear('none of these');
    expect(refused.reply?.top.map((item) => item.id)).not.toEqual(list.top.map((item) => item.id));
    const undone = await talk.hear('undo');
    expect(undone.reply?.say).toEqual(list.say);
    const taken = await talk.hear('the first one please');
    expect(taken.reply?.say).toMatchObject({ type: 'end', outcome: 'accepted' });
    const late = await talk.hear('hello');
    expect(late.answer).toBe('Hello.');
    expect(late.reply?.say).toEqual(taken.reply?.say);
  });

  it('answers small talk and steers back to what stands', async () => {
    const talk = await begin();
    const hello = await talk.hear('Hi! Do you play games?');
    expect(hello.answer).toContain('Hello. I am a program');
    expect(hello.reply?.say).toEqual(talk.opening.say);
    const off = await talk.hear('The weather in Ulm is dreadful');
    expect(off.reply?.say).toEqual(talk.opening.say);
    expect(off.reply?.notes).toHaveLength(1);
  });

  it('tells why it asks, why an item is not there, and what it knows', async () => {
    const talk = await begin();
    const why = await talk.hear('Why do you ask?');
    expect(why.reply?.say).toMatchObject({ type: 'explain', about: 'question' });
    await talk.hear('no');
    const not = await talk.hear('why not Acorn Ledger?');
    expect(not.answer).toMatch(
      /Acorn Ledger is number \d+ of what is left, with .+ of it\. From what you liked before/u,
    );
    const self = await talk.hear('what do you know about me?');
    expect(self.answer).toMatch(
      /^You told me: no to “.+”\. From before I know \d+ games that you liked, such as /u,
    );
    expect(JSON.stringify(self)).not.toMatch(/User:|"User"/u);
  });

  it('tells of an item that was refused, taken or named that it is left out', async () => {
    const talk = await begin();
    const list = await talk.untilShown();
    const [first, second] = list.say.type === 'show' ? list.say.items : [];
    await talk.take({ type: 'accept', item: first?.id ?? '', goOn: true });
    await talk.hear('none of these');
    const shownNext = await talk.hear('something like Acorn Ledger');
    expect(shownNext.reply?.say.type).toBe('show');
    for (const [name, cause] of [
      [first?.name, 'you took it'],
      [second?.name, 'you did not want it'],
      ['Acorn Ledger', 'you named it, so you know it'],
    ])
      expect((await talk.hear(`why not ${name}?`)).answer).toContain(`I leave ${name} out: ${cause}.`);
  });

  it('repeats the reply to a message that is sent again, and refuses its turn id to other words', async () => {
    const talk = await begin();
    const doubtful = await talk.hear('no, by Fen Aderley', [], 'same');
    const choices = doubtful.doubts.map(({ start }) => ({ start, node: 'Attribute:fenn-adderley' }));
    const first = await talk.hear('no, by Fen Aderley', choices, 'same');
    expect(first).toMatchObject({ heard: [{ node: { id: 'fenn-adderley' } }] });
    const log = await talks.store.read(talk.id, signal);
    await talk.hear('Hi!');
    expect(JSON.stringify(await talk.hear('no, by Fen Aderley', choices, 'same'))).toBe(
      JSON.stringify(first),
    );
    expect((await talks.store.read(talk.id, signal)).slice(0, log.length)).toEqual(log);
    for (const [words, chosen] of [
      ['no, by Fen Aderley', []],
      ['yes, by Fen Aderley', choices],
    ] as const) {
      await expect(talk.hear(words, [...chosen], 'same')).rejects.toMatchObject({
        code: 'conversation-conflict',
      });
    }
  });

  it('lets one of two writers of the same message win, and gives both the reply', async () => {
    const talk = await begin();
    const replies = await Promise.all(
      ['two', 'two'].map((turn) => talk.hear('no, cooperative please', [], turn)),
    );
    expect(replies[0]).toEqual(replies[1]);
    expect(replies[0]?.heard).toHaveLength(1);
    const acts = (await talks.store.read(talk.id, signal)).flatMap((event) =>
      'act' in event ? [event] : [],
    );
    expect(acts.map(({ turn }) => turn)).toEqual(['t0', 'two~1', 'two']);
  });

  it('needs a conversation, and words of a length that somebody may say', async () => {
    const talk = await begin();
    await expect(
      hearMessage(talk.deps, { conversation: 'nobody', turn: 't', text: 'hi' }, signal),
    ).rejects.toMatchObject({
      code: 'conversation-unknown',
    });
    const long = { conversation: talk.id, turn: 'long', text: 'x'.repeat(10_000) };
    await expect(hearMessage(talk.deps, long, signal)).rejects.toMatchObject({ code: 'request-invalid' });
  });
});

describe('a message that only a model understands', () => {
  const text = 'I want to potter about with my gran';

  it('proposes what was offered and said, to be confirmed', async () => {
    const talk = await begin([
      (request) => {
        const offered = /^(N\d+) cooperative$/imu.exec(request.messages[1]?.content ?? '')?.[1];
        return JSON.stringify({ found: [{ id: offered ?? 'N1', words: 'with my gran', want: true }] });
      },
    ]);
    const proposed = await talk.hear(text);
    expect(proposed.reply).toBeNull();
    expect(proposed.doubts).toHaveLength(1);
    expect(text.slice(proposed.doubts[0]?.start, proposed.doubts[0]?.end)).toBe('with my gran');
  });

  it('falls back to saying that nothing was understood', async () => {
    const bad: ScriptedAnswer[] = [
      'Sure, a game!',
      '{"found":[{"id":"N999","words":"gran","want":true}]}',
      JSON.stringify({ found: [{ id: 'N1', words: 'a spaceship', want: true }] }),
      { text: '{"found":[{"id":"N1","words":"gran","want":true}]}', promptTruncated: true },
    ];
    const talk = await begin(bad);
    for (const _ of [...bad, 'the script is over']) {
      const reply = await talk.hear(text);
      expect(reply).toMatchObject({ heard: [], doubts: [] });
      expect(reply.reply?.say).toEqual(talk.opening.say);
    }
  });
});

describe('a question in the words of a model', () => {
  it('is stored where the gate accepts it, and asked as it is where not', async () => {
    const talk = await begin([
      '{"question":"Would you like better pieces made of wood, with 40 % off?"}',
      'no JSON',
      '{"question":"Would you like pieces that are made of wood?"}',
    ]);
    expect(talk.opening.say).toMatchObject({ text: 'Would you like pieces made of wood?' });
    for (const turn of ['w1', 'w2']) expect((await smoothTurn(talk, turn)).say).toEqual(talk.opening.say);
    const worded = await smoothTurn(talk, 'w3');
    expect(worded.say).toMatchObject({
      text: 'Would you like pieces that are made of wood?',
      plainText: 'Would you like pieces made of wood?',
    });
    expect(JSON.stringify(await smoothTurn(talk, 'w3'))).toBe(JSON.stringify(worded));
    expect((await smoothTurn(talk, 'w4')).say).toEqual(worded.say);
  });
});

function smoothTurn(talk: SeedTalk, turn: string): Promise<TurnReply> {
  return converse(talk.deps, { conversation: talk.id, turn, act: { type: 'resume' }, smooth: true }, signal);
}
