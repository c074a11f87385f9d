import type { Attempt, CitedSentence, Evidence, Explanation, ModelReply } from '../../contract/types.ts';
import { check } from '../../contract/validate.ts';
import { EngineError } from '../../core/errors.ts';
import { gateVersion, judge } from '../../core/explanation/gate/gate.ts';
import { buildPrompt, type Prompt, repairMessages } from '../../core/explanation/prompt.ts';
import { formRules, textOf } from '../../core/explanation/text-form.ts';
import { tokensAtMost } from '../../core/prompt-text.ts';
import type { ChatReply, ChatRequest } from '../../llm/port.ts';
import type { Deps } from '../deps.ts';
import {
  formOf,
  type PreparedExplanation,
  promptInput,
  promptTokensMax,
  requestOf,
} from './prepare-explanation.ts';
import { secondOpinion } from './second-opinion.ts';
import type { SentenceStream } from './sentence-stream.ts';

/** An explanation, and whether it may be kept under its key. */
export interface WrittenExplanation {
  readonly explanation: Explanation;
  /** False for a template that stands in because a call of the model failed: the next request asks the model again. */
  readonly isDurable: boolean;
}

/**
 * Writes one explanation: the model's answer where the gate accepts it, else its repair, else a template. A failing or
 * missing model never fails the request. Words that the gate refused are in no record. A second opinion, where the request
 * asks for one, may reject what the gate accepted, and nothing else. `stream` is given the answers of the model as they
 * grow. Rejects with `interrupted`.
 */
export async function writeExplanation(
  deps: Deps,
  prepared: PreparedExplanation,
  signal: AbortSignal,
  stream: SentenceStream | null = null,
): Promise<WrittenExplanation> {
  const { prompt, status, source } = prepared;
  if (source.plan.steps.length === 0) return durable(withNothing(prepared));
  if (!status.available)
    return durable(fromTemplate(prepared, null, `no model could be asked: ${status.reason}`, []));
  if (prompt === null)
    return durable(fromTemplate(prepared, null, 'the evidence does not fit the context', []));

  const first = await attempt(deps, prepared, prompt, prompt.messages, signal, stream);
  const attempts: Attempt[] = [{ rung: 'model', ...first.record }];
  if (first.kind === 'accepted') {
    return durable(
      explanationOf(
        prepared,
        prompt,
        first.sentences,
        'model',
        'the gate accepted the first answer',
        attempts,
      ),
    );
  }
  if (first.kind === 'failed') return failed(prepared, prompt, first, attempts);

  const again = repairOf(prepared, prompt, first);
  if (again === null)
    return durable(fromTemplate(prepared, prompt, first.record.problems.join('; '), attempts));
  const second = await attempt(deps, prepared, again.prompt, again.messages, signal, stream);
  attempts.push({ rung: 'repair', ...second.record });
  if (second.kind === 'accepted') {
    const reason = 'the gate accepted the answer after one repair';
    return durable(explanationOf(prepared, again.prompt, second.sentences, 'repair', reason, attempts));
  }
  if (second.kind === 'failed') return failed(prepared, again.prompt, second, attempts);
  return durable(fromTemplate(prepared, again.prompt, 'the answer and its repair were refused', attempts));
}

type Outcome = { readonly record: Omit<Attempt, 'rung'> } & (
  | { readonly kind: 'accepted'; readonly sentences: readonly CitedSentence[] }
  | { readonly kind: 'refused'; readonly text: string; readonly hints: readonly string[] }
  | { readonly kind: 'truncated' }
  | { readonly kind: 'failed'; readonly error: EngineError }
);

/** One answer of the model, and, where the request asks for it, what a second opinion says of one that the gate accepted. */
async function attempt(
  deps: Deps,
  prepared: PreparedExplanation,
  prompt: Prompt,
  messages: ChatRequest['messages'],
  signal: AbortSignal,
  stream: SentenceStream | null,
): Promise<Outcome> {
  const outcome = await judgedAnswer(deps, prepared, prompt, messages, signal, stream);
  if (outcome.kind !== 'accepted' || prepared.request.secondOpinion !== true) return outcome;
  const { opinion, unsupported } = await secondOpinion(deps, outcome.sentences, prompt.offered, signal);
  const record = { ...outcome.record, secondOpinion: opinion };
  if (unsupported.length === 0) return { ...outcome, record };
  const problems = unsupported.map(
    (number) => `a second opinion finds that the evidence of sentence ${number} does not support it`,
  );
  return {
    kind: 'refused',
    text: JSON.stringify({ sentences: outcome.sentences }),
    hints: problems,
    record: { ...record, verdict: 'refused', problems },
  };
}

async function judgedAnswer(
  deps: Deps,
  prepared: PreparedExplanation,
  prompt: Prompt,
  messages: ChatRequest['messages'],
  signal: AbortSignal,
  stream: SentenceStream | null,
): Promise<Outcome> {
  const start = deps.now();
  const record = (verdict: Attempt['verdict'], problems: string[], reply?: ChatReply): Outcome['record'] => ({
    verdict,
    problems,
    promptTokens: reply?.promptTokens ?? null,
    outputTokens: reply?.outputTokens ?? null,
    durationMs: deps.now() - start,
  });
  try {
    const { noun } = prepared;
    const { itemName } = prepared.source;
    const onText = stream?.answer({ evidence: prompt.offered, itemName, noun });
    const reply = await deps.model.chat(requestOf(prompt, messages), signal, onText);
    if (reply.promptTruncated) {
      return {
        kind: 'truncated',
        record: record('refused', ['the server read only part of the prompt'], reply),
      };
    }
    const read = readReply(reply);
    if ('problem' in read) {
      return {
        kind: 'refused',
        text: reply.text,
        hints: read.hints,
        record: record('refused', [read.problem], reply),
      };
    }
    const { sentencesMax } = formRules[formOf(prepared.request).form];
    const verdict = judge({
      sentences: read.sentences,
      evidence: prompt.offered,
      itemName,
      noun,
      sentencesMax,
    });
    if (verdict.accepted)
      return { kind: 'accepted', sentences: read.sentences, record: record('accepted', [], reply) };
    const problems = [...new Set(verdict.problems.map((problem) => problem.message))];
    const hints = verdict.problems.map(({ message, words }) =>
      words.length === 0 ? message : `${message}: ${words.join(', ')}`,
    );
    return { kind: 'refused', text: reply.text, hints, record: record('refused', problems, reply) };
  } catch (error) {
    if (!(error instanceof EngineError) || error.code === 'interrupted') throw error;
    return { kind: 'failed', error, record: record('failed', [`${error.code}: ${error.message}`]) };
  }
}

