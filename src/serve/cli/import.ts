import { basename, dirname, join, resolve } from 'node:path';
import { Command, Option } from 'commander';
import type { ImportReport } from '../../contract/types.ts';
import { check } from '../../contract/validate.ts';
import { EngineError } from '../../core/errors.ts';
import type { DataSource } from '../../files/port.ts';
import type { CliContext } from './context.ts';
import { progressReporter } from './text/progress.ts';
import { counted, jsonDocument, plain, table } from './text/terminal.ts';

interface ImportOptions {
  readonly format?: DataSource['format'];
  readonly dryRun: boolean;
  readonly rejects?: string;
  readonly json: boolean;
}

/** Returns `whypath import`: brings a data set into the store. Exit code 5 when rows were rejected. */
export function importCommand(context: CliContext): Command {
  return new Command('import')
    .description('bring a data set into the store; doing it again changes nothing')
    .argument(
      '<folder>',
      'folder with graph.json and items.jsonl, Amazon reviews, CSV files with mapping.json, MovieLens or RecBole files',
    )
    .addOption(
      new Option('--format <name>', 'layout of the folder, else found by its files').choices([
        'native',
        'movielens',
        'recbole',
        'amazon',
        'csv',
      ]),
    )
    .option('--dry-run', 'say what would change and write nothing', false)
    .option('--rejects <file>', 'where rejected rows go (default: rejects-<folder>.jsonl beside the store)')
    .option('--json', 'print one JSON document', false)
    .addHelpText(
      'after',
      '\nExamples:\n  $ whypath import seed\n  $ whypath import ml-latest-small --dry-run\n',
    )
    .action(async (folder: string, options: ImportOptions) => {
      const { format, dryRun, json } = options;
      const source = await context.files.openSource(folder, {
        ...(format === undefined ? {} : { format }),
        check,
        signal: context.signal,
      });
      const engine = await context.open();
      const rejects = context.files.openRejects(
        options.rejects ?? defaultRejects(engine.storeAddress, folder),
      );
      const progress = progressReporter(context.err);
      try {
        const request = { source, dryRun, rejects, onProgress: progress.report };
        const answer = await engine.importData(request, context.signal);
        progress.end();
        context.out.write(json ? jsonDocument(answer) : summary(answer, engine.storeAddress));
        if (answer.rejected > 0)
          context.setExitCode(new EngineError('data-partial', 'rows were rejected').exitCode);
      } finally {
        progress.end();
      }
    });
}

function defaultRejects(storeAddress: string, folder: string): string {
  const isFile = !storeAddress.includes('://') && storeAddress !== ':memory:';
  const name = basename(resolve(folder)).replace(/[^\w.-]+/gu, '-');
  return join(isFile ? dirname(storeAddress) : '.', `rejects-${name}.jsonl`);
}

function summary(answer: ImportReport, storeAddress: string): string {
  const rows = Object.entries(answer.counts).map(([kind, counts]) => {
    const { read, created, changed, unchanged, rejected } = counts;
    return [kind, read, created, changed, unchanged, rejected];
  });
  const lines = [
    `${plain(answer.source)} (${answer.format}) → ${plain(storeAddress)}, ${answer.seconds.toFixed(1)} s`,
    table(['kind', 'read', 'created', 'changed', 'unchanged', 'rejected'], rows).trimEnd(),
  ];
  if (answer.dryRun) lines.push('Dry run: nothing was written.');
  if (answer.resumedRows > 0) {
    lines.push(
      `An interrupted import had written ${answer.resumedRows} of these rows; this run completed it.`,
    );
  }
  if (answer.manifestChanged)
    lines.push(answer.dryRun ? 'The manifest would change.' : 'The manifest changed.');
  else if (answer.changes === 0) lines.push('Nothing changed.');
  if (answer.rejected > 0) {
    const count = counted(answer.rejected, 'row was', 'rows were');
    lines.push(`${count} rejected; file, line and reason of each: ${plain(answer.rejectsFile ?? '')}`);
  }
  return `${lines.join('\n')}\n`;
}
