import { randomUUID } from 'node:crypto';
import type { MessageRequest, TurnReply, TurnRequest } from '../../../contract/types.ts';
import { check } from '../../../contract/validate.ts';
import { EngineError } from '../../../core/errors.ts';
import { problemOf } from '../../respond.ts';
import type { CliContext } from '../context.ts';
import { plain } from '../text/terminal.ts';
import { assertNotInterrupted, linesOf, resumeText, stepOrSay, type Talk } from './chat-talk.ts';

/** Longest line of JSON, in UTF-16 units. */
const lineUnitsMax = 65_536;

/** Speaks NDJSON: one document for each line of stdin, an act or a message; a mistake is answered with a problem. */
export async function talkInJson(context: CliContext, talk: Talk, first: TurnReply): Promise<void> {
  const write = (value: unknown): void => context.out.write(`${JSON.stringify(value)}\n`);
  context.err.write(`Conversation ${plain(talk.id)}\n`);
  write(first);
  for await (const line of linesOf(context)) {
    if (line.trim() === '') continue;
    const input = readJsonLine(line, talk.id);
    if (input instanceof EngineError) {
      write(problemOf(input).problem);
      continue;
    }
    const reply = await stepOrSay<object>(
      () => ('act' in input ? talk.take(input.act, input.turn) : talk.hear(input, input.turn)),
      write,
    );
    if (reply !== null) write(reply);
  }
  context.err.write(`${resumeText(talk)}\n`);
  assertNotInterrupted(context);
}

function readJsonLine(line: string, conversation: string): TurnRequest | MessageRequest | EngineError {
  if (line.length > lineUnitsMax)
    return invalidLine(`it has ${line.length} characters, more than ${lineUnitsMax}`);
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return invalidLine('it is not JSON');
  }
  if (typeof value !== 'object' || value === null) return invalidLine('it is not an object');
  const request = { turn: randomUUID(), ...value, conversation };
  const checked =
    'text' in value
      ? check<MessageRequest>('message-request', request)
      : check<TurnRequest>('turn-request', request);
  return checked.ok ? checked.value : invalidLine(checked.problems.join('; '));
}

function invalidLine(found: string): EngineError {
  return new EngineError(
    'request-invalid',
    `The line cannot be used: ${found}. Send one act a line, such as {"act":{"type":"answer","answer":"yes"}}, or words, such as {"text":"cheaper"}.`,
  );
}