type ReadReply =
  | { readonly sentences: readonly CitedSentence[] }
  | { readonly problem: string; readonly hints: readonly string[] };

/** Reads an answer strictly: prose or fences around the JSON mean that the server ignored the schema. */
function readReply(reply: ChatReply): ReadReply {
  let value: unknown;
  try {
    value = JSON.parse(reply.text);
  } catch {
    const problem =
      reply.doneReason === 'length' ? 'the answer was cut at the limit of tokens' : 'the answer is not JSON';
    return { problem, hints: [`${problem}; write less, and nothing but the JSON object`] };
  }
  const checked = check<ModelReply>('model-reply', value);
  if (!checked.ok)
    return { problem: 'the answer does not have the form that was asked for', hints: checked.problems };
  return { sentences: checked.value.sentences.map(({ text, cites }) => ({ text: text.trim(), cites })) };
}

/** The second call: with what was wrong, or, after a prompt that was cut, with the stronger half of the evidence. */
function repairOf(
  prepared: PreparedExplanation,
  prompt: Prompt,
  first: Extract<Outcome, { kind: 'refused' | 'truncated' }>,
): { readonly prompt: Prompt; readonly messages: ChatRequest['messages'] } | null {
  if (first.kind === 'refused') {
    return { prompt, messages: repairMessages(prompt, first.text, first.hints, promptTokensMax) };
  }
  const tokens = tokensAtMost(prompt.messages);
  const tokensOfTask = tokensAtMost(prompt.messages.slice(0, 1));
  const tokensMax = tokensOfTask + Math.floor((tokens - tokensOfTask) / 2);
  const { source, noun, request } = prepared;
  const shorter = buildPrompt(promptInput(source, noun, formOf(request).form, tokensMax));
  return shorter === null ? null : { prompt: shorter, messages: shorter.messages };
}

function durable(explanation: Explanation): WrittenExplanation {
  return { explanation, isDurable: true };
}

function failed(
  prepared: PreparedExplanation,
  prompt: Prompt,
  outcome: Extract<Outcome, { kind: 'failed' }>,
  attempts: Attempt[],
): WrittenExplanation {
  const reason = `the call of the model failed: ${outcome.error.message}`;
  return { explanation: fromTemplate(prepared, prompt, reason, attempts), isDurable: false };
}

/** A template by the plan of `prompt`, or by the whole one where no prompt was made. */
function fromTemplate(
  prepared: PreparedExplanation,
  prompt: Prompt | null,
  reason: string,
  attempts: Attempt[],
): Explanation {
  const { source } = prepared;
  const sentences = source.write(prompt?.plan ?? source.plan);
  return explanationOf(prepared, prompt, sentences, 'template', reason, attempts);
}

/** Says plainly that nothing can be said. Without evidence there is nothing to cite, so `sentences` is empty. */
function withNothing(prepared: PreparedExplanation): Explanation {
  const { text, why } = prepared.source.nothing;
  return { ...explanationOf(prepared, null, [], 'template', why, []), text };
}

function explanationOf(
  prepared: PreparedExplanation,
  prompt: Prompt | null,
  sentences: readonly CitedSentence[],
  rung: Explanation['rung'],
  reason: string,
  attempts: Attempt[],
): Explanation {
  const { source, request, status } = prepared;
  const { revision, snapshot, rank, ...about } = source.about;
  const dropped = prompt?.dropped ?? [];
  const evidence = source.evidence.filter((one) => !dropped.includes(one.sentence));
  return {
    user: request.user,
    ...about,
    ...formOf(request),
    text: textOf(sentences, formOf(request).form),
    sentences: [...sentences],
    evidence,
    plan: prompt?.plan ?? source.plan,
    rank,
    scoreCovered: scoreCovered(sentences, evidence, about.item.id),
    rung,
    why: reason,
    attempts,
    dropped: [...dropped],
    model: status.available ? status.name : null,
    modelDigest: status.available ? status.digest : null,
    promptHash: prepared.promptHash,
    evidenceHash: prepared.evidenceHash,
    gateVersion,
    key: prepared.key,
    revision,
    snapshot,
  };
}

/** Sum of the shares of the reasons for the item that the sentences cite, each counted once; a comparison cites those of another, too. */
function scoreCovered(
  sentences: readonly CitedSentence[],
  evidence: readonly Evidence[],
  item: string | null,
): number {
  const cited = new Set(sentences.flatMap((sentence) => sentence.cites));
  return evidence
    .filter((one) => one.kind === 'reason' && cited.has(one.id))
    .filter(({ path }) => path === undefined || path.nodes.at(-1)?.id === item)
    .reduce((sum, one) => sum + one.share, 0);
}
