import type { CitedSentence, Evidence, SecondOpinion, SecondOpinionReply } from '../../contract/types.ts';
import { check } from '../../contract/validate.ts';
import { EngineError } from '../../core/errors.ts';
import {
  secondOpinionFormat,
  secondOpinionMessages,
  unsupportedSentences,
} from '../../core/explanation/second-opinion.ts';
import { tokensAtMost } from '../../core/prompt-text.ts';
import type { ChatReply } from '../../llm/port.ts';
import type { Deps } from '../deps.ts';
import { explainSettings, promptTokensMax } from './prepare-explanation.ts';

/** What a second opinion says of a text that the gate accepted. */
export interface GivenOpinion {
  /** What the record keeps: no word of the text or of the answer. */
  readonly opinion: SecondOpinion;
  /** Numbers of the sentences that it rejects, from 1; empty where the answer is unusable. */
  readonly unsupported: readonly number[];
}

/**
 * Asks the model, in one constrained call, whether the evidence of each sentence supports it. It may only reject: an answer
 * of another form, one to a prompt that was cut, and a failing call reject nothing. Rejects with `interrupted`.
 */
export async function secondOpinion(
  deps: Deps,
  sentences: readonly CitedSentence[],
  evidence: readonly Evidence[],
  signal: AbortSignal,
): Promise<GivenOpinion> {
  const start = deps.now();
  const opinionOf = (
    outcome: SecondOpinion['outcome'],
    reason: string | null,
    reply?: ChatReply,
  ): SecondOpinion => ({
    outcome,
    reason,
    promptTokens: reply?.promptTokens ?? null,
    outputTokens: reply?.outputTokens ?? null,
    durationMs: deps.now() - start,
  });
  const unusable = (reason: string, reply?: ChatReply): GivenOpinion => ({
    opinion: opinionOf('unusable', reason, reply),
    unsupported: [],
  });
  const messages = secondOpinionMessages(sentences, evidence);
  if (tokensAtMost(messages) > promptTokensMax) return unusable('the text does not fit the context');
  try {
    const format = secondOpinionFormat(sentences.length);
    const reply = await deps.model.chat({ ...explainSettings, messages, format }, signal);
    if (reply.promptTruncated) return unusable('the server read only part of the prompt', reply);
    const unsupported = readUnsupported(reply.text, sentences.length);
    if (unsupported === null) return unusable('the answer does not have the form that was asked for', reply);
    const outcome = unsupported.length === 0 ? 'supported' : 'rejected';
    return { opinion: opinionOf(outcome, null, reply), unsupported };
  } catch (error) {
    if (!(error instanceof EngineError) || error.code === 'interrupted') throw error;
    return unusable(`${error.code}: ${error.message}`);
  }
}

function readUnsupported(text: string, count: number): readonly number[] | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const checked = check<SecondOpinionReply>('second-opinion-reply', value);
  return checked.ok ? unsupportedSentences(checked.value, count) : null;
}
