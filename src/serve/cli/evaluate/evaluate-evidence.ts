import { Command, Option } from 'commander';
import { type EvidenceEvaluation, evaluateEvidence } from '../../../engine/evaluate/reviews/evidence.ts';
import type { CliContext } from '../context.ts';
import { progressReporter } from '../text/progress.ts';
import { jsonDocument, plain, table } from '../text/terminal.ts';
import { besideTable } from './evaluation-text.ts';

interface EvidenceOptions {
  readonly data: string;
  readonly split: 'valid' | 'test';
  readonly history: 'train' | 'train+valid';
  readonly json: boolean;
}

/** Returns `whypath evaluate evidence`: aspects of held-out reviews against those that earlier reviews predict. */
export function evidenceSuite(context: CliContext): Command {
  return new Command('evidence')
    .description('score the aspects that the graph predicts for a user and an item on held-out reviews')
    .requiredOption('--data <folder>', 'folder with reviews.jsonl, whole reviews split by time')
    .addOption(
      new Option('--split <name>', 'which reviews are held out').choices(['valid', 'test']).default('test'),
    )
    .addOption(
      new Option('--history <parts>', 'reviews that the graph is made of')
        .choices(['train', 'train+valid'])
        .default('train'),
    )
    .option('--json', 'print one JSON document', false)
    .addHelpText('after', '\nExample:\n  $ whypath evaluate evidence --data ./reviews --split valid --json\n')
    .action(async (options: EvidenceOptions) => {
      const { split, history } = options;
      const lexicon = await context.files.readLexicon(context.signal);
      const data = await context.files.readSplitReviews(options.data, context.signal);
      const progress = progressReporter(context.err);
      const request = { data, lexicon, split, history, onProgress: progress.report };
      const answer = await evaluateEvidence(context.pure, request, context.signal);
      progress.end();
      context.out.write(options.json ? jsonDocument(answer) : text(answer));
    });
}

/** Ours and the baselines side by side, then gains and rankings, each with its standard error. */
function text(answer: EvidenceEvaluation): string {
  const parts = Object.entries(answer.parts).flatMap(([part, { metrics, standardError }]) =>
    Object.entries(metrics).map(([name, value]) => [
      part,
      name,
      rounded(value),
      `± ${rounded(standardError[name] ?? null)}`,
    ]),
  );
  const head = `evidence on ${plain(answer.data)}, ${answer.split} split, ${answer.n} reviews, ${answer.seconds.toFixed(1)} s\n`;
  return `${head}${besideTable(answer, Object.entries(answer.peers), 4)}\n${table(['part', 'metric', 'value', 'standard error'], parts)}`;
}

function rounded(value: number | null): string {
  return value === null ? 'undefined' : value.toFixed(4);
}
