import { expect, it } from 'vitest';
import { createOllamaModel } from '../../src/llm/ollama-model.ts';
import { describeWithOllama } from '../servers/real.ts';
import { smallRequest } from './port.suite.ts';

describeWithOllama('the Ollama model on the real server', ({ host, model }) => {
  const never = new AbortController().signal;
  const open = (name: string | null = model) => createOllamaModel({ host, model: name, now: Date.now });
  const format = {
    type: 'object',
    properties: {
      cites: { type: 'array', items: { type: 'string', enum: ['E1', 'E2'] }, minItems: 1, maxItems: 2 },
    },
    required: ['cites'],
  };

  it('has a name, a digest and a version', async () => {
    expect(await open().status(never)).toEqual({
      available: true,
      name: model,
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      version: expect.stringMatching(/^\d+\.\d+/),
    });
    expect(await open('none-such').status(never)).toMatchObject({
      available: false,
      fix: 'Run: ollama pull none-such',
    });
    await expect(open('none-such').chat(smallRequest, never)).rejects.toMatchObject({
      code: 'model-missing',
    });
  });

  it('answers under the schema, the same for the same seed', async () => {
    const request = { ...smallRequest, format, outputTokensMax: 256 };
    const first = await open().chat(request, never);
    expect(first.promptTruncated).toBe(false);
    expect(first.promptTokens).toBeGreaterThan('Say something.'.length - 1);
    if (first.doneReason === 'stop') expect(['E1', 'E2']).toContain(JSON.parse(first.text).cites[0]);
    expect((await open().chat(request, never)).text).toBe(first.text);
  });

  it('says that a prompt is longer than the context', async () => {
    const messages = [{ role: 'user' as const, content: 'word '.repeat(600) }];
    const reply = await open().chat(
      { ...smallRequest, messages, contextTokens: 512, outputTokensMax: 4 },
      never,
    );
    expect(reply.promptTruncated).toBe(true);
  });

  it('ends at its deadline and by its signal', async () => {
    const long = { ...smallRequest, outputTokensMax: 1900, format: { type: 'string', minLength: 1800 } };
    await expect(open().chat({ ...long, timeoutMs: 5 }, never)).rejects.toMatchObject({
      code: 'deadline-exceeded',
    });
    const controller = new AbortController();
    const call = open().chat(long, controller.signal);
    setTimeout(() => controller.abort(), 20);
    await expect(call).rejects.toMatchObject({ code: 'interrupted' });
  });
});
