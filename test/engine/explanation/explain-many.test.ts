import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ExplainReport, Explanation } from '../../../src/contract/types.ts';
import { check } from '../../../src/contract/validate.ts';
import { EngineError } from '../../../src/core/errors.ts';
import type { Deps } from '../../../src/engine/deps.ts';
import type { Progress } from '../../../src/engine/engine.ts';
import { explainMany } from '../../../src/engine/explanation/explain-many.ts';
import { openPairs } from '../../../src/files/read-pairs.ts';
import { openRejects } from '../../../src/files/rejects.ts';
import { openResults } from '../../../src/files/results-file.ts';
import { createOllamaModel } from '../../../src/llm/ollama-model.ts';
import { createScriptedModel } from '../../../src/llm/scripted-model.ts';
import { fakeModel, faults, says, startFakeOllama } from '../../llm/fake-ollama.ts';
import { explainDeps, goodAnswer } from './explain-deps.ts';

const never = new AbortController().signal;
const noModel = createScriptedModel([], { available: false, reason: 'no model', fix: 'get one' });

describe('explaining a file of pairs', () => {
  let folder: string;
  let input: string;
  let output: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'whypath-explain-'));
    input = join(folder, 'pairs.jsonl');
    output = join(folder, 'out.jsonl');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const pairs = (...rows: readonly unknown[]): void =>
    writeFileSync(
      input,
      rows.map((row) => `${typeof row === 'string' ? row : JSON.stringify(row)}\n`).join(''),
    );
  const run = async (
    deps: Deps,
    options: { concurrency?: number; signal?: AbortSignal; onProgress?: (progress: Progress) => void } = {},
  ): Promise<ExplainReport> => {
    const request = {
      pairs: openPairs(input),
      results: openResults(output),
      failures: openRejects(`${output}.failed.jsonl`),
      concurrency: options.concurrency ?? 3,
      onProgress: options.onProgress ?? (() => {}),
    };
    const report = await explainMany(deps, request, options.signal ?? never);
    expect(check('explain-report', report)).toEqual({ ok: true, value: report });
    return report;
  };
  const lines = (): Explanation[] =>
    readFileSync(output, 'utf8')
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Explanation);
  const all = [
    { user: 'mara', item: 'harbour' },
    { user: 'mara', item: 'attic' },
    { user: 'cid', item: 'attic' },
    { user: 'dee', item: 'attic' },
    { user: 'eve', item: 'attic' },
  ];

  it('writes one line a pair and counts', async () => {
    pairs(...all, all[0]);
    const seen: Progress[] = [];
    const report = await run(explainDeps(noModel).deps, {
      onProgress: (progress) => seen.push(structuredClone(progress)),
    });
    expect(report).toMatchObject({
      pairs: 6,
      made: 5,
      present: 1,
      reused: 0,
      notKept: 0,
      failed: 0,
      failuresFile: null,
      rungs: { model: 0, repair: 0, template: 5 },
    });
    expect(
      lines()
        .map(({ user, item }) => `${user} ${item.id}`)
        .sort(),
    ).toEqual(all.map(({ user, item }) => `${user} ${item}`).sort());
    expect(new Set(lines().map(({ key }) => key)).size).toBe(5);
    for (const line of lines()) expect(check('explanation', line).ok).toBe(true);
    expect(seen).toHaveLength(6);
    expect(seen.at(-1)).toMatchObject({
      phase: 'explain',
      done: 6,
      total: 6,
      unit: 'pairs',
      rungs: { template: 5 },
    });
  });

  it('does nothing the second time', async () => {
    pairs(...all);
    const { deps } = explainDeps(noModel);
    await run(deps);
    const before = readFileSync(output, 'utf8');
    expect(await run(deps)).toMatchObject({ pairs: 5, present: 5, made: 0, reused: 0 });
    expect(readFileSync(output, 'utf8')).toBe(before);
  });

  it('writes from the store what the output lacks', async () => {
    pairs(...all);
    const model = createScriptedModel([goodAnswer, ...Array.from({ length: 20 }, () => '{}')]);
    const { deps } = explainDeps(model);
    await run(deps, { concurrency: 1 });
    const before = lines();
    const calls = model.calls.length;
    rmSync(output);
    expect(await run(deps)).toMatchObject({ reused: 5, made: 0 });
    expect(lines()).toEqual(expect.arrayContaining(before));
    expect(model.calls).toHaveLength(calls);
  });

  it('goes on after any byte of the output', async () => {
    pairs(...all);
    const { deps } = explainDeps(noModel);
    await run(deps, { concurrency: 1 });
    const whole = readFileSync(output);
    for (let cut = 0; cut < whole.length; cut += 701) {
      writeFileSync(output, whole.subarray(0, cut));
      await run(deps, { concurrency: 1 });
      expect(readFileSync(output).equals(whole), `cut at ${cut}`).toBe(true);
    }
  });

  it('puts pairs that cannot be explained into a file, with the reason', async () => {
    pairs(
      all[0],
      { user: 'nobody', item: 'harbour' },
      'not json',
      { user: 'mara' },
      { user: 'mara', item: 'kilo' },
      all[1],
    );
    const report = await run(explainDeps(noModel).deps, { concurrency: 1 });
    expect(report).toMatchObject({ pairs: 6, made: 2, failed: 4, failuresFile: `${output}.failed.jsonl` });
    const failures = readFileSync(`${output}.failed.jsonl`, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(failures.map(({ line, row }) => [line, row])).toEqual([
      [2, { user: 'nobody', item: 'harbour' }],
      [3, 'not json'],
      [4, { user: 'mara' }],
      [5, { user: 'mara', item: 'kilo' }],
    ]);
    expect(failures[0]?.['reason']).toContain('nobody');
    expect(failures[2]?.['reason']).toContain('give "item"');
    for (const failure of failures) expect(check('reject', failure).ok).toBe(true);
  });

  it('makes texts again that stood in for a failing model', async () => {
    pairs(all[0]);
    const { deps } = explainDeps(
      createScriptedModel([new EngineError('model-unavailable', 'gone'), goodAnswer]),
    );
    expect(await run(deps)).toMatchObject({ made: 1, notKept: 1, rungs: { template: 1 } });
    expect(lines()).toMatchObject([{ rung: 'template' }]);
    expect(await run(deps)).toMatchObject({ made: 1, notKept: 0, present: 0, rungs: { model: 1 } });
    expect(lines()).toMatchObject([{ rung: 'model' }]);
    expect(await run(deps)).toMatchObject({ made: 0, present: 1 });
  });

  it('takes repeated lines out', async () => {
    pairs(all[0]);
    const { deps } = explainDeps(noModel);
    await run(deps);
    const once = readFileSync(output, 'utf8');
    writeFileSync(output, once + once);
    expect(await run(deps)).toMatchObject({ present: 1, made: 0 });
    expect(readFileSync(output, 'utf8')).toBe(once);
  });

  it.each([
    ['not json\n', 'is no JSON object with a key'],
    ['{"user":"mara"}\n', 'is no JSON object with a key'],
    ['{"key":"k"}\n', 'no explanation'],
  ])('leaves another file alone: %j', async (content, message) => {
    pairs(all[0]);
    writeFileSync(output, content);
    await expect(run(explainDeps(noModel).deps)).rejects.toMatchObject({
      code: 'data-invalid',
      message: expect.stringContaining(message),
    });
    expect(readFileSync(output, 'utf8')).toBe(content);
  });

  it('names a missing input', async () => {
    await expect(run(explainDeps(noModel).deps)).rejects.toMatchObject({ code: 'data-missing' });
  });

  it('stops at what concerns every pair, and goes on afterwards', async () => {
    pairs(...all);
    const { deps } = explainDeps(noModel);
    let writes = 0;
    const store = {
      ...deps.store,
      putResults: async (...args: Parameters<typeof deps.store.putResults>) => {
        if (++writes === 1) throw new EngineError('store-unavailable', 'gone');
        return deps.store.putResults(...args);
      },
    };
    await expect(run({ ...deps, store }, { concurrency: 2 })).rejects.toMatchObject({
      code: 'store-unavailable',
    });
    expect(lines().length).toBeLessThan(5);
    await run({ ...deps, store });
    expect(new Set(lines().map(({ key }) => key)).size).toBe(5);
    expect(lines()).toHaveLength(5);
  });

  it('does not wait for others once one has found that the store is gone', async () => {
    pairs(all[0], all[1]);
    const { deps } = explainDeps(createScriptedModel(['hang-forever', '{}', '{}']), 1);
    const store = {
      ...deps.store,
      putResults: async () => {
        throw new EngineError('store-unavailable', 'gone');
      },
    };
    await expect(run({ ...deps, store }, { concurrency: 2 })).rejects.toMatchObject({
      code: 'store-unavailable',
    });
  });

  it('asks the model for the next pair while a result is being written, never more often at a time than told', async () => {
    pairs(...['paragraph', 'sentence', 'bullets'].map((form) => ({ ...all[0], form })));
    const { deps } = explainDeps(
      createScriptedModel([goodAnswer, ...Array.from({ length: 20 }, () => '{}')]),
    );
    let atOnce = 0;
    let atOnceMax = 0;
    let begun = 0;
    const asked = Promise.withResolvers<void>();
    const model: Deps['model'] = {
      ...deps.model,
      chat: async (...args) => {
        if (++begun === 2) asked.resolve();
        atOnceMax = Math.max(atOnceMax, ++atOnce);
        await new Promise((resolve) => setImmediate(resolve));
        return deps.model.chat(...args).finally(() => atOnce--);
      },
    };
    const putResults: Deps['store']['putResults'] = async (...args) => {
      await asked.promise;
      return deps.store.putResults(...args);
    };
    await run({ ...deps, model, store: { ...deps.store, putResults } }, { concurrency: 1 });
    expect(lines()).toHaveLength(3);
    expect(atOnceMax).toBe(1);
  });

  it('goes on whatever the server does to single calls, and makes up for it in the next run', async () => {
    const forms = ['paragraph', 'sentence', 'bullets'];
    const users = ['mara', 'cid', 'dee', 'eve'];
    pairs(
      ...users.flatMap((user) =>
        forms.map((form) => ({ user, item: user === 'mara' ? 'harbour' : 'attic', form })),
      ),
    );
    const broken = Object.values(faults).map(({ script }) => script);
    const server = await startFakeOllama(...broken, says('{}'));
    try {
      const real = createOllamaModel({ host: server.host, model: fakeModel, now: () => 0, retryWaitsMs: [] });
      const { deps } = explainDeps(
        {
          ...real,
          chat: (request, ...rest) => real.chat({ ...request, timeoutMs: 200 }, ...rest),
        },
        1,
      );
      let last = await run(deps);
      expect(last).toMatchObject({ pairs: 12, failed: 0, made: 12 });
      expect(last.notKept).toBeGreaterThan(0);
      while (last.notKept > 0) last = await run(deps);
      expect(await run(deps)).toMatchObject({ present: 12, made: 0 });
      expect(new Set(lines().map(({ key }) => key)).size).toBe(12);
      expect(lines()).toHaveLength(12);
      expect(server.chats.length).toBeGreaterThan(broken.length);
    } finally {
      await server.close();
    }
  });

  it('by two runs at once loses nothing, and the next run takes out what stands there twice', async () => {
    pairs(...all);
    const { deps } = explainDeps(createScriptedModel(Array.from({ length: 40 }, () => '{}')), 1);
    await Promise.all([run(deps), run(deps)]);
    await run(deps);
    expect(
      lines()
        .map(({ key }) => key)
        .sort(),
    ).toEqual([...new Set(lines().map(({ key }) => key))].sort());
    expect(lines()).toHaveLength(5);
  });

  it('is interrupted at once, keeps what was done, and goes on', async () => {
    pairs(...all);
    const controller = new AbortController();
    const { deps } = explainDeps(
      createScriptedModel([goodAnswer, 'hang-forever', ...Array.from({ length: 20 }, () => '{}')]),
      1,
    );
    const done = run(deps, {
      concurrency: 1,
      signal: controller.signal,
      onProgress: () => setTimeout(() => controller.abort(), 10),
    });
    await expect(done).rejects.toMatchObject({
      code: 'interrupted',
      message: expect.stringContaining('goes on from there'),
    });
    expect(lines()).toHaveLength(1);
    await run(deps, { concurrency: 4 });
    expect(lines()).toHaveLength(5);
  });
});
