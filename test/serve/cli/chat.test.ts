import { Readable } from 'node:stream';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Problem, TurnReply } from '../../../src/contract/types.ts';
import { check } from '../../../src/contract/validate.ts';
import { converse } from '../../../src/engine/conversation/converse.ts';
import { hearMessage } from '../../../src/engine/conversation/hear-message.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import { chatCommand } from '../../../src/serve/cli/chat.ts';
import type { CliContext } from '../../../src/serve/cli/context.ts';
import {
  type ConversationDeps,
  conversationDeps,
  filmGraph,
  filmHas,
  filmId,
} from '../../engine/conversation/conversation-deps.ts';

let outside: ConversationDeps;

beforeEach(() => {
  outside = conversationDeps(filmGraph());
});

/** Questions until few films are left. */
const patient = ['--policy', 'greedy-entropy'];

interface Ran {
  readonly out: string;
  readonly err: string;
}

async function chat(
  args: readonly string[],
  stdin: Readable,
  stop = new AbortController(),
  promptLine: CliContext['promptLine'] = null,
): Promise<Ran> {
  const written = { out: '', err: '' };
  const context = { ...contextOf(written, stdin, stop.signal), promptLine };
  await chatCommand(context).parseAsync([...args], { from: 'user' });
  return written;
}

/** A context whose engine is the real one over the store of `outside`; `written` grows with what is said. */
function contextOf(written: { out: string; err: string }, stdin: Readable, signal: AbortSignal): CliContext {
  const sink = (name: 'out' | 'err'): CliContext['out'] => ({
    write: (text) => {
      written[name] += text;
    },
    isTerminal: false,
    columns: 80,
  });
  const engine: Pick<Engine, 'converse' | 'hearMessage'> = {
    converse: (request) => converse(outside.deps, request, signal),
    hearMessage: (request) => hearMessage(outside.deps, request, signal),
  };
  const context: Partial<CliContext> = {
    open: async () => engine as Engine,
    out: sink('out'),
    err: sink('err'),
    stdin,
    promptLine: null,
    signal,
  };
  return context as CliContext;
}

const lines = (...text: string[]): Readable => Readable.from([`${text.join('\n')}\n`]);

function onlyStream(): string {
  expect(outside.streams.size).toBe(1);
  return [...outside.streams.keys()][0]!;
}

/** Feeds the command what a person would type who sees every reply: `next` gets the text written since the last line. */
async function chatWith(args: readonly string[], next: (shown: string) => string | null): Promise<Ran> {
  const written = { out: '', err: '' };
  let seen = 0;
  async function* typed(): AsyncGenerator<string> {
    for (;;) {
      const shown = written.out.slice(seen);
      if (!shown.endsWith('quit\n')) {
        await new Promise((resolve) => setImmediate(resolve));
        continue;
      }
      seen = written.out.length;
      const line = next(shown);
      if (line === null) return;
      yield `${line}\n`;
    }
  }
  const context = contextOf(written, Readable.from(typed()), new AbortController().signal);
  await chatCommand(context).parseAsync([...args], { from: 'user' });
  return written;
}

