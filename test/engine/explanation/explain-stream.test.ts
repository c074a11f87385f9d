import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { ExplanationPart } from '../../../src/contract/types.ts';
import { EngineError } from '../../../src/core/errors.ts';
import { explainStream } from '../../../src/engine/explanation/explain.ts';
import { createOllamaModel } from '../../../src/llm/ollama-model.ts';
import type { LanguageModel } from '../../../src/llm/port.ts';
import { createScriptedModel } from '../../../src/llm/scripted-model.ts';
import {
  type ChatScript,
  chatLine,
  type FakeOllama,
  fakeModel,
  startFakeOllama,
  streams,
} from '../../llm/fake-ollama.ts';
import { explainDeps, goodAnswer } from './explain-deps.ts';

const never = new AbortController().signal;
const pair = { user: 'mara', item: 'harbour' };
const [first, second] = (JSON.parse(goodAnswer) as { sentences: { text: string; cites: string[] }[] })
  .sentences;
const invented = { text: 'You will love its golden dragon.', cites: ['E1'] };

async function partsOf(model: LanguageModel): Promise<ExplanationPart[]> {
  const parts: ExplanationPart[] = [];
  for await (const part of explainStream(explainDeps(model).deps, pair, never)) parts.push(part);
  return parts;
}

function answer(...sentences: unknown[]): string {
  return JSON.stringify({ sentences });
}

