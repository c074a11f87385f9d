import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Engine } from '../../../src/engine/engine.ts';
import type { FileAccess } from '../../../src/files/port.ts';
import { openVocabulary } from '../../../src/files/vocabulary-file.ts';
import type { CliContext } from '../../../src/serve/cli/context.ts';
import { vocabularyCommand } from '../../../src/serve/cli/vocabulary.ts';
import { type CommandRun, runCommand } from './run-command.ts';

let folder: string;
let file: string;
let applied: unknown;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vocabulary-cli-'));
  file = join(folder, 'v.tsv');
  applied = undefined;
});
afterEach(() => rm(folder, { recursive: true }));

const engine: Partial<Engine> = {
  storeAddress: 'shop.db',
  proposeVocabulary: async ({ opinionsMin, embeddingModel }) => ({
    opinions: 9,
    names: 4,
    proposals: [
      { name: 'price', kind: '', names: ['cost'] },
      ...(opinionsMin < 3 ? [{ name: 'weight', kind: '', names: [] }] : []),
      ...(embeddingModel === null ? [] : [{ name: embeddingModel, kind: '', names: [] }]),
    ],
  }),
  proposeByModel: async ({ reviewsMax, aspectsMax }) => ({
    reviews: reviewsMax,
    names: 5,
    dropped: 3,
    calls: 4,
    failed: 1,
    refused: 2,
    promptTokens: 700,
    outputTokens: 90,
    proposals: [{ name: 'price', kind: '', names: ['cost'] }].slice(0, aspectsMax),
  }),
  applyVocabulary: async ({ vocabulary, dryRun }) => {
    applied = vocabulary;
    return {
      dryRun,
      opinions: 9,
      relabelled: 2,
      unchanged: 6,
      fixed: 1,
      outside: 3,
      aspectsCreated: 1,
      revision: 4,
      seconds: 0,
    };
  },
};

function run(...args: readonly string[]): Promise<CommandRun> {
  const files = { openVocabulary } satisfies Partial<FileAccess> as unknown as FileAccess;
  const make = (context: CliContext) => vocabularyCommand({ ...context, files });
  return runCommand(make, engine, [args[0] ?? '', '--file', file, ...args.slice(1)]);
}
const written = async (): Promise<string> =>
  (await readFile(file, 'utf8')).split('\n').slice(4).join('\n').replaceAll('\t', '|');

describe('whypath vocabulary', () => {
  it('proposes, is edited, and undoes step by step', async () => {
    expect((await run('propose', '--least', '3')).out).toBe(
      `4 names in 9 opinions of shop.db; 1 aspect written anew, 0 gone\n${file}: 1 aspect, 1 other name, 1 step\nThe store follows with: whypath vocabulary apply\n`,
    );
    await run('propose', '--embedding-model', 'all-minilm');
    expect(await written()).toBe('all-minilm|-\nprice|-|cost\nweight|-\n');
    await run('merge', 'price', 'weight', 'dearness');
    expect(await written()).toBe('all-minilm|-\nprice|-|cost; dearness; weight\n');
    await run('split', 'price', 'weight', '--as', 'heft');
    await run('split', 'price', 'price', '--as', 'pricing', '--as-kind', 'act');
    expect(await written()).toBe('all-minilm|-\nheft|-|weight\nprice|-|cost; dearness\npricing|act|price\n');
    await writeFile(file, 'price\n');
    await run('merge', 'price', 'cost');
    for (const expected of [
      'price|-\n',
      'all-minilm|-\nheft|-|weight\nprice|-|cost; dearness\npricing|act|price\n',
      'all-minilm|-\nheft|-|weight\nprice|-|cost; dearness\n',
      'all-minilm|-\nprice|-|cost; dearness; weight\n',
      'all-minilm|-\nprice|-|cost\nweight|-\n',
      'price|-|cost\n',
      '',
    ]) {
      expect((await run('undo')).code).toBeNull();
      expect(await written()).toBe(expected);
    }
    expect(await run('undo')).toMatchObject({ code: 'request-invalid' });
  });

  it('lets a model propose, and says what became of its answers', async () => {
    const { out } = await run('propose', '--method', 'model', '--sample', '20', '--most', '9');
    expect(out).toContain(
      '5 names from 20 reviews of shop.db, 3 of them dropped; 4 calls, 1 failed, 2 turned away; 700 tokens read, 90 written; 1 aspect written anew, 0 gone\n',
    );
    expect(await written()).toBe('price|-|cost\n');
    expect(await run('propose', '--method', 'guess')).toMatchObject({ code: 'commander.invalidArgument' });
  });

  it('shows, and puts the store on it', async () => {
    await run('propose');
    expect((await run('show')).out).toBe(
      'aspect  kind  names\n──────  ────  ─────\nprice   -     cost\nweight  -\n',
    );
    expect(JSON.parse((await run('show', '--json')).out)).toHaveLength(2);
    expect((await run('apply', '--dry-run')).out).toBe(
      '9 opinions of shop.db: 2 put on another aspect, 1 of data sets left as they are; 1 new aspects\n3 opinions are on what the vocabulary does not know, under their own name.\nDry run: nothing was written.\n',
    );
    expect(applied).toHaveLength(2);
    expect(JSON.parse((await run('apply', '--json')).out)).toMatchObject({ relabelled: 2 });
  });

  it('does nothing without a file, and names bad lines', async () => {
    expect(await run('apply')).toMatchObject({ code: 'data-missing' });
    expect(await run('show')).toMatchObject({ code: 'data-missing' });
    expect(applied).toBeUndefined();
    await writeFile(file, 'price\n\n...\n');
    const { code, message } = await run('merge', 'price', 'cost');
    expect(code).toBe('data-invalid');
    expect(message).toContain(`${file} line 3: "..." is no name`);
  });
});