describe('whypath chat', () => {
  it('finds the film that a person has in mind', async () => {
    const film = 37;
    const shown: string[] = [];
    const { out } = await chatWith([], (text) => {
      shown.push(text);
      const asked = /that is ([\w-]+)\?/u.exec(text)?.[1];
      if (asked !== undefined) {
        const attribute = asked === 'Odd' ? 'bit-0' : asked === 'Late' ? 'bit-5' : asked.toLowerCase();
        return filmHas(film, attribute) ? 'y' : 'n';
      }
      const number = new RegExp(`^ +(\\d+)  ${filmId(film)} `, 'imu').exec(text)?.[1];
      return number ?? 'r';
    });
    expect(out.endsWith('\nFILM-37 it is. The conversation ends here.\n')).toBe(true);
    expect(shown.length).toBeLessThanOrEqual(7);
  });

  it('reads as the golden file says', async () => {
    const { out } = await chat(
      ['--attribute', 'Odd', ...patient],
      lines('w', 'n', 'hello?', 'y', 'u', 'n', 'w 2', '99', 'r', 'u', '2'),
    );
    await expect(out.replaceAll(onlyStream(), 'ID')).toMatchFileSnapshot(
      '../../golden/conversation/chat.txt',
    );
  });

  it('answers lines that it cannot use with a hint, and loses nothing', async () => {
    const odd = ['', '   ', '-1', '0', '1', 'w 3'];
    const unknown = ['oui', '是的', '__proto__', 'constructor'];
    const { out } = await chat([], lines(...odd, ...unknown, 'x'.repeat(10_240), 'y'));
    expect(out.match(/I did not understand that\./gu)).toHaveLength(odd.length);
    expect(out.match(/^Note: /gmu)).toHaveLength(unknown.length);
    expect(out).toContain('text');
    const kept = outside.streams.get(onlyStream())!.filter((event) => event.type === 'answer-give');
    expect(kept).toHaveLength(1);
  });

  it('takes words, and asks what a name means that is nearly one', async () => {
    const { out } = await chat([], lines('Latte please', 'y', 'u', 'Latte please', 'n', 'late'));
    expect(out).toContain('Does “Latte” mean Late?\n  y yes   n no\n\n');
    const said = outside.streams.get(onlyStream())!.filter((event) => event.type === 'message-receive');
    expect(said.map((event) => event.links.map((link) => link.id))).toEqual([['bit-5'], [], ['bit-5']]);
  });

  it('offers what may be answered to the arrow keys where there is a terminal', async () => {
    const offered: string[][] = [];
    const { out } = await chat([], Readable.from([]), new AbortController(), async (choices) => {
      offered.push(choices.map((choice) => choice.name));
      return offered.length === 1 ? (choices[1]?.line ?? '') : 'q';
    });
    expect(offered[0]).toEqual(['Yes', 'No', "Don't care", 'Why do you ask?', 'Undo', 'Quit']);
    expect(out).not.toContain('q quit');
    const [answer] = outside.streams.get(onlyStream())!.filter((event) => event.type === 'answer-give');
    expect(answer).toMatchObject({ answer: 'no' });
  });

  it('says what is wrong when there is nothing to take back, and goes on', async () => {
    const { out } = await chat([], lines('u', 'y'));
    expect(out).toContain('There is nothing to take back yet.');
    expect(outside.streams.get(onlyStream())).toHaveLength(4);
  });

  it('goes on where it was after a restart', async () => {
    const first = await chat(patient, lines('y', 'q'));
    const id = onlyStream();
    expect(first.out).toContain(`Conversation ${id}\n`);
    const question = first.out.match(/Would you like .+\?/gu)!.at(-1)!;
    const second = await chat(['--resume', id], Readable.from([]));
    expect(second.out).toContain(question);
    expect(onlyStream()).toBe(id);
  });

  it('ends cleanly at the end of input, also in the middle of a line', async () => {
    const { out } = await chat(patient, Readable.from(['y\n', 'n']));
    expect(out).toContain('Resume with: whypath chat --resume ');
    expect(outside.streams.get(onlyStream())!.filter((event) => event.type === 'answer-give')).toHaveLength(
      2,
    );
  });

  it('stops when interrupted and says how to resume', async () => {
    const stop = new AbortController();
    const stdin = new Readable({
      read() {
        setImmediate(() => stop.abort());
      },
    });
    await expect(chat([], stdin, stop)).rejects.toMatchObject({ code: 'interrupted' });
    expect(onlyStream()).not.toBe('');
  });

  it('refuses what cannot begin', async () => {
    await expect(chat(['--resume', 'nothing'], lines())).rejects.toMatchObject({
      code: 'conversation-unknown',
    });
    await expect(chat(['--resume', 'c', '--user', 'mara'], lines())).rejects.toMatchObject({ code: 'usage' });
    await expect(chat(['--user', 'maro'], lines())).rejects.toMatchObject({ code: 'node-unknown' });
  });

  it('makes names of the data harmless', async () => {
    const { names } = filmGraph().snapshot;
    // ESC for the first letter of the attribute "Odd" and of every film.
    const units = names.units.map((unit) => ('OF'.includes(String.fromCharCode(unit)) ? 27 : unit));
    outside.graph = { ...outside.graph, snapshot: { ...outside.graph.snapshot, names: { ...names, units } } };
    const { out } = await chat(['--attribute', 'bit-3'], lines('w', 'y', 'y'));
    expect(
      outside.streams.get(onlyStream())!.some((event) => JSON.stringify(event).includes('\\u001b')),
    ).toBe(true);
    expect(out).not.toContain('\u001b');
  });
});

describe('whypath chat --json', () => {
  it('answers each act with one reply on a line, mistakes with a problem', async () => {
    const { out, err } = await chat(
      ['--json', '--user', 'mara'],
      lines(
        '{"act":{"type":"refuse"}}',
        '',
        'not json',
        '[]',
        '{"act":{"type":"sing"}}',
        '{"act":{"type":"undo"},"pace":1}',
        `{"act":{"type":"refuse"},"pad":"${'x'.repeat(70_000)}"}`,
        '{"act":{"type":"accept","item":"nowhere"}}',
        '{"turn":"mine","act":{"type":"undo"}}',
        '{"turn":"mine","act":{"type":"undo"}}',
      ),
    );
    const replies = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as TurnReply & Problem);
    expect(replies.map((reply) => reply.title ?? reply.say.type)).toEqual([
      'show',
      'ask',
      'request-invalid',
      'request-invalid',
      'request-invalid',
      'request-invalid',
      'request-invalid',
      'answer-invalid',
      'show',
      'show',
    ]);
    for (const reply of replies)
      expect(check(reply.title === undefined ? 'turn-reply' : 'problem', reply)).toMatchObject({ ok: true });
    expect(replies[6]!.detail).toContain('more than 65536');
    expect(replies[9]).toEqual(replies[8]);
    expect(replies[8]!.turn).toBe('mine');
    expect(err).toBe(`Conversation ${onlyStream()}\nResume with: whypath chat --resume ${onlyStream()}\n`);
  });

  it('does not go on when the outside fails', async () => {
    async function* typed(): AsyncGenerator<string> {
      outside.beforeAppend = () => Promise.reject(new Error('disk full'));
      yield '{"act":{"type":"answer","answer":"yes"}}\n';
    }
    await expect(chat(['--json'], Readable.from(typed()))).rejects.toThrow('disk full');
    expect(outside.streams.get(onlyStream())).toHaveLength(2);
  });
});
