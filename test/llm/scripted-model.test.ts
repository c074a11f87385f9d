import { describe, expect, it } from 'vitest';
import { EngineError } from '../../src/core/errors.ts';
import { createScriptedModel } from '../../src/llm/scripted-model.ts';
import { modelSuite, smallRequest } from './port.suite.ts';

const close = async (): Promise<void> => {};

modelSuite('a scripted model', {
  answering: async (text) => ({
    model: createScriptedModel([{ text, promptTokens: 900, outputTokens: 40 }]),
    close,
  }),
  hanging: async () => ({ model: createScriptedModel(['hang-forever', 'hang-forever']), close }),
  down: async () => ({
    model: createScriptedModel([], { available: false, reason: 'no server', fix: 'start one' }),
    close,
  }),
});

describe('a scripted model', () => {
  const never = new AbortController().signal;

  it('gives its answers in order, records its calls and refuses one too many', async () => {
    const failure = new EngineError('model-failed', 'broken');
    const model = createScriptedModel(['one', failure, (request) => `${request.seed}`]);
    expect((await model.chat(smallRequest, never)).text).toBe('one');
    await expect(model.chat(smallRequest, never)).rejects.toBe(failure);
    expect((await model.chat({ ...smallRequest, seed: 9 }, never)).text).toBe('9');
    await expect(model.chat(smallRequest, never)).rejects.toMatchObject({ code: 'model-failed' });
    expect(model.calls.map(({ seed }) => seed)).toEqual([1, 1, 9, 1]);
  });
});
