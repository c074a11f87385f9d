import { afterEach, describe, expect, it } from 'vitest';
import type { Explanation } from '../../../src/contract/types.ts';
import { check } from '../../../src/contract/validate.ts';
import { EngineError } from '../../../src/core/errors.ts';
import { explain } from '../../../src/engine/explanation/explain.ts';
import { createOllamaModel } from '../../../src/llm/ollama-model.ts';
import {
  createScriptedModel,
  type ScriptedAnswer,
  type ScriptedModel,
} from '../../../src/llm/scripted-model.ts';
import {
  chatLine,
  type FakeOllama,
  fakeModel,
  faults,
  says,
  startFakeOllama,
  streams,
} from '../../llm/fake-ollama.ts';
import { explainDeps, goodAnswer } from './explain-deps.ts';

const never = new AbortController().signal;
const pair = { user: 'mara', item: 'harbour' };

async function explained(...answers: readonly ScriptedAnswer[]): Promise<{
  explanation: Explanation;
  model: ScriptedModel;
  results: Map<string, string>;
}> {
  const model = createScriptedModel(answers);
  const { deps, results } = explainDeps(model);
  const explanation = await explain(deps, pair, never);
  expect(check('explanation', explanation)).toEqual({ ok: true, value: explanation });
  return { explanation, model, results };
}

function answerOf(text: string, ...cites: string[]): string {
  return JSON.stringify({ sentences: [{ text, cites }] });
}

