import { Command, Option } from 'commander';
import type { ExplainRequest, ExplanationPart, FollowUpRequest } from '../../contract/types.ts';
import { parse } from '../../contract/validate.ts';
import { EngineError } from '../../core/errors.ts';
import type { CliContext } from './context.ts';
import { integerOption } from './options/options.ts';
import { explanationText, followUpText, groundsText, reportText } from './text/explain-text.ts';
import { progressReporter } from './text/progress.ts';
import { jsonDocument, plain } from './text/terminal.ts';

interface ExplainOptions {
  readonly user?: string;
  readonly item?: string;
  readonly other?: string;
  readonly compare?: string;
  readonly input?: string;
  readonly output?: string;
  readonly ask?: string;
  readonly concurrency: number;
  readonly form?: NonNullable<ExplainRequest['form']>;
  readonly language?: string;
  readonly stream: boolean;
  readonly secondOpinion: boolean;
  readonly json: boolean;
}

/** Ollama answers one call at a time by default; a second one waits there while the first is written. */
const concurrencyDefault = 2;

/**
 * Returns `whypath explain`: a text with its evidence for one pair, for two items or for a user, or one line of JSON for
 * every line of a file. Exit code 5 when some lines could not be explained.
 */
export function explainCommand(context: CliContext): Command {
  return new Command('explain')
    .description('say in words why an item is recommended, each sentence with its evidence')
    .option('--user <id>', 'id of the user')
    .option('--item <id>', 'id of the item; none for --form profile')
    .addOption(
      new Option(
        '--form <form>',
        'form of the text (default: paragraph); a line of --input names its own',
      ).choices(['paragraph', 'sentence', 'bullets', 'comparison', 'why-not', 'profile']),
    )
    .option('--other <id>', 'item that a comparison compares with')
    .option('--compare <id>', 'short for --form comparison --other <id>')
    .option('--language <code>', 'language of the text, such as de, where the data set has its words')
    .option('--ask <question>', 'ask about the explanation of the pair, such as "who said that?"')
    .option('--input <file>', 'JSONL file of pairs: {"user":"mara","item":"kestrel-hour"}')
    .option(
      '--output <file>',
      'JSONL file that gets one explanation a line; an unfinished one is gone on with',
    )
    .option(
      '--concurrency <n>',
      'calls of the model at one time',
      integerOption('--concurrency', 1, 64),
      concurrencyDefault,
    )
    .option('--stream', 'print each sentence as soon as it is checked; with --json one part a line', false)
    .option(
      '--second-opinion',
      'let the model reject sentences that the gate accepted; a line of --input says it itself',
      false,
    )
    .option('--json', 'print one JSON document', false)
    .addHelpText('after', examples)
    .action((options: ExplainOptions) => {
      if (options.ask !== undefined) return answerQuestion(context, options, options.ask);
      if (options.input !== undefined || options.output !== undefined) return explainFile(context, options);
      return explainOne(context, options);
    });
}

const examples = `
Examples:
  $ whypath explain --user mara --item kestrel-hour
  $ whypath explain --user mara --item kestrel-hour --language de
  $ whypath explain --user mara --item kestrel-hour --ask 'what if I did not mind the noise?'
  $ whypath explain --user mara --item kestrel-hour --compare acorn-ledger
  $ whypath explain --user mara --item acorn-ledger --form why-not
  $ whypath explain --user mara --form profile --stream
  $ whypath explain --input pairs.jsonl --output texts.jsonl --concurrency 4

Pairs that cannot be explained go to <output>.failed.jsonl. After an interruption the same command goes on.
`;

async function explainOne(context: CliContext, options: ExplainOptions): Promise<void> {
  const { user, item, language, secondOpinion, stream, json } = options;
  if (user === undefined || (item === undefined && options.form !== 'profile'))
    throw new EngineError(
      'usage',
      'explain takes --user and --item, --user and --form profile, or --input and --output.',
    );
  if (secondOpinion && stream)
    throw new EngineError('usage', '--second-opinion is given of a whole text: leave out --stream.');
  const asked = {
    user,
    ...(item === undefined ? {} : { item }),
    ...formOf(options),
    ...(language === undefined ? {} : { language }),
    ...(secondOpinion ? { secondOpinion } : {}),
  };
  const request = parse<ExplainRequest>('explain-request', asked, 'explain');
  const engine = await context.open();
  if (stream) return printParts(context, engine.explainStream(request, context.signal), json);
  const answer = await engine.explain(request, context.signal);
  context.out.write(json ? jsonDocument(answer) : explanationText(answer));
}

/** Form and other item; `--compare` says both. */
function formOf({ form, other, compare }: ExplainOptions): Pick<ExplainRequest, 'form' | 'other'> {
  if (compare === undefined)
    return { ...(form === undefined ? {} : { form }), ...(other === undefined ? {} : { other }) };
  if (other !== undefined || (form !== undefined && form !== 'comparison'))
    throw new EngineError(
      'usage',
      `--compare says --form comparison --other already: leave out ${other === undefined ? `--form ${form}` : '--other'}.`,
    );
  return { form: 'comparison', other: compare };
}

/** Refuses options that would be ignored. */
function refuseOthers(options: ExplainOptions, taken: readonly string[], message: string): void {
  const given = Object.entries(options).filter(([, value]) => value !== undefined && value !== false);
  const others = given.map(([name]) => name).filter((name) => !taken.includes(name));
  if (others.length === 0) return;
  const flags = others.map((name) => `--${name.replace(/[A-Z]/gu, (sign) => `-${sign.toLowerCase()}`)}`);
  throw new EngineError('usage', `${message} Leave out ${flags.join(', ')}.`);
}

async function answerQuestion(context: CliContext, options: ExplainOptions, question: string): Promise<void> {
  const { user, item, json } = options;
  const taken = ['user', 'item', 'ask', 'json', 'concurrency'];
  refuseOthers(options, taken, 'A question with --ask is about one pair, and answered in plain sentences.');
  if (user === undefined || item === undefined)
    throw new EngineError('usage', 'A question with --ask is about one pair: give --user and --item.');
  const request = parse<FollowUpRequest>('follow-up-request', { user, item, question }, 'explain --ask');
  const answer = await (await context.open()).followUp(request, context.signal);
  context.out.write(json ? jsonDocument(answer) : followUpText(answer));
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
    // A text that rests on nothing has no sentences to be streamed.
    else if (part.explanation.sentences.length === 0) context.out.write(explanationText(part.explanation));
    else context.out.write(groundsText(part.explanation));
  }
}

async function explainFile(context: CliContext, options: ExplainOptions): Promise<void> {
  const { input, output, concurrency, json } = options;
  const taken = ['input', 'output', 'concurrency', 'json'];
  refuseOthers(options, taken, 'A line of --input says itself whom and what it is about, and in which form.');
  if (input === undefined || output === undefined)
    throw new EngineError('usage', 'A file of pairs needs --input and --output.');
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
      concurrency,
      onProgress: progress.report,
    };
    const report = await engine.explainMany(request, context.signal);
    progress.end();
    context.out.write(json ? jsonDocument(report) : reportText(report));
    if (report.failed > 0) context.setExitCode(new EngineError('data-partial', 'pairs failed').exitCode);
  } finally {
    progress.end();
  }
}
