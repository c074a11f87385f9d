import { EngineError } from '../core/errors.ts';
import type { ChatReply, ChatRequest, LanguageModel, ModelStatus } from './port.ts';

/** What a scripted model does with one call: it answers, fails, or hangs until the deadline or the signal. */
export type ScriptedAnswer =
  | string
  | Partial<ChatReply>
  | EngineError
  | 'hang-forever'
  | ((request: ChatRequest) => string);

/** A model that replays answers, and what it was asked. */
export interface ScriptedModel extends LanguageModel {
  readonly calls: readonly ChatRequest[];
}

const available: ModelStatus = { available: true, name: 'scripted', digest: 'sha-scripted', version: '0' };

/**
 * Returns a model that gives `answers` in order, one a call, and records its calls. A call beyond the last answer is
 * refused with `model-failed`. For tests and for replaying what a real model once said.
 */
export function createScriptedModel(
  answers: readonly ScriptedAnswer[],
  status: ModelStatus = available,
): ScriptedModel {
  const calls: ChatRequest[] = [];
  return {
    calls,
    status: async (signal) => {
      if (signal.aborted) throw interrupted();
      return status;
    },
    chat: async (request, signal, onText = () => {}) => {
      if (signal.aborted) throw interrupted();
      if (!status.available) throw new EngineError('model-unavailable', `${status.reason}. ${status.fix}`);
      const answer = answers[calls.length];
      calls.push(request);
      if (answer === undefined)
        throw new EngineError('model-failed', `The script holds ${answers.length} answers only.`);
      if (answer === 'hang-forever') return endOf(request.timeoutMs, signal);
      if (answer instanceof EngineError) throw answer;
      const part = typeof answer === 'function' ? answer(request) : answer;
      const reply = { ...plainReply, ...(typeof part === 'string' ? { text: part } : part) };
      for (let end = partUnits; end < reply.text.length; end += partUnits) onText(reply.text.slice(0, end));
      onText(reply.text);
      return reply;
    },
  };
}

/** Answers come in parts of so many UTF-16 units. */
const partUnits = 16;

const plainReply: ChatReply = {
  text: '',
  promptTokens: 100,
  outputTokens: 20,
  doneReason: 'stop',
  promptTruncated: false,
};

/** Never resolves; rejects at the deadline or with the signal. */
function endOf(timeoutMs: number, signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const timer = setTimeout(() => {
      reject(new EngineError('deadline-exceeded', `The model did not answer in ${timeoutMs} ms.`));
    }, timeoutMs);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(interrupted());
    });
  });
}

function interrupted(): EngineError {
  return new EngineError('interrupted', 'The call of the model was interrupted.');
}
