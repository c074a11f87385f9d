import { describe, expect, it } from 'vitest';
import type { ExtractReport } from '../../../src/contract/types.ts';
import type { Engine, ExtractRequest } from '../../../src/engine/engine.ts';
import type { FileAccess } from '../../../src/files/port.ts';
import type { CliContext } from '../../../src/serve/cli/context.ts';
import { extractCommand } from '../../../src/serve/cli/extract.ts';
import { smallLexicon } from '../../core/opinions/word-lists.ts';
import { type CommandRun, runCommand } from './run-command.ts';

const report: ExtractReport = {
  dryRun: false,
  method: 'rules',
  model: null,
  reviews: 120,
  resumed: 20,
  withOpinions: 97,
  skipped: { language: 3, wordless: 1, labelled: 4, older: 5, overdue: 6, failed: 7 },
  cut: 2,
  opinions: { created: 310, unchanged: 7, removed: 8, leftOut: 9 },
  quality: {
    aspectDrift: { proposed: null, kept: null },
    opinionFidelity: { proposed: 1, kept: 1 },
    coverage: 0.95,
  },
  dropped: {
    proposed: 326,
    outside: 0,
    other: 0,
    notVerbatim: 0,
    apart: 0,
    unfit: 0,
    contradicted: 0,
    repeated: 0,
  },
  renamed: 11,
  calls: { made: 0, reused: 0, refused: 0, promptTokens: 0, outputTokens: 0 },
  aspectsCreated: 88,
  revision: 4,
  seconds: 0.5,
  reviewsPerSecond: 200,
};

const vocabulary = [{ name: 'shade', kind: '', names: ['cover'] }];

async function run(
  answer: ExtractReport,
  ...args: readonly string[]
): Promise<CommandRun & { asked?: ExtractRequest }> {
  let asked: ExtractRequest | undefined;
  const engine: Partial<Engine> = {
    storeAddress: 'shop.db',
    extractReviews: (request) => {
      asked = request;
      return Promise.resolve(answer);
    },
  };
  const files: Pick<FileAccess, 'readLexicon' | 'openVocabulary'> = {
    readLexicon: () => Promise.resolve(smallLexicon()),
    openVocabulary: (path) => ({
      path,
      read: () => Promise.resolve(path === 'v.tsv' ? { vocabulary, log: [] } : null),
      write: () => Promise.reject(new Error('extract writes no vocabulary')),
    }),
  };
  const make = (context: CliContext) => extractCommand({ ...context, files: files as FileAccess });
  const done = await runCommand(make, engine, args);
  return asked === undefined ? done : { ...done, asked };
}

describe('whypath extract', () => {
  it('prints the account in words', async () => {
    const { out, asked } = await run(report);
    expect(out).toBe(
      [
        '120 reviews of shop.db, 0.5 s, 200 reviews/s',
        '317 opinions in 97 reviews: 310 new, 7 already there, 8 no longer; 88 new aspects',
        'not searched: 3 in another language, 1 without words, 4 with opinions from elsewhere, 5 too old, 6 overdue',
        'coverage 0.950; opinion fidelity 1.000 proposed, 1.000 kept; aspect drift - proposed, - kept; 11 called otherwise than in their review',
        '9 opinions on aspects that too few reviews name were left out.',
        '2 reviews were longer than is read; the rest of them was left out.',
        'An interrupted run had done 20 of these reviews.',
        '',
      ].join('\n'),
    );
    expect(asked).toMatchObject({ dryRun: false, since: null, aspectReviewsMin: 1 });
  });

  it('prints one document with --json', async () => {
    expect(JSON.parse((await run(report, '--json')).out)).toEqual(report);
  });

  it('passes on the moment and the dry run, and says that nothing was written', async () => {
    const { out, asked } = await run(
      { ...report, dryRun: true },
      '--dry-run',
      '--since',
      '2026-01-31',
      '--aspect-reviews',
      '3',
    );
    expect(asked).toMatchObject({ dryRun: true, since: Date.UTC(2026, 0, 31), aspectReviewsMin: 3 });
    expect(out).toContain('Dry run: nothing was written.');
  });

  it('passes on the vocabulary and the method', async () => {
    expect((await run(report)).asked).toMatchObject({ method: 'rules', vocabulary: null, isClosed: false });
    const { asked, out } = await run(
      report,
      '--vocabulary',
      'v.tsv',
      '--closed',
      '--method',
      'combined',
      '--concurrency',
      '4',
    );
    expect(asked).toMatchObject({ method: 'combined', vocabulary, isClosed: true, concurrency: 4 });
    expect(out).toMatch(/\naspects called by v\.tsv, which has 1\n$/);
    expect(await run(report, '--vocabulary', 'w.tsv')).toMatchObject({ code: 'data-missing' });
    expect(await run(report, '--method', 'guess')).toMatchObject({ code: 'commander.invalidArgument' });
  });

  it('says what a model was asked and what of its answers was dropped', async () => {
    const { out } = await run({
      ...report,
      method: 'model',
      model: { name: 'llama3.2', digest: 'abc' },
      dropped: { ...report.dropped, notVerbatim: 2, contradicted: 1 },
      calls: { made: 12, reused: 3, refused: 4, promptTokens: 5000, outputTokens: 600 },
    });
    expect(out).toContain('dropped of 326 proposed: 2 not verbatim, 1 saying the opposite\n');
    expect(out).toContain(
      'llama3.2: 12 calls, 3 answers kept from before, 4 turned away, 7 reviews left as they were since a call failed; 5000 tokens read, 600 written\n',
    );
  });

  it.each(['0', '-1', 'many', '1.5'])('refuses %s as a number of reviews', async (count) => {
    expect(await run(report, `--aspect-reviews=${count}`)).toMatchObject({
      code: 'commander.invalidArgument',
    });
  });

  it.each(['yesterday', '2026', '2026-13-45'])('refuses %s as a moment', async (moment) => {
    expect(await run(report, '--since', moment)).toMatchObject({ code: 'commander.invalidArgument' });
  });
});
