import { rm } from 'node:fs/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { Evaluation } from '../../../../src/contract/types.ts';
import { parse } from '../../../../src/contract/validate.ts';
import { readDialogData } from '../../../../src/files/evaluation/dialog-data.ts';
import type { FileAccess } from '../../../../src/files/port.ts';
import type { CliContext } from '../../../../src/serve/cli/context.ts';
import { dialogSuite } from '../../../../src/serve/cli/evaluate/evaluate-dialog.ts';
import { inspiredFolder, redialFolder, writeDialogFolder } from '../../../fixtures/dialog-folders.ts';
import { type CommandRun, runCommand } from '../run-command.ts';

let folder = '';

afterEach(async () => {
  await rm(folder, { recursive: true });
});

function run(...args: readonly string[]): Promise<CommandRun> {
  const files: Pick<FileAccess, 'readDialogData'> = { readDialogData };
  const withFiles = (context: CliContext) =>
    dialogSuite({
      ...context,
      files: files as FileAccess,
      pure: { now: () => 0 } as CliContext['pure'],
    });
  return runCommand(withFiles, {}, ['--data', folder, ...args]);
}

describe('whypath evaluate dialog', () => {
  it('prints one document a line for both protocols', async () => {
    folder = await writeDialogFolder(redialFolder);
    const { out } = await run('--split', 'valid', '--json');
    const documents = out
      .trim()
      .split('\n')
      .map((line) => parse<Evaluation>('evaluation', JSON.parse(line), 'stdout'));
    expect(documents.map(({ set, n, split }) => [set, n, split])).toEqual([
      ['A', 5, 'valid'],
      ['B', 4, 'valid'],
    ]);
    expect(documents.map(({ metrics }) => metrics['recall@50'])).toEqual([0.8, 1]);
  });

  it('prints one document for the protocol asked for, on the test split', async () => {
    folder = await writeDialogFolder(inspiredFolder);
    const { out } = await run('--protocol', 'B', '--json');
    expect(JSON.parse(out)).toMatchObject({ set: 'B', split: 'test', n: 1, metrics: { 'recall@1': 1 } });
  });

  it('prints tables with standard errors', async () => {
    folder = await writeDialogFolder(redialFolder);
    const { out } = await run('--split', 'valid');
    expect(out).toContain('protocol A, valid split, 5 labels');
    expect(out).toMatch(/recall@50 +0\.8000 +± 0\.2000/);
    expect(out).toContain('a turn takes 0 ms (p50), 0 ms (p99)');
  });

  it('fails where the split is not there', async () => {
    folder = await writeDialogFolder(redialFolder);
    expect(await run('--split', 'test')).toMatchObject({ code: 'data-missing' });
  });
});