describe('explain', () => {
  it('shows what the model wrote when the gate accepts it', async () => {
    const { explanation, model, results } = await explained(goodAnswer);
    expect(explanation).toMatchObject({
      rung: 'model',
      text: 'You care about quietness, and all 4 opinions about it praise this lamp. One drawback: all 3 opinions about price criticise it.',
      why: 'the gate accepted the first answer',
      rank: 1,
      model: 'scripted',
      modelDigest: 'sha-scripted',
      form: 'paragraph',
      language: 'en',
      dropped: [],
    });
    expect(explanation.attempts).toEqual([
      {
        rung: 'model',
        verdict: 'accepted',
        problems: [],
        promptTokens: 100,
        outputTokens: 20,
        durationMs: 1,
      },
    ]);
    const shares = explanation.evidence.filter((one) => one.id === 'E1').map((one) => one.share);
    expect(explanation.scoreCovered).toBeCloseTo(shares[0] ?? Number.NaN, 12);
    expect(model.calls).toHaveLength(1);
    expect([...results.keys()]).toEqual([explanation.key]);
  });

  it('offers this evidence, and asks with this seed and these ids', async () => {
    const { explanation, model } = await explained(goodAnswer);
    expect(explanation.evidence.map(({ id, kind, sentence }) => `${id} ${kind} ${sentence}`)).toEqual([
      'E1 reason You care about quietness: all 4 opinions about it praise Harbour Lights.',
      'E2 reason Harbour Lights was made by Olive Press, like Kilo, which you liked.',
      'E3 reason You liked Kilo, and 7 people who liked it also liked Harbour Lights.',
      'E4 against You care about price: all 3 opinions about it criticise Harbour Lights.',
      'E5 opinion A reviewer of Harbour Lights wrote: "The ballast is whisper quiet."',
      'E6 counterfactual Without your liking of Kilo, Harbour Lights would not be recommended.',
    ]);
    expect(model.calls[0]).toMatchObject({ seed: 1, temperature: 0, contextTokens: 8192 });
    const cites = explanation.plan?.steps.map((step) => step.cites);
    expect(cites).toEqual([['E1'], ['E2'], ['E5'], ['E6'], ['E4']]);
    const enums = JSON.stringify(model.calls[0]?.format).match(/"enum":\[[^\]]*\]/gu);
    expect(enums).toEqual(cites?.map((ids) => `"enum":${JSON.stringify(ids)}`));
    // What is not planned is not offered either.
    expect(model.calls[0]?.messages[1]?.content).not.toContain('Kilo, and 7 people');
  });

  it('repairs once, telling the model what was wrong', async () => {
    const { explanation, model } = await explained(answerOf('Zorro made it.', 'E2'), goodAnswer);
    expect(explanation).toMatchObject({
      rung: 'repair',
      attempts: [{ verdict: 'refused' }, { rung: 'repair', verdict: 'accepted' }],
    });
    expect(model.calls[1]?.messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user']);
    expect(model.calls[1]?.messages[3]?.content).toMatch(/zorro/i);
  });

  it('lets a template write after two refusals, and keeps no refused word', async () => {
    const { explanation, model, results } = await explained(
      answerOf('Zorro made it.', 'E2'),
      answerOf('Quux likes you.', 'E1'),
    );
    expect(explanation).toMatchObject({
      rung: 'template',
      attempts: [{ verdict: 'refused' }, { verdict: 'refused' }],
    });
    expect(model.calls).toHaveLength(2);
    expect(JSON.stringify([explanation, [...results]])).not.toMatch(/zorro|quux/i);
    expect(explanation.text).toMatch(/quietness.* this lamp\. .*Olive Press/);
  });

  it.each([
    ['prose', 'Sure! Here is why you may like it.', 'the answer is not JSON'],
    ['fenced JSON', `\`\`\`json\n${goodAnswer}\n\`\`\``, 'the answer is not JSON'],
    ['thoughts before JSON', `<think>hm</think>${goodAnswer}`, 'the answer is not JSON'],
    [
      'cut JSON',
      { text: goodAnswer.slice(0, 40), doneReason: 'length' as const },
      'the answer was cut at the limit of tokens',
    ],
    ['nothing', '', 'the answer is not JSON'],
    ['null', 'null', 'the answer does not have the form that was asked for'],
    [
      'wrong types',
      '{"sentences":[{"text":7,"cites":"E1"}]}',
      'the answer does not have the form that was asked for',
    ],
    [
      'further keys',
      `{"thought":"x",${goodAnswer.slice(1)}`,
      'the answer does not have the form that was asked for',
    ],
    ['__proto__', '{"__proto__":{},"sentences":[]}', 'the answer does not have the form that was asked for'],
    ['no sentences', '{"sentences":[]}', 'the answer does not have the form that was asked for'],
    [
      'an id that was not offered',
      answerOf('You liked Kilo.', 'E9'),
      'sentence 1 cites evidence that does not exist',
    ],
  ])('a template stands in for %s', async (_, answer, problem) => {
    const { explanation, model } = await explained(answer, answer);
    expect(explanation.rung).toBe('template');
    expect(explanation.attempts.map(({ verdict }) => verdict)).toEqual(['refused', 'refused']);
    expect(explanation.attempts[0]?.problems).toContain(problem);
    expect(model.calls).toHaveLength(2);
    expect(explanation.sentences.length).toBeGreaterThan(1);
  });

  it('asks again with less evidence when the server cut the prompt, and says what it dropped', async () => {
    const short = answerOf('You care about quietness: all 4 opinions praise it.', 'E1');
    const { explanation, model } = await explained({ promptTruncated: true, text: goodAnswer }, short);
    expect(explanation.attempts[0]).toMatchObject({
      verdict: 'refused',
      problems: ['the server read only part of the prompt'],
    });
    expect(explanation.evidence.length).toBeLessThan(5);
    expect(explanation.dropped).toHaveLength(6 - explanation.evidence.length);
    expect(model.calls[1]?.messages.map(({ role }) => role)).toEqual(['system', 'user']);
    const length = (call: number): number => model.calls[call]?.messages[1]?.content.length ?? 0;
    expect(length(1)).toBeLessThan(length(0) * 0.75);
  });

  it('returns a stored result without asking the model', async () => {
    const model = createScriptedModel([goodAnswer]);
    const { deps } = explainDeps(model);
    const first = await explain(deps, pair, never);
    expect(await explain(deps, pair, never)).toEqual(first);
    expect(model.calls).toHaveLength(1);
  });

  it('writes again over a stored record that is none', async () => {
    const { deps, results } = explainDeps(createScriptedModel([goodAnswer, goodAnswer]));
    const first = await explain(deps, pair, never);
    results.set(first.key, '{"text":"old"}');
    expect((await explain(deps, pair, never)).text).toBe(first.text);
    expect(results.get(first.key)).toContain('"rung":"model"');
  });

  it('has the same key for the same input, and another for another model', async () => {
    const digest = (text: string): ScriptedModel =>
      createScriptedModel([goodAnswer], { available: true, name: 'scripted', digest: text, version: '0' });
    const keyWith = async (model: ScriptedModel): Promise<string> =>
      (await explain(explainDeps(model).deps, pair, never)).key;
    expect(await keyWith(digest('a'))).toBe(await keyWith(digest('a')));
    expect(await keyWith(digest('a'))).not.toBe(await keyWith(digest('b')));
  });

  it('works without a model and says why', async () => {
    const model = createScriptedModel([], { available: false, reason: 'Ollama is down', fix: 'start it' });
    const { deps, results } = explainDeps(model);
    const explanation = await explain(deps, pair, never);
    expect(explanation).toMatchObject({
      rung: 'template',
      why: 'no model could be asked: Ollama is down',
      model: null,
      attempts: [],
    });
    expect(results.size).toBe(1);
  });

  it('says plainly that every reason is withheld', async () => {
    const model = createScriptedModel([]);
    const { deps } = explainDeps(model, 50);
    const explanation = await explain(deps, { user: 'mara', item: 'attic' }, never);
    expect(explanation).toMatchObject({
      text: 'Too few people stand behind the reasons for Attic to tell them.',
      sentences: [],
      evidence: [],
      rung: 'template',
      scoreCovered: 0,
    });
    expect(check('explanation', explanation).ok).toBe(true);
    expect(model.calls).toHaveLength(0);
  });

  it.each([
    [{ user: 'nobody', item: 'harbour' }, 'node-unknown'],
    [{ user: 'mara', item: 'nothing' }, 'node-unknown'],
    [{ user: 'mara', item: 'well' }, 'request-invalid'],
    [{ user: 'mara', item: 'kilo' }, 'request-invalid'],
  ])('%j is %s', async (request, code) => {
    await expect(explain(explainDeps(createScriptedModel([])).deps, request, never)).rejects.toMatchObject({
      code,
    });
  });

  it('is interrupted', async () => {
    const controller = new AbortController();
    const { deps, results } = explainDeps(createScriptedModel(['hang-forever']));
    const call = explain(deps, pair, controller.signal);
    setTimeout(() => controller.abort(), 20);
    await expect(call).rejects.toMatchObject({ code: 'interrupted' });
    expect(results.size).toBe(0);
  });

  it('names no other user', async () => {
    const { explanation, model } = await explained(goodAnswer);
    expect(JSON.stringify([explanation, model.calls])).not.toMatch(/\b(?:ann|bob|cid|dee|eve|fay|gus)\b/i);
  });
});

