import type { AskSay, ConversationEvent, EndSay, ShowSay } from '../../contract/types.ts';
import { EngineError } from '../errors.ts';
import { defaultAnswerModel } from './belief/belief.ts';
import { isClosing } from './events.ts';

/** The fields that replies have got since the first logs. */
type NewFields = 'values' | 'expected' | 'critiques' | 'kept';
type Earlier<Say> = Omit<Say, NewFields> & Partial<Pick<Say, Extract<keyof Say, NewFields>>>;

/**
 * Returns an event of a log as this version writes it: replies of logs from before a question could ask for several values
 * get the fields that came since, with what is known of them. Throws `conversation-unknown` for logs of the very first
 * drafts, which kept no replies.
 */
export function eventOfNow(conversation: string, event: ConversationEvent): ConversationEvent {
  if (!isClosing(event)) return event;
  if (event.say === undefined) throw withoutReplies(conversation);
  if (event.type === 'question-ask') return { ...event, say: askOfNow(event.say) };
  if (event.type === 'items-show') return { ...event, say: showOfNow(event.say) };
  return event.say.type === 'explain' ? event : { ...event, say: endOfNow(event.say) };
}

function withoutReplies(conversation: string): EngineError {
  return new EngineError(
    'conversation-unknown',
    `The conversation ${JSON.stringify(conversation)} was kept by a draft of version 0.1.0 that stored no replies, so that it cannot go on. Start another.`,
  );
}

function askOfNow(say: Earlier<AskSay>): AskSay {
  const { attribute, gainBits, yesProbability, matching } = say;
  const { hitRate, falseAlarmRate } = defaultAnswerModel;
  const share = Math.min(1, Math.max(0, (yesProbability - falseAlarmRate) / (hitRate - falseAlarmRate)));
  const value = { attribute, gainBits, yesProbability, share, matching };
  return { ...say, values: say.values ?? [value], expected: say.expected ?? null };
}

function showOfNow(say: Earlier<ShowSay>): ShowSay {
  return { ...say, critiques: say.critiques ?? [], expected: say.expected ?? null };
}

function endOfNow(say: Earlier<EndSay>): EndSay {
  return { ...say, kept: say.kept ?? (say.item === null ? [] : [say.item]) };
}
