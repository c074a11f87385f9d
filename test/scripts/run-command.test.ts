import { describe, expect, it } from 'vitest';
import { endOfCommand, runCommand, tailOf } from '../../scripts/run-command.ts';

const node = process.execPath;

describe('runCommand', () => {
  it('gives the output of a command that ends well', async () => {
    const output = await runCommand(node, ['-e', 'console.log(process.env.WORD)'], {
      timeoutMs: 30_000,
      environment: { WORD: 'here' },
    });
    expect(output.trim()).toBe('here');
  });

  it('carries the output of a command that fails', async () => {
    const failing = runCommand(node, ['-e', "console.error('no space left'); process.exit(7)"], {
      timeoutMs: 30_000,
    });
    await expect(failing).rejects.toThrow(/ended with 7.*no space left/s);
  });

  it('says when a program is not there', async () => {
    await expect(runCommand('/none/such', [], { timeoutMs: 30_000 })).rejects.toThrow(/ENOENT/);
  });
});

describe('endOfCommand', () => {
  it('stops a command at its limit and on a signal', async () => {
    const forever = ['-e', 'setInterval(() => {}, 1000)'];
    expect(await endOfCommand(node, forever, { timeoutMs: 300 })).toMatchObject({
      code: null,
      problem: 'ran past 300 ms',
    });
    const signal = AbortSignal.abort();
    expect(await endOfCommand(node, forever, { timeoutMs: 30_000, signal })).toMatchObject({ code: null });
  });

  it('keeps stdout apart from stderr', async () => {
    const script = "console.log('out'); console.error('err')";
    const end = await endOfCommand(node, ['-e', script], { timeoutMs: 30_000 });
    expect(end.stdout).toBe('out\n');
    expect(end.output).toContain('err');
  });
});

describe('tailOf', () => {
  it('keeps a short text and cuts a long one at a line', () => {
    expect(tailOf(' short \n')).toBe('short');
    const lines = Array.from({ length: 1000 }, (_, index) => `line ${index}`);
    const tail = tailOf(lines.join('\n'));
    expect(tail.endsWith('line 999')).toBe(true);
    expect(tail).toMatch(/^line \d+\n/);
    expect(tail.length).toBeLessThanOrEqual(2500);
  });
});