describe('a model that fails', () => {
  let server: FakeOllama | undefined;

  afterEach(async () => {
    await server?.close();
    server = undefined;
  });

  it.each(Object.entries(faults))('%s: a template writes and is not kept', async (_, { script, code }) => {
    server = await startFakeOllama(script);
    const real = createOllamaModel({ host: server.host, model: fakeModel, now: () => 0, retryWaitsMs: [1] });
    const hurried = {
      ...real,
      chat: (request: Parameters<typeof real.chat>[0]) =>
        real.chat({ ...request, timeoutMs: code === 'deadline-exceeded' ? 100 : 20_000 }, never),
    };
    const { deps, results } = explainDeps(hurried);
    const explanation = await explain(deps, pair, never);
    expect(explanation).toMatchObject({
      rung: 'template',
      attempts: [{ verdict: 'failed', problems: [expect.stringContaining(code)] }],
    });
    expect(explanation.text).toContain('Harbour Lights');
    expect(JSON.stringify(explanation)).not.toMatch(/\bat .*:\d+:\d+|node:/);
    expect(results.size).toBe(0);
  });

  it('or repeats itself until the server gives up has its answer refused', async () => {
    server = await startFakeOllama(streams([chatLine('{"sentences":[{"text":"'), chatLine('.'.repeat(31))]));
    const { deps, results } = explainDeps(
      createOllamaModel({ host: server.host, model: fakeModel, now: () => 0 }),
    );
    const explanation = await explain(deps, pair, never);
    expect(explanation).toMatchObject({
      rung: 'template',
      attempts: [{ verdict: 'refused' }, { verdict: 'refused' }],
    });
    expect(results.size).toBe(1);
  });

  it('is asked again the next time', async () => {
    const { deps, results } = explainDeps(
      createScriptedModel([new EngineError('model-unavailable', 'gone'), goodAnswer]),
    );
    expect((await explain(deps, pair, never)).rung).toBe('template');
    expect((await explain(deps, pair, never)).rung).toBe('model');
    expect(results.size).toBe(1);
  });

  it('answers well over HTTP when all is well', async () => {
    server = await startFakeOllama(says(goodAnswer));
    const { deps } = explainDeps(createOllamaModel({ host: server.host, model: fakeModel, now: () => 0 }));
    expect(await explain(deps, pair, never)).toMatchObject({
      rung: 'model',
      model: fakeModel,
      modelDigest: 'abc123',
    });
  });
});

describe('what a model may try', () => {
  it.each([
    ['another language', answerOf('Kilo hat dir gefallen, und 7 Personen mochten auch diese Lampe.', 'E3')],
    ['a flattering lie', answerOf('You have exquisite taste, and everybody adores this lamp.', 'E3')],
    ['a statement about other people', answerOf('Your sister liked Kilo.', 'E3')],
    ['a reversed judgement', answerOf('All 3 opinions about price praise this lamp.', 'E4')],
    [
      'one word a thousand times',
      JSON.stringify({ sentences: [{ text: 'lamp '.repeat(100).trim(), cites: ['E3'] }] }),
    ],
  ])('%s is refused, and no word of it is kept', async (_, answer) => {
    const { explanation } = await explained(answer, answer);
    expect(explanation.rung).toBe('template');
    const { text } = (JSON.parse(answer) as { sentences: [{ text: string }] }).sentences[0];
    expect(JSON.stringify(explanation)).not.toContain(text);
  });
});
