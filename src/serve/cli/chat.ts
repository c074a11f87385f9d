import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { Command, Option } from 'commander';
import type { TurnAct, TurnReply, TurnRequest } from '../../contract/types.ts';
import { check } from '../../contract/validate.ts';
import { type PolicyName, policyNames } from '../../core/conversation/policy.ts';
import { EngineError } from '../../core/errors.ts';
import { problemOf } from '../respond.ts';
import { readInput, type Standing } from './chat-input.ts';
import { keysText, replyText } from './chat-text.ts';
import type { CliContext } from './context.ts';
import { integerOption } from './options.ts';
import { plain } from './terminal.ts';

interface ChatOptions {
  readonly user?: string;
  readonly attribute?: string;
  readonly item?: string;
  readonly policy: PolicyName;
  readonly several: boolean;
  readonly values: number;
  readonly branch?: string;
  readonly resume?: string;
  readonly json: boolean;
}

/** A conversation as this command holds it. */
interface Talk {
  readonly id: string;
  /** Takes one turn; `turn` is a new id where null. */
  readonly take: (act: TurnAct, turn: string | null) => Promise<TurnReply>;
}

/** Most values of one kind in a question. */
const valuesMax = 4;

/** Longest line of JSON, in UTF-16 units. */
const lineUnitsMax = 65_536;

const example = `
Examples:
  $ whypath chat --user mara
  $ whypath chat --attribute "film noir" --values 3
  $ whypath chat --resume 0b0f6c52-6f2b-4c3e-9a53-3f0d1c7ad1aa
  $ echo '{"act":{"type":"answer","answer":"yes"}}' | whypath chat --json
`;

/**
 * Returns `whypath chat`: finds an item by questions and lists, in a terminal or, with `--json`, as NDJSON: replies on
 * stdout, acts (`{"act":{"type":"answer","answer":"yes"}}`, with a turn id where one is given) on stdin. A line that
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
    .option('--json', 'replies as NDJSON on stdout, acts as NDJSON on stdin', false)
    .addHelpText('after', example)
    .action(async (options: ChatOptions) => {
      const { act, id } = openingOf(options);
      const engine = await context.open();
      const talk: Talk = {
        id,
        take: (next, turn) =>
          engine.converse({ conversation: id, turn: turn ?? randomUUID(), act: next }, context.signal),
      };
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

async function talkInText(context: CliContext, talk: Talk, first: TurnReply): Promise<void> {
  const { out, stdin } = context;
  const prompt = stdin.isTTY === true ? '> ' : '';
  let standing = standingOf(first, null);
  out.write(`Conversation ${plain(talk.id)}\n${replyText(first)}${keysText(standing)}${prompt}`);
  for await (const line of linesOf(context)) {
    const input = readInput(line, standing);
    if (input.type === 'quit') break;
    if (input.type === 'act') {
      const reply = await takeOrSay(talk, input.act, null, ({ detail }) => out.write(`${plain(detail)}\n`));
      if (reply !== null) {
        standing = standingOf(reply, standing);
        out.write(replyText(reply));
      }
      if (reply?.say.type === 'end' && reply.say.outcome === 'accepted') return;
    }
    out.write(`${input.type === 'hint' ? 'I did not understand that.\n' : ''}${keysText(standing)}${prompt}`);
  }
  out.write(`${resumeText(talk)}\n`);
  assertNotInterrupted(context);
}

async function talkInJson(context: CliContext, talk: Talk, first: TurnReply): Promise<void> {
  const write = (value: unknown): void => context.out.write(`${JSON.stringify(value)}\n`);
  context.err.write(`Conversation ${plain(talk.id)}\n`);
  write(first);
  for await (const line of linesOf(context)) {
    if (line.trim() === '') continue;
    const input = readJsonLine(line, talk.id);
    const reply = input instanceof EngineError ? null : await takeOrSay(talk, input.act, input.turn, write);
    if (input instanceof EngineError) write(problemOf(input).problem);
    if (reply !== null) write(reply);
  }
  context.err.write(`${resumeText(talk)}\n`);
  assertNotInterrupted(context);
}

/** The lines of stdin until it ends or the run is interrupted. */
function linesOf(context: CliContext): AsyncIterable<string> {
  // Without `terminal: false` readline would take Ctrl-C for itself.
  return createInterface({
    input: context.stdin,
    terminal: false,
    crlfDelay: Number.POSITIVE_INFINITY,
    signal: context.signal,
  });
}

/** Takes a turn; a mistake of the person is said and gives null, anything else is thrown. */
async function takeOrSay(
  talk: Talk,
  act: TurnAct,
  turn: string | null,
  say: (problem: ReturnType<typeof problemOf>['problem']) => void,
): Promise<TurnReply | null> {
  try {
    return await talk.take(act, turn);
  } catch (error) {
    const isMistake = error instanceof EngineError && error.status >= 400 && error.status < 499;
    if (!isMistake) throw error;
    say(problemOf(error).problem);
    return null;
  }
}

function readJsonLine(line: string, conversation: string): { act: TurnAct; turn: string } | EngineError {
  if (line.length > lineUnitsMax)
    return invalidLine(`it has ${line.length} characters, more than ${lineUnitsMax}`);
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return invalidLine('it is not JSON');
  }
  if (typeof value !== 'object' || value === null) return invalidLine('it is not an object');
  const checked = check<TurnRequest>('turn-request', { turn: randomUUID(), ...value, conversation });
  return checked.ok ? checked.value : invalidLine(checked.problems.join('; '));
}

function invalidLine(found: string): EngineError {
  return new EngineError(
    'request-invalid',
    `The line cannot be used: ${found}. Send one act a line, such as {"act":{"type":"answer","answer":"yes"}}.`,
  );
}

function standingOf(reply: TurnReply, before: Standing | null): Standing {
  if (reply.say.type !== 'explain') return reply.say;
  if (before === null) throw new Error('Invariant broken: a conversation does not open with an explanation');
  return before;
}

function resumeText(talk: Talk): string {
  return `Resume with: whypath chat --resume ${plain(talk.id)}`;
}

function assertNotInterrupted(context: CliContext): void {
  if (context.signal.aborted)
    throw new EngineError('interrupted', 'The conversation was interrupted; it is stored as far as it went.');
}
