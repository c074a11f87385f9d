import { afterEach, describe, expect, it } from 'vitest';
import type { ChatRequest, LanguageModel } from '../../src/llm/port.ts';

/** A model under test: what it must answer, and how it ends. */
export interface ModelUnderTest {
  readonly model: LanguageModel;
  close(): Promise<void>;
}

/** Ways to open a model in a chosen condition. */
export interface ModelOpener {
  /** Answers every call with `text`, 900 prompt tokens and 40 output tokens. */
  answering(text: string): Promise<ModelUnderTest>;
  /** Never answers a call. */
  hanging(): Promise<ModelUnderTest>;
  /** Cannot be reached. */
  down(): Promise<ModelUnderTest>;
}

/** A small request. */
export const smallRequest: ChatRequest = {
  messages: [{ role: 'user', content: 'Say something.' }],
  format: { type: 'object' },
  contextTokens: 2048,
  outputTokensMax: 64,
  seed: 1,
  temperature: 0,
  timeoutMs: 20_000,
};

/** What every model behind the port does. */
export function modelSuite(name: string, open: ModelOpener): void {
  describe(`${name}, as a language model`, () => {
    let opened: ModelUnderTest | undefined;
    const use = async (opening: Promise<ModelUnderTest>): Promise<LanguageModel> => {
      opened = await opening;
      return opened.model;
    };
    const never = (): AbortSignal => new AbortController().signal;

    afterEach(async () => {
      await opened?.close();
      opened = undefined;
    });

    it('says that it is there, by name and digest', async () => {
      const status = await (await use(open.answering('{}'))).status(never());
      expect(status).toMatchObject({ available: true });
      if (status.available)
        expect([status.name, status.digest, status.version].every((text) => text.length > 0)).toBe(true);
    });

    it('returns text and counts', async () => {
      const model = await use(open.answering('{"sentences": "héllo 😀"}'));
      expect(await model.chat(smallRequest, never())).toEqual({
        text: '{"sentences": "héllo 😀"}',
        promptTokens: 900,
        outputTokens: 40,
        doneReason: 'stop',
        promptTruncated: false,
      });
    });

    it('says why it is not there and what to do', async () => {
      const model = await use(open.down());
      const status = await model.status(never());
      expect(status).toMatchObject({
        available: false,
        reason: expect.stringMatching(/\w/),
        fix: expect.stringMatching(/\w/),
      });
      await expect(model.chat(smallRequest, never())).rejects.toMatchObject({ code: 'model-unavailable' });
    });

    it('gives up at the deadline', async () => {
      const model = await use(open.hanging());
      await expect(model.chat({ ...smallRequest, timeoutMs: 50 }, never())).rejects.toMatchObject({
        code: 'deadline-exceeded',
      });
    });

    it('is interrupted by its signal, before and during a call', async () => {
      const model = await use(open.hanging());
      await expect(model.chat(smallRequest, AbortSignal.abort())).rejects.toMatchObject({
        code: 'interrupted',
      });
      await expect(model.status(AbortSignal.abort())).rejects.toMatchObject({ code: 'interrupted' });
      const controller = new AbortController();
      const call = model.chat(smallRequest, controller.signal);
      setTimeout(() => controller.abort(), 50);
      await expect(call).rejects.toMatchObject({ code: 'interrupted' });
    });
  });
}
