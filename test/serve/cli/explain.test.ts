import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { check } from '../../../src/contract/validate.ts';
import type { Deps } from '../../../src/engine/deps.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import { explain, explainStream } from '../../../src/engine/explanation/explain.ts';
import { explainMany } from '../../../src/engine/explanation/explain-many.ts';
import type { FileAccess } from '../../../src/files/port.ts';
import { openPairs } from '../../../src/files/read-pairs.ts';
import { openRejects } from '../../../src/files/rejects.ts';
import { openResults } from '../../../src/files/results-file.ts';
import { createScriptedModel, type ScriptedAnswer } from '../../../src/llm/scripted-model.ts';
import type { CliContext } from '../../../src/serve/cli/context.ts';
import { explainCommand } from '../../../src/serve/cli/explain.ts';
import { explanationText } from '../../../src/serve/cli/text/explain-text.ts';
import { explainDeps, goodAnswer } from '../../engine/explanation/explain-deps.ts';

interface Ran {
  out: string;
  err: string;
  exitCode: number;
}

async function run(deps: Deps, ...args: readonly string[]): Promise<Ran> {
  const ran: Ran = { out: '', err: '', exitCode: 0 };
  const sink = (name: 'out' | 'err'): CliContext['out'] => ({
    write: (text) => {
      ran[name] += text;
    },
    isTerminal: false,
    columns: 80,
  });
  const signal = new AbortController().signal;
  const engine: Pick<Engine, 'explain' | 'explainStream' | 'explainMany' | 'modelStatus'> = {
    explain: (request) => explain(deps, request, signal),
    explainStream: (request) => explainStream(deps, request, signal),
    explainMany: (request) => explainMany(deps, request, signal),
    modelStatus: () => deps.model.status(signal),
  };
  const files: Pick<FileAccess, 'openPairs' | 'openResults' | 'openRejects'> = {
    openPairs,
    openResults,
    openRejects,
  };
  const context: Partial<CliContext> = {
    open: async () => engine as Engine,
    files: files as FileAccess,
    out: sink('out'),
    err: sink('err'),
    stdin: Readable.from([]),
    signal,
    setExitCode: (code) => {
      ran.exitCode = code;
    },
  };
  await explainCommand(context as CliContext).parseAsync([...args], { from: 'user' });
  return ran;
}

const withModel = (...answers: ScriptedAnswer[]): Deps => explainDeps(createScriptedModel(answers)).deps;
const withoutModel = (): Deps =>
  explainDeps(createScriptedModel([], { available: false, reason: 'No model is chosen', fix: 'Choose one.' }))
    .deps;

describe('whypath explain', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'whypath-explain-cli-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('prints sentences as they come, then what they rest on', async () => {
    const asked = ['--user', 'mara', '--item', 'harbour', '--stream'];
    const { out } = await run(withModel(goodAnswer), ...asked);
    const [first, second] = out.split('\n');
    expect(first).toBe('You care about quietness, and all 4 opinions about it praise this lamp.');
    expect(second).toBe('One drawback: all 3 opinions about price criticise it.');
    expect(out).toContain('Sentences and what they rest on:');
    const parts = (await run(withModel(goodAnswer), ...asked, '--json')).out.trim().split('\n');
    expect(parts.map((line) => (JSON.parse(line) as { type: string }).type)).toEqual([
      'sentence',
      'sentence',
      'end',
    ]);
  });

  it('prints the text, its evidence and who wrote it', async () => {
    const byModel = await run(withModel(goodAnswer), '--user', 'mara', '--item', 'harbour');
    const byTemplate = await run(withoutModel(), '--user', 'mara', '--item', 'harbour');
    await expect(`${byModel.out}\n======\n${byTemplate.out}`).toMatchFileSnapshot(
      '../../golden/explanation/cli.txt',
    );
    expect(byModel).toMatchObject({ err: '', exitCode: 0 });
  });

  it('prints one document with --json', async () => {
    const { out } = await run(withModel(goodAnswer), '--user', 'mara', '--item', 'harbour', '--json');
    expect(check('explanation', JSON.parse(out)).ok).toBe(true);
  });

  it('asks for a second opinion of one whole text', async () => {
    const verdicts = JSON.stringify({ verdicts: [1, 2].map((sentence) => ({ sentence, supported: true })) });
    const asked = ['--user', 'mara', '--item', 'harbour', '--second-opinion'];
    const { out } = await run(withModel(goodAnswer, verdicts), ...asked, '--json');
    expect(JSON.parse(out)).toMatchObject({ attempts: [{ secondOpinion: { outcome: 'supported' } }] });
    for (const more of [['--stream'], ['--ask', 'who said that?'], ['--input', 'a', '--output', 'b']])
      await expect(run(withModel(goodAnswer), ...asked, ...more)).rejects.toMatchObject({ code: 'usage' });
  });

  it('makes what a terminal would obey harmless', async () => {
    const { out } = await run(withModel(goodAnswer), '--user', 'mara', '--item', 'harbour', '--json');
    const answer = JSON.parse(out);
    const attack = '\u001b[2J\u202e';
    const shown = explanationText({
      ...answer,
      text: attack,
      why: attack,
      model: attack,
      sentences: [{ text: attack, cites: ['E1'] }],
      evidence: [{ ...answer.evidence[0], sentence: attack, review: attack }],
      dropped: [attack],
    });
    expect(shown).not.toMatch(/\u001b|\u202e/u);
  });

  it('writes a file of pairs and says once that templates write', async () => {
    const [input, output] = [join(folder, 'pairs.jsonl'), join(folder, 'out.jsonl')];
    writeFileSync(input, '{"user":"mara","item":"harbour"}\n{"user":"mara","item":"attic"}\n');
    const deps = withoutModel();
    const ran = await run(deps, '--input', input, '--output', output);
    expect(ran.exitCode).toBe(0);
    expect(ran.out).toContain('2 made (model 0, repair 0, template 2), 0 from the store, 0 there already');
    expect(ran.err.match(/Templates write/g)).toHaveLength(1);
    const again = await run(deps, '--input', input, '--output', output, '--json', '--concurrency', '1');
    expect(JSON.parse(again.out)).toMatchObject({ present: 2, made: 0 });
  });

  it('ends with 5 when pairs failed, and says where they are', async () => {
    const [input, output] = [join(folder, 'pairs.jsonl'), join(folder, 'out.jsonl')];
    writeFileSync(input, '{"user":"mara","item":"harbour"}\n{"user":"nobody","item":"harbour"}\n');
    const ran = await run(withoutModel(), '--input', input, '--output', output);
    expect(ran.exitCode).toBe(5);
    expect(ran.out).toContain(`${output}.failed.jsonl`);
    expect(readFileSync(`${output}.failed.jsonl`, 'utf8')).toContain('nobody');
  });

  it.each([
    [[]],
    [['--user', 'mara']],
    [['--input', 'a']],
    [['--user', 'mara', '--item', 'harbour', '--output', 'b']],
    [['--user', 'mara', '--input', 'a', '--output', 'b']],
    [['--input', 'a', '--output', 'b', '--form', 'bullets']],
    [['--input', 'a', '--output', 'b', '--stream']],
    [['--user', 'mara', '--item', 'harbour', '--ask', 'who said that?', '--form', 'bullets']],
    [['--user', 'mara', '--item', 'harbour', '--ask', 'who said that?', '--stream']],
  ])('refuses %j', async (args) => {
    await expect(run(withoutModel(), ...args)).rejects.toMatchObject({ code: 'usage' });
  });
});