describe('explainStream', () => {
  let server: FakeOllama | undefined;
  afterEach(() => server?.close());

  it('gives the sentences of an answer in order, then the whole', async () => {
    const parts = await partsOf(createScriptedModel([goodAnswer]));
    expect(parts.slice(0, 2)).toEqual([
      { type: 'sentence', sentence: first },
      { type: 'sentence', sentence: second },
    ]);
    expect(parts.slice(2)).toMatchObject([{ type: 'end', explanation: { rung: 'model' } }]);
  });

  it('gives a sentence while the model still writes the next', async () => {
    let end: () => void = () => {};
    server = await startFakeOllama((response) => {
      response.writeHead(200, { 'content-type': 'application/x-ndjson' });
      const begin = goodAnswer.indexOf('},{') + 3;
      response.write(chatLine(goodAnswer.slice(0, begin)));
      end = () => {
        response.write(chatLine(goodAnswer.slice(begin)));
        response.end(
          `${JSON.stringify({ model: fakeModel, message: { role: 'assistant', content: '' }, done: true, done_reason: 'stop', prompt_eval_count: 900, eval_count: 60 })}\n`,
        );
      };
    });
    const model = createOllamaModel({ host: server.host, model: fakeModel, now: Date.now });
    const parts = explainStream(explainDeps(model).deps, pair, never);
    expect((await parts.next()).value).toEqual({ type: 'sentence', sentence: first });
    end();
    expect((await parts.next()).value).toEqual({ type: 'sentence', sentence: second });
    expect((await parts.next()).value).toMatchObject({ type: 'end', explanation: { rung: 'model' } });
    expect((await parts.next()).done).toBe(true);
  });

  const begun = chatLine(goodAnswer.slice(0, goodAnswer.indexOf('},{') + 3));
  it.each<[string, ChatScript]>([
    ['cuts the connection', streams([begun], 'cut')],
    ['ends without an end', streams([begun])],
    ['says that it failed', streams([begun, `${JSON.stringify({ error: 'out of memory' })}\n`])],
    ['goes on in another form', streams([begun, '<html>\n'])],
    [
      'repeats itself for a megabyte',
      streams([begun, ...Array<string>(40).fill(chatLine('a'.repeat(32_768)))]),
    ],
    ['says nothing more', (response) => void response.writeHead(200).write(begun)],
  ])('takes a sentence back when the server %s', async (_, script) => {
    server = await startFakeOllama(script);
    const real = createOllamaModel({ host: server.host, model: fakeModel, now: Date.now, retryWaitsMs: [] });
    const parts = await partsOf({
      ...real,
      chat: (request, ...rest) => real.chat({ ...request, timeoutMs: 1000 }, ...rest),
    });
    const end = parts.at(-1);
    if (end?.type !== 'end') throw new Error('the stream has no end');
    expect(end.explanation.rung).toBe('template');
    // What is shown at last is the template, whatever was shown before.
    const last = parts.map(({ type }) => type).lastIndexOf('restart');
    expect(parts.slice(0, 2)).toEqual([{ type: 'sentence', sentence: first }, { type: 'restart' }]);
    expect(parts.slice(last + 1, -1)).toEqual(
      end.explanation.sentences.map((sentence) => ({ type: 'sentence', sentence })),
    );
  });

  it('never gives a refused sentence, and begins anew with the repair', async () => {
    const parts = await partsOf(createScriptedModel([answer(first, invented, second), goodAnswer]));
    expect(parts.map(({ type }) => type)).toEqual(['sentence', 'restart', 'sentence', 'sentence', 'end']);
    expect(JSON.stringify(parts)).not.toContain('dragon');
    expect(parts.at(-1)).toMatchObject({ explanation: { rung: 'repair' } });
  });

  it('begins anew with the template where both answers are refused', async () => {
    const parts = await partsOf(createScriptedModel([answer(first, invented), answer(invented)]));
    const restart = parts.findIndex(({ type }) => type === 'restart');
    const last = parts.at(-1);
    expect(last).toMatchObject({ type: 'end', explanation: { rung: 'template' } });
    const since = parts.slice(restart + 1, -1);
    expect(last?.type === 'end' && last.explanation.sentences).toEqual(
      since.map((part) => part.type === 'sentence' && part.sentence),
    );
    expect(JSON.stringify(parts)).not.toContain('dragon');
  });

  it('gives what the store holds, and rejects as explain does', async () => {
    const { deps } = explainDeps(createScriptedModel([goodAnswer]));
    const all = async (request: typeof pair): Promise<string[]> => {
      const types: string[] = [];
      for await (const { type } of explainStream(deps, request, never)) types.push(type);
      return types;
    };
    expect(await all(pair)).toEqual(['sentence', 'sentence', 'end']);
    expect(await all(pair)).toEqual(['sentence', 'sentence', 'end']);
    await expect(all({ ...pair, user: 'nobody' })).rejects.toMatchObject({ code: 'node-unknown' });
  });

  it('ends the work when nobody reads on', async () => {
    const model = createScriptedModel(['hang-forever']);
    const stop = new AbortController();
    const parts = explainStream(explainDeps(model).deps, pair, stop.signal);
    const waiting = parts.next();
    stop.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'interrupted' });
  });

  it('never gives a word of a refused sentence, whatever an answer mixes', async () => {
    const sentence = fc.constantFrom<unknown>(
      first,
      second,
      invented,
      { text: 'All 3 dragon opinions about price criticise it.', cites: ['E4'] },
      { text: 'You care about quietness.', cites: ['E1'], dragon: true },
      'dragon',
    );
    const answers = fc.array(fc.array(sentence, { maxLength: 5 }), { minLength: 2, maxLength: 2 });
    await fc.assert(
      fc.asyncProperty(answers, async (told) => {
        const parts = await partsOf(createScriptedModel(told.map((some) => answer(...some))));
        expect(JSON.stringify(parts)).not.toContain('dragon');
        const end = parts.at(-1);
        const restart = parts.findLastIndex(({ type }) => type === 'restart');
        const shown = parts.slice(restart + 1, -1).map((part) => part.type === 'sentence' && part.sentence);
        expect(end?.type === 'end' && end.explanation.sentences).toEqual(shown);
      }),
      { numRuns: 60 },
    );
  });

  it('leaves nothing behind when it is cancelled at any moment, and has shown whole sentences only', async () => {
    const whole = [first, second].map((one) => JSON.stringify(one));
    for (let units = 0; units <= goodAnswer.length; units += 12) {
      const stop = new AbortController();
      const { deps, results } = explainDeps(slowModel(units, () => stop.abort()));
      const shown: string[] = [];
      const reading = async (): Promise<void> => {
        for await (const part of explainStream(deps, pair, stop.signal))
          shown.push(part.type === 'sentence' ? JSON.stringify(part.sentence) : part.type);
      };
      await expect(reading()).rejects.toMatchObject({ code: 'interrupted' });
      expect(shown).toEqual(whole.slice(0, shown.length));
      expect(results.size).toBe(0);
    }
  });

  it('stops the model when its reader stops, and keeps nothing', async () => {
    let isStopped: () => void = () => {};
    const stopped = new Promise<void>((resolve) => {
      isStopped = resolve;
    });
    const { deps, results } = explainDeps(slowModel(goodAnswer.length - 2, () => {}, isStopped));
    for await (const part of explainStream(deps, pair, never)) {
      expect(part).toEqual({ type: 'sentence', sentence: first });
      break;
    }
    await stopped;
    expect(results.size).toBe(0);
  });
});

/** Writes the good answer sign by sign as far as `units`, says so, and waits for the end that its signal brings. */
function slowModel(units: number, onReached: () => void, onStopped: () => void = () => {}): LanguageModel {
  return {
    ...createScriptedModel([]),
    chat: async (_, signal, onText = () => {}) => {
      for (let end = 0; end <= units; end++) {
        onText(goodAnswer.slice(0, end));
        await Promise.resolve();
      }
      await new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => resolve());
        onReached();
        if (signal.aborted) resolve();
      });
      onStopped();
      throw new EngineError('interrupted', 'The call of the model was interrupted.');
    },
  };
}
