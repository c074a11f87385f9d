import { afterEach, describe, expect, it, vi } from 'vitest';
import { EngineError } from '../../src/core/errors.ts';
import { createOllamaModel } from '../../src/llm/ollama-model.ts';
import type { LanguageModel } from '../../src/llm/port.ts';
import {
  type ChatScript,
  chatLine,
  type FakeOllama,
  fakeModel,
  faults,
  lastLine,
  refuses,
  says,
  startFakeOllama,
  streams,
} from './fake-ollama.ts';
import { modelSuite, smallRequest } from './port.suite.ts';

/** Nothing listens on this port of the loopback. */
const nowhere = 'http://127.0.0.1:9';
const never = new AbortController().signal;

function modelAt(host: string, model: string | null = fakeModel): LanguageModel {
  return createOllamaModel({ host, model, now: () => 0, retryWaitsMs: [1, 1] });
}

modelSuite('Ollama over HTTP', {
  answering: async (text) => opened(says(text)),
  hanging: async () => opened(() => {}),
  down: async () => ({ model: modelAt(nowhere), close: async () => {} }),
});

async function opened(script: ChatScript): Promise<{ model: LanguageModel; close: () => Promise<void> }> {
  const server = await startFakeOllama(script);
  return { model: modelAt(server.host), close: () => server.close() };
}

