import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommanderError } from 'commander';
import { describe, expect, it } from 'vitest';
import type { ImportReport } from '../../../src/contract/types.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import { importData } from '../../../src/engine/import/import-data.ts';
import { openSource } from '../../../src/files/open-source.ts';
import { openRejects } from '../../../src/files/rejects.ts';
import type { CliContext, TextSink } from '../../../src/serve/cli/context.ts';
import { importCommand } from '../../../src/serve/cli/import.ts';
import { emptyFolder, folderOf, never, plainManifest } from '../../fixtures/import/data-folder.ts';
import { freshStore } from '../../fixtures/import/import-run.ts';
import { sha256 } from '../../fixtures/sha256.ts';

interface Ran {
  readonly out: string;
  readonly err: string;
  readonly exitCode: number;
}

/** Returns a function that runs `whypath import` with arguments against one store. */
async function importer(path: string): Promise<(...args: string[]) => Promise<Ran>> {
  const store = await freshStore(path);
  const engine = {
    storeAddress: path,
    importData: (request, signal = never) =>
      importData({ store, hash: sha256, now: () => 0 }, request, signal),
  } as Pick<Engine, 'storeAddress' | 'importData'> as Engine;
  return async (...args) => {
    const written = { out: '', err: '' };
    let exitCode = 0;
    const sink = (name: 'out' | 'err'): TextSink => ({
      isTerminal: false,
      columns: 80,
      write: (text) => {
        written[name] += text;
      },
    });
    const context: Partial<CliContext> = {
      open: async () => engine,
      files: { openSource, openRejects } as CliContext['files'],
      out: sink('out'),
      err: sink('err'),
      signal: never,
      setExitCode: (code) => {
        exitCode = code;
      },
    };
    const command = importCommand(context as CliContext)
      .exitOverride()
      .configureOutput({
        writeErr: context.err?.write as (text: string) => void,
        writeOut: context.out?.write as (text: string) => void,
      });
    await command.parseAsync(args, { from: 'user' });
    return { ...written, exitCode };
  };
}

const good = {
  'graph.json': JSON.stringify(plainManifest),
  'items.jsonl': [{ id: 'a', name: 'A' }],
};
const partial = { ...good, 'users.jsonl': [{ id: 'u' }, { id: 5.5 }] };

describe('whypath import', () => {
  it('prints a table by kind and ends with 0', async () => {
    const run = await importer(join(emptyFolder(), 'graph.db'));
    const first = await run(folderOf(good));
    expect(first.exitCode).toBe(0);
    expect(first.out).toMatch(/kind +read +created +changed +unchanged +rejected/u);
    expect(first.out).toMatch(/items +1 +1 +0 +0 +0/u);
    expect(first.out).toContain('The manifest changed.');
    const second = await run(folderOf(good));
    expect(second.out).toMatch(/items +1 +0 +0 +1 +0/u);
    expect(second.out).toContain('Nothing changed.');
  });

  it('ends with 5 and names the file beside the store when rows are rejected', async () => {
    const folder = emptyFolder();
    const run = await importer(join(folder, 'graph.db'));
    const { out, exitCode } = await run(folderOf(partial));
    expect(exitCode).toBe(5);
    const path = join(folder, 'rejects-data.jsonl');
    expect(out).toContain(`1 row was rejected; file, line and reason of each: ${path}`);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({
      file: 'users.jsonl',
      line: 2,
      row: { id: 5.5 },
    });
  });

  it('writes rejects where it is told, and prints one JSON document', async () => {
    const folder = emptyFolder();
    const run = await importer(join(folder, 'graph.db'));
    const path = join(folder, 'bad.jsonl');
    const { out, err, exitCode } = await run(folderOf(partial), '--json', '--rejects', path);
    expect(exitCode).toBe(5);
    expect(JSON.parse(out) as ImportReport).toMatchObject({
      rejected: 1,
      rejectsFile: path,
      format: 'native',
    });
    expect(existsSync(path)).toBe(true);
    for (const line of err.trimEnd().split('\n'))
      expect(JSON.parse(line)).toMatchObject({ event: 'progress' });
  });

  it('says that a dry run wrote nothing', async () => {
    const run = await importer(join(emptyFolder(), 'graph.db'));
    const { out } = await run(folderOf(good), '--dry-run');
    expect(out).toMatch(/items +1 +1 +0 +0 +0/u);
    expect(out).toContain('Dry run: nothing was written.\nThe manifest would change.');
    expect((await run(folderOf(good))).out).toMatch(/items +1 +1 +0 +0 +0/u);
  });

  it('refuses a format it does not know, or that the folder has not', async () => {
    const run = await importer(join(emptyFolder(), 'graph.db'));
    await expect(run(folderOf(good), '--format', 'xml')).rejects.toThrow(CommanderError);
    await expect(run(folderOf(good), '--format', 'movielens')).rejects.toMatchObject({
      code: 'data-missing',
    });
  });
});
