import { basename } from 'node:path';
import { Command, Option } from 'commander';
import type { Evaluation } from '../../../contract/types.ts';
import { evaluateExtraction } from '../../../engine/evaluate/reviews/extraction.ts';
import type { CliContext } from '../context.ts';
import { progressReporter } from '../text/progress.ts';
import { plain } from '../text/terminal.ts';
import { evaluationJson, figuresTable } from './evaluation-text.ts';

interface ExtractionOptions {
  readonly data: string;
  readonly set?: string;
  readonly split: 'valid' | 'test';
  readonly json: boolean;
}

/** Returns `whypath evaluate extraction`: opinions found by rules against labelled sentences. */
export function extractionSuite(context: CliContext): Command {
  return new Command('extraction')
    .description('score the extraction of opinions on labelled sentences')
    .requiredOption('--data <folder>', 'folder with v2/<set>/dev.txt and test.txt')
    .option('--set <name>', 'one set; without it every set that has the split')
    .addOption(
      new Option('--split <name>', 'which sentences; valid is dev.txt')
        .choices(['valid', 'test'])
        .default('test'),
    )
    .option('--json', 'print one JSON document, or one a line for several sets', false)
    .addHelpText('after', '\nExample:\n  $ whypath evaluate extraction --data ./aste --set 14res --json\n')
    .action((options: ExtractionOptions) => run(context, options));
}

async function run(context: CliContext, options: ExtractionOptions): Promise<void> {
  const { set, split } = options;
  const lexicon = await context.files.readLexicon(context.signal);
  const data = await context.files.readAsteData(
    options.data,
    { split, ...(set === undefined ? {} : { set }) },
    context.signal,
  );
  for (const name of data.skipped) context.err.write(`skipped: ${plain(name)} is not there\n`);
  const progress = progressReporter(context.err);
  for (const each of data.sets) {
    const answer = await evaluateExtraction(
      context.pure,
      { data: basename(options.data), set: each, lexicon, onProgress: progress.report },
      context.signal,
    );
    progress.end();
    context.out.write(options.json ? evaluationJson(answer, set !== undefined) : text(answer));
  }
}

function text(answer: Evaluation): string {
  const head = `extraction on ${plain(answer.set ?? answer.data)}, ${answer.split} split, ${answer.n} sentences, ${answer.seconds.toFixed(1)} s\n`;
  return `${head}${figuresTable(answer)}\n`;
}
