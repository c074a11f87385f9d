import { Command, InvalidArgumentError, Option } from 'commander';
import type { ExtractReport } from '../../contract/types.ts';
import type { CliContext } from './context.ts';
import { integerOption } from './options/options.ts';
import { readVocabulary, vocabularyPath } from './options/vocabulary-option.ts';
import { progressReporter } from './text/progress.ts';
import { jsonDocument, plain } from './text/terminal.ts';

interface ExtractOptions {
  readonly method: (typeof methods)[number];
  readonly vocabulary?: string;
  readonly closed: boolean;
  readonly dryRun: boolean;
  readonly since?: number;
  readonly aspectReviews: number;
  readonly deadlineMs?: number;
  readonly concurrency: number;
  readonly json: boolean;
}

const methods = ['rules', 'model', 'combined'] as const;

/** Returns `whypath extract`: finds what the reviews of the store say of aspects, and writes it there. */
export function extractCommand(context: CliContext): Command {
  return new Command('extract')
    .description('find the opinions in the reviews of the store; doing it again changes nothing')
    .addOption(
      new Option(
        '--method <name>',
        'what finds opinions: rules, a model, or rules that a model pairs and names',
      )
        .choices(methods)
        .default('rules'),
    )
    .option('--vocabulary <file>', `what aspects are called (default: ${vocabularyPath}, where it is there)`)
    .option('--closed', 'leave out what the vocabulary does not know', false)
    .option('--dry-run', 'say what would be found and write nothing', false)
    .option('--since <moment>', 'only reviews from this moment on, such as 2026-01-31', momentOf)
    .option(
      '--aspect-reviews <count>',
      'take up a new aspect when this many reviews name it; above 1 reads the reviews twice',
      countOf,
      1,
    )
    .option(
      '--deadline-ms <count>',
      'longest time for one review; what takes longer is left as it was',
      countOf,
    )
    .option(
      '--concurrency <count>',
      'reviews that a model is asked about at one time',
      integerOption('--concurrency', 1, 64),
      1,
    )
    .option('--json', 'print one JSON document', false)
    .addHelpText('after', '\nExample:\n  $ whypath extract --since 2026-01-01 --dry-run\n')
    .action(async (options: ExtractOptions) => {
      const lexicon = await context.files.readLexicon(context.signal);
      const engine = await context.open();
      const progress = progressReporter(context.err);
      try {
        const vocabulary = await readVocabulary(context, options.vocabulary);
        const request = {
          lexicon,
          method: options.method,
          vocabulary,
          isClosed: options.closed,
          dryRun: options.dryRun,
          since: options.since ?? null,
          aspectReviewsMin: options.aspectReviews,
          concurrency: options.concurrency,
          deadlineMs: options.deadlineMs ?? null,
          onProgress: progress.report,
        };
        const answer = await engine.extractReviews(request, context.signal);
        progress.end();
        const named =
          vocabulary === null
            ? ''
            : `aspects called by ${plain(options.vocabulary ?? vocabularyPath)}, which has ${vocabulary.length}\n`;
        context.out.write(options.json ? jsonDocument(answer) : summary(answer, engine.storeAddress) + named);
      } finally {
        progress.end();
      }
    });
}

function countOf(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('Give a whole number from 1.');
  return Number(text);
}

function momentOf(text: string): number {
  const isDate = /^\d{4}-\d{2}-\d{2}(T.*)?$/.test(text);
  const moment = isDate ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(moment)) throw new InvalidArgumentError('Give a day or a moment, such as 2026-01-31.');
  return moment;
}

function summary(answer: ExtractReport, storeAddress: string): string {
  const { reviews, withOpinions, opinions, aspectsCreated, skipped, seconds } = answer;
  const rate = answer.reviewsPerSecond === null ? '' : `, ${Math.round(answer.reviewsPerSecond)} reviews/s`;
  const lines = [
    `${reviews} reviews of ${plain(storeAddress)}, ${seconds.toFixed(1)} s${rate}`,
    `${opinions.created + opinions.unchanged} opinions in ${withOpinions} reviews: ${opinions.created} new, ${opinions.unchanged} already there, ${opinions.removed} no longer; ${aspectsCreated} new aspects`,
    `not searched: ${skipped.language} in another language, ${skipped.wordless} without words, ${skipped.labelled} with opinions from elsewhere, ${skipped.older} too old, ${skipped.overdue} overdue`,
    ...qualityLines(answer),
  ];
  if (opinions.leftOut > 0)
    lines.push(`${opinions.leftOut} opinions on aspects that too few reviews name were left out.`);
  if (answer.cut > 0)
    lines.push(`${answer.cut} reviews were longer than is read; the rest of them was left out.`);
  if (answer.resumed > 0) lines.push(`An interrupted run had done ${answer.resumed} of these reviews.`);
  if (answer.dryRun) lines.push('Dry run: nothing was written.');
  return `${lines.join('\n')}\n`;
}

function qualityLines({ quality, dropped, renamed, calls, skipped, model }: ExtractReport): string[] {
  const { aspectDrift, opinionFidelity, coverage } = quality;
  const lines = [
    `coverage ${shown(coverage)}; opinion fidelity ${shown(opinionFidelity.proposed)} proposed, ${shown(opinionFidelity.kept)} kept; aspect drift ${shown(aspectDrift.proposed)} proposed, ${shown(aspectDrift.kept)} kept; ${renamed} called otherwise than in their review`,
  ];
  const { proposed, ...reasons } = dropped;
  const drops = Object.entries(reasons).filter(([, count]) => count > 0);
  if (drops.length > 0)
    lines.push(
      `dropped of ${proposed} proposed: ${drops.map(([reason, count]) => `${count} ${dropWords[reason as keyof typeof dropWords]}`).join(', ')}`,
    );
  if (model !== null)
    lines.push(
      `${plain(model.name)}: ${calls.made} calls, ${calls.reused} answers kept from before, ${calls.refused} turned away, ${skipped.failed} reviews left as they were since a call failed; ${calls.promptTokens} tokens read, ${calls.outputTokens} written`,
    );
  return lines;
}

const dropWords = {
  outside: 'outside the vocabulary',
  other: 'on no aspect of it',
  notVerbatim: 'not verbatim',
  apart: 'in no one sentence',
  unfit: 'naming or judging nothing',
  contradicted: 'saying the opposite',
  repeated: 'repeated',
} as const;

function shown(rate: number | null): string {
  return rate === null ? '-' : rate.toFixed(3);
}
