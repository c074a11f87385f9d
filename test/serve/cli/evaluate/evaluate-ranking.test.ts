import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import type { Evaluation } from '../../../../src/contract/types.ts';
import type { CliContext } from '../../../../src/serve/cli/context.ts';
import { rankingSuiteCommand } from '../../../../src/serve/cli/evaluate/evaluate-ranking.ts';

/** Runs the suite with figures that only say which history was asked for. */
async function run(...args: string[]): Promise<string> {
  let out = '';
  const write = (text: string): void => {
    out += text;
  };
  const sink = { write, isTerminal: false, columns: 80 };
  const context: Partial<CliContext> = {
    files: { readRankingData: () => Promise.resolve({}) } as unknown as CliContext['files'],
    out: sink,
    err: { ...sink, write: () => undefined },
    signal: new AbortController().signal,
  };
  const command = rankingSuiteCommand(new Command('ranking'), context as CliContext, (_, request) =>
    Promise.resolve({
      suite: 'ranking',
      data: 'invented',
      split: request.split,
      history: request.history,
      n: 3,
      metrics: { 'ndcg@5': 0.25, 'gini@5': null },
      standardError: { 'ndcg@5': 0.01, 'gini@5': null },
      parameters: { tuned: request.tune },
      notes: ['what ndcg means'],
      seconds: 1,
    }),
  );
  command.exitOverride().configureOutput({ writeErr: () => undefined });
  await command.parseAsync(['--data', 'folder', ...args], { from: 'user' });
  return out;
}

describe('whypath evaluate ranking', () => {
  it('prints one document for one history, and a line each for several', async () => {
    expect((JSON.parse(await run('--json')) as Evaluation).history).toBe('train');
    const lines = (await run('--json', '--no-tune', '--history', 'train,train+valid')).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as Evaluation)).toMatchObject([
      { history: 'train', parameters: { tuned: false } },
      { history: 'train+valid' },
    ]);
  });

  it('prints figures with their errors and what their names leave open', async () => {
    const text = await run('--history', 'train+valid');
    expect(text).toContain('graph from train+valid, 3 users');
    expect(text).toMatch(/ndcg@5 +0\.2500 +± 0\.0100/);
    expect(text).toMatch(/gini@5 +undefined/);
    expect(text).toContain('what ndcg means\n');
  });

  it('refuses another history', async () => {
    await expect(run('--history', 'test')).rejects.toMatchObject({ code: 'commander.invalidArgument' });
  });
});
