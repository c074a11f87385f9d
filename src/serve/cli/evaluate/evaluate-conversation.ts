import { Command, InvalidArgumentError, Option } from 'commander';
import type { Evaluation } from '../../../contract/types.ts';
import { type PolicyName, policyNames } from '../../../core/conversation/question/policy.ts';
import { evaluateConversation } from '../../../engine/evaluate/conversation/conversation.ts';
import type { CliContext } from '../context.ts';
import { integerOption } from '../options/options.ts';
import { progressReporter } from '../text/progress.ts';
import { jsonDocument, plain, table } from '../text/terminal.ts';
import { figuresTable } from './evaluation-text.ts';

interface ConversationOptions {
  readonly data: string;
  readonly split: 'valid' | 'test';
  readonly policy: PolicyName;
  readonly sessions?: number;
  readonly noise: number;
  readonly changes: number;
  readonly indifference: number;
  readonly seed: number;
  readonly json: boolean;
}

const sessionsMax = 10_000_000;
const seedMax = 0x7fffffff;

/** At half of the answers wrong an answer says nothing. */
const shareMax = 0.45;

/** Returns `whypath evaluate conversation`: how soon questions and lists find what a simulated user wants. */
export function conversationSuite(context: CliContext): Command {
  return new Command('conversation')
    .description('find what simulated users want by asking for attributes')
    .requiredOption(
      '--data <folder>',
      'folder with meta.json, items, attributes, train, sessions-test and optional users, sessions-valid',
    )
    .addOption(new Option('--split <name>', 'sessions to play').choices(['valid', 'test']).default('test'))
    .addOption(
      new Option('--policy <name>', 'how the next action is chosen')
        .choices(policyNames)
        .default('look-ahead'),
    )
    .option('--sessions <count>', 'play the first sessions only', integerOption('--sessions', 1, sessionsMax))
    .option('--noise <share>', `share of answers that are wrong, 0 to ${shareMax}`, shareOption('--noise'), 0)
    .option(
      '--changes <share>',
      `chance of a change of mind after each action, 0 to ${shareMax}`,
      shareOption('--changes'),
      0,
    )
    .option(
      '--indifference <share>',
      `share of answers that are "don't care", 0 to ${shareMax}`,
      shareOption('--indifference'),
      0,
    )
    .option('--seed <number>', 'seed of openings, noise and samples', integerOption('--seed', 0, seedMax), 1)
    .option('--json', 'print one JSON document', false)
    .addHelpText(
      'after',
      '\nExamples:\n  $ whypath evaluate conversation --data ./lastfm-star --json\n' +
        '  $ whypath evaluate conversation --data ./lastfm-star --sessions 500 --noise 0.1 --changes 0.05 --indifference 0.2\n',
    )
    .action((options: ConversationOptions) => run(context, options));
}

async function run(context: CliContext, options: ConversationOptions): Promise<void> {
  const data = await context.files.readConversationData(options.data, context.signal);
  const progress = progressReporter(context.err);
  const { split, policy, noise, changes, indifference, seed } = options;
  const answer = await evaluateConversation(
    context.pure,
    {
      data,
      split,
      policy,
      unsteadiness: { noise, changes, indifference },
      seed,
      sessionsMax: options.sessions ?? null,
      onProgress: progress.report,
    },
    context.signal,
  );
  progress.end();
  context.out.write(options.json ? jsonDocument(answer) : text(answer, data.protocol, policy));
}

function shareOption(name: string): (text: string) => number {
  return (text) => {
    const value = text.trim() === '' ? Number.NaN : Number(text);
    if (value >= 0 && value <= shareMax) return value;
    throw new InvalidArgumentError(
      `${name} is ${JSON.stringify(text)}, expected a number from 0 to ${shareMax}.`,
    );
  };
}

function text(answer: Evaluation, protocol: string, policy: string): string {
  const head = `conversation on ${plain(answer.data)} (${protocol}, policy ${policy}), ${answer.split} split, ${answer.n} sessions, ${answer.seconds.toFixed(1)} s\n`;
  return `${head}${figuresTable(answer)}\n${curveTable(answer)}`;
}

/** One line an action: what was done, and what was found by then. */
function curveTable({ curve = [] }: Evaluation): string {
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  return table(
    ['action', 'sessions that come to it', 'of these a question', 'found by then'],
    curve.map(({ action, going, asked, found }) => [
      String(action),
      percent(going),
      percent(asked),
      percent(found),
    ]),
  );
}
