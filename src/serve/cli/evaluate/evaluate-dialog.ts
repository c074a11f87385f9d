import { Command, Option } from 'commander';
import type { Evaluation } from '../../../contract/types.ts';
import {
  type DialogProtocol,
  dialogProtocols,
} from '../../../core/evaluation/conversation/dialog-metrics.ts';
import type { TimeQuantiles } from '../../../core/evaluation/ranking/time-quantiles.ts';
import { evaluateDialog } from '../../../engine/evaluate/dialog.ts';
import type { CliContext } from '../context.ts';
import { progressReporter } from '../text/progress.ts';
import { plain } from '../text/terminal.ts';
import { evaluationJson, figuresTable } from './evaluation-text.ts';

interface DialogOptions {
  readonly data: string;
  readonly split: 'valid' | 'test';
  readonly protocol?: DialogProtocol;
  readonly json: boolean;
}

/** Returns `whypath evaluate dialog`: movies found from what was said, against what people recommended next. */
export function dialogSuite(context: CliContext): Command {
  return new Command('dialog')
    .description('score what is recommended in free-text dialogs, movies already mentioned left out')
    .requiredOption(
      '--data <folder>',
      'folder with <split>_data_processed.jsonl.gz or <split>_data_dbpedia.jsonl.gz, entity2id and dbpedia_subkg',
    )
    .addOption(new Option('--split <name>', 'dialogs to score').choices(['valid', 'test']).default('test'))
    .addOption(
      new Option(
        '--protocol <name>',
        'A: all movies that a turn names; B: only new ones; without it both',
      ).choices([...dialogProtocols]),
    )
    .option('--json', 'print one JSON document, or one a line for both protocols', false)
    .addHelpText(
      'after',
      '\nExamples:\n  $ whypath evaluate dialog --data ./inspired --protocol B --json\n' +
        '  $ whypath evaluate dialog --data ./redial --split valid\n',
    )
    .action((options: DialogOptions) => run(context, options));
}

async function run(context: CliContext, options: DialogOptions): Promise<void> {
  const protocol = options.protocol ?? null;
  const data = await context.files.readDialogData(options.data, { split: options.split }, context.signal);
  const progress = progressReporter(context.err);
  const answers = await evaluateDialog(
    context.pure,
    { data, protocol, onProgress: progress.report },
    context.signal,
  );
  progress.end();
  for (const answer of answers)
    context.out.write(options.json ? evaluationJson(answer, protocol !== null) : text(answer));
}

function text(answer: Evaluation): string {
  const { p50, p99 } = (answer.parameters as { readonly turnMs: TimeQuantiles }).turnMs;
  const head = `dialog on ${plain(answer.data)}, protocol ${answer.set}, ${answer.split} split, ${answer.n} labels, ${answer.seconds.toFixed(1)} s\n`;
  const times = p50 === null ? '' : `a turn takes ${p50} ms (p50), ${p99} ms (p99)\n`;
  return `${head}${figuresTable(answer)}\n${times}`;
}
