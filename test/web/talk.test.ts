import { afterEach, describe, expect, it, vi } from 'vitest';
import { createTalk, type TalkState } from '../../web/src/talk.ts';

afterEach(() => vi.unstubAllGlobals());

const ask = { type: 'ask', text: 'A film noir?', reason: 'It splits the rest.', values: [] };
const shown = {
  conversation: 'c',
  standing: ask,
  steps: [],
  wishes: [],
  items: [],
  candidates: 4,
  itemCount: 9,
};
const doubt = {
  start: 3,
  end: 9,
  text: 'Does “An Lee” mean Ann Lee?',
  choices: [{ label: 'Attribute', id: 'ann', name: 'Ann Lee' }],
};

describe('a conversation on the page', () => {
  it('begins, answers, and reads where it stands after each turn', async () => {
    const server = fakeServer((path) => (path.endsWith('turn') ? { say: ask, notes: ['A note.'] } : shown));
    const { talk } = begun();
    await talk.start('mara');
    await talk.act({ type: 'answer', answer: 'yes' }, 'Yes');
    expect(server.calls.map(([path]) => path)).toEqual([
      '/api/conversations/turn',
      '/api/conversations/id-1',
      '/api/conversations/turn',
      '/api/conversations/id-1',
    ]);
    expect(server.calls[0]?.[1]).toMatchObject({
      conversation: 'id-1',
      act: { type: 'start', user: 'mara' },
    });
    expect(talk.state().lines.map((line) => [line.from, line.text])).toEqual([
      ['engine', 'A note.'],
      ['engine', 'A film noir?'],
      ['engine', 'It splits the rest.'],
      ['person', 'Yes'],
      ['engine', 'A note.'],
      ['engine', 'A film noir?'],
      ['engine', 'It splits the rest.'],
    ]);
    expect(talk.state()).toMatchObject({ shown, isBusy: false, problem: null });
  });

  it('asks what a name means and sends the message again with the choice', async () => {
    const server = fakeServer((path, body) => {
      if (path.endsWith('turn')) return { say: ask, notes: [] };
      if (!path.endsWith('message')) return shown;
      const { choices } = body as { choices: unknown[] };
      return choices.length === 0
        ? { heard: [], doubts: [doubt], answer: null, reply: null }
        : { heard: [], doubts: [], answer: null, reply: { say: ask, notes: [] } };
    });
    const { talk } = begun();
    await talk.start(null);
    await talk.say('by An Lee');
    expect(talk.state().pending).toMatchObject({ text: 'by An Lee', doubts: [doubt] });
    expect(talk.state().lines.at(-1)?.text).toBe(doubt.text);
    await talk.choose(3, 'Attribute:ann', 'Ann Lee');
    expect(talk.state().pending).toBeNull();
    const messages = server.calls.filter(([path]) => path.endsWith('message')).map(([, body]) => body);
    expect(messages).toMatchObject([
      { text: 'by An Lee', choices: [] },
      { text: 'by An Lee', choices: [{ start: 3, node: 'Attribute:ann' }] },
    ]);
  });

  it('takes one turn at a time, and shows what went wrong', async () => {
    const server = fakeServer(
      () => new Response('{"title":"answer-invalid","detail":"No.","status":409}', { status: 409 }),
    );
    const { talk, states } = begun();
    await Promise.all([talk.start(null), talk.start(null)]);
    expect(server.calls).toHaveLength(1);
    expect(talk.state()).toMatchObject({ isBusy: false, problem: { title: 'answer-invalid' } });
    expect(states.map((state) => state.isBusy)).toEqual([true, false]);
  });

  it('drops an answer that comes after it was closed', async () => {
    let release = (): void => undefined;
    const held = new Promise((resolve) => {
      release = () => resolve({ say: ask, notes: [] });
    });
    fakeServer((path) => (path.endsWith('turn') ? held : shown));
    const { talk } = begun();
    const started = talk.start(null);
    await vi.waitFor(() => expect(talk.state().isBusy).toBe(true));
    talk.close();
    release();
    await started;
    expect(talk.state()).toMatchObject({ id: null, lines: [], isBusy: false });
  });
});

function begun(): { talk: ReturnType<typeof createTalk>; states: TalkState[] } {
  const states: TalkState[] = [];
  let ids = 0;
  const talk = createTalk(
    () => {
      ids++;
      return `id-${ids}`;
    },
    (state) => states.push(state),
  );
  return { talk, states };
}

/** Answers each request with what `reply` returns, as JSON unless it is a response. */
function fakeServer(reply: (path: string, body: unknown) => unknown): { calls: [string, unknown][] } {
  const calls: [string, unknown][] = [];
  vi.stubGlobal('fetch', async (path: string, request: { body?: string }) => {
    const body: unknown = request.body === undefined ? undefined : JSON.parse(request.body);
    calls.push([path, body]);
    const value = await reply(path, body);
    return value instanceof Response ? value.clone() : new Response(JSON.stringify(value));
  });
  return { calls };
}
