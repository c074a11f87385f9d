import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import type { MessageReply, MessageRequest, TurnAct, TurnReply } from '../../../contract/types.ts';
import { EngineError } from '../../../core/errors.ts';
import type { Engine } from '../../../engine/engine.ts';
import { problemOf } from '../../respond.ts';
import type { CliContext } from '../context.ts';
import { plain } from '../text/terminal.ts';

/** A conversation as the chat command holds it; turn ids are made where null is given. */
export interface Talk {
  readonly id: string;
  readonly take: (act: TurnAct, turn: string | null) => Promise<TurnReply>;
  readonly hear: (
    message: Omit<MessageRequest, 'conversation' | 'turn'>,
    turn: string | null,
  ) => Promise<MessageReply>;
}

/** Returns the conversation of an id; `smooth` lets a model word its questions. */
export function openTalk(engine: Engine, id: string, smooth: boolean, signal: AbortSignal): Talk {
  return {
    id,
    take: (act, turn) =>
      engine.converse({ conversation: id, turn: turn ?? randomUUID(), act, smooth }, signal),
    hear: (message, turn) =>
      engine.hearMessage({ ...message, conversation: id, turn: turn ?? randomUUID(), smooth }, signal),
  };
}

/** Does a step of a conversation; a mistake of the person is said and gives null, anything else is thrown. */
export async function stepOrSay<Reply>(
  step: () => Promise<Reply>,
  say: (problem: ReturnType<typeof problemOf>['problem']) => void,
): Promise<Reply | null> {
  try {
    return await step();
  } catch (error) {
    const isMistake = error instanceof EngineError && error.status >= 400 && error.status < 499;
    if (!isMistake) throw error;
    say(problemOf(error).problem);
    return null;
  }
}

/** Returns the lines of stdin until it ends or the run is interrupted. */
export function linesOf(context: CliContext): AsyncIterable<string> {
  // Without `terminal: false` readline would take Ctrl-C for itself.
  return createInterface({
    input: context.stdin,
    terminal: false,
    crlfDelay: Number.POSITIVE_INFINITY,
    signal: context.signal,
  });
}

/** Returns how to go on with a conversation later. */
export function resumeText(talk: Talk): string {
  return `Resume with: whypath chat --resume ${plain(talk.id)}`;
}

/** Throws `interrupted` where the run was. */
export function assertNotInterrupted(context: CliContext): void {
  if (context.signal.aborted)
    throw new EngineError('interrupted', 'The conversation was interrupted; it is stored as far as it went.');
}
