import { describe, expect, it } from 'vitest';
import type { RemoveReport } from '../../../src/contract/types.ts';
import type { Engine, RemoveRequest } from '../../../src/engine/engine.ts';
import type { FileAccess, RejectsWriter } from '../../../src/files/port.ts';
import type { CliContext } from '../../../src/serve/cli/context.ts';
import { removeCommand } from '../../../src/serve/cli/remove.ts';
import { type CommandRun, runCommand } from './run-command.ts';

const never = new AbortController().signal;
const report: RemoveReport = {
  kind: 'reviews',
  dryRun: false,
  read: 3,
  removed: 1,
  absent: 1,
  opinions: 4,
  rejected: 1,
  rejectsFile: 'rejects-remove.jsonl',
  revision: 7,
  seconds: 0.1,
};

async function run(...args: readonly string[]): Promise<CommandRun & { asked: unknown[]; exitCode: number }> {
  const asked: unknown[] = [];
  let exitCode = 0;
  const engine: Partial<Engine> = {
    removeData: async (request: RemoveRequest) => {
      for await (const row of request.rows(never)) asked.push('row' in row ? row.row : row.reason);
      return { ...report, dryRun: request.dryRun };
    },
  };
  const files = {
    openPairs: () => ({
      count: async () => 1,
      rows: async function* rows() {
        yield { file: 'gone.jsonl', line: 1, row: { id: 'filed' }, bytesRead: 0 };
      },
    }),
    openRejects: (): RejectsWriter => ({ write: async () => undefined, close: async () => null }),
  } as unknown as FileAccess;
  const make = (context: CliContext) =>
    removeCommand({
      ...context,
      files,
      setExitCode: (code) => {
        exitCode = code;
      },
    });
  return { ...(await runCommand(make, engine, args)), asked, exitCode };
}

describe('whypath remove', () => {
  it('takes ids, and says what went', async () => {
    const { out, asked, exitCode } = await run('reviews', 'r1', 'r2');
    expect(asked).toEqual([{ id: 'r1' }, { id: 'r2' }]);
    expect(out).toBe(
      '1 of 3 reviews removed, 1 not there\n4 opinions went with their reviews.\n' +
        '1 rows name nothing; the reason of each: rejects-remove.jsonl\n',
    );
    expect(exitCode).toBe(5);
  });

  it('takes a file, and only says in a dry run', async () => {
    const { out, asked } = await run('links', '--input', 'gone.jsonl', '--dry-run');
    expect(asked).toEqual([{ id: 'filed' }]);
    expect(out).toContain('1 of 3 reviews would be removed');
    expect(JSON.parse((await run('links', '--input', 'gone.jsonl', '--json')).out)).toEqual(report);
  });

  it.each([
    [['reviews'], 'usage'],
    [['links', 'l1'], 'usage'],
    [['reviews', 'r1', '--input', 'gone.jsonl'], 'usage'],
    [['items', 'kilo'], 'commander.invalidArgument'],
  ])('refuses %j', async (args, code) => {
    expect((await run(...args)).code).toBe(code);
  });
});