describe('the Ollama model', () => {
  let server: FakeOllama | undefined;
  const serve = async (...scripts: ChatScript[]): Promise<FakeOllama> => {
    server = await startFakeOllama(...scripts);
    return server;
  };

  afterEach(async () => {
    await server?.close();
    server = undefined;
    vi.restoreAllMocks();
  });

  it('sends context length, limits, seed and schema, and always streams', async () => {
    const { host, chats } = await serve(says('{}'));
    await modelAt(host).chat({ ...smallRequest, format: { type: 'object', title: 'X' } }, never);
    expect(chats).toEqual([
      {
        model: fakeModel,
        messages: smallRequest.messages,
        stream: true,
        format: { type: 'object', title: 'X' },
        truncate: false,
        shift: false,
        options: { num_ctx: 2048, num_predict: 64, seed: 1, temperature: 0 },
      },
    ]);
  });

  it.each(Object.entries(faults))('turns %s into its code', async (_, { script, code }) => {
    const printed = [vi.spyOn(console, 'log'), vi.spyOn(console, 'warn'), vi.spyOn(console, 'error')];
    const { host } = await serve(script);
    const error = await modelAt(host)
      .chat({ ...smallRequest, timeoutMs: code === 'deadline-exceeded' ? 150 : 20_000 }, never)
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(EngineError);
    expect(error).toMatchObject({ code });
    expect((error as EngineError).message).not.toMatch(/\n|\bat .*:\d+:\d+/);
    for (const print of printed) expect(print).not.toHaveBeenCalled();
  });

  it('names the command that gets a missing model', async () => {
    const { host } = await serve(refuses(404, 'model not found'));
    await expect(modelAt(host).chat(smallRequest, never)).rejects.toThrow(`Run: ollama pull ${fakeModel}`);
    expect(await modelAt(host, 'other').status(never)).toEqual({
      available: false,
      reason: `Ollama at ${host} has no model "other"`,
      fix: 'Run: ollama pull other',
    });
  });

  it('tries again when the server is full, a few times', async () => {
    const full = refuses(503, 'server busy');
    const { host, chats } = await serve(full, full, says('{"a":1}'));
    expect((await modelAt(host).chat(smallRequest, never)).text).toBe('{"a":1}');
    expect(chats).toHaveLength(3);
    await server?.close();
    const limited = await serve(refuses(429, 'too many requests'), says('{"a":2}'));
    expect((await modelAt(limited.host).chat(smallRequest, never)).text).toBe('{"a":2}');
    await server?.close();
    const always = await serve(full);
    await expect(modelAt(always.host).chat(smallRequest, never)).rejects.toMatchObject({
      code: 'model-unavailable',
    });
    expect(always.chats).toHaveLength(3);
  });

  it('does not try again what will not change', async () => {
    const { host, chats } = await serve(refuses(500, 'broken'));
    await expect(modelAt(host).chat(smallRequest, never)).rejects.toMatchObject({
      code: 'model-unavailable',
    });
    expect(chats).toHaveLength(1);
  });

  it.each([
    ['as few tokens as words cannot make', 3, true],
    ['a full context', 2048, true],
    ['as many tokens as expected', 20, false],
    ['no count', undefined, false],
    ['a count that is no number', '3', false],
  ])('sees in %s whether the prompt was cut', async (_, count, promptTruncated) => {
    const { host } = await serve(says('{}', { prompt_eval_count: count }));
    const messages = [{ role: 'user' as const, content: 'a prompt of ten words that were not all read' }];
    expect(await modelAt(host).chat({ ...smallRequest, messages }, never)).toMatchObject({ promptTruncated });
  });

  it('sees in the refusal of a newer server that the prompt is too long', async () => {
    const { host } = await serve(refuses(400, 'the input length exceeds the context length'));
    expect(await modelAt(host).chat(smallRequest, never)).toMatchObject({ text: '', promptTruncated: true });
  });

  it('passes on why the answer ended', async () => {
    const { host } = await serve(says('{"sen', { done_reason: 'length' }));
    expect(await modelAt(host).chat(smallRequest, never)).toMatchObject({
      text: '{"sen',
      doneReason: 'length',
    });
    await server?.close();
    const other = await serve(says('{}', { done_reason: 7 }));
    expect(await modelAt(other.host).chat(smallRequest, never)).toMatchObject({ doneReason: 'other' });
  });

  it('takes an answer that the server gave up on as far as it goes', async () => {
    const { host } = await serve(streams([chatLine('{"sen'), chatLine('....')]));
    expect(await modelAt(host).chat(smallRequest, never)).toEqual({
      text: '{"sen....',
      promptTokens: null,
      outputTokens: null,
      doneReason: 'other',
      promptTruncated: false,
    });
  });

  it('reads a last line without a line end, and characters split between two chunks', async () => {
    const whole = Buffer.from(
      `${JSON.stringify({ message: { role: 'assistant', content: 'é😀' }, done: true })}`,
    );
    const middle = whole.indexOf(0xc3) + 1;
    const { host } = await serve(streams([whole.subarray(0, middle), whole.subarray(middle)]));
    expect((await modelAt(host).chat(smallRequest, never)).text).toBe('é😀');
  });

  it('says that no model is chosen', async () => {
    const model = modelAt(nowhere, null);
    expect(await model.status(never)).toMatchObject({ available: false, reason: 'No model is chosen' });
    await expect(model.chat(smallRequest, never)).rejects.toMatchObject({ code: 'model-missing' });
  });

  it('asks for a status again after a while, and after a failed call', async () => {
    let time = 0;
    const { host } = await serve(refuses(500, 'broken'));
    const model = createOllamaModel({ host, model: fakeModel, now: () => time, retryWaitsMs: [] });
    const isThere = async (): Promise<boolean> => (await model.status(never)).available;
    expect(await isThere()).toBe(true);
    await server?.close();
    expect(await isThere()).toBe(true);
    time = 15_000;
    expect(await isThere()).toBe(false);
    await serve(refuses(500, 'broken'));
    const late = createOllamaModel({
      host: server?.host,
      model: fakeModel,
      now: () => time,
      retryWaitsMs: [],
    });
    time = 3_600_000;
    expect((await late.status(never)).available).toBe(true);
    await server?.close();
    // The clock was set back.
    time = 0;
    expect((await late.status(never)).available).toBe(false);
    await serve(refuses(500, 'broken'));
    const other = createOllamaModel({
      host: server?.host,
      model: fakeModel,
      now: () => time,
      retryWaitsMs: [],
    });
    expect((await other.status(never)).available).toBe(true);
    await server?.close();
    await expect(other.chat(smallRequest, never)).rejects.toMatchObject({ code: 'model-unavailable' });
    expect((await other.status(never)).available).toBe(false);
  });

  it('says where it looked for a server that is down', async () => {
    expect(await modelAt(nowhere).status(never)).toEqual({
      available: false,
      reason: `Ollama at ${nowhere} cannot be reached (ECONNREFUSED)`,
      fix: 'Start it with "ollama serve", or set OLLAMA_HOST to where it runs.',
    });
  });

  it('hangs up when it has what it needs, whatever the server goes on to do', async () => {
    let hangUp: Promise<unknown> = Promise.resolve();
    const { host } = await serve((response) => {
      hangUp = new Promise((resolve) => response.on('close', resolve));
      response.writeHead(200, { 'content-type': 'application/x-ndjson' });
      response.write(chatLine('{}'));
      response.write(lastLine());
    });
    expect((await modelAt(host).chat({ ...smallRequest, timeoutMs: 600_000 }, never)).text).toBe('{}');
    await hangUp;
  });

  it('keeps connections for later calls', async () => {
    const { host, chats, connections } = await serve(says('{"a":1}'));
    const model = modelAt(host);
    for (let call = 0; call < 8; call++) expect((await model.chat(smallRequest, never)).text).toBe('{"a":1}');
    expect(chats).toHaveLength(8);
    expect(connections()).toBeLessThan(8);
  });

  it('sends a call once more where the server has closed the kept connection', async () => {
    const drops: ChatScript = (response) => void response.destroy();
    const { host, chats, connections } = await serve(says('1'), drops, says('2'), drops);
    const model = modelAt(host);
    expect((await model.chat(smallRequest, never)).text).toBe('1');
    // The connection is free once the answer has ended for good.
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect((await model.chat(smallRequest, never)).text).toBe('2');
    expect([chats.length, connections()]).toEqual([3, 2]);
    // Nobody had closed a new one before, so this is a failure.
    await expect(model.chat(smallRequest, never)).rejects.toMatchObject({ code: 'model-unavailable' });
    expect([chats.length, connections()]).toEqual([4, 3]);
  });

  it('keeps many calls apart', async () => {
    const { host } = await serve((response, request) =>
      says(String((request['options'] as { seed: number }).seed))(response, request),
    );
    const model = modelAt(host);
    const seeds = Array.from({ length: 20 }, (_, seed) => seed);
    const replies = await Promise.all(seeds.map((seed) => model.chat({ ...smallRequest, seed }, never)));
    expect(replies.map((reply) => reply.text)).toEqual(seeds.map(String));
  });
});
