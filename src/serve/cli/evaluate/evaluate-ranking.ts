import { Command, InvalidArgumentError, Option } from 'commander';
import type { Evaluation } from '../../../contract/types.ts';
import { evaluateRanking } from '../../../engine/evaluate/ranking/ranking.ts';
import type { CliContext } from '../context.ts';
import { progressReporter } from '../text/progress.ts';
import { plain, table } from '../text/terminal.ts';
import { evaluationJson, figuresTable } from './evaluation-text.ts';

/** What the suites over rankings take. */
export interface RankingSuiteOptions {
  readonly data: string;
  readonly split: 'valid' | 'test';
  readonly history: readonly ('train' | 'train+valid')[];
  readonly tune: boolean;
  readonly json: boolean;
}

/** Returns `whypath evaluate ranking`. */
export function rankingSuite(context: CliContext): Command {
  return rankingSuiteCommand(
    new Command('ranking').description(
      'choose the settings of the ranking on validation data, then score it on held-out interactions',
    ),
    context,
    evaluateRanking,
  ).addHelpText('after', '\nExample:\n  $ whypath evaluate ranking --data ./amazon-book --json\n');
}

/** Returns `command` with the options of suites over rankings, running `evaluate` and printing its document, and `more` after it. */
export function rankingSuiteCommand(
  command: Command,
  context: CliContext,
  evaluate: typeof evaluateRanking,
  more: (answer: Evaluation) => string = () => '',
): Command {
  return command
    .requiredOption(
      '--data <folder>',
      'folder with meta.json, train, test and optional valid, items, triples (gzip)',
    )
    .addOption(new Option('--split <name>', 'what is predicted').choices(['valid', 'test']).default('test'))
    .addOption(
      new Option(
        '--history <parts>',
        'what the graph is made of: train, train+valid, or several with commas between, a document each',
      )
        .argParser(historiesOf)
        .default(['train'], 'train'),
    )
    .option('--no-tune', 'keep the default settings instead of choosing them on validation data')
    .option('--json', 'print one JSON document', false)
    .action(async (options: RankingSuiteOptions) => {
      const progress = progressReporter(context.err);
      const data = await context.files.readRankingData(options.data, context.signal);
      const { split, tune } = options;
      for (const history of options.history) {
        const answer = await evaluate(
          { ...context.pure, compute: context.compute },
          { data, split, history, tune, onProgress: progress.report },
          context.signal,
        );
        progress.end();
        context.out.write(
          options.json
            ? evaluationJson(answer, options.history.length === 1)
            : `${text(answer)}${more(answer)}`,
        );
      }
    });
}

function historiesOf(text: string): readonly ('train' | 'train+valid')[] {
  return [...new Set(text.split(','))].map((part) => {
    if (part === 'train' || part === 'train+valid') return part;
    throw new InvalidArgumentError('Allowed are train, train+valid, and both with a comma between.');
  });
}

function text(answer: Evaluation): string {
  const head = `${answer.suite} on ${plain(answer.data)}, ${answer.split} split, graph from ${answer.history}, ${answer.n} users, ${answer.seconds.toFixed(1)} s\n`;
  const parameters = Object.entries(answer.parameters).map(([name, value]) => [
    plain(name),
    plain(JSON.stringify(value)),
  ]);
  const notes = (answer.notes ?? []).map((note) => `${plain(note)}\n`).join('');
  return `${head}${figuresTable(answer)}\n${notes}\n${table(['parameter', 'value'], parameters)}`;
}
