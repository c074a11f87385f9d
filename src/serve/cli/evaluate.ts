import { Command, Option } from 'commander';
import type { Evaluation } from '../../contract/types.ts';
import { evaluateRanking } from '../../engine/evaluate/ranking.ts';
import type { CliContext } from './context.ts';
import { extractionSuite } from './evaluate-extraction.ts';
import { progressReporter } from './progress.ts';
import { jsonDocument, table } from './terminal.ts';

interface RankingOptions {
  readonly data: string;
  readonly split: 'valid' | 'test';
  readonly history: 'train' | 'train+valid';
  readonly json: boolean;
}

/** Returns `whypath evaluate`: figures of one suite on data that lies outside the project. */
export function evaluateCommand(context: CliContext): Command {
  const ranking = new Command('ranking')
    .description('score the default ranking on held-out interactions')
    .requiredOption(
      '--data <folder>',
      'folder with meta.json, train, test and optional valid, items, triples (gzip)',
    )
    .addOption(new Option('--split <name>', 'what is predicted').choices(['valid', 'test']).default('test'))
    .addOption(
      new Option('--history <parts>', 'what the graph is made of')
        .choices(['train', 'train+valid'])
        .default('train'),
    )
    .option('--json', 'print one JSON document', false)
    .addHelpText('after', '\nExample:\n  $ whypath evaluate ranking --data ./amazon-book --json\n')
    .action(async (options: RankingOptions) => {
      const progress = progressReporter(context.err);
      const data = await context.files.readRankingData(options.data, context.signal);
      const { split, history } = options;
      const answer = await evaluateRanking(
        context.pure,
        { data, split, history, onProgress: progress.report },
        context.signal,
      );
      progress.end();
      context.out.write(options.json ? jsonDocument(answer) : text(answer));
    });
  return new Command('evaluate').description('measure one suite on evaluation data').addCommand(ranking).addCommand(extractionSuite(context));
}

function text(answer: Evaluation): string {
  const rows = Object.entries(answer.metrics).map(([name, value]) => [
    name,
    round(value),
    `± ${round(answer.standardError[name] ?? null)}`,
  ]);
  const head = `${answer.suite} on ${answer.data}, ${answer.split} split, graph from ${answer.history}, ${answer.n} users, ${answer.seconds.toFixed(1)} s\n`;
  return head + table(['metric', 'value', 'standard error'], rows);
}

function round(value: number | null): string {
  return value === null ? 'undefined' : value.toFixed(4);
}
