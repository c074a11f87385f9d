import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { check } from '../../../src/contract/validate.ts';
import { readEvidence, readText, textBytesMax } from '../../../src/files/read-evidence.ts';
import { checkCommand, checkedText } from '../../../src/serve/cli/check.ts';
import type { CliContext } from '../../../src/serve/cli/context.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'check-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** Runs the command on files that are there; what it writes and its exit code. */
async function run(...args: string[]): Promise<{ out: string; exitCode: number }> {
  const run = { out: '', exitCode: 0 };
  const context: Partial<CliContext> = {
    files: { readEvidence, readText } as Partial<CliContext['files']> as CliContext['files'],
    out: {
      write: (text) => {
        run.out += text;
      },
      isTerminal: false,
      columns: 80,
    },
    signal: new AbortController().signal,
    setExitCode: (code) => {
      run.exitCode = code;
    },
  };
  await checkCommand(context as CliContext)
    .exitOverride()
    .parseAsync(args, { from: 'user' });
  return run;
}

const facts = '{"subject":"Kilo","relation":"made by","value":"Olive Press"}\n\nKilo weighs 4 kg.\n';

describe('whypath check', () => {
  it('accepts what facts and sentences say', async () => {
    const text = file('text.txt', 'Kilo was made by Olive Press.\nIt weighs 4 kg.\n');
    const answer = await run('--evidence', file('facts.jsonl', facts), '--text', text);
    expect(answer).toEqual({ out: 'Everything is supported by the evidence.\n', exitCode: 0 });
  });

  it('marks what they do not say, keeps lines, obeys no escape sequence, and ends with 1', async () => {
    const text = file('text.txt', 'Kilo was made by Olive Press.\nIt weighs 9 kg.\u202e\n');
    const answer = await run('--evidence', file('facts.jsonl', facts), '--text', text);
    expect(answer.out).toBe(
      'Kilo was made by Olive Press.\nIt weighs ⟦9⟧ kg.\n\n  "9": the evidence does not hold this number\n',
    );
    expect(answer.exitCode).toBe(1);
  });

  it('prints JSON as its schema says', async () => {
    const text = file('text.txt', 'Kilo is a superb lamp.');
    const answer = await run('--evidence', file('facts.jsonl', facts), '--text', text, '--json');
    const result: unknown = JSON.parse(answer.out);
    expect(check('check-result', result).ok).toBe(true);
    expect(result).toMatchObject({ supported: false });
    expect(answer.exitCode).toBe(1);
  });

  it('lets one plain word pass with --lenient', async () => {
    const text = file('text.txt', 'Kilo was made by Olive Press and weighs 4 kg on a table.');
    const paths = ['--evidence', file('facts.jsonl', facts), '--text', text];
    expect((await run(...paths)).exitCode).toBe(1);
    expect((await run(...paths, '--lenient')).exitCode).toBe(0);
  });

  it('colours only a terminal, and not with NO_COLOR', () => {
    const result = {
      supported: false,
      spans: [{ start: 5, end: 6, text: '9', kind: 'number' as const, reason: 'no such number' }],
    };
    const sink = { write: () => undefined, isTerminal: true, columns: 80 };
    expect(checkedText('It is 9.', { ...result, spans: [] }, sink, false)).not.toContain('\u001b');
    expect(checkedText('It is9.', result, sink, false)).toContain('\u001b[1;31m9\u001b[22;39m.');
    expect(checkedText('It is9.', result, sink, true)).toContain('It is⟦9⟧.');
    expect(checkedText('It is9.', result, { ...sink, isTerminal: false }, false)).toContain('It is⟦9⟧.');
  });

  it.each([
    ['an evidence line that is no JSON', '{"subject":', 'data-invalid', 'line 1'],
    ['a fact without a value', '{"subject":"a","relation":"b"}', 'request-invalid', 'line 1'],
    ['an empty evidence file', '', 'data-invalid', 'empty'],
  ])('names %s', async (_, content, code, words) => {
    const text = file('text.txt', 'Kilo.');
    const failure = run('--evidence', file('facts.jsonl', content), '--text', text);
    await expect(failure).rejects.toMatchObject({ code, message: expect.stringContaining(words) });
  });

  it('names a text that is missing, too long or no UTF-8', async () => {
    const evidence = file('facts.jsonl', facts);
    const failure = (text: string) => run('--evidence', evidence, '--text', text);
    await expect(failure(join(folder, 'none'))).rejects.toMatchObject({ code: 'data-missing' });
    await expect(failure(file('long', 'a'.repeat(textBytesMax + 1)))).rejects.toMatchObject({
      code: 'limit-exceeded',
    });
    await expect(failure(file('bytes', Uint8Array.of(0xc3, 0x28)))).rejects.toMatchObject({
      code: 'data-invalid',
    });
  });
});
