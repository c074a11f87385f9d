import { randomUUID } from 'node:crypto';
import { Command, Option } from 'commander';
import type { TurnAct } from '../../contract/types.ts';
import { type PolicyName, policyNames } from '../../core/conversation/question/policy.ts';
import { EngineError } from '../../core/errors.ts';
import { talkInJson } from './chat/chat-in-json.ts';
import { talkInText } from './chat/chat-in-text.ts';
import { openTalk } from './chat/chat-talk.ts';
import type { CliContext } from './context.ts';
import { integerOption } from './options/options.ts';

interface ChatOptions {
  readonly user?: string;
  readonly attribute?: string;
  readonly item?: string;
  readonly policy: PolicyName;
  readonly several: boolean;
  readonly values: number;
  readonly branch?: string;
  readonly resume?: string;
  readonly smooth: boolean;
  readonly json: boolean;
}

/** Most values of one kind in a question. */
const valuesMax = 4;

const example = `
Examples:
  $ whypath chat --user mara
  $ whypath chat --attribute cooperative --values 3
  $ whypath chat --resume 0b0f6c52-6f2b-4c3e-9a53-3f0d1c7ad1aa
  $ echo '{"act":{"type":"answer","answer":"yes"}}' | whypath chat --json
  $ echo '{"text":"something by Ann Lee, but cheaper"}' | whypath chat --json
`;

/**
 * Returns `whypath chat`: finds an item by questions and lists, in a terminal or, with `--json`, as NDJSON: replies on
 * stdout, acts (`{"act":{"type":"answer","answer":"yes"}}`) or words (`{"text":"cheaper"}`) on stdin, with a turn id where
 * one is given. A line that
 * cannot be used is answered with a hint, or with a problem document, and nothing is lost.
 */
export function chatCommand(context: CliContext): Command {
  return new Command('chat')
    .description('find an item in a conversation, a few questions at a time')
    .option('--user <id>', 'id of a known user; a stranger without it')
    .option('--attribute <name>', 'id or name of an attribute that is wanted from the start')
    .option('--item <id>', 'id of an item that the right one shall be like')
    .addOption(
      new Option('--policy <name>', 'how the next action is chosen')
        .choices(policyNames)
        .default('look-ahead'),
    )
    .option('--several', 'several different items would be right', false)
    .option(
      '--values <count>',
      'most values of one kind in a question',
      integerOption('--values', 1, valuesMax),
      1,
    )
    .option('--resume <id>', 'go on with a conversation')
    .option('--branch <id>', 'begin with the history of another conversation')
    .option('--smooth', 'let the model word the questions', false)
    .option('--json', 'replies as NDJSON on stdout, acts as NDJSON on stdin', false)
    .addHelpText('after', example)
    .action(async (options: ChatOptions) => {
      const { act, id } = openingOf(options);
      const talk = openTalk(await context.open(), id, options.smooth, context.signal);
      const first = await talk.take(act, null);
      if (options.json) await talkInJson(context, talk, first);
      else await talkInText(context, talk, first);
    });
}

function openingOf(options: ChatOptions): { readonly act: TurnAct; readonly id: string } {
  const { user = null, attribute = null, item = null, resume, branch } = options;
  if (resume === undefined && branch === undefined) {
    const { policy, several, values } = options;
    const act: TurnAct = { type: 'start', user, attribute, item, policy, several, valuesMax: values };
    return { act, id: randomUUID() };
  }
  const other = resume === undefined ? '--branch' : '--resume';
  if (
    user !== null ||
    attribute !== null ||
    item !== null ||
    (resume !== undefined && branch !== undefined)
  ) {
    throw new EngineError(
      'usage',
      `${other} takes a conversation that has its user and wishes: leave the others out.`,
    );
  }
  if (resume !== undefined) return { act: { type: 'resume' }, id: resume };
  return { act: { type: 'branch', parent: branch ?? '' }, id: randomUUID() };
}
