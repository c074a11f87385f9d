import type { MessageReply, NameDoubt, TurnReply } from '../../../contract/types.ts';
import type { CliContext } from '../context.ts';
import { plain } from '../text/terminal.ts';
import { choicesOf, doubtChoices } from './chat-choices.ts';
import { type Input, readDoubt, readInput, type Standing } from './chat-input.ts';
import type { ChatChoice } from './chat-prompt.ts';
import { assertNotInterrupted, linesOf, resumeText, stepOrSay, type Talk } from './chat-talk.ts';
import { doubtLines, keysText, replyText } from './chat-text.ts';

type Chosen = { start: number; node: string | null }[];

/** Where a conversation in a terminal stands. */
interface Place {
  standing: Standing;
  /** A message that waits for what its names mean. */
  doubtful: { text: string; doubt: NameDoubt; chosen: Chosen } | null;
}

/**
 * Talks in a terminal until the person leaves, takes an item, or the input ends. Where there is a terminal the arrow
 * keys reach what may be answered; elsewhere lines are read. A line that fits no key is taken as words.
 */
export async function talkInText(context: CliContext, talk: Talk, first: TurnReply): Promise<void> {
  const { out } = context;
  const place: Place = { standing: standingOf(first, null), doubtful: null };
  const lines = lineSource(context);
  out.write(`Conversation ${plain(talk.id)}\n${replyText(first)}`);
  for (;;) {
    if (!lines.isInteractive && place.doubtful === null) out.write(keysText(place.standing));
    const line = await lines.next(
      place.doubtful === null ? choicesOf(place.standing) : doubtChoices(place.doubtful.doubt),
    );
    if (line === null) break;
    const input =
      place.doubtful === null ? readInput(line, place.standing) : readDoubt(line, place.doubtful.doubt);
    if (input.type === 'quit') break;
    if (input.type === 'hint') out.write('I did not understand that.\n');
    else if (await step(context, talk, place, input)) return;
  }
  out.write(`${resumeText(talk)}\n`);
  assertNotInterrupted(context);
}

/** Takes one step and says what came of it; returns whether the conversation ended with an item. */
async function step(
  context: CliContext,
  talk: Talk,
  place: Place,
  input: Exclude<Input, { type: 'quit' | 'hint' }>,
): Promise<boolean> {
  const { out } = context;
  const say = ({ detail }: { readonly detail: string }): void => out.write(`${plain(detail)}\n`);
  const { doubtful } = place;
  place.doubtful = null;
  let reply: TurnReply | null = null;
  if (input.type === 'act') reply = await stepOrSay(() => talk.take(input.act, null), say);
  else {
    const text = input.type === 'words' ? input.text : (doubtful?.text ?? '');
    const chosen =
      input.type === 'words'
        ? []
        : [...(doubtful?.chosen ?? []), { start: doubtful?.doubt.start ?? 0, node: input.node }];
    const heard = await stepOrSay(() => talk.hear({ text, choices: chosen }, null), say);
    reply = heardText(context, place, heard, text, chosen);
  }
  if (reply === null) return false;
  place.standing = standingOf(reply, place.standing);
  out.write(replyText(reply));
  return reply.say.type === 'end' && reply.say.outcome === 'accepted';
}

function heardText(
  context: CliContext,
  place: Place,
  heard: MessageReply | null,
  text: string,
  chosen: Chosen,
): TurnReply | null {
  if (heard === null) return null;
  if (heard.answer !== null) context.out.write(`\n${plain(heard.answer)}\n`);
  const [doubt] = heard.doubts;
  if (doubt !== undefined) {
    place.doubtful = { text, doubt, chosen };
    context.out.write(doubtLines(doubt));
  }
  return heard.reply;
}

interface LineSource {
  readonly isInteractive: boolean;
  /** The next line, null at the end. */
  readonly next: (choices: readonly ChatChoice[]) => Promise<string | null>;
}

function lineSource(context: CliContext): LineSource {
  const { promptLine } = context;
  if (promptLine !== null) return { isInteractive: true, next: (choices) => promptLine(choices) };
  const lines = linesOf(context)[Symbol.asyncIterator]();
  return {
    isInteractive: false,
    next: async () => {
      const { value, done } = await lines.next();
      return done === true ? null : value;
    },
  };
}

function standingOf(reply: TurnReply, before: Standing | null): Standing {
  if (reply.say.type !== 'explain') return reply.say;
  if (before === null) throw new Error('Invariant broken: a conversation does not open with an explanation');
  return before;
}
