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
  reviews: 120,
  resumed: 20,
  withOpinions: 97,
  skipped: { language: 3, wordless: 1, labelled: 4, older: 5, overdue: 6 },
  cut: 2,
  opinions: { created: 310, unchanged: 7, removed: 8, leftOut: 9 },
  aspectsCreated: 88,
  revision: 4,
  seconds: 0.5,
};

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
  const files: Pick<FileAccess, 'readLexicon'> = { readLexicon: () => Promise.resolve(smallLexicon()) };
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

  it.each(['0', '-1', 'many', '1.5'])('refuses %s as a number of reviews', async (count) => {
    expect(await run(report, `--aspect-reviews=${count}`)).toMatchObject({
      code: 'commander.invalidArgument',
    });
  });

  it.each(['yesterday', '2026', '2026-13-45'])('refuses %s as a moment', async (moment) => {
    expect(await run(report, '--since', moment)).toMatchObject({ code: 'commander.invalidArgument' });
  });
});
