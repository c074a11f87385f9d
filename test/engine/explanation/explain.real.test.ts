import { expect, it } from 'vitest';
import { check, schemaOf } from '../../../src/contract/validate.ts';
import { replyFormat } from '../../../src/core/explanation/reply-format.ts';
import { explain } from '../../../src/engine/explanation/explain.ts';
import { createOllamaModel } from '../../../src/llm/ollama-model.ts';
import type { LanguageModel } from '../../../src/llm/port.ts';
import { describeWithOllama } from '../../servers/real.ts';
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

  it('holds an answer to the steps of its plan', async () => {
    const plan = {
      form: 'paragraph',
      steps: [
        { role: 'reason' as const, cites: ['E3'] },
        { role: 'further' as const, cites: ['E1', 'E5'] },
        { role: 'drawback' as const, cites: ['E2'] },
      ],
    };
    // Without texts, which a model of noise seldom ends.
    const { properties, ...sentence } = schemaOf('cited-sentence') as { properties: { cites: unknown } };
    const bare = { ...sentence, properties: { cites: properties.cites }, required: ['cites'] };
    const reply = await createOllamaModel({ host, model, now: Date.now }).chat(
      {
        contextTokens: 2048,
        outputTokensMax: 256,
        seed: 1,
        temperature: 0,
        timeoutMs: 60_000,
        messages: [{ role: 'user', content: 'Answer.' }],
        format: replyFormat(schemaOf('model-reply'), bare, plan),
      },
      never,
    );
    const { sentences } = JSON.parse(reply.text) as { sentences: { cites: string[] }[] };
    expect(sentences).toHaveLength(3);
    for (const [index, { cites }] of sentences.entries()) {
      const planned = plan.steps[index]?.cites ?? [];
      expect(cites).toHaveLength(planned.length);
      for (const id of cites) expect(planned).toContain(id);
    }
  });
});
