import { describe, expect, it } from 'vitest';
import { limitedModel } from '../../../src/engine/explanation/limited-model.ts';
import type { ChatReply, ChatRequest, LanguageModel } from '../../../src/llm/port.ts';
import { createScriptedModel } from '../../../src/llm/scripted-model.ts';
import { modelSuite, smallRequest } from '../../llm/port.suite.ts';

const never = new AbortController().signal;
const close = async (): Promise<void> => {};

modelSuite('a limited model', {
  answering: async (text) => ({
    model: limitedModel(createScriptedModel([{ text, promptTokens: 900, outputTokens: 40 }]), 1),
    close,
  }),
  hanging: async () => ({
    model: limitedModel(createScriptedModel(['hang-forever', 'hang-forever']), 1),
    close,
  }),
  down: async () => ({
    model: limitedModel(
      createScriptedModel([], { available: false, reason: 'no server', fix: 'start one' }),
      1,
    ),
    close,
  }),
});

describe('a limited model', () => {
  it('lets so many calls through at a time, the others in their order', async () => {
    const { model, begun, end } = manualModel();
    const limited = limitedModel(model, 2);
    const calls = [1, 2, 3, 4].map((seed) => limited.chat({ ...smallRequest, seed }, never));
    await turn();
    expect(begun).toEqual([1, 2]);
    end(2);
    await turn();
    expect(begun).toEqual([1, 2, 3]);
    end(1);
    await turn();
    expect(begun).toEqual([1, 2, 3, 4]);
    end(3);
    end(4);
    expect((await Promise.all(calls)).map(({ text }) => text)).toEqual(['1', '2', '3', '4']);
  });

  it('hands the place of a failed call on, and takes who is interrupted out of the queue', async () => {
    const { model, begun, end, fail } = manualModel();
    const limited = limitedModel(model, 1);
    const stop = new AbortController();
    const first = limited.chat({ ...smallRequest, seed: 1 }, never);
    const given = limited.chat({ ...smallRequest, seed: 2 }, stop.signal);
    const third = limited.chat({ ...smallRequest, seed: 3 }, never);
    first.catch(() => {});
    stop.abort();
    await expect(given).rejects.toMatchObject({ code: 'interrupted' });
    fail(1);
    await expect(first).rejects.toThrow('broken');
    await turn();
    expect(begun).toEqual([1, 3]);
    end(3);
    await third;
    const last = limited.chat({ ...smallRequest, seed: 4 }, never);
    await turn();
    expect(begun).toEqual([1, 3, 4]);
    end(4);
    await last;
  });
});

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A model whose calls end when the test says so; calls are named by their seed. */
function manualModel(): {
  readonly model: LanguageModel;
  readonly begun: number[];
  readonly end: (seed: number) => void;
  readonly fail: (seed: number) => void;
} {
  const begun: number[] = [];
  const ends = new Map<number, PromiseWithResolvers<ChatReply>>();
  const reply = { promptTokens: 1, outputTokens: 1, doneReason: 'stop', promptTruncated: false } as const;
  return {
    begun,
    end: (seed) => ends.get(seed)?.resolve({ ...reply, text: String(seed) }),
    fail: (seed) => ends.get(seed)?.reject(new Error('broken')),
    model: {
      status: async () => ({ available: true, name: 'manual', digest: 'd', version: '0' }),
      chat: ({ seed }: ChatRequest) => {
        begun.push(seed);
        const end = Promise.withResolvers<ChatReply>();
        ends.set(seed, end);
        return end.promise;
      },
    },
  };
}
