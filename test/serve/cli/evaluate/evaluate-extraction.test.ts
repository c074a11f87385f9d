import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Evaluation } from '../../../../src/contract/types.ts';
import { readAsteData } from '../../../../src/files/evaluation/aste-data.ts';
import type { FileAccess } from '../../../../src/files/port.ts';
import type { CliContext } from '../../../../src/serve/cli/context.ts';
import { extractionSuite } from '../../../../src/serve/cli/evaluate/evaluate-extraction.ts';
import { smallLexicon } from '../../../core/opinions/word-lists.ts';
import { type CommandRun, runCommand } from '../run-command.ts';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lamp-sentences-'));
  for (const set of ['chairs', 'lamps', 'tables']) mkdirSync(join(folder, 'v2', set), { recursive: true });
  writeFileSync(join(folder, 'v2', 'lamps', 'test.txt'), "The shade is bright .####[([1], [3], 'POS')]\n");
  writeFileSync(join(folder, 'v2', 'tables', 'test.txt'), 'A table .####[]\n');
  writeFileSync(join(folder, 'v2', 'chairs', 'dev.txt'), "A hard seat .####[([2], [1], 'NEG')]\n");
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function run(...args: readonly string[]): Promise<CommandRun> {
  const files: Pick<FileAccess, 'readAsteData' | 'readLexicon'> = {
    readAsteData,
    readLexicon: () => Promise.resolve(smallLexicon()),
  };
  const withFiles = (context: CliContext) =>
    extractionSuite({
      ...context,
      files: files as FileAccess,
      pure: { now: () => 0 } as CliContext['pure'],
    });
  return runCommand(withFiles, {}, ['--data', folder, ...args]);
}

describe('whypath evaluate extraction', () => {
  it('prints one document a line for every set, and names those without the split on stderr', async () => {
    const { out, err } = await run('--json');
    const documents = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Evaluation);
    expect(documents.map((document) => [document.set, document.metrics['f1']])).toEqual([
      ['lamps', 1],
      ['tables', null],
    ]);
    expect(err).toContain('skipped: chairs/test is not there');
  });

  it('prints one document for the set asked for', async () => {
    const { out } = await run('--set', 'chairs', '--split', 'valid', '--json');
    expect(JSON.parse(out)).toMatchObject({ set: 'chairs', split: 'valid', metrics: { f1: 1 } });
  });

  it('prints a table, with what is undefined as a word', async () => {
    const { out } = await run('--set', 'tables');
    expect(out).toContain('extraction on tables, test split, 1 sentences');
    expect(out).toMatch(/f1 +undefined/);
  });

  it('fails where the set is not there', async () => {
    expect(await run('--set', 'sofas')).toMatchObject({ code: 'data-missing' });
  });
});
