import { Command, Option } from 'commander';
import type {
  ComparisonRequest,
  Evidence,
  ExplainReport,
  ExplainRequest,
  Explanation,
  ExplanationPart,
  FollowUp,
  FollowUpRequest,
} from '../../contract/types.ts';
import { parse } from '../../contract/validate.ts';
import { EngineError } from '../../core/errors.ts';
import type { CliContext } from './context.ts';
import { integerOption } from './options.ts';
import { progressReporter } from './progress.ts';
import { pathLine, shareBar } from './reason-lines.ts';
import { jsonDocument, plain } from './terminal.ts';

interface ExplainOptions {
  readonly user?: string;
  readonly item?: string;
  readonly input?: string;
  readonly output?: string;
  readonly ask?: string;
  readonly compare?: string;
  readonly concurrency: number;
  readonly form: NonNullable<ExplainRequest['form']>;
  readonly stream: boolean;
  readonly secondOpinion: boolean;
  readonly json: boolean;
}

/** Ollama answers one call at a time by default; a second one waits there while the first is written. */
const concurrencyDefault = 2;

const secondOpinionUsage =
  '--second-opinion is given of the whole text of one pair: leave out --stream, --ask and --compare; a line of --input says "secondOpinion": true itself.';

/**
 * Returns `whypath explain`: a text with its evidence for one pair, or one line of JSON for every pair of a file. Exit
 * code 5 when some pairs could not be explained.
 */
export function explainCommand(context: CliContext): Command {
  return new Command('explain')
    .description('say in words why an item is recommended, each sentence with its evidence')
    .option('--user <id>', 'id of the user')
    .option('--item <id>', 'id of the item')
    .option('--ask <question>', 'ask about the explanation of the pair, such as "who said that?"')
    .option('--compare <id>', 'compare the item with another one for the user')
    .option('--input <file>', 'JSONL file of pairs: {"user":"mara","item":"harbour-lights"}')
    .option(
      '--output <file>',
      'JSONL file that gets one explanation a line; an unfinished one is gone on with',
    )
    .option(
      '--concurrency <n>',
      'explanations at work at one time',
      integerOption('--concurrency', 1, 64),
      concurrencyDefault,
    )
    .addOption(
      new Option('--form <form>', 'form of the text; a line of --input names its own')
        .choices(['paragraph', 'sentence', 'bullets'])
        .default('paragraph'),
    )
    .option('--stream', 'print each sentence as soon as it is checked; with --json one part a line', false)
    .option(
      '--second-opinion',
      'let the model reject sentences that the gate accepted; a line of --input says it itself',
      false,
    )
    .option('--json', 'print one JSON document', false)
    .addHelpText(
      'after',
      `
Examples:
  $ whypath explain --user mara --item harbour-lights
  $ whypath explain --user mara --item harbour-lights --ask 'what if I did not mind the noise?'
  $ whypath explain --user mara --item kestrel-hour --compare acorn-ledger
  $ whypath explain --user mara --item harbour-lights --stream
  $ whypath explain --input pairs.jsonl --output texts.jsonl --concurrency 4

Pairs that cannot be explained go to <output>.failed.jsonl. After an interruption the same command goes on.
`,
    )
    .action(async (options: ExplainOptions) => {
      const { user, item, input, output, ask, secondOpinion, compare } = options;
      const isOther = options.stream || [ask, input, compare].some((one) => one !== undefined);
      if (secondOpinion && isOther) throw new EngineError('usage', secondOpinionUsage);
      if (options.compare !== undefined) return compareItems(context, options, options.compare);
      if (ask !== undefined) return answerQuestion(context, options, ask);
      if (input !== undefined && output !== undefined && user === undefined && item === undefined) {
        await explainFile(context, { input, output }, options);
      } else if (user !== undefined && item !== undefined && input === undefined && output === undefined) {
        const request = parse<ExplainRequest>(
          'explain-request',
          { user, item, form: options.form, ...(secondOpinion ? { secondOpinion } : {}) },
          'explain',
        );
        const engine = await context.open();
        if (options.stream)
          return printParts(context, engine.explainStream(request, context.signal), options.json);
        const answer = await engine.explain(request, context.signal);
        context.out.write(options.json ? jsonDocument(answer) : explanationText(answer));
      } else {
        throw new EngineError('usage', 'explain takes either --user and --item, or --input and --output.');
      }
    });
}

/** What would be without the strongest fact, where no sentence of the text says it. */
function changeText({ evidence }: Explanation, cited: ReadonlySet<string>): string {
  const change = evidence.find((one) => one.kind === 'counterfactual' && !cited.has(one.id));
  return change === undefined ? '' : ` ${plain(change.sentence)}`;
}

async function compareItems(
  context: CliContext,
  { user, item, input, output, ask, json }: ExplainOptions,
  other: string,
): Promise<void> {
  const isOfFile = input !== undefined || output !== undefined;
  if (user === undefined || item === undefined || ask !== undefined || isOfFile)
    throw new EngineError(
      'usage',
      'A comparison takes --user, --item and --compare, and no --ask and no file.',
    );
  const request = parse<ComparisonRequest>('comparison-request', { user, item, other }, 'explain --compare');
  const answer = await (await context.open()).compare(request, context.signal);
  context.out.write(
    json
      ? jsonDocument(answer)
      : `${plain(answer.text)}\n\nWhat it rests on:\n${answer.evidence.map(evidenceLines).join('')}`,
  );
}

