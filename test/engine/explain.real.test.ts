import { expect, it } from 'vitest';
import { check } from '../../src/contract/validate.ts';
import { explain } from '../../src/engine/explain.ts';
import { createOllamaModel } from '../../src/llm/ollama-model.ts';
import type { LanguageModel } from '../../src/llm/port.ts';
import { describeWithOllama } from '../servers/real.ts';
import { explainDeps } from './explain-deps.ts';

describeWithOllama('explain with a real server whose model has random weights', ({ host, model }) => {
  const never = new AbortController().signal;

  it('refuses the noise, and a template writes', async () => {
    const real = createOllamaModel({ host, model, now: Date.now });
    // Noise needs no long answer to be seen as such.
    const brief: LanguageModel = {
      ...real,
      chat: (request, signal) => real.chat({ ...request, outputTokensMax: 48 }, signal),
    };
    const { deps, results } = explainDeps(brief);
    const explanation = await explain(deps, { user: 'mara', item: 'harbour' }, never);
    expect(check('explanation', explanation)).toEqual({ ok: true, value: explanation });
    expect(explanation).toMatchObject({
      rung: 'template',
      model,
      modelDigest: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(explanation.attempts.map(({ rung, verdict }) => [rung, verdict])).toEqual([
      ['model', 'refused'],
      ['repair', 'refused'],
    ]);
    expect(explanation.text).toMatch(/quietness.* this lamp\. .*Olive Press/);
    expect(results.size).toBe(1);
  });
});
