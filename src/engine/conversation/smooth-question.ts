import type { AskSay, QuestionAskEvent } from '../../contract/types.ts';
import { acceptedWording, questionFormat, questionPrompt } from '../../core/explanation/question-wording.ts';
import type { Deps } from '../deps.ts';
import { modelText } from '../explanation/model-text.ts';
import type { TakenTurn } from './conversation-turn.ts';

const contextTokens = 2048;
const outputTokensMax = 120;
const timeoutMs = 15_000;

/**
 * Returns a turn whose question a model has worded, where it ends with a question that
 * has no such wording yet, there is a model, and the gate accepts
 * its wording; else the turn as it is. The wording becomes part of the event: it is stored, not made again on replay.
 */
export async function smoothQuestion(deps: Deps, taken: TakenTurn, signal: AbortSignal): Promise<TakenTurn> {
  const { closing } = taken;
  if (closing.type !== 'question-ask' || closing.say.plainText !== undefined) return taken;
  if (!(await deps.model.status(signal)).available) return taken;
  const wording = await wordingOf(deps, closing.say, signal);
  if (wording === null) return taken;
  const worded: QuestionAskEvent = {
    ...closing,
    say: { ...closing.say, text: wording, plainText: closing.say.text },
  };
  return { events: [...taken.events.slice(0, -1), worded], closing: worded };
}

async function wordingOf(deps: Deps, say: AskSay, signal: AbortSignal): Promise<string | null> {
  const names = say.values.map(({ attribute }) => attribute.name ?? attribute.id ?? '');
  const { manifest } = await deps.graph.current(signal);
  const messages = questionPrompt(say.text);
  const call = { messages, format: questionFormat, contextTokens, outputTokensMax, timeoutMs };
  const reply = await modelText(deps.model, call, signal);
  return reply === null ? null : acceptedWording(reply, say.text, names, manifest.item);
}