async function answerQuestion(
  context: CliContext,
  { user, item, input, output, json }: ExplainOptions,
  question: string,
): Promise<void> {
  if (user === undefined || item === undefined || input !== undefined || output !== undefined)
    throw new EngineError('usage', 'A question with --ask is about one pair: give --user and --item.');
  const request = parse<FollowUpRequest>('follow-up-request', { user, item, question }, 'explain --ask');
  const answer = await (await context.open()).followUp(request, context.signal);
  context.out.write(json ? jsonDocument(answer) : followUpText(answer));
}

function followUpText(answer: FollowUp): string {
  if (answer.intent === 'unknown')
    return `That question is not understood. What can be asked:\n${answer.canAsk.map((one) => `  ${one}\n`).join('')}`;
  const path = answer.path === null ? '' : `${pathLine(answer.path)}\n`;
  const evidence = answer.evidence.map(evidenceLines).join('');
  return `${plain(answer.text)}\n${path}${evidence === '' ? '' : `\nWhat it rests on:\n${evidence}`}`;
}

/** Prints sentences as they come, then what they rest on; a text that begins anew says so. */
async function printParts(
  context: CliContext,
  parts: AsyncIterable<ExplanationPart>,
  isJson: boolean,
): Promise<void> {
  for await (const part of parts) {
    if (isJson) context.out.write(`${JSON.stringify(part)}\n`);
    else if (part.type === 'sentence') context.out.write(`${plain(part.sentence.text)}\n`);
    else if (part.type === 'restart') context.out.write('\n(What followed was not supported. Again:)\n');
    else context.out.write(`${groundsText(part.explanation)}`);
  }
}

/** Returns an explanation for a terminal: the text, then each sentence's evidence, then who wrote it. */
export function explanationText(answer: Explanation): string {
  return `${plain(answer.text)}\n${groundsText(answer)}`;
}

/** What stands below a text: its sentences with their evidence, and who wrote it. */
function groundsText(answer: Explanation): string {
  const cited = new Set(answer.sentences.flatMap((sentence) => sentence.cites));
  const sentences = answer.sentences.map(
    ({ text, cites }) => `  ${plain(text)} [${cites.map(plain).join(', ')}]\n`,
  );
  const evidence = answer.evidence.filter((one) => cited.has(one.id)).map(evidenceLines);
  const lines = [
    ...(sentences.length === 0
      ? []
      : ['\nSentences and what they rest on:\n', ...sentences, '\n', ...evidence]),
    `\nWritten by ${writer(answer)}: ${plain(answer.why).replace(/\.$/u, '')}. The reasons told carry ${Math.round(answer.scoreCovered * 100)} % of the score.${changeText(answer, cited)}\n`,
  ];
  if (answer.dropped.length > 0)
    lines.push(`Left out to fit the context: ${answer.dropped.map(plain).join(' ')}\n`);
  return lines.join('');
}

async function explainFile(
  context: CliContext,
  { input, output }: { readonly input: string; readonly output: string },
  options: ExplainOptions,
): Promise<void> {
  const engine = await context.open();
  const status = await engine.modelStatus(context.signal);
  if (!status.available)
    context.err.write(`${plain(status.reason)}. Templates write. ${plain(status.fix)}\n`);
  const progress = progressReporter(context.err);
  try {
    const request = {
      pairs: context.files.openPairs(input),
      results: context.files.openResults(output),
      failures: context.files.openRejects(`${output}.failed.jsonl`),
      concurrency: options.concurrency,
      onProgress: progress.report,
    };
    const report = await engine.explainMany(request, context.signal);
    progress.end();
    context.out.write(options.json ? jsonDocument(report) : reportText(report));
    if (report.failed > 0) context.setExitCode(new EngineError('data-partial', 'pairs failed').exitCode);
  } finally {
    progress.end();
  }
}

/** Where evidence comes from that rests on no reason and no review. */
const sources: Readonly<Partial<Record<Evidence['kind'], string>>> = {
  counterfactual: 'ranked anew',
  number: 'counted',
};

function evidenceLines(one: Evidence): string {
  const share = one.kind === 'reason' || one.kind === 'against' ? shareBar(one.share) : ' '.repeat(16);
  const source =
    one.review === null ? (sources[one.kind] ?? plain(one.reasonId ?? '')) : `review ${plain(one.review)}`;
  const path = one.path === undefined ? '' : `${' '.repeat(24)}${pathLine(one.path)}\n`;
  const against = one.kind === 'against' ? 'against: ' : '';
  return `  ${one.id.padEnd(4)}${share}  ${against}${plain(one.sentence)} (${source})\n${path}`;
}

function writer(answer: Explanation): string {
  if (answer.rung === 'template') return 'a template';
  const name = plain(answer.model ?? 'the model');
  return answer.rung === 'model' ? name : `${name} after one repair`;
}

function reportText(report: ExplainReport): string {
  const { made, reused, present, failed, notKept, rungs } = report;
  const lines = [
    `${report.pairs} pairs in ${report.seconds.toFixed(1)} s → ${plain(report.output)}`,
    `  ${made} made (model ${rungs.model}, repair ${rungs.repair}, template ${rungs.template}), ${reused} from the store, ${present} there already`,
  ];
  if (notKept > 0)
    lines.push(
      `  ${notKept} of them are templates because the model failed; the same command makes them again.`,
    );
  if (failed > 0)
    lines.push(
      `  ${failed} could not be explained; their lines and reasons: ${plain(report.failuresFile ?? '')}`,
    );
  return `${lines.join('\n')}\n`;
}
