import { describe, expect, it } from 'vitest';
import type { Explanation } from '../../../src/contract/types.ts';
import { check } from '../../../src/contract/validate.ts';
import { EngineError } from '../../../src/core/errors.ts';
import { explain, explainStream } from '../../../src/engine/explanation/explain.ts';
import {
  createScriptedModel,
  type ScriptedAnswer,
  type ScriptedModel,
} from '../../../src/llm/scripted-model.ts';
import { explainDeps, goodAnswer } from './explain-deps.ts';

const never = new AbortController().signal;
const request = { user: 'mara', item: 'harbour', secondOpinion: true };
const refusedAnswer = JSON.stringify({ sentences: [{ text: 'Zorro made it.', cites: ['E2'] }] });

function verdicts(...supported: boolean[]): string {
  return JSON.stringify({ verdicts: supported.map((one, at) => ({ sentence: at + 1, supported: one })) });
}

async function explained(
  ...answers: ScriptedAnswer[]
): Promise<{ explanation: Explanation; model: ScriptedModel }> {
  const model = createScriptedModel(answers);
  const explanation = await explain(explainDeps(model).deps, request, never);
  expect(check('explanation', explanation)).toEqual({ ok: true, value: explanation });
  return { explanation, model };
}

describe('a second opinion', () => {
  it('leaves a text that it supports, and is in the record', async () => {
    const { explanation, model } = await explained(goodAnswer, verdicts(true, true));
    expect(explanation.rung).toBe('model');
    expect(explanation.attempts).toEqual([
      {
        rung: 'model',
        verdict: 'accepted',
        problems: [],
        promptTokens: 100,
        outputTokens: 20,
        durationMs: 1,
        secondOpinion: {
          outcome: 'supported',
          reason: null,
          promptTokens: 100,
          outputTokens: 20,
          durationMs: 1,
        },
      },
    ]);
    expect(model.calls).toHaveLength(2);
    expect(model.calls[1]).toMatchObject({ seed: 1, temperature: 0, contextTokens: 8192 });
    expect(JSON.stringify(model.calls[1]?.format)).toContain('"minItems":2,"maxItems":2');
  });

  it('rejects, and a repair that it supports is shown', async () => {
    const { explanation, model } = await explained(
      goodAnswer,
      verdicts(true, false),
      goodAnswer,
      verdicts(true, true),
    );
    expect(explanation).toMatchObject({
      rung: 'repair',
      attempts: [
        {
          verdict: 'refused',
          problems: ['a second opinion finds that the evidence of sentence 2 does not support it'],
          secondOpinion: { outcome: 'rejected', reason: null },
        },
        { verdict: 'accepted', secondOpinion: { outcome: 'supported' } },
      ],
    });
    expect(model.calls[2]?.messages[3]?.content).toContain('evidence of sentence 2');
  });

  it('that rejects twice leaves the text to a template', async () => {
    const { explanation, model } = await explained(
      goodAnswer,
      verdicts(false, true),
      goodAnswer,
      verdicts(false, false),
    );
    expect(explanation.rung).toBe('template');
    expect(explanation.attempts.map((one) => one.secondOpinion?.outcome)).toEqual(['rejected', 'rejected']);
    expect(model.calls).toHaveLength(4);
  });

  it('is not asked about what the gate refused, so it cannot accept it', async () => {
    const { explanation, model } = await explained(refusedAnswer, refusedAnswer, verdicts(true));
    expect(explanation.rung).toBe('template');
    expect(explanation.attempts.map((one) => one.verdict)).toEqual(['refused', 'refused']);
    expect(explanation.attempts.every((one) => one.secondOpinion === undefined)).toBe(true);
    expect(model.calls).toHaveLength(2);
  });

  const badForm = 'the answer does not have the form that was asked for';
  it.each<[string, ScriptedAnswer, string]>([
    ['prose', 'Sentence 1 is not supported.', badForm],
    ['nothing', '', badForm],
    ['half a JSON', verdicts(false, false).slice(0, 30), badForm],
    ['a verdict too few', verdicts(false), badForm],
    ['a verdict too many', verdicts(false, false, false), badForm],
    ['a verdict in words', '{"verdicts":[{"sentence":1,"supported":"no"}]}', badForm],
    ['a further key', `{"thought":"hm",${verdicts(false, false).slice(1)}`, badForm],
    [
      'an answer to half the prompt',
      { text: verdicts(false, false), promptTruncated: true },
      'the server read only part of the prompt',
    ],
    ['a failure', new EngineError('model-unavailable', 'It is down.'), 'model-unavailable: It is down.'],
    ['a missing model', new EngineError('model-missing', 'Pull it.'), 'model-missing: Pull it.'],
  ])('changes nothing where it is %s', async (_, answer, reason) => {
    const { explanation } = await explained(goodAnswer, answer);
    expect(explanation).toMatchObject({
      rung: 'model',
      attempts: [{ verdict: 'accepted', secondOpinion: { outcome: 'unusable', reason } }],
    });
  });

  it('is not asked for without the wish, and texts with it have a key of their own', async () => {
    const { explanation } = await explained(goodAnswer, verdicts(true, true));
    const model = createScriptedModel([goodAnswer]);
    const plain = await explain(explainDeps(model).deps, { user: 'mara', item: 'harbour' }, never);
    expect(plain.attempts[0]?.secondOpinion).toBeUndefined();
    expect(model.calls).toHaveLength(1);
    expect(plain.key).not.toBe(explanation.key);
  });

  it('cannot be streamed', async () => {
    const model = createScriptedModel([goodAnswer]);
    const parts = explainStream(explainDeps(model).deps, request, never);
    await expect(parts.next()).rejects.toMatchObject({ code: 'request-invalid' });
    expect(model.calls).toHaveLength(0);
  });

  it('ends with the signal', async () => {
    const stop = new AbortController();
    const model = createScriptedModel([goodAnswer, 'hang-forever']);
    const work = explain(explainDeps(model).deps, request, stop.signal);
    setTimeout(() => stop.abort(), 20);
    await expect(work).rejects.toMatchObject({ code: 'interrupted' });
  });
});
